import type { ActionKindName, ActionRow } from '../domain/action.ts';
import { MessengerUnreadable, messageOf } from '../domain/errors.ts';
import type { PlanProgress } from '../ledger/plan-progress.ts';
import { proposeAction } from '../ledger/propose.ts';
import type { ActionContext, Finding } from '../ports/action-kind.ts';
import type { MessageBody, Refusal } from '../ports/messenger.ts';
import type { Notification, PendingMessage, Told } from '../ports/notifications.ts';
import type { Page } from '../ports/pager.ts';
import { changesRefused, isTooEarly, longestBackoffMs } from './notify-retry.ts';
import { digestOfBody, isPlain, jsonOf, sayable } from './notify-body.ts';
import { withCall } from './notify-called.ts';
import { quoted } from '../diagnosis/plain-text.ts';
import { harmless, type Way } from './messenger-health.ts';
import type { NotifyDeps } from './notify-deps.ts';
import { movesTo } from './notify-next.ts';
import { longestRestMs } from './rest.ts';

const firstBackoffMs = 5_000;
/** Between two looks for a message of which the ledger has given up to find out. */
const lookAgainMs = 60_000;
/** A chat that is there and does not show what it holds may be mended by a person for so long; then people hear of it all the same. */
const lookAtMostMs = 2 * 3_600_000;

/** Of the message, of its thread, and of what they said before. */
const mostRefused = 5;

/** Characters of what was refused. */
const mostLogged = 2_000;

const noMessage = { message: null, digest: null, shown: null } as const;

/** What is to be said now. */
export interface Saying {
  readonly what: PendingMessage['what'];
  /** The whole: where the chat has refused that, its plain form is said. */
  readonly content: MessageBody | Page;
  /** Of an answer: what the thread has told by it. */
  readonly seq?: number;
  readonly parts?: number;
  readonly asOf: number;
  /** Left out: it is about none alone. */
  readonly job?: string | null;
  /** Left out: nobody is called for anything in it. */
  readonly told?: Told;
  /** Tells it from other messages about the same; left out: counted. */
  readonly sequence?: number;
}

/**
 * Stores what is to be said and the action that says it in one transaction: neither is there without the other. While the chat wants
 * fewer of that way of saying it, nothing is stored.
 */
export async function propose(deps: NotifyDeps, row: Notification, saying: Saying): Promise<Notification> {
  const { what, seq = 0, parts = 0, asOf, job, told = null } = saying;
  const content = 'kind' in saying.content ? sayable(row, what, saying.content) : saying.content;
  if (what !== 'page' && deps.health?.isResting(row.channel, wayOf(what)) === true) return row;
  const now = deps.clock.now();
  const sequence = saying.sequence ?? row.sequence;
  const planId = `${row.id}#${row.version}`;
  const action = proposeAction(
    {
      plan: { id: planId, incidentId: row.incidentId },
      step: { name: what, kind: kindOf(what), args: argsOf(row, what, content, sequence) },
      index: 0,
      cluster: row.cluster,
      jobName: job ?? '',
      // Its own lane: doubt about it holds up nothing but what is told about the same.
      lane: `message:${row.id}`,
    },
    deps.kinds,
    { now, epoch: deps.epoch },
  );
  const pending = { planId, what, digest: digestOfBody(content), plain: isPlain(content), seq, parts, asOf, told };
  const next = { ...row, pending, sequence: sequence + 1, postedAt: takesRoom(what) ? now : row.postedAt };
  return await deps.notifications.save(next, deps.epoch, action);
}

/** Everybody in the channel sees it as a new message. */
function takesRoom(what: PendingMessage['what']): boolean {
  return what === 'post' || what === 'call';
}

function kindOf(what: PendingMessage['what']): ActionKindName {
  if (what === 'page') return 'webhook/page';
  return what === 'update' ? 'slack/update-message' : 'slack/post-message';
}

function argsOf(
  row: Notification,
  what: Saying['what'],
  content: Saying['content'],
  sequence: number,
): Readonly<Record<string, unknown>> {
  const body = jsonOf(content);
  const { id: subject, channel, message } = row;
  switch (what) {
    case 'page':
      return { subject, sequence, page: body };
    case 'update':
      return { channel, subject, sequence, message, body };
    case 'post':
      return { channel, subject, sequence, thread: null, body };
    case 'reply':
    case 'call':
      return { channel, subject, sequence, thread: message, body };
  }
}

