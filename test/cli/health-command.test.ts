import { expect, onTestFinished, test } from 'vitest';
import { startHealthServer } from '../../src/adapters/web/health-server.ts';
import { healthUrl } from '../../src/cli/health-command.ts';
import { freePort } from '../../src/demo/free-port.ts';
import { cliFolder, configured, run } from './run-for-tests.ts';

test.each<[ok: boolean, code: number, text: string]>([
  [true, 0, 'healthy\n'],
  [false, 1, 'not healthy: serve says so\n'],
])('a serve that says ok: %s makes exit code %i', async (ok, code, text) => {
  const server = await startHealthServer({ port: 0, status: () => ({ ok, detail: { polls: 3 } }) });
  onTestFinished(() => server.close());
  const folder = cliFolder();
  configured(folder, `health: { port: ${new URL(server.url).port} }\n`);

  const ran = await run(['health'], { folder });
  const asJson = await run(['health', '--json'], { folder });

  expect(ran).toEqual({ code, stdout: text, stderr: '' });
  expect(JSON.parse(asJson.stdout)).toMatchObject({ ok, url: `${server.url}/healthz`, detail: { polls: 3 } });
});

test('no answer is exit code 1', async () => {
  const folder = cliFolder();
  configured(folder, `health: { port: ${await freePort()} }\n`);

  const ran = await run(['health'], { folder });

  expect(ran).toMatchObject({ code: 1, stderr: '' });
  expect(ran.stdout).toContain('not healthy: no usable answer from http://127.0.0.1:');
});

test('without a health section it is exit code 1, and says what is missing', async () => {
  const folder = cliFolder();
  configured(folder);

  const ran = await run(['health'], { folder });

  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('the configuration has no section health');
});

test.each<[host: string, want: string]>([
  ['127.0.0.1', 'http://127.0.0.1:8088/healthz'],
  ['0.0.0.0', 'http://127.0.0.1:8088/healthz'],
  ['::', 'http://[::1]:8088/healthz'],
  ['medic', 'http://medic:8088/healthz'],
])('a serve that listens on %s is asked at %s', (host, want) => {
  expect(healthUrl({ host, port: 8088 })).toBe(want);
});
