import type { SendOutcome } from '../../ports/flink.ts';
import { proofOf, type Row } from '../http/proof-of-send.ts';
import type { Body } from './read-body.ts';

export type WriteKind = 'checkpoint' | 'savepoint' | 'stop' | 'run' | 'cancel' | 'requirements';

/** What came of one write, as far as this machine can see. */
export type Observation =
  | { readonly kind: 'answered'; readonly status: number; readonly body: Body }
  | { readonly kind: 'silent'; readonly mayHaveLeft: boolean };

/** Of every write. 404 stays doubt: the job may be gone, or ended and forgotten. */
const always: readonly Row[] = [
  // Nobody has taken the request: the JobManager that answered has no leader to give it to.
  { status: 503, says: /leader election/i, proves: 'refused' },
];

const rowsOf: Readonly<Record<WriteKind, readonly Row[]>> = {
  checkpoint: always,
  savepoint: always,
  stop: always,
  requirements: always,
  run: [
    // The id of the job is taken: it was there before. Flink runs the program first and then refuses (seen live: 1.20.4, 2.3.0).
    { status: [400, 599], says: /Duplicate(?:Job|Application)SubmissionException/, proves: 'already' },
    // Submitted, and failed while it began, such as from a snapshot that is not there: it exists as FAILED (seen live: 1.20.4, 2.3.0).
    { status: 400, says: /JobInitializationException/, proves: 'executed' },
    // The program waited in vain for an answer to its submission: the job may have come into being.
    { status: [400, 599], says: /TimeoutException|FencingTokenException/, proves: 'maybe' },
    // Before anything was submitted: no such class, no such jar, wrong arguments (seen live: 1.20.4, 2.3.0).
    { status: 500, says: /ProgramInvocationException|Jar file \S+ does not exist/, proves: 'refused' },
    ...always,
  ],
  cancel: [
    // The job has ended in another way than by this cancel; there is nothing left to cancel.
    { status: 409, says: /already reached another terminal state/, proves: 'already' },
    ...always,
  ],
};

/** Decides what a write proved. Everything that is not a proof is `maybe`, and the hook of the action finds out. */
export function classifySend(write: WriteKind, seen: Observation): SendOutcome['kind'] {
  if (seen.kind === 'silent') return proofOf(seen, []);
  const { status, body } = seen;
  const text = body.kind === 'whole' ? body.text : undefined;
  // Flink answers in JSON, or with nothing.
  const isPage = text !== undefined && /^\s*[^{\s]/.test(text);
  return proofOf({ kind: 'answered', status, isPage, text }, rowsOf[write]);
}