/**
 * Carries what is being said as far as it goes now.
 * @param isOld whether it says what is not so any more: dropped, if it has not left yet. Left out: nothing is.
 * @returns the notification as stored; `pending` is null when it has ended.
 */
export async function carry(
  deps: NotifyDeps,
  row: Notification,
  signal: AbortSignal,
  isOld: (pending: PendingMessage) => boolean = () => false,
): Promise<Notification> {
  const { pending } = row;
  if (pending === null) return row;
  const { planId, what } = pending;
  const isResting = takesRoom(what)
    ? deps.health?.isResting(row.channel, wayOf(what)) === true
    : standsBack(deps, row, what);
  // A message that waits for the chat is made anew when it is back, so that no more of them leave then than a channel may get.
  // What is not so any more is not said by a process that comes back either.
  if (isResting || isOld(pending)) {
    const left = await deps.ledger.drop(planId, 'stale', 'it is said anew, as things stand then');
    if (left === undefined) {
      const postedAt = takesRoom(what) ? null : row.postedAt;
      return await deps.notifications.save({ ...row, postedAt, pending: null }, deps.epoch);
    }
  }
  let progress: PlanProgress;
  if (await hasToRest(deps, row, pending)) {
    progress = await deps.ledger.progress(planId);
  } else {
    await deps.ledger.release(planId);
    progress = await deps.ledger.advance(planId, signal);
  }
  return await end(deps, row, pending, progress, signal);
}

/** Only changes rest: one that waits for them keeps nobody from being called, nor the thread from going on. */
function standsBack({ health }: NotifyDeps, { channel }: Notification, what: PendingMessage['what']): boolean {
  return what === 'update' && health?.isResting(channel, 'update') === true && !health.isResting(channel);
}

function wayOf(what: PendingMessage['what']): Way {
  return what === 'update' ? 'update' : 'post';
}

/** Nothing new is said while something is, before it is tried again, or where the chat or its channel rests. */
export function hasToWait(deps: NotifyDeps, row: Notification, signal: AbortSignal): boolean {
  const isResting = deps.health?.isResting(row.channel) === true;
  return row.pending !== null || isTooEarly(row, deps.clock.now()) || isResting || signal.aborted;
}

/** What was sent is looked for also in a channel that takes nothing more: where it stands open, nothing else is said of the same. */
async function hasToRest(
  { health, pagerHealth, ledger }: NotifyDeps,
  { channel }: Notification,
  { planId, what }: PendingMessage,
): Promise<boolean> {
  if (what === 'page') return pagerHealth?.isResting() === true;
  if (health === undefined) return false;
  if ((await ledger.undetermined(planId)) === undefined) return health.isResting(channel, wayOf(what));
  // Nobody looks for a change: it is made again.
  return health.isResting(undefined, what === 'update' ? 'update' : 'find');
}

async function end(
  deps: NotifyDeps,
  row: Notification,
  pending: PendingMessage,
  progress: PlanProgress,
  signal: AbortSignal,
): Promise<Notification> {
  const now = deps.clock.now();
  switch (progress.kind) {
    case 'in-progress':
      return row;
    case 'succeeded':
      return await deps.notifications.save(said(row, pending, progress, now), deps.epoch);
    case 'failed':
    case 'dropped': {
      const about = { notification: row.id, what: pending.what, note: progress.note };
      // The process may have ended after it gave the call up, and before it was stored here.
      const isAbandoned = pending.what === 'page' && (await rowOf(deps, progress.actionId))?.dropReason === 'abandoned';
      const refusal = progress.results[pending.what]?.['refusal'];
      if (isRefusedAs('content', refusal)) await logRefused(deps, pending, progress, about);
      else deps.log.warn(about, 'message was not said');
      // It was only said again, and stands there as it is.
      if (pending.what === 'update' && pending.digest === row.digest && isRefusedAs('message-fixed', refusal)) {
        return await deps.notifications.save(said(row, pending, progress, now), deps.epoch);
      }
      const next = isAbandoned
        ? await abandonedPage(deps, row, pending, progress, now)
        : await notSaid(deps, row, pending, refusal);
      return await deps.notifications.save(next, deps.epoch);
    }
    case 'needs-human':
      return await lookAgain(deps, row, pending, progress, signal);
  }
}

