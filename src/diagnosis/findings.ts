import type { Evidence, Heap, Spread } from '../domain/evidence.ts';
import type { JobState } from '../domain/flink.ts';
import type { SignalKind } from '../domain/signal.ts';
import type { Rank, RuleCause } from './causes.ts';
import { readChain } from './read-chain.ts';
import { checkpointFindings, checkpointsHealthy } from './checkpoint-findings.ts';
import { kafkaWords } from './kafka-words.ts';
import { type Failure, type Failures, isOfFlink, loopCount, timesOf } from './failures.ts';
import type { Finding } from './finding.ts';
import { isoTime, quoted, taskUnknown, timesInHistory } from './plain-text.ts';

/** Every reason that the evidence speaks for, one per cause, the best first. */
export function findingsOf(evidence: Evidence, failures: Failures): Finding[] {
  const failed = isFailed(evidence);
  const looping = isLooping(evidence, failures);
  const subject = { failed, ofCluster: evidence.job === null };
  const fromExceptions = firstOfEach(failures.suspects).flatMap(
    (one) => exceptionFinding(one, failures, subject) ?? [],
  );
  const all = [
    ...fromExceptions,
    ...signalFindings(evidence),
    ...commitFindings(evidence),
    ...checkpointReasons(evidence, failures, failed),
    ...heapFindings(evidence),
    ...(failed || looping ? [] : [...loadFindings(evidence), ...eventTimeFindings(evidence)]),
    ...leftovers(evidence, failures, failed, looping),
  ];
  return merged(all.map((one) => ofMemory(one, evidence))).toSorted((a, b) => b.rank - a.rank || a.at - b.at);
}

function firstOfEach(failures: readonly Failure[]): Failure[] {
  const seen = new Set<string>();
  return failures.filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint));
}

export function isFailed(evidence: Evidence): boolean {
  if (evidence.job === null) return false;
  return (
    evidence.state === 'FAILED' || (evidence.state === undefined && signalOf(evidence, 'job-failed') !== undefined)
  );
}

export function isLooping(evidence: Evidence, failures: Failures): boolean {
  if (evidence.job === null || isFailed(evidence)) return false;
  if (failures.all.length === 0) return signalOf(evidence, 'restart-loop') !== undefined;
  return !failures.past && (timesOf(failures.all) >= loopCount || signalOf(evidence, 'restart-loop') !== undefined);
}

/** Where the load stands: the first vertex that is busy while what feeds it has to wait. */
export function slowVertex(evidence: Evidence): { readonly name: string; readonly busy: number } | undefined {
  const waiting = new Set(evidence.loads.filter((load) => (load.backpressured ?? 0) >= 0.5).map((load) => load.id));
  const busy = evidence.loads.filter((load) => (load.busy ?? 0) >= 0.6 && !waiting.has(load.id));
  const found = busy.find((load) => load.inputs.some((id) => waiting.has(id))) ?? busy[0];
  return found === undefined ? undefined : { name: quoted(found.name, 40), busy: found.busy ?? 0 };
}

/** What takes a process along, or comes of its loss: what else its jobs throw is not the cluster's trouble. */
const ofProcesses: readonly RuleCause[] = [
  'container-oom-killed',
  'direct-memory-exhausted',
  'disk-full',
  'heap-exhausted',
  'leadership-lost',
  'metaspace-exhausted',
  'not-enough-slots',
  'partition-not-found',
  'stuck-cancelling',
  'taskmanager-lost',
];

