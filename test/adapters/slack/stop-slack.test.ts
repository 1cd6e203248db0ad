import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SlackServer, startSlackServer } from '../../support/slack-server.ts';

const script = fileURLToPath(new URL('../../support/slack-child.ts', import.meta.url));
let slack: SlackServer;

beforeEach(async () => {
  slack = await startSlackServer();
});

afterEach(() => slack.close());

test.each<[string, string, () => void, () => void]>([
  ['connected', 'connected', () => {}, () => {}],
  ['connected to a Slack that no longer reads', 'connected', () => {}, () => slack.socket.deafen()],
  ['waiting for a Slack that is away', 'down', () => slack.refuse(true), () => {}],
])(
  'a process that is %s ends by itself after SIGTERM',
  async (_what, state, prepare, before) => {
    prepare();
    const child = spawn(process.execPath, [script, slack.apiUrl], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      // A process that breaks while it begins says nothing, and ends its output.
      const [said] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [unknown];
      before();
      const began = performance.now();

      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];

      expect(String(said).trim()).toBe(state);
      expect(code).toBe(0);
      expect(performance.now() - began).toBeLessThan(3_000);
    } finally {
      child.kill('SIGKILL');
    }
  },
  20_000,
);
