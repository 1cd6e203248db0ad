import { expect, test, vi } from 'vitest';
import { hour, makeNotifyRig, minute } from '../support/notify-rig.ts';

/** A test lives through hours of the clock on a store that writes to disk. */
vi.setConfig({ testTimeout: 60_000 });

/** The clock is put right, or a replica whose clock was ahead is followed by one whose clock is not. */
const ahead = 3 * hour;
const everyHour = {
  lastDue: (after: number, now: number) => {
    const due = Math.floor(now / hour) * hour;
    return due > after ? due : undefined;
  },
};
const escalated = { state: 'escalated', escalation: 'no SOP fits' } as const;

async function restartedBehind(rig: Awaited<ReturnType<typeof makeNotifyRig>>): Promise<void> {
  rig.clock.at -= ahead;
  await rig.start();
}

test.each([
  ['a process that goes on', false],
  ['another process', true],
])('a clock that is put back silences no message: %s', async (_title, isOther) => {
  const rig = await makeNotifyRig();
  await rig.open('a');
  await rig.step(10);
  rig.clock.at -= ahead;
  if (isOther) await rig.start();

  await rig.change('a', { state: 'closed', closing: 'recovered', closedAt: rig.clock.at }, [
    rig.says('a', 'closed', 'it recovered'),
  ]);
  await rig.step(30);

  expect(rig.told()).toContain('closed: it recovered');
  expect(JSON.stringify(rig.alerts()[0]?.body)).toContain('closed');
});

test('what was not told yet when the clock was put back is told soon, and so is what came after it', async () => {
  const rig = await makeNotifyRig();
  await rig.open('a');
  await rig.step();
  await rig.change('a', {}, [rig.says('a', 'note', 'by the clock that was ahead')]);

  await restartedBehind(rig);
  await rig.change('a', {}, [rig.says('a', 'note', 'by the clock that is right')]);
  await rig.step(30);

  expect(rig.told()).toEqual([
    'opened: a was opened',
    'note: by the clock that was ahead',
    'note: by the clock that is right',
  ]);
});

test('what was posted by a clock that was ahead takes no room from what is new', async () => {
  const rig = await makeNotifyRig();
  for (const id of ['a', 'b', 'c', 'd', 'e']) await rig.open(id);
  await rig.step(10);
  expect(rig.alerts()).toHaveLength(5);

  await restartedBehind(rig);
  await rig.open('f');
  await rig.step(90);

  expect(rig.alerts()).toHaveLength(6);
});

test('a person who was called by a clock that was ahead is reminded all the same', async () => {
  const rig = await makeNotifyRig({ everyMs: minute });
  await rig.open('a');
  await rig.change('a', escalated, [rig.says('a', 'escalated', 'no SOP fits')]);
  await rig.step(20);
  expect(rig.pages).toHaveLength(1);

  await restartedBehind(rig);
  await rig.step(5);

  expect(rig.pages.map((one) => one.page.title.startsWith('Reminder: '))).toEqual([false, true]);
});

test.each([
  ['by hours', 3 * hour],
  ['by a month', 720 * hour],
])('a digest that was told by a clock that was ahead %s is told when it is due again', async (_title, aheadMs) => {
  const rig = await makeNotifyRig({ schedule: everyHour, everyMs: minute });
  await rig.open('low', { severity: 'low' });
  await rig.step(2);
  rig.clock.at += aheadMs;
  await rig.step(10);
  expect(rig.chat.messages).toHaveLength(1);

  rig.clock.at -= aheadMs;
  await rig.start();
  await rig.step(70);

  expect(rig.chat.messages).toHaveLength(2);
});

test('a replica whose clock is a little behind tells no digest again', async () => {
  const rig = await makeNotifyRig({ schedule: everyHour, everyMs: minute });
  await rig.open('low', { severity: 'low' });
  await rig.step(62);
  expect(rig.chat.messages).toHaveLength(1);

  rig.clock.at -= 8 * minute;
  await rig.start();
  await rig.step(20);

  expect(rig.chat.messages).toHaveLength(1);
});

test('who snoozed it by a clock that was ahead by a month does not silence it for a month', async () => {
  const rig = await makeNotifyRig({ everyMs: minute });
  await rig.open('a');
  await rig.change('a', escalated, [rig.says('a', 'escalated', 'no SOP fits')]);
  const until = rig.clock.at + 720 * hour;
  await rig.change('a', { snoozed: { until, severity: 'high', by: 'Ann' } });

  await rig.step(20);

  expect(rig.pages).toHaveLength(1);
  expect(rig.alerts()).toHaveLength(1);
});

test('a chat that was left alone is tried again soon, however far the clock is put back', async () => {
  const rig = await makeNotifyRig();
  rig.chat.mood = 'down';
  await rig.open('a');
  await rig.step(90);
  rig.chat.mood = 'well';

  rig.clock.at -= ahead;
  await rig.step(90);

  expect(rig.alerts()).toHaveLength(1);
});