function said(row: Notification, pending: PendingMessage, progress: PlanProgress, now: number): Notification {
  const { what, digest, seq, parts, asOf, told } = pending;
  const plainNext = row.plainNext === what ? null : row.plainNext;
  const next = { ...row, plainNext, pending: null, last: what, failures: 0, nextTryAt: 0, saidAt: now, saidAsOf: asOf };
  // The message above it was deleted: it is said anew.
  const forgotten = progress.results[what]?.['thread'] === 'gone' ? noMessage : {};
  switch (what) {
    case 'post':
      return {
        ...next,
        message: progress.results[what]?.['message'] ?? null,
        digest,
        shown: told,
        called: told === null ? row.called : withCall(row.called, told),
      };
    case 'update':
      return { ...next, digest, shown: told };
    case 'reply':
      return { ...next, ...forgotten, toldSeq: seq, toldParts: parts };
    case 'call':
      return { ...next, ...forgotten, called: told === null ? row.called : withCall(row.called, told) };
    case 'page':
      return next;
  }
}

/** Nobody sees it otherwise, and whoever mends it has to know what was in it. */
async function logRefused(
  deps: NotifyDeps,
  { plain }: PendingMessage,
  { actionId }: PlanProgress,
  about: Readonly<Record<string, string>>,
): Promise<void> {
  const args = (await rowOf(deps, actionId))?.args ?? '';
  deps.log.error(
    { ...about, action: actionId, args: quoted(args, mostLogged) },
    plain
      ? 'the chat refuses even plain lines for what they hold; it is tried again'
      : 'the chat refuses what a message holds; it is said in plain lines, without buttons',
  );
}

function isRefusedAs(one: Refusal, refusal: string | undefined): boolean {
  return refusal === one;
}

async function notSaid(
  deps: NotifyDeps,
  row: Notification,
  { what, digest, plain }: PendingMessage,
  refusal?: string,
): Promise<Notification> {
  const now = deps.clock.now();
  const failures = row.failures + 1;
  const isOwn = harmless.some((one) => isRefusedAs(one, refusal));
  const longestMs = isOwn ? longestBackoffMs : await turnsMs(deps, row);
  const isContent = isRefusedAs('content', refusal);
  // Whatever kept the whole waiting so far is over, as the chat has read it.
  const isPlainNext = isContent && !plain;
  const waitMs = isPlainNext ? firstBackoffMs : Math.min(longestMs, firstBackoffMs * 2 ** row.failures);
  // A chat that does not take the plain form either may as well take the whole some day.
  const known = isContent && plain ? [] : row.refused;
  const refused = isPlainNext ? [...known, digest].slice(-mostRefused) : known;
  const plainNext = isPlainNext ? what : isContent ? null : row.plainNext;
  const isLost = isRefusedAs('message-gone', refusal) || isRefusedAs('message-fixed', refusal);
  const isGone = isLost && failures >= changesRefused;
  const forgotten = isGone ? noMessage : {};
  // What was not posted takes no room in the channel.
  const postedAt = takesRoom(what) ? null : row.postedAt;
  return { ...row, ...forgotten, refused, plainNext, postedAt, pending: null, failures, nextTryAt: now + waitMs };
}

/**
 * Where the chat, a channel or the receiver of calls takes nothing, one try a minute shows that it is mended: a message waits until each that
 * has failed had its turn, and one that has not. So the last is not kept waiting, and none that is never taken keeps others from being tried.
 */
async function turnsMs({ notifications }: NotifyDeps, row: Notification): Promise<number> {
  const failed = (await notifications.open()).filter((one) => one.failures > 0 && isCall(one) === isCall(row));
  const others = failed.filter((one) => one.id !== row.id).length;
  return Math.min(longestBackoffMs, (others + 2) * longestRestMs);
}

/**
 * The ledger has given up to find out, and only what a person says leads on from there. Nobody is woken for a message: here the notifier is
 * that person. It asks the chat again, for as long as it takes: an outage may be long. A chat that answers and still does not show it, such as
 * a channel that the bot was removed from, is not waited for without end: the message is said anew, and may be there twice then. At once
 * where it is said in another channel now, else after hours.
 * Of a call to a person nobody can ever tell: whether it is made again is what people configured. A lost one is followed
 * by the reminder in any case, so `never` delays a call and does not lose it.
 */
