import { z } from 'zod';
import { registerKinds } from '../actions/index.ts';
import type { ActionKindName, OnDoubt } from '../domain/action.ts';
import type { ActionKind, ActionKinds, Finding, Progress } from '../ports/action-kind.ts';
import type { ProofTarget } from './target-client.ts';
import type { TargetClass } from './target-log.ts';

/** One policy against one class of target. */
export interface ProofKind {
  readonly kind: ActionKindName;
  readonly onDoubt: OnDoubt;
  readonly target: TargetClass;
  /** False: shown for what it is, and no part of what the ledger promises. */
  readonly guaranteed: boolean;
}

export const proofKinds: readonly ProofKind[] = [
  { kind: 'proof/keyed-retry', onDoubt: 'retrySameKey', target: 'keyed', guaranteed: true },
  { kind: 'proof/keyed-query', onDoubt: 'queryFirst', target: 'keyed', guaranteed: true },
  { kind: 'proof/queryable-query', onDoubt: 'queryFirst', target: 'queryable', guaranteed: true },
  { kind: 'proof/long-query', onDoubt: 'queryFirst', target: 'long', guaranteed: true },
  { kind: 'proof/blind-ask', onDoubt: 'askHuman', target: 'blind', guaranteed: true },
  // It says that the target remembers keys. No target does that because an action kind says so.
  { kind: 'proof/unsafe-repeat', onDoubt: 'retrySameKey', target: 'blind', guaranteed: false },
];

export const ProofArgs = z.strictObject({
  lane: z.string(),
  /** Makes one action another one than all before it. */
  n: z.string(),
  /** The trace that an earlier step has left. */
  after: z.union([z.string(), z.strictObject({ from: z.string() })]).optional(),
});
export type ProofArgs = z.infer<typeof ProofArgs>;

/** Ms that a kind of the proof grants. Far below those of Flink's kinds, in the same order to each other. */
export interface ProofLimits {
  readonly sendMs: number;
  /** After the send limit the target may act for so long on a request that it holds. */
  readonly holdMs: number;
  /** From the end of the send limit. A request may leave right before that, so no less than `sendMs` and `holdMs` together. */
  readonly finalityMs: number;
  readonly keyWindowMs: number;
}

export const realLimits: ProofLimits = { sendMs: 300, holdMs: 250, finalityMs: 600, keyWindowMs: 20_000 };

/** The kinds of the proof, through the door that the real ones use. */
export function makeProofKinds(target: ProofTarget, limits: ProofLimits, now: () => number): ActionKinds {
  return registerKinds(proofKinds.map((one) => makeKind(one, target, limits, now)));
}

function makeKind(of: ProofKind, target: ProofTarget, limits: ProofLimits, now: () => number): ActionKind {
  const kind: ActionKind<ProofArgs> = {
    kind: of.kind,
    risk: 'disruptive',
    onDoubt: of.onDoubt,
    keyWindowMs: keyWindowOf(of, limits),
    finalityMs: limits.finalityMs,
    sendLimitMs: limits.sendMs,
    runLimitMs: 60_000,
    afterExecuted: of.target === 'long' ? 'running' : 'succeeded',
    resultNames: of.target === 'long' ? ['trace'] : [],

    parse(value) {
      const parsed = ProofArgs.safeParse(value);
      return parsed.success
        ? { ok: true, args: parsed.data }
        : { ok: false, why: parsed.error.issues[0]?.message ?? 'unknown' };
    },
    identity: (args) => ({ ...args }),
    incarnationJob: () => undefined,
    incarnation: async (_args, signal) =>
      of.guaranteed ? await target.incarnation(signal) : 'always the same, it says',

    send: (_context, args, key, signal) =>
      target.send(of.target, { key, lane: args.lane, latestAt: now() + limits.sendMs + limits.holdMs }, signal),

    async poll(_context, { key }, signal): Promise<Progress> {
      switch (await target.memory(key, signal)) {
        case 'working':
          return { kind: 'in-progress', note: 'the target is at work' };
        case 'done':
          return { kind: 'done', result: { trace: key }, note: 'the target is done' };
        case 'unknown':
          return { kind: 'lost', why: 'the target does not know the key any more' };
      }
    },

    async query(_context, { key, keyAlive }, signal): Promise<Finding> {
      // What repeats without asking has nothing to ask later either.
      if (!of.guaranteed) return { kind: 'executed', result: { trace: key }, note: 'it was repeated often enough' };
      if (of.target === 'blind') return { kind: 'unknown', why: 'the target tells nobody' };
      const remembered = of.target === 'queryable' ? 'unknown' : await target.memory(key, signal);
      if (remembered === 'working') return { kind: 'in-progress', note: 'the target is at work' };
      if (remembered === 'done' || (await target.traces(key, signal)) > 0) {
        return { kind: 'executed', result: { trace: key }, note: 'the target shows it' };
      }
      // No memory stops a second effect at a queryable one: what allows another request is the proof alone.
      const repeat = of.target === 'queryable' || keyAlive ? 'same-key' : 'never';
      return { kind: 'not-executed', proof: 'neither memory nor trace at the target', repeat };
    },
  };
  // Arguments reach a kind only through its own `parse`.
  return kind as ActionKind;
}

function keyWindowOf(of: ProofKind, limits: ProofLimits): ActionKind['keyWindowMs'] {
  if (!of.guaranteed) return 3_600_000;
  switch (of.target) {
    case 'keyed':
    case 'long':
      return limits.keyWindowMs;
    case 'queryable':
      return 'declarative';
    case 'blind':
      return 0;
  }
}
