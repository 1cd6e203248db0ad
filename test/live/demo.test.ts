import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { flinkVersions } from '../../src/demo/flink-home.ts';
import { askedJob } from '../../src/demo/write-config.ts';
import { addUser, buttonsOf, pressPayload } from '../support/slack-people.ts';
import { appToken, botToken, channel, startSlackServer, team } from '../support/slack-server.ts';

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

interface Report {
  readonly ok: boolean;
  readonly problems: readonly string[];
  readonly stories: readonly { readonly job: string; readonly verified: { ok: boolean; reasons: readonly string[] } }[];
}

/** Starts the demo as a user does; its processes have a mark in their environment. */
function startDemo(args: readonly string[], mark: string, env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [main, 'demo', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, DEMO_MARK: mark },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, ended, stdout: () => stdout, stderr: () => stderr };
}

describe.each(flinkVersions)('the demo on Flink %s', (version) => {
  test('heals, leaves alone and hands over what it should, and leaves no process behind', async () => {
    const mark = `verified-${version}-${process.pid}`;
    const demo = startDemo(['--json', '--flink', version], mark);

    const code = await demo.ended;

    expect(demo.stderr()).toBe('');
    const report = JSON.parse(demo.stdout()) as Report;
    const wrong = report.stories.filter(({ verified }) => !verified.ok);
    expect(wrong.map(({ job, verified }) => `${job}: ${verified.reasons.join('; ')}`)).toEqual([]);
    expect(report).toMatchObject({ ok: true, problems: [] });
    expect(code).toBe(0);
    expect(processesWith(mark)).toEqual([]);
  });
});

test('Ctrl-C ends the demo and every process of it', async () => {
  const mark = `stopped-${process.pid}`;
  const demo = startDemo([], mark);
  while (!demo.stderr().includes('the agent runs as pid')) await sleep(200);
  expect(processesWith(mark).length).toBeGreaterThan(6);

  demo.child.kill('SIGINT');

  expect(await demo.ended).toBe(130);
  expect(processesWith(mark)).toEqual([]);
});

test('where a workspace is configured the demo tells it in Slack, and starts one job only after the yes there', async () => {
  const approver = 'U0TESTANN';
  const slack = await startSlackServer();
  slack.now = Math.floor(Date.now() / 1_000);
  addUser(slack, approver);
  const messages = () => slack.channels.get(channel)?.messages ?? [];
  const question = () => messages().find((one) => buttonsOf(one).includes('approve'));
  const mark = `told-in-slack-${process.pid}`;
  const demo = startDemo(['--fake', '--json'], mark, {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_TEAM: team,
    SLACK_CHANNEL: channel,
    SLACK_APPROVER: approver,
    SLACK_API_URL: slack.apiUrl,
  });
  let code: number | null | undefined;
  void demo.ended.then((ended) => {
    code = ended;
  });

  while (question() === undefined && code === undefined) await sleep(200);
  const ts = question()?.ts ?? '';
  expect(JSON.stringify(slack.message(ts).blocks)).toContain(askedJob);
  await slack.socket.deliver('interactive', pressPayload(slack, { user: approver, button: 'approve', ts })).acked;

  expect(await demo.ended).toBe(0);
  const report = JSON.parse(demo.stdout()) as Report;
  expect(report).toMatchObject({ ok: true, problems: [] });
  expect(buttonsOf(slack.message(ts))).not.toContain('approve');
  const thread = messages().filter((one) => one.thread_ts === ts);
  expect(JSON.stringify(thread)).toMatch(/approved: .*verdict: /);
  expect(processesWith(mark)).toEqual([]);
  await slack.close();
});

/** Living processes that inherited the mark. */
function processesWith(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const isAlive = !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
        return isAlive && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark);
      } catch {
        return false;
      }
    })
    .map(Number);
}