async function lookAgain(
  deps: NotifyDeps,
  row: Notification,
  pending: PendingMessage,
  progress: PlanProgress,
  signal: AbortSignal,
): Promise<Notification> {
  const now = deps.clock.now();
  if (isTooEarly(row, now)) return row;
  if (pending.what === 'page') {
    const again = isMadeAgain(deps) ? 'it is made again' : 'it is not made again before the next reminder';
    const why = `nobody can tell whether it arrived; ${again}`;
    if (!(await settleAs(deps, progress.actionId, 'abandon', why, {}))) return row;
    return await deps.notifications.save(await abandonedPage(deps, row, pending, progress, now), deps.epoch);
  }
  if (deps.health?.isResting(undefined, 'find') === true) return row;
  const finding = await ask(deps, progress.actionId, signal);
  if (finding.kind === 'executed') {
    const how = 'found in the chat later';
    if (!(await settleAs(deps, progress.actionId, 'executed', how, finding.result))) return row;
    return await end(deps, row, pending, await deps.ledger.progress(pending.planId), signal);
  }
  const why = await whyAnew(deps, row, pending, finding);
  if (why === undefined) return await deps.notifications.save({ ...row, nextTryAt: now + lookAgainMs }, deps.epoch);
  if (!(await settleAs(deps, progress.actionId, 'abandon', why, {}))) return row;
  if (finding.kind === 'hidden')
    deps.log.warn({ notification: row.id, action: progress.actionId, why }, 'a message may be there twice');
  return await deps.notifications.save(await notSaid(deps, row, pending), deps.epoch);
}

/** Why what was not found is said anew; undefined: it is looked for again. */
async function whyAnew(
  deps: NotifyDeps,
  row: Notification,
  { planId }: PendingMessage,
  finding: Looked,
): Promise<string | undefined> {
  if (finding.kind === 'not-executed') return finding.proof;
  if (finding.kind !== 'hidden') return undefined;
  const incident = row.kind === 'incident' ? await deps.incidents.get(row.incidentId) : undefined;
  const route = incident === undefined ? undefined : movesTo(row, incident, deps.settings.routes);
  const [action] = await deps.actions.actions({ planId });
  const lookedForMs = deps.clock.now() - (action?.sendDeadlineAt ?? Number.POSITIVE_INFINITY);
  if (route === undefined && lookedForMs < lookAtMostMs) return undefined;
  const because = route === undefined ? 'it is said anew' : `it is told in ${route} now`;
  return `nobody can tell whether it arrived in ${row.channel} (${finding.why}); ${because}`;
}

/** @returns false: it is refused for now, such as while a request may still be on its way. */
async function settleAs(
  deps: NotifyDeps,
  actionId: string,
  finding: 'executed' | 'abandon',
  why: string,
  result: Readonly<Record<string, string>>,
): Promise<boolean> {
  await deps.ledger.settleByHuman(actionId, finding, 'flink-medic', why, result);
  return (await rowOf(deps, actionId))?.state !== 'needs_human';
}

function isCall({ kind }: Notification): boolean {
  return kind === 'page' || kind === 'pages' || kind === 'outage';
}

function isMadeAgain(deps: NotifyDeps): boolean {
  return deps.settings.escalation?.duplicates === 'allowed';
}

async function abandonedPage(
  deps: NotifyDeps,
  row: Notification,
  pending: PendingMessage,
  progress: PlanProgress,
  now: number,
): Promise<Notification> {
  return isMadeAgain(deps) ? await notSaid(deps, row, pending) : said(row, pending, progress, now);
}

async function rowOf(deps: NotifyDeps, actionId: string): Promise<ActionRow | undefined> {
  return (await deps.actions.actions({ id: actionId }))[0];
}

/** `hidden`: the chat answers, and does not show it. */
type Looked = Finding | { readonly kind: 'hidden'; readonly why: string };

async function ask(deps: NotifyDeps, actionId: string, signal: AbortSignal): Promise<Looked> {
  const row = await rowOf(deps, actionId);
  const kind = row === undefined ? undefined : deps.kinds.get(row.kind);
  if (row === undefined || kind === undefined) return { kind: 'unknown', why: 'there is no such action' };
  if (!isFinal(row, kind.finalityMs, deps.clock.now())) return { kind: 'unknown', why: 'it may still be on its way' };
  const parsed = kind.parse(JSON.parse(row.args));
  if (!parsed.ok) return { kind: 'unknown', why: parsed.why };
  try {
    const sent = { args: parsed.args, key: row.key, row, sameIncarnation: false, keyAlive: false };
    // A kind of message reaches the world through its own port alone.
    return await kind.query({ clock: deps.clock } as ActionContext, sent, signal);
  } catch (error) {
    const isHidden = error instanceof MessengerUnreadable && error.hidden !== 'chat';
    return { kind: isHidden ? 'hidden' : 'unknown', why: messageOf(error) };
  }
}

function isFinal(row: ActionRow, finalityMs: number, now: number): boolean {
  return now > (row.sendDeadlineAt ?? Number.POSITIVE_INFINITY) + finalityMs;
}
