import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireServeLock } from '../../../src/adapters/store/serve-lock.ts';
import { startChild } from './child.ts';
import { clockAt, tempFolder } from './temp-store.ts';

const clock = clockAt({ time: 1000 });

function alreadyServing(part: string): unknown {
  return expect.objectContaining({
    code: 'store.already_serving',
    retryable: false,
    message: expect.stringContaining(part) as unknown,
  });
}

test('refuses a folder that does not exist', () => {
  expect(() => acquireServeLock(join(tempFolder(), 'nowhere'), clock)).toThrow(/nowhere does not exist/);
});

test('refuses a second serve with the pid and the start of the first', async () => {
  const folder = tempFolder();
  const first = startChild('serve', folder);
  await first.firstLine();

  const second = (): unknown => acquireServeLock(folder, clock);

  expect(second).toThrow(alreadyServing(`pid ${first.pid}, since 1970-01-01T00:00:05.000Z`) as Error);
  expect(second).toThrow(alreadyServing(folder) as Error);
});

test('is free as soon as the serve that held it was killed', async () => {
  const folder = tempFolder();
  const first = startChild('serve', folder);
  await first.firstLine();
  expect(() => acquireServeLock(folder, clock)).toThrow(alreadyServing(String(first.pid)) as Error);

  await first.kill();

  expect(existsSync(join(folder, 'serve.pid'))).toBe(true);
  const lock = acquireServeLock(folder, clock);
  lock.release();
});

test('refuses a second lock in the same process, until the first is released', () => {
  const folder = tempFolder();
  const first = acquireServeLock(folder, clock);
  expect(() => acquireServeLock(folder, clock)).toThrow(alreadyServing(`pid ${process.pid}`) as Error);

  first.release();
  first.release();

  const second = acquireServeLock(folder, clock);
  second.release();
  expect(existsSync(join(folder, 'serve.pid'))).toBe(false);
});

test('a late second release does not take the lock of another', () => {
  const folder = tempFolder();
  const first = acquireServeLock(folder, clock);
  first.release();
  const second = acquireServeLock(folder, clock);

  first.release();

  expect(() => acquireServeLock(folder, clock)).toThrow(alreadyServing(`pid ${process.pid}`) as Error);
  second.release();
});

test.each(['', 'not json', '{"pid":"x"}'])('still refuses when the pid file says %j', async (text) => {
  const folder = tempFolder();
  const first = startChild('serve', folder);
  await first.firstLine();
  writeFileSync(join(folder, 'serve.pid'), text);

  expect(() => acquireServeLock(folder, clock)).toThrow(alreadyServing('its pid is not known') as Error);
});
