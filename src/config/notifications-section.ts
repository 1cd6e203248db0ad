import { validate } from 'node-cron';
import { z } from 'zod';
import { Severity } from '../domain/signal.ts';
import { Duration } from './duration.ts';

const text = z.string();
const nonEmpty = text.min(1, 'should not be empty');
const count = z.int('should be a whole number').positive('should be a whole number above 0');
const Channel = text.regex(/^[CDG][A-Z0-9]{2,}$/, 'should be the id of a channel, such as C0123456789, not its name');

const Cron = text
  .refine(
    (written) => written.trim().split(/\s+/).length === 5,
    'should have five fields: minute hour day month weekday',
  )
  .refine((written) => validate(written), 'should be a cron expression, such as 0 9 * * 1-5');

const TimeZone = text.refine(isTimeZone, 'should be an IANA time zone, such as Europe/Berlin');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Where a page goes. Plain http only to this machine, or where it is said to be meant. */
const WebhookUrl = text.superRefine((written, context) => {
  const wrong = (message: string) => context.addIssue({ code: 'custom', message });
  if (!URL.canParse(written)) return wrong('should be an address like https://alerts.example.com/hook');
  const url = new URL(written);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return wrong('should begin with https://');
  if (url.username !== '' || url.password !== '') return wrong('should hold no user and no password: use tokenFile');
  if (url.hash !== '') return wrong('should have no #');
});

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

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
    url: WebhookUrl,
    /** Its content is sent as a bearer token; read again for every page. */
    tokenFile: path.optional(),
    from: Severity.default('high'),
    /** How long an incident waits for a person before one is called. */
    after: Duration.default(900_000),
    /** A person who does not answer is called again this often. */
    remindEvery: Duration.default(3_600_000),
    /** How long the chat may be unreachable, with something to say, before a person is called. */
    chatDownFor: Duration.default(600_000),
    /** For how long the receiver refuses a second call with the same Idempotency-Key; left out: it does not. */
    keysRememberedFor: Duration.optional(),
    /** Whether a call that nobody can find out about is made again. */
    duplicates: z.enum(['never', 'allowed']).default('never'),
    /** Plain http to another machine, token and all. */
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
        if (one.allowHttp || !URL.canParse(one.url)) return;
        const { protocol, hostname } = new URL(one.url);
        if (protocol === 'https:' || loopback.test(hostname)) return;
        context.addIssue({
          code: 'custom',
          path: ['url'],
          message:
            'should begin with https://; over http the token can be read on the way (allowHttp: true permits it)',
        });
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

  return {
    section: section.transform(({ updateEvery: updateEveryMs, ...rest }) => ({ ...rest, updateEveryMs })),
    keys: {
      notifications: Object.keys(section.shape),
      'notifications.routes[]': Object.keys(route.shape),
      'notifications.digest': Object.keys(digest.shape),
      'notifications.escalation': Object.keys(escalation.shape),
    },
  };
}