function exceptionFinding(
  failure: Failure,
  failures: Failures,
  { failed, ofCluster }: { readonly failed: boolean; readonly ofCluster: boolean },
): Finding | undefined {
  const read = readChain(failure.chain);
  if (read === undefined) return undefined;
  const { hit, link } = read;
  if (ofCluster && !(hit.kind === 'cause' && ofProcesses.includes(hit.cause))) return undefined;
  const count = timesOf(failures.all.filter((one) => one.fingerprint === failure.fingerprint));
  const place = failure.task === undefined ? `(${taskUnknown})` : `in ${quoted(failure.task, 60)}`;
  const thrown = quoted(`${link.class}: ${link.message}`, 160);
  const facts = [`exception ${thrown} ${place}, ${timesInHistory(count)}, first seen ${isoTime(failure.at)}`];
  const found = { at: failure.at, facts, failure, says: undefined };
  if (hit.kind === 'no-procedure') {
    return { ...found, cause: 'unknown', rank: failures.past ? 1 : 5, confidence: 'low', says: hit.says };
  }
  if (hit.kind === 'outside') {
    if (!failed || failures.unrecoverable !== undefined) return undefined;
    const triedAgain = failures.suppressed || timesOf(failures.all) >= 2;
    const says = failures.neverRestarts ? endedByFirst : undefined;
    return { ...found, cause: 'restarts-exhausted', rank: 3, confidence: triedAgain ? 'high' : 'medium', says };
  }
  const { cause } = hit;
  const rank: Rank = failures.past || (hit.rank <= 4 && goesOnWithout(failures)) ? 1 : hit.rank;
  if (cause === 'poison-record') {
    // Thrown by a setting or saved state, not by a record.
    if (failure.atStart) return undefined;
    const confidence = count >= 2 ? 'high' : failed ? 'medium' : 'low';
    return { ...found, cause, rank, confidence };
  }
  const confidence = hit.sure && !failures.past ? 'high' : 'medium';
  return { ...found, cause, rank, confidence, ...kafkaWords(cause, link, failure.chain) };
}

/** The latest failure has come again and again and nothing known explains it: a loss in between is not why the job loops. */
function goesOnWithout({ all }: Failures): boolean {
  const latest = all.at(-1);
  if (latest === undefined || readChain(latest.chain) !== undefined) return false;
  return timesOf(all.filter((one) => one.fingerprint === latest.fingerprint)) >= loopCount;
}

const bySignal: readonly (readonly [SignalKind, RuleCause, Rank, Finding['confidence']])[] = [
  ['duplicate-job', 'duplicate-job', 6, 'high'],
  // Before no-slots: a lost TaskManager takes its slots along.
  ['jobmanager-restarted', 'leadership-lost', 4, 'medium'],
  ['taskmanager-lost', 'taskmanager-lost', 4, 'medium'],
  ['no-slots', 'not-enough-slots', 4, 'medium'],
];

/** Nothing is thrown for it. The counter stays where it is, so whatever fails later is another trouble. */
function commitFindings(evidence: Evidence): Finding[] {
  const signal = signalOf(evidence, 'commits-failed');
  if (signal === undefined || evidence.job === null) return [];
  const facts = [`commits of its sinks that failed for good: ${quoted(String(signal.evidence['failed']), 20)}`];
  const found = { rank: 5, at: signal.since, facts, failure: undefined } as const;
  if (signal.evidence['ofKafka'] === true) {
    return [{ ...found, cause: 'kafka-transaction-lost', confidence: 'medium', says: undefined }];
  }
  const says = 'its sinks gave up commits, so what was in them may be missing from the output';
  return [{ ...found, cause: 'unknown', confidence: 'low', says }];
}

/** What the silence of a cluster says by itself; only an election is about its leader. */
function unreachableFindings(evidence: Evidence): Finding[] {
  const signal = signalOf(evidence, 'cluster-unreachable');
  if (signal === undefined) return [];
  const reason = String(signal.evidence['reason'] ?? 'no reason');
  const isElection = reason === 'leader-election';
  const says = isElection
    ? undefined
    : `it gives no usable answer (${quoted(reason, 60)}), so nothing is known of its jobs`;
  const facts = [`reason: ${quoted(String(signal.evidence['message'] ?? ''), 200)}`];
  const cause = isElection ? 'leadership-lost' : 'unknown';
  return [
    { cause, rank: 4, at: signal.since, confidence: isElection ? 'medium' : 'low', facts, failure: undefined, says },
  ];
}

/** A job that is gone has no load and no checkpoints to judge; why it went is not in what Flink still shows. */
function vanishedFindings(evidence: Evidence): Finding[] {
  const signal = signalOf(evidence, 'job-vanished');
  if (signal === undefined || evidence.job === null) return [];
  const path = evidence.checkpoints?.latestCompleted?.externalPath;
  const facts = path === undefined ? [] : [`newest checkpoint that was seen: ${quoted(path, 200)}`];
  const says = 'it is not listed by Flink any more, and it was neither finished nor cancelled when it was seen last';
  return [{ cause: 'unknown', rank: 6, at: signal.since, confidence: 'low', facts, failure: undefined, says }];
}

