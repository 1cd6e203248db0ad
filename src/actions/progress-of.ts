import type { Finding, Progress } from '../ports/action-kind.ts';

/**
 * How accepted work goes on, for a kind that looks at it with its own hook.
 * @param unseen what "no effect to be seen" means of a request that Flink has accepted: it may be too early to see, or it is lost.
 */
export function progressOf(found: Finding, unseen: 'in-progress' | 'lost'): Progress {
  switch (found.kind) {
    case 'executed':
      return { kind: 'done', result: found.result, note: found.note };
    case 'failed':
    case 'in-progress':
      return found;
    case 'not-executed':
      return unseen === 'lost' ? { kind: 'lost', why: found.proof } : { kind: 'in-progress', note: found.proof };
    case 'unknown':
      return { kind: 'lost', why: found.why };
  }
}
