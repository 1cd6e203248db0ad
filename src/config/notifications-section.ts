import { isIP } from 'node:net';
import { validate } from 'node-cron';
import { z } from 'zod';
import { leastKeyMemoryMs, pageLimitMs } from '../domain/action.ts';
import { isLoopbackHost, isNetwork, ruleOfTarget } from '../adapters/http/public-address.ts';
import { Severity } from '../domain/signal.ts';
import { Duration } from './duration.ts';
import { count, hookUrl, isTimeZone, Networks, nonEmpty } from './shapes.ts';

const text = z.string();
const Channel = text.regex(/^[CDG][A-Z0-9]{2,}$/, 'should be the id of a channel, such as C0123456789, not its name');

const Cron = text
  .refine(
    (written) => written.trim().split(/\s+/).length === 5,
    'should have five fields: minute hour day month weekday',
  )
  .refine((written) => validate(written), 'should be a cron expression, such as 0 9 * * 1-5');

const TimeZone = text.refine(isTimeZone, 'should be an IANA time zone, such as Europe/Berlin');

/** What can be told without asking the name service; what a name leads to is looked at when it is called. */
function unreachable(url: URL, one: { readonly allowHttp: boolean; readonly allowAddresses: readonly string[] }) {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname) && !(one.allowHttp && one.allowAddresses.length > 0)) {
    return 'should begin with https://; over http the token can be read on the way (allowHttp: true permits it to allowAddresses)';
  }
  if (isIP(host) === 0 || ruleOfTarget(url, one.allowAddresses)(host)) return undefined;
  const why = url.protocol === 'https:' ? 'is a private address' : 'may not be called over http';
  return `${host} ${why}: list it in allowAddresses if it is your own server`;
}

/** What people are told, where, and how often. `path` makes paths of the file absolute. */
export function notificationsSection(path: z.ZodType<string, string>) {
  const route = z.strictObject({
    /** Left out: all clusters. */
    clusters: z.array(nonEmpty).min(1).optional(),
    from: Severity.default('medium'),
    channel: Channel,
  });

  const digest = z.strictObject({ cron: Cron, timeZone: TimeZone.default('UTC'), channel: Channel });

  const escalation = z.strictObject({
    /** Plain http only to this machine, or where it is said to be meant. */
    url: hookUrl('https://alerts.example.com/hook'),
    /** Its content is sent as a bearer token; read again for every page. */
    tokenFile: path.optional(),
    from: Severity.default('high'),
    /** How long an incident waits for a person before one is called. */
    after: Duration.default(900_000),
    /** A person who does not answer is called again this often. */
    remindEvery: Duration.default(3_600_000),
    /** More incidents of a cluster than this are put together in one call. */
    perHour: count.max(600).default(10),
    /** How long the chat may be unreachable, with something to say, before a person is called. */
    chatDownFor: Duration.default(600_000),
    /** For how long the receiver refuses a second call with the same Idempotency-Key; left out: it does not. */
    keysRememberedFor: Duration.optional(),
    /** Whether a call that nobody can find out about is made again. */
    duplicates: z.enum(['never', 'allowed']).default('never'),
    /** Private addresses or networks that may be called; every other one is refused, whatever name leads to it. */
    allowAddresses: Networks,
    /** Plain http to these, token and all. */
    allowHttp: z.boolean().default(false),
  });

  const section = z.strictObject({
    /** The first that fits an incident decides; what fits none is told in the digest alone. */
    routes: z.array(route).default([]),
    /** An incident's message changes at most this often. */
    updateEvery: Duration.default(5_000),
    /** More new messages than this are put together in one. */
    newPerMinute: count.max(60).default(10),
    digest: digest.optional(),
    escalation: escalation
      .superRefine((one, context) => {
        const needsMs = leastKeyMemoryMs(pageLimitMs);
        if (one.keysRememberedFor !== undefined && one.keysRememberedFor <= needsMs) {
          const message = `should be longer than ${needsMs / 1000}s: sooner nothing is repeated; leave it out when the receiver forgets sooner`;
          context.addIssue({ code: 'custom', path: ['keysRememberedFor'], message });
        }
        if (!URL.canParse(one.url) || !one.allowAddresses.every(isNetwork)) return;
        const message = unreachable(new URL(one.url), one);
        if (message !== undefined) context.addIssue({ code: 'custom', path: ['url'], message });
      })
      .transform(({ after, remindEvery, chatDownFor, keysRememberedFor, ...rest }) => ({
        ...rest,
        afterMs: after,
        remindEveryMs: remindEvery,
        chatDownForMs: chatDownFor,
        keysRememberedForMs: keysRememberedFor,
      }))
      .optional(),
  });

  return section.transform(({ updateEvery: updateEveryMs, ...rest }) => ({ ...rest, updateEveryMs }));
}
