import { finalStates } from '../domain/action.ts';
import type { Evidence } from './evidence.ts';
import { type Story, undeterminedSpans } from './story.ts';

/** What the ledger promises, in the words of this proof. */
export const rules = [
  'intent-first',
  'never-twice',
  'none-lost',
  'true-success',
  'true-failure',
  'doubt-settled',
  'one-at-a-time',
  'stale-powerless',
  'explainable',
] as const;
export type Rule = (typeof rules)[number];

export interface Fault {
  readonly rule: Rule;
  readonly actionId: string;
  readonly why: string;
}

/** What is wrong with one action's story. */
export function faultsOf(story: Story, released: ReadonlySet<string>): Fault[] {
  const { row, effects } = story;
  const found: Fault[] = [];
  const fault = (rule: Rule, why: string): void => void found.push({ rule, actionId: row.id, why });

  const early = requestWithoutIntent(story);
  if (early !== undefined) fault('intent-first', early);
  if (effects.length > 1)
    fault('never-twice', `${effects.length} effects of the key ${row.key} (${row.kind}): ${history(story)}`);
  if (row.state === 'succeeded' && effects.length === 0)
    fault('true-success', 'succeeded, and the target shows nothing');
  if (effects.length > 0 && (row.state === 'failed' || (row.state === 'dropped' && row.dropReason !== 'abandoned'))) {
    fault('true-failure', `${row.state} (${row.note}), and the target shows an effect`);
  }
  const open = !finalStates.includes(row.state) && row.state !== 'needs_human';
  if (open && (row.state === 'in_doubt' || row.state === 'sent'))
    fault('doubt-settled', `still ${row.state}: ${row.note}`);
  else if (open && released.has(row.id)) fault('none-lost', `released, and at the end ${row.state}: ${row.note}`);
  for (const why of unexplained(story)) fault('explainable', why);
  return found;
}

/** What ledger and target wrote down, ms after the first of it: where two sources disagree, the order says which is wrong. */
function history({ attempts, moves, requests, copies, effects }: Story): string {
  const lines = [
    ...attempts.map(({ armedAt, n, epoch }) => ({ at: armedAt, text: `attempt ${n} of epoch ${epoch}` })),
    ...moves.map(({ at, state }) => ({ at, text: state })),
    ...[...requests, ...copies, ...effects].map(({ at, what, incarnation }) => ({
      at,
      text: `${what} at ${incarnation}`,
    })),
  ].toSorted((a, b) => a.at - b.at);
  const first = lines[0]?.at ?? 0;
  return lines.map(({ at, text }) => `+${at - first} ${text}`).join(', ');
}

/** Every request at the target needs an intent of its own that was stored before. */
function requestWithoutIntent({ attempts, requests }: Story): string | undefined {
  for (const [index, request] of requests.entries()) {
    const intents = attempts.filter((one) => one.armedAt <= request.at).length;
    if (intents <= index) return `request ${index + 1} reached the target with ${intents} intents stored`;
  }
  return undefined;
}

/** Reads the history of one action as one course of events: intent, request, at most one effect, outcome. */
function unexplained({ row, attempts, moves, requests, copies, effects }: Story): string[] {
  const wrong: string[] = [];
  if (attempts.some((one, index) => one.n !== index + 1) || attempts.length !== row.attempts) {
    wrong.push(
      `${row.attempts} sends are counted, the attempts are ${attempts.map((one) => one.n).join(', ') || 'none'}`,
    );
  }
  if (attempts.some((one) => one.key !== row.key)) wrong.push('an attempt went out with another key');
  for (const [index, one] of attempts.entries()) {
    const before = attempts[index - 1];
    if (before === undefined) continue;
    if (before.epoch > one.epoch)
      wrong.push(`attempt ${one.n} is of an epoch that was over before attempt ${before.n}`);
    if (before.armedAt > one.armedAt) wrong.push(`attempt ${one.n} was armed before attempt ${before.n}`);
  }
  const end = moves.findIndex((move) => finalStates.includes(move.state));
  const after = end < 0 ? undefined : moves[end + 1];
  if (after !== undefined) wrong.push(`it was ${moves[end]?.state}, which is final, and then ${after.state}`);
  // Of a request that the network has lost its copy may have arrived.
  if (effects.length > 0 && requests.length + copies.length === 0) wrong.push('an effect without a request');
  const harmless = ['not-sent', 'refused'];
  if (effects.length > 0 && attempts.every((one) => one.outcome !== null && harmless.includes(one.outcome))) {
    wrong.push('an effect, although every attempt is said to have had none');
  }
  const accepted = attempts.find((one) => one.outcome === 'executed' || one.outcome === 'already');
  if (accepted !== undefined && requests.length === 0) wrong.push('an answer of the target, which knows of no request');
  return wrong;
}

/** Two actions of one lane of which nobody knew, at the same time, what had become. */
export function crowdedLanes(stories: readonly Story[]): Fault[] {
  const found: Fault[] = [];
  for (const inLane of Map.groupBy(stories, (story) => story.row.lane).values()) {
    const spans = inLane
      .flatMap((story) => undeterminedSpans(story).map((span) => ({ ...span, story })))
      .toSorted((a, b) => a.from - b.from || a.to - b.to);
    let latest = spans[0];
    for (const span of spans.slice(1)) {
      if (latest !== undefined && span.from < latest.to) {
        const why = `sent while ${latest.story.row.id} of the same lane was on the way`;
        found.push({ rule: 'one-at-a-time', actionId: span.story.row.id, why });
      }
      if (latest === undefined || span.to > latest.to) latest = span;
    }
  }
  return found;
}

/** The same thing done twice under different keys: what one action failed to do is done by another one, and by that alone. */
export function repeatedDeeds(stories: readonly Story[]): Fault[] {
  const deeds = Map.groupBy(
    stories.filter((story) => story.effects.length > 0),
    ({ row }) => `${row.kind} ${row.argsDigest}`,
  );
  return [...deeds.values()].flatMap((same) =>
    same.slice(1).map(({ row }) => ({
      rule: 'never-twice' as const,
      actionId: row.id,
      why: `${same[0]?.row.id} has done the same`,
    })),
  );
}

/** What no single action's story shows. */
export function faultsOfRun(evidence: Evidence, known: ReadonlySet<string>): Fault[] {
  const forgotten = evidence.released.filter((id) => !known.has(id));
  return [
    ...forgotten.map(
      (id): Fault => ({ rule: 'none-lost', actionId: id, why: 'released, and the store does not know it' }),
    ),
    ...evidence.zombies.flatMap(({ epoch, stored }) =>
      stored.map(
        (id): Fault => ({ rule: 'stale-powerless', actionId: id, why: `changed by epoch ${epoch}, which was over` }),
      ),
    ),
  ];
}
