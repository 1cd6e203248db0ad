import { createHash, randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { z } from 'zod';
import { type OwnKind, readOwnKind } from '../actions/own-kind.ts';
import { parserOf } from '../actions/parse-args.ts';
import { makeJsonWebhook } from '../adapters/web/webhook.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { messageOf } from '../domain/errors.ts';
import type { ActionKind } from '../ports/action-kind.ts';
import type { SendOutcome } from '../ports/flink.ts';

export interface ActionFile {
  readonly file: string;
  readonly sha256?: string | undefined;
  readonly settings: Readonly<Record<string, string>>;
}

const maxBytes = 256 * 1024;
const loadLimitMs = 10_000;
/** Node resolves these from anywhere. */
const importByAddress = /\b(?:import|from)\s*\(?\s*['"`](?:file|data|https?):/;
const changed = 'its file or its settings were changed since it was sent';
const alone = 'an action file stands alone: it may import what belongs to Node, and gets zod as z';

/**
 * The kind that a file exports by default: itself, or what a function makes of `tools`. What runs is exactly the bytes that were
 * hashed: neither files nor packages are imported. How it gets at more than that stands in the text that a person pinned. Never throws.
 */
export async function loadActionFile(one: ActionFile): Promise<OwnKind> {
  const wrong = (problem: string): OwnKind => ({ ok: false, problems: [problem] });
  let bytes: Buffer;
  try {
    const { size } = await stat(one.file);
    if (size > maxBytes) return wrong(`has ${size} bytes, more than ${maxBytes}`);
    bytes = await readFile(one.file);
  } catch (error) {
    return wrong(`cannot be read: ${messageOf(error)}`);
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (one.sha256 !== sha256) {
    const what = one.sha256 === undefined ? 'has no sha256' : 'is not the file that sha256 names';
    return wrong(
      `${what}. It would run with the rights of this program: read it, and if it may, write sha256: ${sha256}`,
    );
  }
  try {
    const source = bytes.toString('utf8');
    const code = /\.m?ts$/.test(one.file) ? stripTypeScriptTypes(source) : source;
    if (importByAddress.test(code)) return wrong(`does not load: it imports by an address; ${alone}`);
    const kind = await inTime(makeKind(code, one.settings));
    return boundTo(readOwnKind(kind), `${sha256} ${canonicalJson(one.settings)}`);
  } catch (error) {
    return wrong(`does not load: ${plain(error, one.file)}`);
  }
}

/**
 * Another file or other settings may ask somebody else, who does not know the keys: what remembers them is another one by name. And that he
 * sees nothing of what the one before him was asked to do proves nothing.
 */
function boundTo(read: OwnKind, what: string): OwnKind {
  if (!read.ok) return read;
  const { kind } = read;
  const digest = createHash('sha256').update(what, 'utf8').digest('hex').slice(0, 16);
  const incarnation: ActionKind['incarnation'] = async (args, signal) => {
    // Where nobody can be named that remembers a key, nobody is the same one later; which file it was is known all the same.
    const name = (await kind.incarnation?.(args, signal)) ?? randomUUID();
    return `${name} ${digest}`;
  };
  const query: ActionKind['query'] = async (context, sent, signal) => {
    const finding = await kind.query(context, sent, signal);
    const asked = sent.row.incarnation;
    if (finding.kind !== 'not-executed' || asked?.endsWith(` ${digest}`) === true) return finding;
    // A clock that went back has made nobody of whom was asked: his name is not trusted with the key, and gone.
    const what = asked === null ? 'whether its file and its settings are the same cannot be told' : changed;
    return { kind: 'unknown', why: `${finding.proof}; but ${what}` };
  };
  return { ok: true, kind: { ...kind, declared: digest, incarnation, query } };
}

async function makeKind(code: string, settings: ActionFile['settings']): Promise<unknown> {
  // Not by its path: the file may have changed since it was hashed, and what it would import is pinned by nobody.
  const url = `data:text/javascript;base64,${Buffer.from(code, 'utf8').toString('base64')}`;
  const { default: made } = (await import(url)) as { readonly default?: unknown };
  if (made === undefined) throw new Error('it has no default export');
  return typeof made === 'function'
    ? await (made as (tools: unknown) => unknown)({ z, parserOf, post, settings })
    : made;
}

/** The one way to send that comes with this program: bounded, to a checked address, without redirects, and its answer judged. */
async function post(
  request: {
    readonly url: string;
    readonly key: string;
    readonly body: unknown;
    readonly headers?: Readonly<Record<string, string>>;
    readonly tokenFile?: string;
    readonly allowAddresses?: readonly string[];
  },
  signal: AbortSignal,
): Promise<SendOutcome> {
  const { url, headers = {}, tokenFile, allowAddresses = [], body, key } = request;
  let webhook: ReturnType<typeof makeJsonWebhook>;
  try {
    webhook = makeJsonWebhook({ url, headers, tokenFile, allowAddresses });
  } catch (error) {
    return { kind: 'not-sent', status: undefined, detail: messageOf(error) };
  }
  return await webhook.post({ body, key }, signal);
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const limit = AbortSignal.timeout(loadLimitMs);
  const over = new Promise<never>((_done, fail) => {
    limit.addEventListener('abort', () => fail(new Error(`it was not there within ${loadLimitMs / 1000} s`)), {
      once: true,
    });
  });
  return await Promise.race([work, over]);
}

/** One line without the code itself, which the address of the module holds. */
function plain(error: unknown, file: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = messageOf(error)
    .replace(/data:text\/javascript;base64,[\w+/=]*/g, 'the file')
    .split('\n')[0]
    ?.slice(0, 300);
  if (/^ERR_(?:UNSUPPORTED_RESOLVE_REQUEST|MODULE_NOT_FOUND)$/.test(code)) {
    return `${said}; ${alone}`;
  }
  return error instanceof SyntaxError ? `${said}; where, shows: node --check ${file}` : `${said}`;
}
