import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openReceipt, type Receipt } from '../../../src/adapters/slack/receipt.ts';

let told: number;
let receipt: Receipt & { close(): Promise<void> };

beforeEach(() => {
  vi.useFakeTimers();
  told = 0;
  receipt = openReceipt(() => {
    told += 1;
    return Promise.resolve();
  });
});

afterEach(async () => {
  await receipt.close();
  vi.useRealTimers();
});

test('Slack is told once, at once when it is kept', () => {
  receipt.keep();
  receipt.keep();
  vi.advanceTimersByTime(10_000);

  expect([told, receipt.isTold(), receipt.signal.aborted]).toEqual([1, true, false]);
});

test('Slack is told of what is merely slow before it delivers again', () => {
  vi.advanceTimersByTime(1_499);
  const before = told;
  vi.advanceTimersByTime(1);

  expect([before, told]).toEqual([0, 1]);
});

test('Slack is never told by time alone of what failed, and trying on ends before it delivers again', () => {
  receipt.fail();
  vi.advanceTimersByTime(2_499);
  const before = receipt.signal.aborted;
  vi.advanceTimersByTime(10_000);

  expect([before, receipt.signal.aborted, told]).toEqual([false, true, 0]);
});

test('Slack is told before it delivers again of what failed, recovered and is slow since', () => {
  receipt.fail();
  vi.advanceTimersByTime(1_800);
  receipt.recover();
  const before = told;
  vi.advanceTimersByTime(700);

  expect([before, told, receipt.signal.aborted]).toEqual([0, 1, false]);
});

test('what fails after Slack was told is tried on', () => {
  vi.advanceTimersByTime(1_500);
  receipt.fail();
  vi.advanceTimersByTime(10_000);

  expect([told, receipt.signal.aborted]).toEqual([1, false]);
});

test('nothing is told after the end', async () => {
  await receipt.close();
  vi.advanceTimersByTime(10_000);

  expect([told, receipt.isTold()]).toEqual([0, false]);
});
