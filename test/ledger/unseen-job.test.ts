import { expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { FlinkUnreadable, OpsError } from '../../src/domain/errors.ts';
import type { Flink } from '../../src/ports/flink.ts';
import { atWork, makeRig, steps } from './harness.ts';

const calm = new AbortController().signal;
const minute = 60_000;
const nullPointer = new FlinkUnreadable('server-error', 'it answered 500: NullPointerException', { isFromFlink: true });
const refused = new FlinkUnreadable('no-connection', 'connection refused');
/** What a target that is no Flink says of itself. */
class TargetAway extends OpsError {
  readonly code = 'target.away';
  readonly retryable = true;
}

/** A savepoint of a job of which Flink tells nothing but `seen.error`. */
async function begun(lost: 'reply' | undefined) {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const seen: { error: OpsError | undefined } = { error: undefined };
  const { inspect } = rig.world.flink;
  const flink: Flink = {
    ...rig.world.flink,
    inspect: {
      ...inspect,
      job: (id, signal) => (seen.error === undefined ? inspect.job(id, signal) : Promise.reject(seen.error)),
    },
  };
  const ledger = await rig.process({ kinds: registerKinds([atWork]), flinkOf: () => flink });
  rig.world.lose(lost);
  await ledger.release('p');
  await ledger.advance('p', calm);
  const from = rig.clock.at;
  return {
    rig,
    seen,
    ledger,
    row: () => rig.store.row(row?.id ?? ''),
    minutes: () => (rig.clock.at - from) / minute,
    /** Looks every five seconds, as long as nobody has to be asked. */
    goOn: async (minutes: number) => {
      const until = rig.clock.at + minutes * minute;
      while (rig.clock.at < until) {
        rig.tick(5_000);
        await ledger.advance('p', calm);
      }
    },
  };
}

const states = [
  ['in doubt', 'reply'],
  ['at work', undefined],
] as const;
const patience = [
  ['ten minutes where Flink answers with an error about the job', nullPointer, 9, 11],
  ['an hour where nobody answers', refused, 60, 62],
  ['an hour where another target is away', new TargetAway('it is away'), 60, 62],
] as const;

test.each(states.flatMap(([state, lost]) => patience.map((one) => [state, lost, ...one] as const)))(
  'what is %s asks a person (answer lost: %s) after %s',
  async (_state, lost, _when, error, fromMinutes, toMinutes) => {
    const { rig, seen, ledger, minutes } = await begun(lost);
    seen.error = error;

    const progress = await rig.drive(ledger, 'p', 1_000);

    expect(progress).toMatchObject({ kind: 'needs-human', note: expect.stringContaining(error.message) as string });
    expect(minutes()).toBeGreaterThan(fromMinutes);
    expect(minutes()).toBeLessThan(toMinutes);
    expect(rig.world.arrived).toHaveLength(1);
  },
);

test.each<[what: string, between: FlinkUnreadable | undefined]>([
  ['a look that is answered', undefined],
  ['an outage', refused],
])('%s begins the ten minutes of what is at work anew', async (_what, between) => {
  const { seen, row, goOn } = await begun(undefined);
  seen.error = nullPointer;
  await goOn(9);
  seen.error = between;
  await goOn(1);
  seen.error = nullPointer;
  await goOn(9);

  expect(row().state).toBe('running');
});

test('what a person has sent again is looked at as long as the first', async () => {
  const { rig, seen, ledger, row, goOn } = await begun(undefined);
  seen.error = nullPointer;
  await goOn(11);
  expect(row().state).toBe('needs_human');
  await ledger.settleByHuman(row().id, 'not-executed', 'ada', 'nothing there', {});
  seen.error = undefined;
  rig.world.onArrival(() => {
    seen.error = nullPointer;
  });
  await ledger.advance('p', calm);

  await goOn(9);

  expect(row()).toMatchObject({ state: 'running', attempts: 2 });
});

test('what is seen again once the error is gone is settled by that look', async () => {
  const { seen, row, goOn } = await begun('reply');
  seen.error = nullPointer;
  await goOn(8);
  expect(row()).toMatchObject({ state: 'in_doubt', note: expect.stringContaining('500') as string });
  seen.error = undefined;

  await goOn(2);

  expect(row().state).toBe('succeeded');
});
