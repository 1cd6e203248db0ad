import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Isolation, namespaces } from '../../../src/adapters/skills/isolate.ts';
import { sha256 } from '../../../src/adapters/skills/package-files.ts';
import { makeSkillScripts, type ScriptLimits } from '../../../src/adapters/skills/run-script.ts';
import { systemClock } from '../../../src/adapters/telemetry/system-clock.ts';
import type { ScriptAnswer } from '../../../src/ports/skill-scripts.ts';

const unshare = 'unshare';
/** Where namespaces are forbidden, the tests that need them say so by being skipped; the refusal is tested everywhere. */
const canIsolate =
  spawnSync(unshare, ['--user', '--map-root-user', '--net', '--mount', '--pid', '--fork', 'true']).status === 0;
const quick: ScriptLimits = { timeMs: 3_000, outputBytes: 2_000 };
const never = new AbortController().signal;

/** Fails the test when anything is to be started. */
const untouched: Isolation = {
  command: () => {
    throw new Error('nothing may be started');
  },
};

/** Only for what does not hang on isolation: says that it is ready and runs the script in a plain shell. */
const plain: Isolation = {
  command: (_folder, args) => ({
    program: '/bin/sh',
    args: ['-c', 'printf ready >&3; exec 3>&-; exec ./script "$@"', 'sh', ...args],
  }),
};

function run(
  text: string,
  options: {
    readonly isolation: Isolation;
    readonly args?: readonly string[];
    readonly limits?: ScriptLimits;
    readonly allow?: readonly string[];
    readonly file?: string;
    readonly signal?: AbortSignal;
  },
): Promise<ScriptAnswer> {
  const bytes = Buffer.from(text);
  const {
    isolation,
    args = [],
    limits = quick,
    allow = [sha256(bytes)],
    file = 'scripts/a.sh',
    signal = never,
  } = options;
  const scripts = makeSkillScripts({ allow, isolation, limits, clock: systemClock, read: () => ({ ok: true, bytes }) });
  return scripts.run('disk', file, args, signal);
}

describe('a script is not run', () => {
  test.each<[title: string, change: Partial<Parameters<typeof run>[1]>, why: string]>([
    ['when nothing is allowed', { allow: [] }, 'is not in skills.scripts.allow'],
    [
      'when another content is allowed',
      { allow: [sha256('#!/bin/sh\necho hello\n')] },
      'is not in skills.scripts.allow',
    ],
    ['when it lies elsewhere', { file: 'SKILL.md' }, 'below scripts/'],
    ['with an option', { args: ['--delete'] }, 'is not allowed'],
    ['with a path', { args: ['/etc/passwd'] }, 'is not allowed'],
    ['with a command', { args: ['$(id)'] }, 'is not allowed'],
    ['with a line break', { args: ['a\nb'] }, 'is not allowed'],
    ['with an argument of nothing', { args: [''] }, 'is not allowed'],
    ['with a very long argument', { args: ['x'.repeat(129)] }, 'is not allowed'],
    [
      'with nine arguments',
      { args: ['1', '2', '3', '4', '5', '6', '7', '8', '9'] },
      'at most 8 arguments are allowed, not 9',
    ],
    ['when it was given up', { signal: AbortSignal.abort() }, 'given up'],
  ])('%s', async (_title, change, why) => {
    const answer = await run('#!/bin/sh\necho hi\n', { isolation: untouched, ...change });

    expect(answer).toEqual({ kind: 'refused', why: expect.stringContaining(why) as string });
  });

  test('when it cannot be shut off from the network: it never starts', async () => {
    const broken: Isolation = {
      command: () => ({
        program: '/bin/sh',
        args: ['-c', 'echo "unshare failed: Operation not permitted" >&2; exit 1'],
      }),
    };
    const missing: Isolation = { command: () => ({ program: '/no/such/program', args: [] }) };

    const answers = [await run('x', { isolation: broken }), await run('x', { isolation: missing })];

    expect(answers).toEqual([
      { kind: 'refused', why: expect.stringMatching(/cannot be shut off.*Operation not permitted/) as string },
      { kind: 'refused', why: expect.stringMatching(/cannot be shut off.*ENOENT/) as string },
    ]);
  });
});

