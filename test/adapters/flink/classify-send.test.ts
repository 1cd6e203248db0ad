import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classifySend, type Observation, type WriteKind } from '../../../src/adapters/flink/classify-send.ts';

const kinds: readonly WriteKind[] = ['checkpoint', 'savepoint', 'stop', 'run', 'cancel', 'requirements'];

function answered(status: number, text = '{}'): Observation {
  return { kind: 'answered', status, body: { kind: 'whole', text } };
}
function broken(status: number): Observation {
  return { kind: 'answered', status, body: { kind: 'broken', reason: 'no-connection', why: '' } };
}
const election = '{"errors":["Service temporarily unavailable due to an ongoing leader election. Please refresh."]}';
const duplicate =
  '… Caused by: org.apache.flink.runtime.client.DuplicateJobSubmissionException: Job has already been submitted.';
const ended =
  '{"errors":["Job cancellation failed because the job has already reached another terminal state (FINISHED)."]}';

test.each<[write: WriteKind | 'every', what: string, seen: Observation, want: string]>([
  ['every', '200', answered(200), 'executed'],
  ['every', '202', answered(202), 'executed'],
  ['every', '202 without a body', answered(202, ''), 'executed'],
  ['every', '202 cut off', broken(202), 'executed'],
  ['every', '200 with a web page', answered(200, '\n<html>'), 'maybe'],
  ['every', '301', answered(301), 'refused'],
  ['every', '307', answered(307), 'refused'],
  ['every', '302', answered(302), 'maybe'],
  ['every', '303', answered(303), 'maybe'],
  ['every', '308 cut off', broken(308), 'refused'],
  ['savepoint', '400', answered(400), 'refused'],
  ['savepoint', '400 cut off', broken(400), 'refused'],
  ['run', '400', answered(400), 'refused'],
  ['run', '400 cut off, which may have said that the job is there', broken(400), 'maybe'],
  ['run', '400 with a duplicate', answered(400, duplicate), 'already'],
  ['run', '400 with a duplicate of 2.3', answered(400, duplicate.replace('Job', 'Application')), 'already'],
  ['run', '500 with a duplicate', answered(500, duplicate), 'already'],
  ['savepoint', '400 with words of a duplicate', answered(400, duplicate), 'refused'],
  [
    'run',
    '400 after waiting in vain for the submission',
    answered(400, 'ProgramInvocationException … Caused by: java.util.concurrent.TimeoutException'),
    'maybe',
  ],
  [
    'run',
    '400 after the submission met a JobManager without the lead',
    answered(400, 'ProgramInvocationException … Caused by: FencingTokenException: Fencing token not set'),
    'maybe',
  ],
  [
    'run',
    '500 with ProgramInvocationException',
    answered(500, 'org.apache.flink.client.program.ProgramInvocationException: no class'),
    'refused',
  ],
  [
    'run',
    '500 with an unknown jar',
    answered(500, 'RestHandlerException: Jar file /tmp/none.jar does not exist'),
    'refused',
  ],
  ['stop', '500 with ProgramInvocationException', answered(500, 'ProgramInvocationException'), 'maybe'],
  ['every', '401', answered(401), 'refused'],
  ['every', '403', answered(403), 'refused'],
  ['every', '404', answered(404), 'maybe'],
  ['cancel', '404 of an unknown job', answered(404, '{"errors":["Job could not be found."]}'), 'maybe'],
  ['every', '405', answered(405), 'refused'],
  ['every', '408', answered(408), 'maybe'],
  ['every', '409', answered(409), 'maybe'],
  ['cancel', '409 with a job that has ended', answered(409, ended), 'already'],
  ['cancel', '409 cut off', broken(409), 'maybe'],
  ['requirements', '409 with a job that has ended', answered(409, ended), 'maybe'],
  [
    'requirements',
    '409 with another update',
    answered(409, '{"errors":["Another update to the job [%s] resource requirements is in progress."]}'),
    'maybe',
  ],
  ['every', '413', answered(413), 'refused'],
  ['every', '415', answered(415), 'refused'],
  ['every', '418', answered(418), 'maybe'],
  ['every', '422', answered(422), 'refused'],
  ['every', '429', answered(429), 'refused'],
  ['every', '500', answered(500), 'maybe'],
  ['every', '500 cut off', broken(500), 'maybe'],
  ['every', '502', answered(502), 'maybe'],
  ['every', '503', answered(503), 'maybe'],
  ['every', '503 without a leader', answered(503, election), 'refused'],
  ['every', '503 cut off', broken(503), 'maybe'],
  ['every', '500 that speaks of an election', answered(500, election), 'maybe'],
  ['every', '504', answered(504), 'maybe'],
  ['every', 'silence before a byte left', { kind: 'silent', mayHaveLeft: false }, 'not-sent'],
  ['every', 'silence after a byte may have left', { kind: 'silent', mayHaveLeft: true }, 'maybe'],
])('%s: %s', (write, _what, seen, want) => {
  for (const kind of write === 'every' ? kinds : [write]) {
    expect([kind, classifySend(kind, seen)]).toEqual([kind, want]);
  }
});

test('never says not-sent of an answer, and executed of 2xx only', () => {
  const anyAnswer = fc.record({
    write: fc.constantFrom(...kinds),
    status: fc.integer({ min: 100, max: 999 }),
    text: fc.option(fc.oneof(fc.string(), fc.constantFrom(duplicate, election, ended, 'ProgramInvocationException'))),
  });
  fc.assert(
    fc.property(anyAnswer, ({ write, status, text }) => {
      const proof = classifySend(write, text === null ? broken(status) : answered(status, text));

      const isGood = status >= 200 && status < 300;
      // A run alone is also told by an error that its job exists.
      const possible = ['maybe', isGood || write === 'run' ? 'executed' : 'refused', 'refused', 'already'];
      expect(possible).toContain(proof);
    }),
  );
});
