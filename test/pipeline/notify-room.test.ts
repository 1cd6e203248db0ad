import { expect, test, vi } from 'vitest';
import { isShared, roomLeft } from '../../src/pipeline/channel-room.ts';
import { makeNotifyRig, minute, second } from '../support/notify-rig.ts';

/** A test lives through hours of the clock on a store that writes to disk. */
vi.setConfig({ testTimeout: 60_000 });

test.each<[rule: string, newPerMinute: number, posted: Record<string, number>, isShared: boolean, want: number]>([
  ['a cluster alone in its channel gets all of it', 10, {}, false, 10],
  ['a cluster alone in its channel gets what is left', 10, { prod: 9 }, false, 1],
  ['one that shares its channel leaves as much free as it fills', 10, {}, true, 5],
  ['one that has filled that much gets no more', 10, { prod: 5 }, true, 0],
  ['a quiet one finds room beside a noisy one', 10, { noisy: 5 }, true, 3],
  ['a quiet one finds room beside several', 10, { noisy: 3, loud: 3, shrill: 3 }, true, 1],
  ['a noisy one gets as much as another', 10, { noisy: 3, prod: 3 }, true, 1],
  ['nobody gets more than a channel may', 10, { noisy: 5, loud: 5 }, true, 0],
  ['a single message a minute is not shared', 1, {}, true, 1],
  ['what is told of all clusters counts for each', 10, { ':all': 1 }, true, 5],
])('%s', (_rule, newPerMinute, posted, shared, want) => {
  const left = roomLeft(new Map(Object.entries(posted)), { cluster: 'prod', isShared: shared, newPerMinute });

  expect(Math.max(0, left)).toBe(want);
});

test.each<[title: string, clusters: readonly string[] | undefined, others: readonly string[], want: boolean]>([
  ['a route for all', undefined, ['lab'], true],
  ['a route that names another', ['prod', 'lab'], ['lab'], true],
  ['a route of its own', ['prod'], ['lab'], false],
  ['nobody else is there', undefined, [], false],
])('a channel is shared or not: %s', (_title, clusters, others, want) => {
  const routes = [
    { from: 'low', channel: 'C2' },
    { from: 'low', channel: 'C1', clusters },
  ] as const;

  expect(isShared(routes, 'C1', others)).toBe(want);
});

test.each<[order: string, clusters: readonly string[]]>([
  ['first', ['noisy', 'calm']],
  ['last', ['calm', 'noisy']],
])(
  'a cluster whose jobs fall ill all the time keeps no question of another waiting, told %s',
  async (_order, clusters) => {
    let made = 0;
    const rig = await makeNotifyRig({
      clusters,
      settings: { newPerMinute: 10 },
      async onRound({ round }) {
        if (round % 2 !== 0) return;
        made += 1;
        await rig.open(`n${made}`, { cluster: 'noisy', severity: 'medium' });
        // Each calls twice.
        if (made > 3) await rig.change(`n${made - 3}`, { severity: 'critical' });
      },
    });
    const waited: number[] = [];
    await rig.step(90);

    for (const id of ['a', 'b', 'c', 'd']) {
      const asked = rig.clock.at;
      await rig.open(id, { cluster: 'calm', severity: 'critical' });
      await rig.ask(id, `plan-${id}`);
      const isTold = () => rig.alerts().some(({ posted }) => posted.kind === 'alert' && posted.alert.incidentId === id);
      while (!isTold() && rig.clock.at - asked < 2 * minute) await rig.step();
      waited.push((rig.clock.at - asked) / second);
      await rig.step(20);
    }

    expect(waited).toEqual([1, 1, 1, 1]);
    const ofNoisy = rig.alerts().filter(({ posted }) => posted.kind === 'alert' && posted.alert.cluster === 'noisy');
    // It is told of all the same, as much as it may.
    expect(ofNoisy.length + rig.calls().length).toBeGreaterThanOrEqual(10);
    expect(rig.chat.wrong).toEqual([]);
  },
);
