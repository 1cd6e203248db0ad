import { expect, test } from 'vitest';
import { linesOf } from '../support/chat.ts';
import { makeNotifyRig } from '../support/notify-rig.ts';

type Rig = Awaited<ReturnType<typeof makeNotifyRig>>;

const to = (channel: string) => ({ routes: [{ from: 'medium' as const, channel }] });

/** The configuration is read at the start: a process ends, and the next one has these routes. */
async function restartedWith(settings: ReturnType<typeof to>, before: Rig): Promise<void> {
  Object.assign(before.settings, settings);
  await before.start();
}

const inChannel = (rig: Rig, channel: string) =>
  rig.chat.messages.filter((one) => one.channel === channel && one.thread === undefined);

test.each([
  ['is archived', true],
  ['takes messages', false],
])('an open question goes on in the channel that took the place of its own, which %s', async (_what, isArchived) => {
  const rig = await makeNotifyRig({ settings: to('COLD') });
  await rig.open('a');
  await rig.step(10);
  await rig.ask('a', 'p1');
  await rig.step(10);
  if (isArchived) rig.chat.archived.push('COLD');
  await rig.change('a', {}, [rig.says('a', 'note', 'something happened')]);
  await rig.step(60);

  await restartedWith(to('CNEW'), rig);
  await rig.step(10);

  expect(inChannel(rig, 'CNEW').map((one) => one.posted)).toMatchObject([
    { alert: { incidentId: 'a', buttons: ['approve', 'deny', 'why', 'snooze'] } },
  ]);
  const goesOn = { lines: ['Incident a of prod/job-a goes on in another channel'], goesOn: 'CNEW' };
  expect(inChannel(rig, 'COLD')[0]?.body).toMatchObject(isArchived ? { kind: 'alert' } : goesOn);
});

test('an incident stays in its channel while a route names it, for whomever', async () => {
  const rig = await makeNotifyRig({ settings: to('COLD') });
  await rig.open('a');
  await rig.step(10);

  await restartedWith({ routes: [...to('CNEW').routes, { from: 'medium', channel: 'COLD' }] }, rig);
  await rig.step(20);

  expect(inChannel(rig, 'CNEW')).toEqual([]);
});

test('what was never told, as its channel was wrong, is told at once in the one that people corrected it to', async () => {
  const rig = await makeNotifyRig({ settings: { ...to('CWRONG'), newPerMinute: 1 } });
  rig.chat.archived.push('CWRONG');
  await rig.open('seen-first', { baseline: true });
  for (const id of ['a', 'b', 'c']) await rig.open(id);
  await rig.step(1_000);
  expect(rig.chat.messages).toEqual([]);

  await restartedWith(to('CNEW'), rig);
  await rig.step(200);

  const told = inChannel(rig, 'CNEW').flatMap((one) =>
    one.posted.kind === 'alert' ? [one.posted.alert.incidentId] : linesOf(one),
  );
  for (const id of ['a', 'b', 'c', 'seen-first']) {
    expect(told.filter((one) => one === id || one.includes(`(${id})`))).toHaveLength(1);
  }
  expect(rig.chat.wrong).toEqual([]);
});

test('who stood in a list of a channel that is named no more is told anew, and the list ends with them', async () => {
  const rig = await makeNotifyRig({ settings: { ...to('COLD'), newPerMinute: 1 } });
  await rig.open('first');
  await rig.open('second');
  await rig.step(130);
  expect(inChannel(rig, 'COLD')).toHaveLength(2);
  rig.chat.archived.push('COLD');

  await restartedWith(to('CNEW'), rig);
  await rig.step(200);
  const told = inChannel(rig, 'CNEW').length;
  for (const id of ['first', 'second'])
    await rig.change(id, { state: 'closed', closing: 'resolved', closedAt: rig.clock.at });
  await rig.step(700);

  expect(told).toBe(2);
  const open = await rig.store.notifications.open();
  expect(open.filter((one) => one.kind !== 'moved')).toEqual([]);
});

const listIn = (rig: Rig, channel: string) => inChannel(rig, channel).slice(1).flatMap(linesOf);

test('a list that everybody left for another channel says so', async () => {
  const rig = await makeNotifyRig({ settings: { ...to('COLD'), newPerMinute: 1 } });
  await rig.open('first');
  await rig.open('second');
  await rig.step(130);
  const before = listIn(rig, 'COLD');

  await restartedWith(to('CNEW'), rig);
  await rig.step(200);

  expect(before.join()).toContain('(second)');
  expect(listIn(rig, 'COLD')).toEqual(['What stood here of prod goes on in another channel']);
});

test('a list that is over is told to its end where its channel takes it, although no route names that any more', async () => {
  const rig = await makeNotifyRig({ settings: { ...to('COLD'), newPerMinute: 1, updateEveryMs: 60_000 } });
  await rig.open('first');
  await rig.open('second');
  await rig.step(80);
  const before = listIn(rig, 'COLD');
  await rig.change('second', { state: 'closed', closing: 'resolved', closedAt: rig.clock.at });

  await restartedWith(to('CNEW'), rig);
  await rig.step(200);

  expect(before.join()).toContain('(second)');
  expect(listIn(rig, 'COLD').join()).toContain('closed (resolved)');
  expect((await rig.store.notifications.open()).filter((one) => one.kind === 'list')).toEqual([]);
});

test('people are called where the channel that took the place of another takes nothing either', async () => {
  const rig = await makeNotifyRig({ settings: to('COLD') });
  await rig.open('a');
  await rig.step(10);

  rig.chat.archived.push('CWRONG');
  await restartedWith(to('CWRONG'), rig);
  await rig.step(720);

  expect(rig.pages.map(({ page }) => page.title).join()).toContain('Nothing gets into channel CWRONG of the chat');
});
