import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { messageOf, UserMistake } from '../../domain/errors.ts';
import { makeAddressRule } from '../http/public-address.ts';
import { SkillSourceUnreachable } from './skill-error.ts';

/** All addresses of a name, once. @throws when the name has none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export interface Download {
  readonly bytes: Buffer;
  /** The address that was connected to. */
  readonly address: string;
}

export interface FetchLimits {
  readonly maxBytes: number;
  /** For everything: the name, the connection, the whole answer. */
  readonly limitMs: number;
}

/**
 * One GET over HTTPS to an address that was looked up once and checked: the connection goes to that address, whatever the name
 * says a moment later. No redirect is followed, nothing but a host name and a user agent is sent, proxies of the environment are
 * not used.
 * @throws {UserMistake} an address, answer or size that is refused; says what to do.
 * @throws {SkillSourceUnreachable} no usable answer; may work later.
 */
export async function fetchPinned(
  written: string,
  options: {
    readonly resolve: Resolve;
    /** Private addresses or networks that may be connected to. */
    readonly allowed: readonly string[];
    readonly limits: FetchLimits;
    /** Authorities besides those of Node. */
    readonly ca?: Buffer;
    readonly signal: AbortSignal;
  },
): Promise<Download> {
  const url = readUrl(written);
  const { limits } = options;
  const mayConnect = makeAddressRule(options.allowed);
  const limit = AbortSignal.timeout(limits.limitMs);
  const signal = AbortSignal.any([limit, options.signal]);
  const say = (error: unknown) => {
    if (error instanceof UserMistake || error instanceof SkillSourceUnreachable) return error;
    const why = limit.aborted ? `no complete answer within ${limits.limitMs / 1000} s` : messageOf(error);
    return new SkillSourceUnreachable(`${url.host} did not answer: ${why}. Try again later.`, { cause: error });
  };
  try {
    const address = await addressOf(url, options.resolve, mayConnect, signal);
    const response = await request(url, address, options.ca, signal);
    checkAnswer(url, response);
    return { bytes: await readBody(url, response, limits.maxBytes), address };
  } catch (error) {
    throw say(error);
  }
}

function readUrl(written: string): URL {
  if (!URL.canParse(written)) throw new UserMistake('That is no address. Write https://host/path.zip');
  const url = new URL(written);
  if (url.protocol !== 'https:') {
    throw new UserMistake(
      `${url.protocol}// is refused: a skill is fetched over https only. Use https://, or download it yourself.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new UserMistake(
      'An address with user or password is refused: nothing secret is sent. Download the archive yourself and add the file.',
    );
  }
  return url;
}

/** The one address to connect to. One closed address among several refuses all: which one is used must not be a matter of luck. */
async function addressOf(
  url: URL,
  resolve: Resolve,
  mayConnect: (address: string) => boolean,
  signal: AbortSignal,
): Promise<string> {
  // The URL parser has already written 2130706433, 0x7f.1 and their like as 127.0.0.1.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await orAborted(resolve(host), signal) : [host];
  const closed = addresses.find((address) => !mayConnect(address));
  if (closed !== undefined) {
    throw new UserMistake(
      `${host} leads to ${closed}, which is no public address: refused. If that is your own server, add it to skills.allowAddresses or pass --allow-address ${closed}`,
    );
  }
  const [first] = addresses;
  if (first === undefined) throw new SkillSourceUnreachable(`${host} has no address.`);
  return first;
}

function request(url: URL, address: string, ca: Buffer | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const name = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const sent = https.request(
      {
        host: address,
        port: url.port === '' ? 443 : url.port,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        // Not the global agent: no kept connection of somebody else, no proxy.
        agent: new https.Agent({ keepAlive: false, maxCachedSessions: 0 }),
        // The certificate must be that of the name, not of the address. An address is not sent as a server name.
        servername: isIP(name) === 0 ? name : '',
        headers: { host: url.host, 'user-agent': 'flink-medic', accept: '*/*', 'accept-encoding': 'identity' },
        ...(ca !== undefined && { ca }),
        signal,
      },
      resolve,
    );
    sent.on('error', reject);
    sent.end();
  });
}

function checkAnswer(url: URL, response: IncomingMessage): void {
  const status = response.statusCode ?? 0;
  if (status === 200 && response.headers['content-encoding'] === undefined) return;
  response.destroy();
  if (status >= 300 && status < 400) {
    throw new UserMistake(
      `${url.host} redirects (${status}); redirects are not followed. Pass the final address itself.`,
    );
  }
  if (status === 200) throw new UserMistake(`${url.host} sent an encoded answer that was not asked for: refused.`);
  if (status >= 500 || status === 429)
    throw new SkillSourceUnreachable(`${url.host} answered ${status}. Try again later.`);
  throw new UserMistake(`${url.host} answered ${status}; nothing was fetched. Check the address.`);
}

async function readBody(url: URL, response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    // It ends the answer, too.
    if (length > maxBytes) {
      throw new UserMistake(`${url.host} sends more than ${maxBytes} bytes: refused. A skill is small.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return await new Promise<T>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}
