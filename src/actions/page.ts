import { z } from 'zod';
import { pageLimitMs, receiverFinalityMs } from '../domain/action.ts';
import type { ActionKind } from '../ports/action-kind.ts';
import type { Pager } from '../ports/pager.ts';
import { parserOf } from './parse-args.ts';

const PageArgs = z.strictObject({
  /** What the page is about, and the how-manieth about it. */
  subject: z.string().min(1),
  sequence: z.int().nonnegative(),
  page: z.strictObject({
    about: z.string(),
    title: z.string(),
    lines: z.array(z.string()),
    severity: z.string(),
    cluster: z.string().nullable(),
    job: z.string().nullable(),
  }),
});
type PageArgs = z.infer<typeof PageArgs>;

/**
 * One call to a person by webhook. A receiver that honours keys gets the same one again; of any other nobody can find out,
 * so the doubt is the notifier's to end, by what people configured about duplicates.
 */
export function makePage(pager: Pager): ActionKind {
  const { keyMemoryMs } = pager;
  const kind: ActionKind<PageArgs> = {
    kind: 'webhook/page',
    risk: 'safe',
    onDoubt: keyMemoryMs === undefined ? 'askHuman' : 'retrySameKey',
    keyWindowMs: keyMemoryMs ?? 0,
    finalityMs: receiverFinalityMs,
    sendLimitMs: pageLimitMs,
    runLimitMs: 60_000,
    afterExecuted: 'succeeded',
    resultNames: [],
    parse: parserOf(PageArgs),
    identity: ({ subject, sequence }) => ({ subject, sequence }),
    incarnationJob: () => undefined,
    // The receiver as configured: its memory is said to outlive its processes.
    incarnation: async () => (keyMemoryMs === undefined ? undefined : pager.name),
    send: (_context, { page }, key, signal) => pager.page({ page, key }, signal),
    poll: async () => ({ kind: 'lost', why: 'a page is not work that goes on' }),
    query: async () => ({ kind: 'unknown', why: 'the receiver cannot be asked' }),
  };
  // Arguments reach a kind only through its own `parse`.
  return kind as ActionKind;
}
