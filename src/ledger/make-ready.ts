import type { ActionRow } from '../domain/action.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { PlanStep } from '../domain/plan.ts';
import type { ActionKind } from '../ports/action-kind.ts';
import { apply } from './apply.ts';
import { type RunningLedger, noKind } from './deps.ts';
import { endOrAsk } from './end-or-ask.ts';
import { digestOfText, naturalKey, whyNotIntact } from './keys.ts';
import { resultsOf } from './plan-progress.ts';
import { takeOver } from './take-over.ts';

type Resolved = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

/** Fills in the results of earlier steps, fixes the bytes and makes the key. @returns whether the action changed. */
export async function makeReady(deps: RunningLedger, planned: ActionRow, rows: readonly ActionRow[]): Promise<boolean> {
  deps.crashPoint?.('before-ready');
  const row = await takeOver(deps, planned);
  if (typeof row === 'boolean') return row;
  const fixed = await bytesAndKeyOf(deps, row, rows);
  if ('why' in fixed) return endOrAsk(deps, row, fixed.reason, fixed.why);
  const stored = await apply(deps, row, { kind: 'ready', ...fixed });
  deps.crashPoint?.('after-ready');
  return stored.kind === 'stored';
}

type BytesAndKey =
  | { readonly args: string; readonly argsDigest: string; readonly key: string; readonly generation: number }
  | { readonly reason: 'refused' | 'stale'; readonly why: string };

async function bytesAndKeyOf(deps: RunningLedger, row: ActionRow, rows: readonly ActionRow[]): Promise<BytesAndKey> {
  const kind = deps.kinds.get(row.kind);
  if (kind === undefined) return { reason: 'refused', why: noKind(row) };
  const changed = whyNotIntact(row);
  if (changed !== undefined) return { reason: 'refused', why: changed };
  const resolved = resolve(JSON.parse(row.args) as PlanStep['args'], resultsOf(rows));
  if (!resolved.ok) return { reason: 'refused', why: resolved.why };
  const parsed = kind.parse(resolved.value);
  if (!parsed.ok) return { reason: 'refused', why: `its arguments do not fit ${row.kind}: ${parsed.why}` };

  const args = canonicalJson(resolved.value);
  const argsDigest = digestOfText(args);
  const identity = kind.identity(parsed.args, row.id);
  for (let generation = row.generation; ; generation += 1) {
    const key = naturalKey({ cluster: row.cluster, kind: row.kind, identity, generation });
    // It has no key yet itself.
    const others = await deps.store.actions({ key: { cluster: row.cluster, kind: row.kind, key } });
    const clash = others.filter((other) => !isHarmless(other, argsDigest));
    if (clash.length === 0) return { args, argsDigest, key, generation };
    // A key that failed can only answer with the old failure: what is worth repeating gets the next one.
    const blocking = clash.find((other) => !isOver(other, kind));
    if (blocking === undefined) continue;
    return blocking.argsDigest === argsDigest
      ? { reason: 'stale', why: `action ${blocking.id} (${blocking.state}) is the same action` }
      : { reason: 'refused', why: `action ${blocking.id} (${blocking.state}) has its key with other arguments` };
  }
}

/** A job id may live again (in application mode with HA it always is the same): what ended its run before is not what ends this one. */
function isOver({ state }: ActionRow, { run }: ActionKind): boolean {
  return state === 'failed' || state === 'dropped' || (run === 'ends' && state === 'succeeded');
}

/** The same bytes, never sent, or vouched for by a person: sharing the key with it keeps the key the one that anybody else would make. */
function isHarmless(other: ActionRow, argsDigest: string): boolean {
  return (
    other.argsDigest === argsDigest &&
    other.firstSentAt === null &&
    (other.state === 'ready' || other.state === 'dropped')
  );
}

/** Replaces `{from: "stop.savepoint"}` at the top level of the arguments by what that step produced. */
function resolve(
  args: PlanStep['args'],
  results: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Resolved {
  const filled: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(args)) {
    const from = referenceIn(value);
    if (from === undefined) {
      filled[name] = value;
      continue;
    }
    const dot = from.lastIndexOf('.');
    const found = results[from.slice(0, dot)]?.[from.slice(dot + 1)];
    if (found === undefined) return { ok: false, why: `${name} refers to ${from}, which no earlier step has produced` };
    filled[name] = found;
  }
  return { ok: true, value: filled };
}

function referenceIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('from' in value)) return undefined;
  return typeof value.from === 'string' && Object.keys(value).length === 1 ? value.from : undefined;
}
