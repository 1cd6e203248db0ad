import { z } from 'zod';
import { isFreeOwner, longestSendMs, type OwnKindName, ownNamePattern, reservedOwners } from '../domain/action.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { messageOf } from '../domain/errors.ts';
import type { ActionKind, Finding, Progress } from '../ports/action-kind.ts';
import { whyUnfit } from './index.ts';
import { AnswerText, FindingAnswer, look, outcomeOf, ParseAnswer, ProgressAnswer } from './own-answers.ts';

const ms = (most: number) =>
  z
    .int(`should be a whole number of milliseconds, 1 to ${most}`)
    .min(1, 'should be above 0')
    .max(most, `should be at most ${most}`);
const method = z.custom<(...args: never) => unknown>((value) => typeof value === 'function', 'should be a function');

const Shape = z.object({
  kind: z
    .string('should be <owner>/<name>')
    .regex(ownNamePattern, 'should be <owner>/<name> of lower-case letters, digits and -')
    .refine(isFreeOwner, `should have another owner than ${reservedOwners.join(', ')}`),
  risk: z.enum(['safe', 'disruptive', 'destructive']),
  onDoubt: z.enum(['retrySameKey', 'queryFirst', 'askHuman']),
  keyWindowMs: z.union([z.int().min(0), z.literal('declarative')], {
    error: 'should be for how many milliseconds the target remembers a key (0: not at all), or declarative',
  }),
  finalityMs: ms(3_600_000),
  sendLimitMs: ms(longestSendMs),
  runLimitMs: ms(86_400_000),
  afterExecuted: z.enum(['running', 'succeeded']),
  resultNames: z.array(z.string(), 'should be a list of names'),
  parse: method,
  identity: method,
  incarnation: method,
  blockedBy: method.optional(),
  send: method,
  poll: method,
  query: method,
});

export type OwnKind =
  | { readonly ok: true; readonly kind: ActionKind & { readonly kind: OwnKindName } }
  /** Each begins with the field. */
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * A kind that somebody else wrote, behind a border: what it returns is checked, and what does not fit is not known. Its numbers and
 * words are read once, so that it is the kind that was looked at.
 */
export function readOwnKind(value: unknown): OwnKind {
  const read = Shape.safeParse(value);
  if (!read.success) {
    return {
      ok: false,
      problems: read.error.issues.map((issue) => `${issue.path.join('.') || 'the kind'} ${meant(issue)}`),
    };
  }
  const its = value as ActionKind;
  const kind: ActionKind = {
    kind: read.data.kind as OwnKindName,
    risk: read.data.risk,
    onDoubt: read.data.onDoubt,
    keyWindowMs: read.data.keyWindowMs,
    finalityMs: read.data.finalityMs,
    sendLimitMs: read.data.sendLimitMs,
    runLimitMs: read.data.runLimitMs,
    afterExecuted: read.data.afterExecuted,
    resultNames: [...read.data.resultNames],
    parse: (given) => parseWith(its, given),
    identity: (args, actionId) => its.identity(args, actionId),
    incarnationJob: () => undefined,
    incarnation: (args, signal) =>
      look(signal, 'incarnation', z.string().optional(), async (limit) => its.incarnation?.(args, limit)),
    ...(read.data.blockedBy !== undefined && {
      blockedBy: (context, args, signal) =>
        look(signal, 'blockedBy', AnswerText.optional(), async (limit) => its.blockedBy?.(context, args, limit)),
    }),
    send: async (context, args, key, signal) => outcomeOf(await its.send(context, args, key, signal, undefined)),
    poll: (context, sent, signal) =>
      look<Progress>(signal, 'poll', ProgressAnswer, async (limit) => its.poll(context, sent, limit)),
    query: (context, sent, signal) =>
      look<Finding>(signal, 'query', FindingAnswer, async (limit) => its.query(context, sent, limit)),
  };
  const unfit = whyUnfit(kind);
  return unfit === undefined
    ? { ok: true, kind: kind as ActionKind & { kind: OwnKindName } }
    : { ok: false, problems: [unfit] };
}

function meant(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value')
    return `should be ${issue.values
      .map(String)
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1')}`;
  return issue.message.startsWith('should') ? issue.message : 'should be an object with the fields of a kind';
}

/** Arguments without an identity that can be stored are no arguments: their key could not be made. */
function parseWith(its: ActionKind, given: unknown): ReturnType<ActionKind['parse']> {
  try {
    const parsed = ParseAnswer.safeParse(its.parse(given));
    if (!parsed.success) return { ok: false, why: 'parse returned neither { ok: true, args } nor { ok: false, why }' };
    if (parsed.data.ok) canonicalJson(its.identity(parsed.data.args, 'any'));
    return parsed.data;
  } catch (error) {
    return { ok: false, why: messageOf(error) };
  }
}