describe('a script that runs', () => {
  test('is the content that was hashed, even if the file changes at once', async () => {
    const good = Buffer.from('#!/bin/sh\necho good\n');
    const evil = Buffer.from('#!/bin/sh\necho evil\n');
    const contents = [good, evil];
    const scripts = makeSkillScripts({
      allow: [sha256(good)],
      isolation: plain,
      limits: quick,
      clock: systemClock,
      read: () => ({ ok: true, bytes: contents.shift() ?? evil }),
    });

    const first = await scripts.run('disk', 'scripts/a.sh', [], never);
    const second = await scripts.run('disk', 'scripts/a.sh', [], never);

    expect(first).toEqual({ kind: 'ok', code: 0, output: 'good\n', cut: false });
    expect(second.kind).toBe('refused');
  });

  test('gets its arguments and nothing of this environment, and its exit code is told', async () => {
    process.env['FLINK_MEDIC_TEST_SECRET'] = 'geheim';
    onTestFinished(() => {
      delete process.env['FLINK_MEDIC_TEST_SECRET'];
    });

    const answer = await run('#!/bin/sh\necho "$@"; env; exit 7\n', { isolation: plain, args: ['orders', 'a=b'] });

    expect(answer).toMatchObject({ kind: 'ok', code: 7, output: expect.stringMatching(/^orders a=b\n/) as string });
    expect(JSON.stringify(answer)).not.toContain('geheim');
  });

  test('is ended with all its children at the limit', async () => {
    const limits = { timeMs: 300, outputBytes: 100 };

    const answer = await run('#!/bin/sh\nsleep 60 &\nsleep 60\n', { isolation: plain, limits });

    expect(answer).toEqual({ kind: 'refused', why: 'it was ended after 0.3 s; it must be faster' });
  });

  test('is ended when it is given up, long before its limit, and has no answer', async () => {
    const limits = { timeMs: 60_000, outputBytes: 100 };
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);

    const answer = await run('#!/bin/sh\necho half; sleep 60\n', { isolation: plain, limits, signal: stop.signal });

    expect(answer).toEqual({ kind: 'refused', why: 'it was given up and ended' });
  });

  test('is ended when it writes too much', async () => {
    const answer = await run('#!/bin/sh\nwhile :; do echo xxxxxxxx; done\n', { isolation: plain });

    expect(answer).toMatchObject({ kind: 'ok', cut: true });
    expect(answer.kind === 'ok' && answer.output.length).toBe(quick.outputBytes);
  });

  test('leaves nothing behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('flink-medic-script-'));

    await run('#!/bin/sh\necho x > left\n', { isolation: plain });

    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('flink-medic-script-'))).toEqual(before);
  });
});