/** What is known of it from elsewhere explains more. */
function unreadableFindings(evidence: Evidence): Finding[] {
  const signal = signalOf(evidence, 'job-unreadable');
  if (signal === undefined) return [];
  const says = `Flink gives no usable answer about it (${quoted(String(signal.evidence['reason']), 60)})`;
  const facts = [`reason: ${quoted(String(signal.evidence['message']), 200)}`];
  return [{ cause: 'unknown', rank: 1, at: signal.since, confidence: 'low', facts, failure: undefined, says }];
}

/** Whom a job that does not get on waits for, its state tells; a restart may wait for its strategy as well. */
const stuckBy: Partial<Record<JobState, readonly [RuleCause, Finding['confidence']]>> = {
  CANCELLING: ['stuck-cancelling', 'high'],
  FAILING: ['stuck-cancelling', 'high'],
  RESTARTING: ['stuck-cancelling', 'low'],
  CREATED: ['not-enough-slots', 'medium'],
  SUSPENDED: ['leadership-lost', 'medium'],
};

function stuckFindings(evidence: Evidence): Finding[] {
  const signal = signalOf(evidence, 'job-stuck');
  if (signal === undefined || evidence.state === undefined || signal.evidence['state'] !== evidence.state) return [];
  const [cause, confidence] = stuckBy[evidence.state] ?? (['unknown', 'low'] as const);
  const waiting = evidence.state === 'RUNNING' ? 'some of its tasks do' : 'its JobManager does';
  const on = evidence.state === 'RUNNING' ? 'restoring their state or being opened' : 'bringing it up';
  const says = cause === 'unknown' ? `${waiting} not get on with ${on}` : undefined;
  return [{ cause, rank: 4, at: signal.since, confidence, facts: [], failure: undefined, says }];
}

function signalFindings(evidence: Evidence): Finding[] {
  const own = [
    ...unreachableFindings(evidence),
    ...vanishedFindings(evidence),
    ...stuckFindings(evidence),
    ...unreadableFindings(evidence),
  ];
  const others = bySignal.flatMap(([kind, cause, rank, confidence]): Finding[] => {
    const signal = signalOf(evidence, kind);
    return signal === undefined
      ? []
      : [{ cause, rank, at: signal.since, confidence, facts: [], failure: undefined, says: undefined }];
  });
  return [...own, ...others];
}

/** Checkpoints that fail beside a job that fails are its echo, unless Flink failed it because of them. */
function checkpointReasons(evidence: Evidence, failures: Failures, failed: boolean): Finding[] {
  const found = checkpointFindings(evidence);
  const because = failures.suspects.find(({ chain }) =>
    chain.some(
      (link) =>
        isOfFlink(link, 'FlinkRuntimeException') &&
        link.message.startsWith('Exceeded checkpoint tolerable failure threshold'),
    ),
  );
  if (because !== undefined) return found.map((one) => ({ ...one, failure: because }));
  if (failed) return [];
  // A job of which no task runs takes none: those that failed before do not keep it from its slots.
  if (signalOf(evidence, 'no-slots') !== undefined) return found.map((one) => ({ ...one, rank: 1 }));
  return failures.past ? found : found.filter((one) => one.cause !== 'checkpoint-declined');
}

/** State that goes into the JobManager's memory has no storage that could fail: it is too large for it, which only its log says. */
function ofMemory(one: Finding, { checkpointConfig }: Evidence): Finding {
  const { storage } = checkpointConfig ?? {};
  // What names a storage itself, at rank 5, is of a savepoint or of the job's own.
  const inMemory = one.cause === 'checkpoint-storage-failing' && one.rank <= 4 && storage === inJobManager;
  if (!inMemory || one.facts.some((fact) => ofMetadata.test(fact))) return one;
  const facts = [`checkpoints go into the memory of the JobManager (${storage})`, ...one.facts];
  return { ...one, cause: 'checkpoint-storage-too-small', facts, says: undefined };
}

const inJobManager = 'JobManagerCheckpointStorage';
/** What the JobManager itself writes goes into `state.checkpoints.dir` also then, where that is set; and no limit is on it. */
const ofMetadata = /finalize|an exception occurred|create checkpoint storage/i;

