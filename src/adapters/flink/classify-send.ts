import type { SendOutcome } from '../../ports/flink.ts';
import type { Body } from './read-body.ts';

export type WriteKind = 'checkpoint' | 'savepoint' | 'stop' | 'run' | 'cancel' | 'requirements';
type Proof = SendOutcome['kind'];

/** What came of one write, as far as this machine can see. */
export type Observation =
  | { readonly kind: 'answered'; readonly status: number; readonly body: Body }
  | { readonly kind: 'silent'; readonly mayHaveLeft: boolean };

interface Rule {
  /** Left out: every write. */
  readonly write?: WriteKind;
  /** One status, or the first and the last of a range. */
  readonly status: number | readonly [number, number];
  /** What the answer has to say; one that could not be read to its end then proves nothing. */
  readonly says?: RegExp;
  readonly proves: Proof;
}

/** The first rule that fits decides. What fits none proves nothing: `maybe`. */
const rules: readonly Rule[] = [
  // The id of the job is taken: it was there before. Flink runs the program first and then refuses (seen live: 1.20.4, 2.3.0).
  { write: 'run', status: [400, 599], says: /Duplicate(?:Job|Application)SubmissionException/, proves: 'already' },
  // Submitted, and failed while it began, such as from a snapshot that is not there: it exists as FAILED (seen live: 1.20.4, 2.3.0).
  { write: 'run', status: 400, says: /JobInitializationException/, proves: 'executed' },
  // The program waited in vain for an answer to its submission: the job may have come into being.
  { write: 'run', status: [400, 599], says: /TimeoutException|FencingTokenException/, proves: 'maybe' },
  // Before anything was submitted: no such class, no such jar, wrong arguments (seen live: 1.20.4, 2.3.0).
  { write: 'run', status: 500, says: /ProgramInvocationException|Jar file \S+ does not exist/, proves: 'refused' },
  // The job has ended in another way than by this cancel; there is nothing left to cancel.
  { write: 'cancel', status: 409, says: /already reached another terminal state/, proves: 'already' },
  // Nobody has taken the request: the JobManager that answered has no leader to give it to.
  { status: 503, says: /leader election/i, proves: 'refused' },

  // A page with 200 comes from a login or a proxy, not from Flink.
  { status: [200, 299], says: /^\s*[^{\s]/, proves: 'maybe' },
  { status: [200, 299], proves: 'executed' },
  // As it was sent it has to be sent to somebody else: the request was not carried out here.
  { status: 301, proves: 'refused' },
  { status: [307, 308], proves: 'refused' },
  { status: [400, 401], proves: 'refused' },
  { status: 403, proves: 'refused' },
  { status: 405, proves: 'refused' },
  { status: 413, proves: 'refused' },
  { status: 415, proves: 'refused' },
  { status: 422, proves: 'refused' },
  // Flink never says so; a gateway that does has not passed the request on.
  { status: 429, proves: 'refused' },
  // 302, 303: look there for the answer, perhaps of what has been done. 404: gone, or ended and forgotten. 408: Flink's own time limit for a cancel that it has begun. 409: somebody else is at it. 5xx: anything.
];

/** Decides what a write proved. Everything that is not a proof is `maybe`, and the hook of the action finds out. */
export function classifySend(write: WriteKind, seen: Observation): Proof {
  if (seen.kind === 'silent') return seen.mayHaveLeft ? 'maybe' : 'not-sent';
  const { status, body } = seen;
  for (const rule of rules) {
    if (rule.write !== undefined && rule.write !== write) continue;
    if (!covers(rule.status, status)) continue;
    if (rule.says === undefined) return rule.proves;
    if (body.kind === 'whole') {
      if (rule.says.test(body.text)) return rule.proves;
    } else if (status >= 300) {
      return 'maybe';
    }
  }
  return 'maybe';
}

function covers(wanted: Rule['status'], status: number): boolean {
  return typeof wanted === 'number' ? status === wanted : wanted[0] <= status && status <= wanted[1];
}
