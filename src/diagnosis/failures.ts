import { traceSections } from '../domain/cause-chain.ts';
import type { Evidence } from '../domain/evidence.ts';
import { exceptionFingerprint, vertexNameOf } from '../domain/fingerprint.ts';
import type { FlinkException } from '../domain/flink.ts';
import { numberedFailures } from '../domain/numbered-failures.ts';
import type { CauseLink } from '../domain/incident.ts';
import { bothEnds } from '../domain/whole-words.ts';
import { readChain } from './read-chain.ts';

/** So many failures of one episode are a loop, whether or not one was signalled. */
export const loopCount = 3;
const maxEntries = 20;
const headChars = 48 * 1024;
const tailChars = 16 * 1024;
/** Failures further apart than this are different stories. */
const maxGapMs = 600_000;
/** Of two different troubles those are so that are further apart than this: the job ran meanwhile. */
const ranMeanwhileMs = 180_000;
/** A restart strategy that waits longer each time doubles its wait, a tenth more or less: a pause of less than this many is one of its own. */
const longestNextGap = 3;
/** Without checkpoints to compare with, an exception that is older does not speak of what is wrong now. */
const freshMs = 1_800_000;

/** Subtasks that fail together, and the failure of the job that Flink reports for them, come within this. */
const echoMs = 500;
const wordsOfSource = 'Failed to deserialize consumer record';
const suppressedBy = 'Recovery is suppressed by ';
const saidByFlink = ['org.apache.flink.runtime.', 'org.apache.flink.util.'];

/** One entry of the exception history, read. */
export interface Failure {
  readonly at: number;
  /** Outermost first; at least one link. */
  readonly chain: readonly CauseLink[];
  /** Vertex name; undefined when Flink does not say. */
  readonly task: string | undefined;
  readonly fingerprint: string;
  /** Equal for tasks that failed together: the job failed once. */
  readonly failure: number;
  /** Thrown while the task was opened or restored, or a class initialised: by no record. */
  readonly atStart: boolean;
}

export interface Failures {
  /** The latest run of failures, oldest first, also those before the last completed checkpoint: tells how often. */
  readonly all: readonly Failure[];
  /** Those after the last completed checkpoint, else all: the first of them is nearest to the root. */
  readonly suspects: readonly Failure[];
  /** The last one of what the job failed of before, and got over. */
  readonly former: Failure | undefined;
  /** The job runs, and has completed a checkpoint since the last of them. */
  readonly past: boolean;
  /** Flink said that the restart strategy allows no further attempt. */
  readonly suppressed: boolean;
  /** The job has no restart strategy: there never was an attempt that could be used up. */
  readonly neverRestarts: boolean;
  /** The last one after which Flink does not try again, whatever the strategy. */
  readonly unrecoverable: Failure | undefined;
}

const none: Failures = {
  all: [],
  suspects: [],
  former: undefined,
  past: true,
  suppressed: false,
  neverRestarts: false,
  unrecoverable: undefined,
};

/** The failures that belong to the present trouble. */
export function readFailures(evidence: Evidence): Failures {
  const sorted = numberedFailures(evidence.exceptions.slice(0, maxEntries))
    .filter((entry) => Number.isFinite(entry.timestamp))
    .toSorted((a, b) => a.timestamp - b.timestamp);
  const newest = sorted.at(-1);
  if (newest === undefined) return none;
  const completedAt = evidence.checkpoints?.latestCompleted?.completedAt;
  const has = (...kinds: readonly string[]): boolean => evidence.signals.some((one) => kinds.includes(one.kind));
  const inTrouble = evidence.state === 'FAILED' || evidence.state === 'FAILING' || evidence.state === 'RESTARTING';
  const since = completedAt !== undefined && newest.timestamp >= completedAt;
  const fresh = completedAt === undefined && evidence.at - newest.timestamp <= freshMs;
  if (!inTrouble && !since && !fresh && !has('job-failed', 'restart-loop', 'new-exception')) return none;

  const gapBefore = sorted.findLastIndex(
    (entry, index) => index > 0 && entry.timestamp - (sorted[index - 1]?.timestamp ?? 0) > maxGapMs,
  );
  const story = sorted.slice(Math.max(0, gapBefore)).map(readFailure);
  const began = beginOfPresent(story);
  const entries = story.slice(began);
  const links = entries.flatMap((one) => one.chain);
  const all = withoutEchoes(entries);
  const after = completedAt === undefined ? all : all.filter((one) => one.at >= completedAt);
  const quietMs = (completedAt ?? 0) - newest.timestamp;
  const past =
    !inTrouble && completedAt !== undefined && after.length === 0 && (!has('restart-loop') || quietMs > maxGapMs);
  return {
    all,
    suspects: after.length > 0 ? after : all,
    former: story[began - 1],
    past,
    suppressed: links.some((link) => isSuppressed(link, '')),
    neverRestarts: links.some((link) => isSuppressed(link, 'NoRestart')),
    // Among the echoes, too: the task's own failure comes without the words.
    unrecoverable: entries.findLast((one) => isUnrecoverable(one.chain)),
  };
}