describe.skipIf(!canIsolate)('in namespaces', () => {
  test('reaches neither this machine nor any other', async () => {
    const server = createServer((socket) => socket.end('reached'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const connected: unknown[] = [];
    server.on('connection', () => connected.push(1));
    const { port } = server.address() as AddressInfo;
    const script = `#!/bin/bash\nexec 5<>/dev/tcp/127.0.0.1/${port} && cat <&5\n`;

    const open = await run(script, { isolation: plain });
    const shut = await run(script, { isolation: namespaces });

    expect(open).toMatchObject({ kind: 'ok', code: 0, output: 'reached' });
    expect(shut).toMatchObject({ kind: 'ok', code: 1, output: expect.stringContaining('unreachable') as string });
    expect(connected).toHaveLength(1);
  });

  test('sees programs and itself: no home, no secrets, no other process, and may not change mounts', async () => {
    expect(existsSync('/etc/passwd')).toBe(true);

    const answer = await run(
      `#!/bin/sh\necho /*; echo *; cat /etc/passwd ${import.meta.filename}; umount /usr && echo unmounted; touch /usr/x && echo wrote; kill -0 ${process.pid} && echo sees\n`,
      { isolation: namespaces },
    );

    const lines = answer.kind === 'ok' ? answer.output.split('\n') : [answer.why];
    expect(lines[0]?.replace(/ ?\/(?:bin|lib|lib32|lib64|sbin|usr)(?= |$)/g, '').trim()).toBe('/dev /work');
    expect(lines[1]).toBe('script');
    expect(lines).not.toContain('unmounted');
    expect(lines).not.toContain('wrote');
    expect(lines).not.toContain('sees');
    expect(lines.filter((line) => line.includes('No such file'))).toHaveLength(2);
  });

  test('is ended at the limit although it began a session of its own', async () => {
    const limits = { timeMs: 1_500, outputBytes: 100 };
    const started = Date.now();

    const answer = await run('#!/bin/sh\nsetsid sleep 60 &\nsetsid sleep 60\n', { isolation: namespaces, limits });

    expect(answer).toMatchObject({ kind: 'refused', why: expect.stringContaining('ended after') as string });
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  test('may throw output away, and neither start programs nor write, compute or take memory without end', async () => {
    const answer = await run(
      '#!/bin/bash\necho seen; echo lost > /dev/null; ls /none 2> /dev/null; ls /dev; for of in u f t v c; do ulimit -$of; done\n',
      {
        isolation: namespaces,
      },
    );

    expect(answer).toMatchObject({ kind: 'ok', output: 'seen\nnull\n256\n8192\n30\n2097152\n0\n' });
  });

  test('is not begun where a network is still there, whatever unshare said', async () => {
    const open: Isolation = {
      command: (folder, args) => {
        const { program, args: given } = namespaces.command(folder, args);
        return { program, args: given.filter((one) => one !== '--net') };
      },
    };

    const answer = await run('#!/bin/sh\necho ran\n', { isolation: open });

    expect(answer).toEqual({ kind: 'refused', why: expect.stringContaining('a network is still there') as string });
  });

  test('shares nothing with this program and has no rights: no users, network, mounts, processes, memory or name', async () => {
    const seconds = `${20 + process.pid / 1e7}`;
    const stop = new AbortController();
    const answer = run(`#!/bin/sh\nexec sleep ${seconds}\n`, { isolation: namespaces, signal: stop.signal });
    await vi.waitFor(() => expect(sleeping(seconds)).toBeDefined(), { timeout: 10_000, interval: 50 });
    const id = sleeping(seconds) ?? '';

    const shared = ['user', 'net', 'mnt', 'pid', 'ipc', 'uts'].filter(
      (one) => readlinkSync(`/proc/${id}/ns/${one}`) === readlinkSync(`/proc/self/ns/${one}`),
    );
    const rights = readFileSync(`/proc/${id}/status`, 'utf8').match(/^(?:CapBnd|CapEff|CapInh|NoNewPrivs):.*$/gm);
    const files = readdirSync(`/proc/${id}/fd`);
    stop.abort();

    expect(shared).toEqual([]);
    const none = '0'.repeat(16);
    expect(rights).toEqual([`CapInh:\t${none}`, `CapEff:\t${none}`, `CapBnd:\t${none}`, 'NoNewPrivs:\t1']);
    // Not the one on which the launcher says that it is ready.
    expect(files).not.toContain('3');
    expect(await answer).toMatchObject({ kind: 'refused' });
  });

  test('ends with this program, also when that is killed', async () => {
    const seconds = `${30 + process.pid / 1e7}`;
    const source = (name: string): string => JSON.stringify(new URL(`../../../src/adapters/${name}`, import.meta.url));
    const agent = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { makeSkillScripts } from ${source('skills/run-script.ts')};
       import { namespaces } from ${source('skills/isolate.ts')};
       import { sha256 } from ${source('skills/package-files.ts')};
       import { systemClock } from ${source('telemetry/system-clock.ts')};
       const bytes = Buffer.from('#!/bin/sh\\nexec sleep ${seconds}\\n');
       const scripts = makeSkillScripts({ allow: [sha256(bytes)], isolation: namespaces, clock: systemClock, read: () => ({ ok: true, bytes }) });
       await scripts.run('disk', 'scripts/a.sh', [], new AbortController().signal);`,
    ]);
    onTestFinished(() => void agent.kill('SIGKILL'));
    await vi.waitFor(() => expect(sleeping(seconds)).toBeDefined(), { timeout: 20_000, interval: 50 });

    agent.kill('SIGKILL');

    await vi.waitFor(() => expect(sleeping(seconds)).toBeUndefined(), { timeout: 5_000, interval: 50 });
  });
});

/** The process of this machine that sleeps for so long. */
function sleeping(seconds: string): string | undefined {
  return readdirSync('/proc').find((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8') === `sleep\0${seconds}\0`;
    } catch {
      return false;
    }
  });
}
