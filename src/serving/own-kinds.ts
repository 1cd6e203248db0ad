import { makeWebhook } from '../actions/webhook.ts';
import { makeJsonWebhook } from '../adapters/web/webhook.ts';
import type { Config } from '../config.ts';
import { pathText } from '../config/problem.ts';
import type { OwnKindName } from '../domain/action.ts';
import { UserMistake } from '../domain/errors.ts';
import { type OwnArgs, ownArgs, type OwnWith } from '../domain/own-args.ts';
import type { OwnActions } from '../domain/sop.ts';
import type { ActionKind } from '../ports/action-kind.ts';
import { loadActionFile } from './load-action-file.ts';

/** The kinds that the configuration adds to Flink's. */
export interface OwnKinds {
  readonly kinds: readonly ActionKind[];
  /** For reading SOPs: their names, and what is wrong with arguments. */
  readonly actions: OwnActions;
  /** One line each; with any of them `serve` does not start. */
  readonly problems: readonly string[];
}

type OwnConfig = Pick<Config, 'actions' | 'webhooks'>;

/** Loads the files and makes the webhooks, once per process. Never throws for what people wrote. */
export async function loadOwnKinds(config: OwnConfig): Promise<OwnKinds> {
  const kinds = new Map<OwnKindName, ActionKind>();
  const actions = new Map<OwnKindName, (given: OwnWith) => string | undefined>();
  const problems: string[] = [];
  for (const { name, url, headers, keyMemoryMs, timeoutMs, ...one } of config.webhooks) {
    const plain = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, value.reveal()]));
    const webhook = makeJsonWebhook({ ...one, url: url.reveal(), headers: plain });
    const kind = makeWebhook({ ...one, name, keyMemoryMs, sendLimitMs: timeoutMs }, webhook);
    kinds.set(name, kind);
    actions.set(name, (given) => misfit(kind, ownArgs(given, sample)));
  }
  for (const [index, one] of config.actions.entries()) {
    const read = await loadActionFile(one);
    const at = `${pathText(['actions', index])} ${one.file}`;
    if (!read.ok) {
      problems.push(...read.problems.map((problem) => `${at}: ${problem}`));
      continue;
    }
    const { kind } = read;
    if (kinds.has(kind.kind)) {
      problems.push(`${at}: kind ${kind.kind} is there already: give one of the two another name`);
      continue;
    }
    kinds.set(kind.kind, kind);
    // What the incident gives is not known yet, and only the file knows what it takes of it.
    const isKnown = (given: OwnWith) => Object.values(given).every((value) => typeof value !== 'object');
    actions.set(kind.kind, (given) => (isKnown(given) ? misfit(kind, ownArgs(given, sample)) : undefined));
  }
  return { kinds: [...kinds.values()], actions, problems };
}

/** @throws {UserMistake} something is wrong with one of them: told all at once. */
export async function requireOwnKinds(config: OwnConfig): Promise<OwnKinds> {
  const own = await loadOwnKinds(config);
  if (own.problems.length === 0) return own;
  const head = `The configured actions have ${own.problems.length === 1 ? 'a mistake' : `${own.problems.length} mistakes`}:`;
  throw new UserMistake([head, ...own.problems.map((line) => `  ${line}`)].join('\n'));
}

const sample = { id: 'inc-1', cluster: 'main', job: 'orders', environment: 'staging', severity: 'high', sop: 'sop' };

function misfit(kind: ActionKind, args: OwnArgs): string | undefined {
  const parsed = kind.parse(args);
  return parsed.ok ? undefined : parsed.why;
}