/**
 * What runs in a process that does little but collect garbage is slow of that, whichever vertex shows it. Its heap need not look full:
 * a serial or parallel collector whose old generation is full has no use for the rest (seen: 74 %).
 */
function heapFindings(evidence: Evidence): Finding[] {
  const { heap, at } = evidence;
  const found = { cause: 'heap-exhausted', failure: undefined } as const;
  const saying = (collecting: number): string =>
    `one of its TaskManagers spends ${percent(collecting)} of its time collecting garbage, for what lives in its heap leaves too little room`;
  if (heap !== undefined && heap.collecting >= 0.3 && heap.used >= 0.7) {
    return [{ ...found, rank: 5, at, confidence: 'high', facts: [heapText(heap)], says: saying(heap.collecting) }];
  }
  const signal = signalOf(evidence, 'gc-pressure');
  if (signal === undefined || evidence.job === null) return [];
  const says = saying(Number(signal.evidence['collecting']));
  return [{ ...found, rank: 4, at: signal.since, confidence: 'medium', facts: [], says }];
}

/** Flink's share is of the last minute: of garbage collection that takes all the time since a moment ago it shows little yet. */
function isStrained(heap: Heap | undefined): boolean {
  return heap !== undefined && heap.used >= fullHeap && heap.collecting >= 0.1;
}

/** So full, it is worth telling. */
export const fullHeap = 0.9;

export function heapText({ taskManager, used, collecting }: Heap): string {
  return `TaskManager ${quoted(taskManager, 60)}: heap ${percent(used)} full, garbage collection ${percent(collecting)} of the last minute`;
}

function loadFindings(evidence: Evidence): Finding[] {
  const signal = signalOf(evidence, 'backpressure-high');
  if (signal === undefined || isCatchingUp(evidence, signal.at)) return [];
  const { lag } = evidence;
  const rising = lag === undefined ? signalOf(evidence, 'lag-rising') !== undefined : lag.last > lag.first;
  const slow = slowVertex(evidence);
  const facts = [
    ...(slow === undefined
      ? []
      : [`load: ${slow.name} is busy ${percent(slow.busy)} of the time and those before it wait`]),
    ...(lag === undefined ? [] : [lagText(lag)]),
  ];
  const found = { rank: 2, at: signal.since, failure: undefined, says: undefined } as const;
  if (isUneven(evidence.spread)) return [{ ...found, ...unevenFinding(evidence.spread, facts) }];
  const certain = rising && checkpointsHealthy(evidence.checkpoints) && !isStrained(evidence.heap);
  const confidence = certain ? 'high' : 'medium';
  return [{ ...found, cause: 'backpressure', confidence, facts }];
}

/** Kafka's client counts anew only when it fetches, so that a source that is held up may tell of nothing for minutes. */
function lagText({ first, last }: NonNullable<Evidence['lag']>): string {
  return first === 0 && last === 0
    ? 'the sources tell of no records that wait, as those of Kafka do while they are held up'
    : `records waiting in the sources: ${first}, then ${last}`;
}

/** It runs and does not fail: whatever else is known of it explains more. */
function eventTimeFindings(evidence: Evidence): Finding[] {
  const signal = signalOf(evidence, 'watermark-stalled');
  if (signal === undefined || evidence.job === null) return [];
  const vertex = quoted(String(signal.evidence['vertex']), 60);
  const { watermark, recordsIn } = signal.evidence;
  const at = typeof watermark === 'number' ? `event time at ${vertex}: ${isoTime(watermark)}` : undefined;
  const facts = [`${at ?? `no watermark at ${vertex}`}, ${quoted(String(recordsIn), 20)} records came in meanwhile`];
  const says =
    at === undefined ? `no watermark reaches ${vertex}, so what waits for event time gives out nothing` : undefined;
  return [
    { cause: 'watermark-stalled', rank: 2, at: signal.since, confidence: 'medium', facts, failure: undefined, says },
  ];
}

/** One subtask works at its limit and the others do not: more of them would change little. */
function isUneven(spread: Spread | undefined): spread is Spread {
  return spread !== undefined && spread.busiest >= atLimit && spread.others <= 0.4;
}

/** A subtask that is busy for so much of its time does what it can. */
export const atLimit = 0.8;

