import { describe, expect, test } from 'vitest';
import type { SignalKind } from '../../src/domain/signal.ts';
import { quietSignals } from '../../src/domain/signal.ts';
import { ask, line, second, series, windowOf } from './windows.ts';

type Lag = number | null | undefined;

test.each<[title: string, from: number, step: number, want: string]>([
  ['that would be gone within the day', 10_000_000, 2_000, 'raised'],
  ['of which there is a backlog of days, at a good pace', 1_000_000_000, 250_000, 'raised'],
  ['that would take months, though it only falls', 10_000_000, 50, 'clear'],
])('a lag %s', (_title, from, step, want) => {
  const snapshots = series([0, 1, 2, 3, 4, 5], 15 * second, (index, at) => ({
    line: line(),
    at,
    pendingRecords: from - index * step,
  }));

  expect(ask('catching-up', windowOf(snapshots)).kind).toBe(want);
});

describe.each<[kind: SignalKind, up: readonly Lag[], down: readonly Lag[]]>([
  ['lag-rising', [0, 100, 200, 300, 400, 500], [500, 400, 300, 200, 100, 0]],
  ['catching-up', [500, 400, 300, 200, 100, 0], [0, 100, 200, 300, 400, 500]],
])('%s', (kind, up, down) => {
  test.each<[title: string, lags: readonly Lag[], want: string]>([
    ['raises on its trend', up, 'raised'],
    ['is clear on the other trend', down, 'clear'],
    ['is clear when nothing changes', [50, 50, 50, 50, 50, 50], 'clear'],
    ['is clear when the change is small', up.map((lag) => (lag ?? 0) / 10), 'clear'],
    ['is clear when one value is out of line', up.with(1, up.at(-1)), 'clear'],
    ['cannot tell from few values', up.slice(0, 5), 'cannot-tell'],
    ['cannot tell where no source tells', [null, null, null, null, null, null], 'cannot-tell'],
    [
      'cannot tell where it was not read',
      [undefined, undefined, undefined, undefined, undefined, undefined],
      'cannot-tell',
    ],
    ['leaves out values that no lag can have', [...up, NaN, -1, Infinity], 'raised'],
  ])('%s', (_title, lags, want) => {
    const snapshots = series(lags, 15 * second, (lag, at) => ({
      line: line(),
      at,
      ...(lag !== undefined && { pendingRecords: lag }),
    }));

    expect(ask(kind, windowOf(snapshots)).kind).toBe(want);
  });

  test('is quiet, judges nothing from values of the start and says the numbers', () => {
    const snapshots = series(up, 15 * second, (lag, at) => ({ line: line(), at, pendingRecords: Number(lag) }));
    const [signal] = ask(kind, windowOf(snapshots)).signals;

    expect(quietSignals).toContain(kind);
    expect(signal?.severity).toBe('low');
    expect(signal?.summary).toContain(`${up.at(-1)} records wait in the sources, ${up[0]} did 75 s before`);
    expect(ask(kind, windowOf(snapshots, { settled: false })).kind).toBe('cannot-tell');
  });
});
