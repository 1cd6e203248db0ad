import { z } from 'zod';
import type { Approval } from './approval.ts';
import {
  type ApprovalPolicy,
  countingVotes,
  namedApprovers,
  neededApprovals,
  ruleLine,
  type Scope,
  scopeText,
  stillNeeded,
} from './approvers.ts';

/**
 * Who may say yes to a question, by their names in the configuration, and has not yet.
 * unruled: nobody is named at all, so anybody at the terminal and nobody in a chat.
 * too-few: all of them together are not enough; `why` says what to do, and nobody may be left of them.
 */
export const Answerers = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unruled') }),
  z.strictObject({ kind: z.literal('people'), names: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('too-few'), names: z.array(z.string()), why: z.string() }),
]);
export type Answerers = z.infer<typeof Answerers>;

/** More are counted, not named: a question that calls everybody calls nobody. */
const mostNamed = 5;

/** @param initiators those who had the plan made. */
export function answerersOf(
  policy: ApprovalPolicy,
  scope: Scope,
  { needed, votes }: Pick<Approval, 'needed' | 'votes'>,
  initiators: readonly string[],
): Answerers {
  if (policy.rules.length === 0) return { kind: 'unruled' };
  const named = namedApprovers(policy, scope);
  const given = countingVotes(policy, votes, scope);
  const names = named.filter((name) => given.every((vote) => vote.person !== name));
  const all = [...given, ...names.map((person) => ({ person }))];
  const { risk } = scope;
  if (stillNeeded(policy, all, { needed, risk, initiators }) === 0) return { kind: 'people', names };
  const count = Math.max(needed, neededApprovals(policy, risk));
  return { kind: 'too-few', names, why: whyTooFew(policy, named, scope, count) };
}

function whyTooFew(policy: ApprovalPolicy, named: readonly string[], scope: Scope, count: number): string {
  const restart = 'and start the program again';
  const what = scopeText(scope);
  if (named.length === 0) {
    return `no rule names anybody for ${what}; add to approvals.rules: ${ruleLine(policy, scope, '<name>')} ${restart}`;
  }
  if (named.length < count) {
    const few = fewOf(named, String);
    return `${what} needs ${count} people, and approvals.rules names only ${few}; name another there ${restart}`;
  }
  return `who had the plan made is not enough for ${what}, and approvals.rules names nobody else; name another there ${restart}`;
}

/** The first of them as `show` writes them, and how many more there are. */
export function fewOf<T>(all: readonly T[], show: (one: T) => string): string {
  const more = all.length - mostNamed;
  return `${all.slice(0, mostNamed).map(show).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** For a terminal. */
export function answerersText(answerers: Answerers): string {
  switch (answerers.kind) {
    case 'unruled':
      return 'May answer: anybody in the terminal, as approvals.rules names nobody';
    case 'people':
      return `May answer: ${fewOf(answerers.names, String)}`;
    case 'too-few': {
      const { names, why } = answerers;
      return names.length === 0
        ? `Nobody can answer: ${why}`
        : `${fewOf(names, String)} may answer, not enough: ${why}`;
    }
  }
}