/** With no more records than the others it is slow by itself, as on a bad host or in a call that does not return. */
function unevenFinding(
  { name, subtask, taskManager, busiest, others, records }: Spread,
  facts: readonly string[],
): Pick<Finding, 'cause' | 'confidence' | 'facts' | 'says'> {
  const counted =
    records &&
    `, with ${Math.round(records.busiest)} records a second, of the others ${Math.round(records.others)} on average`;
  const place = taskManager === undefined ? '' : ` (on TaskManager ${quoted(taskManager, 60)})`;
  const one = `${subtask === undefined ? 'one subtask' : `subtask ${subtask}`} of ${quoted(name, 40)}${place}`;
  const fact = `${one} is busy ${percent(busiest)} of the time now, the others ${percent(others)}${counted ?? ''}`;
  const found = { facts: [fact, ...facts], says: undefined };
  if (records === undefined) return { ...found, cause: 'backpressure', confidence: 'low' };
  if (records.busiest > 2 * records.others) return { ...found, cause: 'data-skew', confidence: 'high' };
  const says = `${one} holds up the rest with no more records than the others; two thread dumps of its TaskManager show what it does`;
  // The procedure of skew knows this case, too, and plans no rescale. At low confidence a model's cause could bring one back.
  return { ...found, cause: 'data-skew', confidence: 'medium', says };
}

/** Measured lag outranks the signal, which may be from before the trouble. */
function isCatchingUp(evidence: Evidence, since: number): boolean {
  const { lag } = evidence;
  if (lag !== undefined) return lag.last < 0.9 * lag.first;
  return (signalOf(evidence, 'catching-up')?.at ?? Number.NEGATIVE_INFINITY) >= since;
}

const endedByFirst = 'it has no restart strategy, so that its first failure ended it';

/** Only that it fails, not why. */
function leftovers(evidence: Evidence, failures: Failures, failed: boolean, looping: boolean): Finding[] {
  const [first] = failures.suspects;
  const base = { rank: 1, facts: [], failure: first, says: undefined } as const;
  const since = failures.all[0]?.at;
  const { unrecoverable } = failures;
  if (failed && unrecoverable !== undefined) {
    const says = 'Flink itself does not try again after such a failure';
    return [{ ...base, cause: 'unknown', at: unrecoverable.at, confidence: 'low', failure: unrecoverable, says }];
  }
  if (failed) {
    const gaveUp = failures.suppressed || timesOf(failures.all) >= 2;
    const says = failures.neverRestarts ? endedByFirst : undefined;
    return gaveUp ? [{ ...base, cause: 'restarts-exhausted', at: since ?? evidence.at, confidence: 'low', says }] : [];
  }
  if (!looping) return [];
  const signal = signalOf(evidence, 'restart-loop');
  const at = Math.min(signal?.since ?? Number.POSITIVE_INFINITY, since ?? Number.POSITIVE_INFINITY);
  const confidence = signal === undefined || first === undefined ? 'low' : 'medium';
  const outside = first !== undefined && readChain(first.chain)?.hit.kind === 'outside';
  const says = outside ? 'something that it needs does not answer' : undefined;
  return [{ ...base, cause: 'restart-loop', at, confidence, says }];
}

function merged(all: readonly Finding[]): Finding[] {
  const byCause = new Map<string, Finding>();
  for (const one of all) {
    const known = byCause.get(one.cause);
    byCause.set(one.cause, known === undefined ? one : joined(known, one));
  }
  return [...byCause.values()];
}

function joined(a: Finding, b: Finding): Finding {
  const [strong, weak] = b.rank > a.rank ? [b, a] : [a, b];
  return {
    ...strong,
    at: Math.min(a.at, b.at),
    confidence: order.find((level) => level === a.confidence || level === b.confidence) ?? 'low',
    facts: [...new Set([...strong.facts, ...weak.facts])].slice(0, 4),
    failure: strong.failure ?? weak.failure,
    says: strong.says ?? weak.says,
  };
}

const order: readonly Finding['confidence'][] = ['high', 'medium', 'low'];

function signalOf(evidence: Evidence, kind: SignalKind): Evidence['signals'][number] | undefined {
  return evidence.signals.find((one) => one.kind === kind);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
