import { expect, test } from 'vitest';
import { migrations } from '../../../src/adapters/store/migrations/index.ts';
import { actionStates, dropReasons, flinkKindNames, sopActionKinds } from '../../../src/domain/action.ts';
import { closings, incidentStates, timelineKinds } from '../../../src/domain/incident.ts';
import { severities, signalKinds } from '../../../src/domain/signal.ts';

// An older program leaves out a row with a word that it does not know, and nothing is done about that incident. After a
// migration it refuses the store: whoever adds a word here adds a migration, empty if need be, and writes its name here.
test('a new word in stored rows comes with a migration, so that an older program refuses the store', () => {
  const ofIncidents = [signalKinds, severities, incidentStates, closings, timelineKinds];
  const ofActions = [actionStates, dropReasons, flinkKindNames, sopActionKinds];
  const words = [...ofIncidents, ...ofActions].map((list) => list.join(' '));

  expect({ newest: Object.keys(migrations).at(-1), words }).toEqual({
    newest: '0011-stalled-watermarks',
    words: [
      'job-failed restart-loop new-exception checkpoint-failing recovery-point-stale backpressure-high lag-rising catching-up taskmanager-lost no-slots job-stuck watermark-stalled job-unreadable job-vanished duplicate-job cluster-unreachable jobmanager-restarted',
      'low medium high critical',
      'open diagnosed awaiting_approval acting verifying escalated closed',
      'cleared recovered resolved adopted',
      'opened joined diagnosed retrieved planned would-do refused asked approved denied expired acting action verifying verdict escalated acknowledged closed note',
      'proposed awaiting_approval ready sent running succeeded failed in_doubt needs_human dropped',
      'denied expired stale cancelled refused quarantined abandoned',
      'trigger-checkpoint trigger-savepoint stop-with-savepoint start-job cancel-job rescale-in-place',
      'trigger-checkpoint trigger-savepoint stop-with-savepoint start-job cancel-job rescale-job restart-job',
    ],
  });
});
