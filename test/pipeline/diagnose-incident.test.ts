import { expect, test } from 'vitest';
import type { Diagnosis } from '../../src/domain/incident.ts';
import type { Signal } from '../../src/domain/signal.ts';
import { joinIncident } from '../../src/pipeline/absorb.ts';
import { diagnoseIncident } from '../../src/pipeline/diagnose-incident.ts';
import { updateIncident } from '../../src/pipeline/update-incident.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { minute, now } from '../support/action-facts.ts';
import { detectionOf, diagnosisOf, signalOf } from '../support/detections.ts';
import { makePipelineRig } from '../support/pipeline-rig.ts';

const limits = { recoverAfterMs: 3 * minute, reopenWithinMs: 60 * minute, touchEveryMs: minute };
const failing = signalOf('checkpoint-failing', now);
const expired = signalOf('new-exception', now, { fingerprint: 'CheckpointExpired' });
const lost = signalOf('new-exception', now, { fingerprint: 'TaskManager lost' });

/** The state of an incident after a diagnosis during which `joins` was seen. */
async function stateAfter(
  signals: readonly Signal[],
  diagnosis: Diagnosis,
  joins: Signal,
): Promise<string | undefined> {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const incident = await deps.incidents.save({
    incident: incidentNamed('inc-1', { state: 'open', signals: [...signals] }),
    events: [],
  });
  const diagnose = async (): Promise<Diagnosis> => {
    await updateIncident(deps.incidents, 'inc-1', (current) =>
      joinIncident(current, detectionOf([joins]), now, limits),
    );
    return diagnosis;
  };

  await diagnoseIncident({ ...deps, diagnose }, incident, new AbortController().signal);

  return (await deps.incidents.get('inc-1'))?.state;
}

test.each([
  ['a new kind', [failing], 'checkpoint-expired', expired, 'open'],
  ['another exception, and the cause is unknown', [expired], 'unknown', lost, 'open'],
  ['another exception, and the cause is known', [expired], 'checkpoint-expired', lost, 'diagnosed'],
  ['nothing new, and the cause is unknown', [expired], 'unknown', expired, 'diagnosed'],
  ['what alone opens nothing', [expired], 'unknown', signalOf('lag-rising', now), 'diagnosed'],
] as const)('when %s joins a diagnosis that is under way', async (_title, signals, cause, joins, want) => {
  expect(await stateAfter(signals, diagnosisOf(cause), joins)).toBe(want);
});
