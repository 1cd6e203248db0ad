import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startChild } from '../../src/proof/child-process.ts';
import type { FromTarget, ToTarget } from '../../src/proof/messages.ts';

test('a target that forgets while half of a request is there goes on, and answers the next one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-target-'));
  const target = startChild<ToTarget, FromTarget>('target-process', folder);
  onTestFinished(async () => {
    target.signal('SIGKILL');
    await target.ended;
    rmSync(folder, { recursive: true, force: true });
  });
  const settings = {
    log: join(folder, 'log'),
    seed: 1,
    serviceMs: { from: 1, to: 2 },
    slow: { share: 0, toMs: 2 },
    cutShare: 0,
    refuseShare: 0,
    rememberMs: 60_000,
  };
  target.tell({ kind: 'start', settings });
  const { port } = await target.heard('listening');
  const half = connect(port, '127.0.0.1');
  half.on('error', () => undefined);
  await once(half, 'connect');
  const gone = once(half, 'close');
  half.write('POST /keyed HTTP/1.1\r\nhost: target\r\ncontent-length: 100\r\n\r\n{"key"');
  // Whole requests after it have been answered: it has been read, too.
  const before = await (await fetch(`http://127.0.0.1:${port}/incarnation`)).json();

  target.tell({ kind: 'forget' });
  await Promise.all([target.heard('forgot'), gone]);

  const after = await (await fetch(`http://127.0.0.1:${port}/incarnation`)).json();
  expect(after).not.toEqual(before);
  expect(target.complaint()).toBe('');
});
