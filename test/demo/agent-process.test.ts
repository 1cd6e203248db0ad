import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type AgentEvent, type AgentProcess, startAgentProcess } from '../../src/demo/agent-process.ts';

interface Started {
  readonly agent: AgentProcess;
  readonly events: AgentEvent[];
  readonly log: () => string;
}

/** Starts a program in the agent's place. */
function started(script: string, env: Record<string, string> = {}): Started {
  const folder = tempFolder();
  const main = join(folder, 'main.mjs');
  writeFileSync(main, script);
  const logFile = join(folder, 'agent.log');
  const events: AgentEvent[] = [];
  const agent = startAgentProcess({
    main,
    configFile: join(folder, 'config.yaml'),
    logFile,
    env: { ...process.env, ...env },
    onEvent: (event) => events.push(event),
    restartAfterMs: 10,
  });
  onTestFinished(async () => await agent.stop());
  return { agent, events, log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '') };
}

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-agent-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Waits for something that another process does. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('waited 15 s in vain');
    await sleep(20);
  }
}

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

// It says what it got when it can be asked to end.
const lives = `process.on('SIGTERM', () => { console.error('asked to end'); process.exit(0); });
setInterval(() => {}, 1000);
console.error('args ' + process.argv.slice(2).join(' '));`;

test('runs serve with the configuration, and ends it when asked', async () => {
  const { agent, events, log } = started(lives);
  await until(() => log().includes('args serve --config'));
  const pid = agent.pid() ?? 0;

  await agent.stop();

  expect(log()).toContain('config.yaml');
  expect(log()).toContain('asked to end');
  expect(isRunning(pid)).toBe(false);
  expect(agent.pid()).toBeUndefined();
  expect(events).toEqual([{ kind: 'started', pid }]);
});

test('starts it again when it is killed, and says so', async () => {
  const { agent, events, log } = started(lives);
  await until(() => log().includes('args'));
  const first = agent.pid() ?? 0;

  process.kill(first, 'SIGKILL');
  await until(() => events.length === 3);

  expect(agent.pid()).not.toBe(first);
  expect(agent.restarts()).toBe(1);
  expect(agent.failure()).toBeUndefined();
  expect(events).toEqual([
    { kind: 'started', pid: first },
    { kind: 'ended', pid: first, how: 'signal SIGKILL' },
    { kind: 'started', pid: agent.pid() },
  ]);
});

test('gives up when it ends at once again and again, with its last words', async () => {
  const { agent, events } = started(`console.error('no such folder'); process.exit(3);`);

  await until(() => agent.failure() !== undefined);

  expect(agent.failure()).toMatchObject({ code: 'demo.process_failed' });
  expect(agent.failure()?.message).toContain('exit code 3');
  expect(agent.failure()?.message).toContain('no such folder');
  expect(agent.pid()).toBeUndefined();
  expect(events.filter((event) => event.kind === 'started')).toHaveLength(4);
});

test("does not take over the user's own settings", async () => {
  const script = `console.error(JSON.stringify([process.env.FLINK_MEDIC_MODE ?? 'none', process.env.OTHER]));`;
  const { log } = started(`${script}${lives}`, { FLINK_MEDIC_MODE: 'observe', OTHER: 'kept' });

  await until(() => log().includes('args'));

  expect(log()).toContain('["none","kept"]');
});

test('is not started again after stop, also not when it ends during a pause', async () => {
  const { agent, events } = started('process.exit(0);');
  await until(() => events.some((event) => event.kind === 'ended'));

  await agent.stop();
  const told = events.length;
  await sleep(300);

  expect(agent.pid()).toBeUndefined();
  expect(events).toHaveLength(told);
});

test('ends with the program that started it, however that ends', async () => {
  const folder = tempFolder();
  const main = join(folder, 'main.mjs');
  writeFileSync(
    main,
    `import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(process.pid));
setInterval(() => {}, 1000);
process.on('SIGTERM', () => process.exit(0));`,
  );
  const parent = join(folder, 'parent.mjs');
  writeFileSync(
    parent,
    `import { startAgentProcess } from ${JSON.stringify(join(import.meta.dirname, '../../src/demo/agent-process.ts'))};
startAgentProcess({ main: ${JSON.stringify(main)}, configFile: 'c', logFile: ${JSON.stringify(join(folder, 'log'))}, env: process.env, onEvent() {} });`,
  );
  const program = spawn(process.execPath, [parent], { stdio: 'ignore' });
  await until(() => existsSync(join(folder, 'pid')) && readFileSync(join(folder, 'pid'), 'utf8') !== '');
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  expect(isRunning(pid)).toBe(true);

  program.kill('SIGKILL');

  await until(() => !isRunning(pid));
});
