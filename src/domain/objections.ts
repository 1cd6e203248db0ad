import type { ActionFacts } from './action-facts.ts';
import { terminalStates, type Vertex } from './flink.ts';
import type { Check } from './incident.ts';
import type { Objection } from './policy.ts';

/** What is dated may be this far ahead without making ages meaningless: it may be of another JobManager, or the clock be ours. */
const clockSkewMs = 60_000;

export const refuse = (reason: string, field: string, value: unknown, todo: string): Objection => ({
  weight: 'refuse',
  reason,
  field,
  value: String(value),
  todo,
});
export const ask = (...about: Parameters<typeof refuse>): Objection => ({ ...refuse(...about), weight: 'ask' });
export const wait = (...about: Parameters<typeof refuse>): Objection => ({ ...refuse(...about), weight: 'wait' });

/** One precondition as it was judged. Passed: it is known, and nothing speaks against it. */
export interface Judged {
  readonly name: string;
  /** What was seen, where it passed. */
  readonly value: string;
  /** False: what it rests on could not be read, or says nothing. */
  readonly isKnown: boolean;
  readonly objections: readonly Objection[];
}

export function judged(
  name: string,
  value: unknown,
  objections: readonly Objection[],
  isKnown: boolean = true,
): Judged {
  return { name, value: String(value), isKnown, objections };
}

export function objectionsOf(all: readonly Judged[]): Objection[] {
  return all.flatMap((one) => one.objections);
}

/** As a question keeps it: several steps may look at the same, which is said once. */
export function checksOf(all: readonly Judged[]): Check[] {
  const checks = new Map<string, Check>();
  for (const { name, value, isKnown, objections } of all) {
    const passed = objections.length === 0 ? 'yes' : 'no';
    const check: Check = { name, result: isKnown ? passed : 'cannot-tell', detail: value };
    // Of two answers the one that is no yes stands.
    if (!checks.has(name) || check.result !== 'yes') checks.set(name, check);
  }
  return [...checks.values()];
}

/** Age of what Flink's clock dated, by that clock where it was read; NaN, which no limit allows, of what it dated in the future. */
export function ageMs(then: number, { job, now }: Pick<ActionFacts, 'job' | 'now'>): number {
  const flinkNow = job?.now ?? now;
  return then - flinkNow > clockSkewMs ? Number.NaN : flinkNow - then;
}

export function minutes(ms: number): string {
  return Number.isFinite(ms) ? `${Math.ceil(ms / 60_000)} min` : 'unknown';
}

/** Every task of the job works. */
export function running(facts: ActionFacts): Judged {
  return judged('job', facts.job?.state, runningObjections(facts));
}

function runningObjections(facts: ActionFacts): Objection[] {
  const { job } = facts;
  if (job === undefined) return [unknownJob];
  if (terminalStates.includes(job.state)) return [ended(job.state)];
  // A source that has come to its end is no reason to wait: the rest runs on.
  const all = job.vertices.length > 0 && job.vertices.every(({ state }) => state === 'RUNNING' || state === 'FINISHED');
  if (job.state === 'RUNNING' && all) return [];
  return [wait('the job does not run fully', 'state', job.state, 'wait until every task runs')];
}

export const unknownJob = wait('Flink does not know the job', 'job', 'unknown', 'look where it went');

export function ended(state: string): Objection {
  return refuse('the job has ended', 'state', state, 'only a job that runs can be asked for this');
}

/** What a vertex cannot be widened to. */
export function vertexObjections(vertex: Vertex, wanted: number, most: number | undefined): Objection[] {
  const found: Objection[] = [];
  const max = vertex.maxParallelism;
  if (!(max > 0)) {
    found.push(ask('the maximum parallelism cannot be told', 'maxParallelism', 'unknown', 'look it up in the job'));
  } else if (!(wanted <= max)) {
    const todo = 'rescale by hand with state redistribution';
    found.push(refuse('more than the maximum parallelism', 'maxParallelism', max, todo));
  }
  if (vertex.inputs.length === 0 && most !== undefined && !(wanted <= most)) {
    found.push(refuse('the source cannot be split further', 'maxSourceParallelism', most, 'add partitions first'));
  }
  return found;
}

/** With slot sharing a job needs as many slots as its widest vertex. */
export function slots(more: number, available: number): Judged {
  const missing = more - available;
  const found =
    missing <= 0
      ? []
      : [wait('more slots are needed', 'slots-available', available, `add TaskManagers for ${missing} more`)];
  return judged('free slots', `${available}, ${Math.max(0, more)} more needed`, found);
}
