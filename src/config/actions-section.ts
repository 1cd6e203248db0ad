import { isIP } from 'node:net';
import { z } from 'zod';
import { namesIn, type Template, templateProblems } from '../actions/body-template.ts';
import { isLoopbackHost, isNetwork, ruleOfTarget } from '../adapters/http/public-address.ts';
import { isFreeOwner, leastKeyMemoryMs, longestSendMs, type OwnKindName, ownNamePattern } from '../domain/action.ts';
import { Duration } from './duration.ts';
import { Secret } from './secret.ts';
import { hookUrl, Networks, Sha256 } from './shapes.ts';

const text = z.string();

const OwnName = text
  .regex(ownNamePattern, 'should be <owner>/<name>, such as acme/open-ticket, in lower-case letters, digits and -')
  .refine(isFreeOwner, 'belongs to this program: take another owner')
  .transform((name) => name as OwnKindName);

const Url = hookUrl('https://tickets.example.com/hook').transform((url) => new Secret(url));

const HeaderName = text
  .regex(/^[\w!#$%&'*+.^`|~-]+$/)
  .refine((name) => !/^(?:host|connection|content-length|content-type|transfer-encoding|idempotency-key)$/i.test(name));
const HeaderValue = text
  .regex(/^[\t\x20-\x7e]*$/, 'should be one line of text')
  .transform((value) => new Secret(value));

const Body = z
  .custom<Template>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'should be a section of names and values',
  )
  .superRefine((value, context) => {
    for (const { path, message } of templateProblems(value))
      context.addIssue({ code: 'custom', path: [...path], message });
  });

/** What can be told without asking the name service; what a name leads to is looked at when it is called. */
function whyUnreachable(url: URL, allowed: readonly string[]): string | undefined {
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname) && allowed.length === 0) {
    return 'should begin with https://; plain http goes to this machine and to allowAddresses alone';
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 0 || ruleOfTarget(url, allowed)(host)) return undefined;
  return `${host} may not be called: list it in allowAddresses if it is your own server`;
}

/** `actions`: files with a kind of the team's own. `webhooks`: kinds that are one POST, without any code. */
export function actionsSections(path: z.ZodType<string, string>) {
  const action = z.strictObject({
    file: path,
    /** Of the file's bytes. It runs with the rights of this program, so that left out it is refused, with the line to write. */
    sha256: Sha256.optional(),
    /** Handed to the file as it is. */
    settings: z.record(text, text).default({}),
  });

  const webhook = z.strictObject({
    name: OwnName,
    /** Never shown whole: that of many receivers is a secret. */
    url: Url,
    headers: z.record(HeaderName, HeaderValue).default({}),
    /** Its content is sent as a bearer token; read again for every request. */
    tokenFile: path.optional(),
    risk: z.enum(['safe', 'disruptive', 'destructive']),
    onDoubt: z.enum(['retrySameKey', 'askHuman']),
    /** For how long the receiver answers a second request of the same Idempotency-Key without a second effect. */
    keysRememberedFor: Duration.optional(),
    /** For one request, everything included. */
    timeout: Duration.default(10_000),
    /** Private addresses or networks that may be called, such as 10.1.0.0/16. */
    allowAddresses: Networks,
    body: Body,
  });

  return {
    actions: z.array(action).default([]),
    webhooks: z
      .array(
        webhook
          .superRefine((one, context) => {
            const wrong = (at: string, message: string) => context.addIssue({ code: 'custom', path: [at], message });
            const memoryMs = one.keysRememberedFor;
            const keeps = memoryMs !== undefined;
            if (one.onDoubt === 'retrySameKey' && !keeps) {
              wrong(
                'onDoubt',
                'needs keysRememberedFor: for how long the receiver honours a key. If it does not, use askHuman',
              );
            }
            if (one.onDoubt === 'retrySameKey' && one.risk === 'destructive') {
              wrong('onDoubt', 'is not for what is destructive, which never repeats in doubt; use askHuman');
            }
            if (one.onDoubt === 'askHuman' && keeps) {
              wrong('keysRememberedFor', 'belongs to onDoubt: retrySameKey');
            }
            // No request would ever be repeated, and all doubt go to people: not what retrySameKey promises.
            const needsMs = leastKeyMemoryMs(one.timeout);
            if (one.onDoubt === 'retrySameKey' && memoryMs !== undefined && memoryMs <= needsMs) {
              wrong(
                'keysRememberedFor',
                `should be longer than ${needsMs / 1000}s (twice the timeout, and 90s): sooner nothing is repeated`,
              );
            }
            if (one.timeout > longestSendMs) wrong('timeout', 'should be at most 10m');
            // Both were refused already where they are none.
            if (one.url instanceof Secret && one.allowAddresses.every(isNetwork)) {
              const why = whyUnreachable(new URL(one.url.reveal()), one.allowAddresses);
              if (why !== undefined) wrong('url', why);
            }
            if (namesIn(one.body).length === 0) {
              wrong(
                'body',
                'takes nothing from the SOP: give a field as { from: with.<name> }, or { from: with.incident }',
              );
            }
          })
          .transform(({ keysRememberedFor: keyMemoryMs, timeout: timeoutMs, ...rest }) => ({
            ...rest,
            keyMemoryMs,
            timeoutMs,
          })),
      )
      .default([]),
  };
}
