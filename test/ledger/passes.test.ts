import { expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import type { ActionKind } from '../../src/ports/action-kind.ts';
import { atWork, makeRig, restart, steps } from './harness.ts';

const calm = new AbortController().signal;

test('one pass looks once at work that goes on', async () => {
  const rig = makeRig();
  rig.add('p', [steps.savepoint]);
  let looks = 0;
  const kind: ActionKind = {
    ...(triggerSavepoint as ActionKind),
    async poll() {
      looks += 1;
      return { kind: 'in-progress', note: 'at work' };
    },
  };
  const ledger = await rig.process({ kinds: registerKinds([kind]) });
  await ledger.release('p');

  await ledger.advance('p', calm);

  expect(looks).toBe(1);
});

test('a pass over what comes and goes ends, though each look takes longer than the pause before the next', async () => {
  const rig = makeRig();
  rig.add('p', [steps.savepoint]);
  const kind: ActionKind = {
    ...(triggerSavepoint as ActionKind),
    poll: async () => ({ kind: 'lost', why: 'it is gone' }),
    query: async () => ({ kind: 'in-progress', note: 'it is there' }),
  };
  const ledger = await rig.process({
    kinds: registerKinds([kind]),
    crashPoint: (name) => {
      if (name === 'after-poll-stored') rig.tick(61_000);
    },
  });
  await ledger.release('p');

  expect((await ledger.advance('p', calm)).kind).toBe('in-progress');
  expect((await ledger.advance('p', calm)).kind).toBe('needs-human');
});

test('a process that is told to end after one step does not begin with the next', async () => {
  const rig = makeRig();
  const [, start] = rig.add('p', restart);
  const end = new AbortController();
  const ledger = await rig.process({
    crashPoint: (name) => {
      if (name === 'after-poll-stored') end.abort();
    },
  });
  await ledger.release('p');
  await ledger.advance('p', end.signal);

  expect(rig.store.row(start?.id ?? '')).toMatchObject({ state: 'proposed', key: '' });
  expect((await rig.drive(await rig.process(), 'p')).kind).toBe('succeeded');
});

test('what is at work is not begun anew when its plan is released again by the next process', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const kinds = registerKinds([atWork]);
  const first = await rig.process({ kinds });
  await first.release('p');
  await first.advance('p', calm);
  const before = rig.store.row(row?.id ?? '');
  const second = await rig.process({ kinds });

  await second.release('p');

  expect(before.state).toBe('running');
  expect(rig.store.row(row?.id ?? '')).toEqual(before);
});

test.each<[clock: string, pass: 'tick' | 'jump' | 'run']>([
  ['both clocks go on', 'tick'],
  ['the steady clock stands, as the machine sleeps', 'jump'],
  ['the wall clock is set back by as much', 'run'],
])('what was checked longer ago than a send may take is checked again, where %s', async (_clock, pass) => {
  const rig = makeRig();
  rig.add('p', [steps.savepoint]);
  let checks = 0;
  let looks = 0;
  const kind: ActionKind = {
    ...(triggerSavepoint as ActionKind),
    async blockedBy() {
      looks += 1;
      if (looks > 1) return undefined;
      // Held there: the target may have forgotten by now what somebody else has done under this key since.
      if (pass === 'run') rig.clock.steady += triggerSavepoint.sendLimitMs + 1;
      else rig[pass](triggerSavepoint.sendLimitMs + 1);
      return undefined;
    },
  };
  const ledger = await rig.process({
    kinds: registerKinds([kind]),
    async recheck() {
      checks += 1;
      return { kind: 'go', incarnation: undefined, checkpointBefore: undefined };
    },
  });
  await ledger.release('p');

  await ledger.advance('p', calm);
  expect(rig.world.arrived).toEqual([]);
  rig.tick(1_000);
  await ledger.advance('p', calm);

  expect(checks).toBe(2);
  expect(rig.world.arrived).toHaveLength(1);
});
