import type { ActionKind, ActionKinds } from '../../src/ports/action-kind.ts';
import { makeProofKinds, type ProofLimits } from '../../src/proof/kinds.ts';
import type { ProofTarget } from '../../src/proof/target-client.ts';

export const stopKind = 'proof/stop';
export const startKind = 'proof/start';

/** As often as a program is run that leaves nothing to be seen. */
const mostRuns = 3;

/** The kinds of the proof, and two that end the run of a job and start the next one: both take their time, as `long` does. */
export function makeKinds(target: ProofTarget, limits: ProofLimits, now: () => number): ActionKinds {
  const kinds = makeProofKinds(target, limits, now);
  const long = kinds.get('proof/long-query');
  if (long === undefined) throw new Error('No kind takes its time.');
  const stop: ActionKind = { ...long, kind: stopKind, run: 'ends' };
  const start: ActionKind = {
    ...long,
    kind: startKind,
    run: 'starts',
    // Its program may hang and submit the job later: as with start-job nothing that is not there has failed.
    async query(context, sent, signal) {
      const found = await long.query(context, sent, signal);
      const isBelieved = found.kind !== 'not-executed' || (sent.keyAlive && sent.row.attempts < mostRuns);
      return isBelieved ? found : { kind: 'unknown', why: `${found.proof}; a program may still submit it` };
    },
  };
  return new Map([...kinds, [stopKind, stop], [startKind, start]]);
}