/** True when Flink does not try again after such a failure: it holds that each try ends in it, or the JobMaster itself did not come up. */
export function isUnrecoverable(chain: readonly CauseLink[]): boolean {
  return chain.some(
    (link) =>
      isOfFlink(link, 'SuppressRestartsException') ||
      isOfFlink(link, 'JobInitializationException') ||
      (isOfFlink(link, 'JobException') && link.message.startsWith('The failure is not recoverable')),
  );
}

function isSuppressed(link: CauseLink, strategy: string): boolean {
  return isOfFlink(link, 'JobException') && link.message.startsWith(suppressedBy + strategy);
}

/**
 * Where what the job fails of now began, if it got over something else before. That shows where this came again and again and the
 * other not once more, or where the job ran for long in between. What may be an echo of something worse never ends a story, and what
 * does not answer only one that has no certain cause: that such a trouble passes is a reason to start the job again.
 */
function beginOfPresent(entries: readonly Failure[]): number {
  const latest = entries.at(-1);
  const trouble = latest && troubleOf(latest);
  if (trouble === undefined) return 0;
  const first = entries.findIndex((one) => troubleOf(one)?.name === trouble.name);
  const began = entries.findIndex(({ failure }) => failure === entries[first]?.failure);
  const before = entries.slice(0, began);
  const isOutside = entries.slice(began).some((one) => troubleOf(one)?.outside);
  if (isOutside && before.some((one) => troubleOf(one)?.certain)) return 0;
  const gaps = before.map((one, index) => one.at - (before[index - 1]?.at ?? one.at));
  const pauseMs = (entries[began]?.at ?? 0) - (before.at(-1)?.at ?? 0);
  const ran = pauseMs > Math.max(ranMeanwhileMs, longestNextGap * Math.max(0, ...gaps));
  const came = timesOf(entries.filter((one) => troubleOf(one)?.name === trouble.name));
  return ran || came >= loopCount ? began : 0;
}

/** `name` is equal for failures of one kind. Undefined for what others bring along. */
function troubleOf({
  chain,
}: Failure): { readonly name: string; readonly certain: boolean; readonly outside: boolean } | undefined {
  const hit = readChain(chain)?.hit;
  if (hit?.kind === 'cause') {
    return hit.rank >= 5 ? { name: hit.cause, certain: true, outside: false } : undefined;
  }
  const name = chain.at(-1)?.class ?? '';
  // The words in which Flink passes on any failure, when the failure itself was lost on the way.
  const isOnlyPassedOn = hit === undefined && saidByFlink.some((place) => name.startsWith(place));
  if (isOnlyPassedOn || (hit?.kind === 'no-procedure' && hit.echo)) return undefined;
  return { name, certain: hit?.kind === 'no-procedure', outside: hit?.kind === 'outside' };
}

/** How often the job failed with one of these. */
export function timesOf(failures: readonly Failure[]): number {
  return new Set(failures.map((one) => one.failure)).size;
}

/** True when Flink, not the job, threw it. */
export function isOfFlink(link: CauseLink, name: string): boolean {
  return link.class.startsWith('org.apache.flink.') && link.class.endsWith(`.${name}`);
}

/** Without what repeats, at the same moment, the root of the one before: one failure is told once. */
function withoutEchoes(entries: readonly Failure[]): Failure[] {
  return entries.filter((entry, index) => {
    const root = entry.chain.at(-1);
    return !entries.slice(0, index).some((before) => {
      const other = before.chain.at(-1);
      return entry.at - before.at < echoMs && other?.class === root?.class && other?.message === root?.message;
    });
  });
}

function readFailure(entry: FlinkException & { readonly failure: number }): Failure {
  // The first exception stands at the head of a trace, the root at its end.
  const stacktrace = bothEnds(entry.stacktrace, headChars, tailChars);
  const sections = traceSections(stacktrace, 30);
  const chain = withoutSource(sections.map((one) => one.link));
  return {
    at: entry.timestamp,
    chain: chain.length > 0 ? chain : [{ class: entry.name.slice(0, 300), message: '' }],
    task: entry.taskName === undefined ? undefined : vertexNameOf(entry.taskName),
    fingerprint: exceptionFingerprint({ ...entry, stacktrace }),
    failure: entry.failure,
    atStart: sections.some(({ frames }) => frames.some(isStart)),
  };
}

/**
 * The Kafka source hands a record on from within its deserializer, so it calls everything a record that cannot be read that the
 * operators chained behind it throw.
 */
function withoutSource(chain: readonly CauseLink[]): readonly CauseLink[] {
  const chained = chain.findIndex((link) => isOfFlink(link, 'ExceptionInChainedOperatorException'));
  return chain.filter(({ message }, index) => index > chained || !message.startsWith(wordsOfSource));
}

function isStart(frame: string): boolean {
  const places = ['.initializeStateAndOpenOperators(', '.restoreStateAndGates(', '.<clinit>('];
  return places.some((place) => frame.includes(place));
}
