import type { Evidence } from '../domain/evidence.ts';
import type { CauseLink, Diagnosis } from '../domain/incident.ts';
import { causeTexts } from './cause-texts.ts';
import { type Narrowed, narrowedText } from '../domain/narrowed.ts';
import { type Failure, type Failures, readFailures, timesOf } from './failures.ts';
import type { Finding } from './finding.ts';
import { findingsOf, fullHeap, heapText, isFailed, isLooping, percent, slowVertex } from './findings.ts';
import { age, isoTime, linkText, quoted, timesInHistory } from './plain-text.ts';

const maxSummary = 500;
const maxFacts = 10;
const maxFact = 240;
const maxLinks = 8;
const maxMessage = 400;
/** What Flink gets over by restarting; of a job that is FAILED it restarts nothing any more. */
const healedByFlink: readonly string[] = [
  'taskmanager-lost',
  'leadership-lost',
  'not-enough-slots',
  'kafka-unreachable',
];
/** Of these the adaptive scheduler lets a job run on with less; elsewhere a person or an autoscaler may have wanted it so. */
const lacksSlots: readonly string[] = ['taskmanager-lost', 'not-enough-slots'];

/**
 * What fixed rules make of the evidence: the strongest finding, among equals the earliest. Pure; never throws; its work is bounded
 * whatever the cluster wrote. Confidence is that of the finding, one step lower when another cause of the same weight is there too
 * and one step lower when a read failed; `unknown` is always low.
 */
export function diagnoseByRules(evidence: Evidence, now: number): Diagnosis {
  const failures = readFailures(evidence);
  const [best, ...others] = findingsOf(evidence, failures);
  const rivals = others.filter((one) => one.rank === best?.rank && one.rank >= 4 && !isEcho(best.cause, one.cause));
  const failure = failureOf(failures, best);
  return {
    cause: best?.cause ?? 'unknown',
    confidence: best === undefined ? 'low' : confidenceOf(best, rivals, evidence),
    summary: summaryOf(evidence, failures, best),
    evidence: factsOf(evidence, failures, best, others),
    by: 'rules',
    exceptions: (failure?.chain ?? []).toReversed().slice(0, maxLinks).map(boundedLink),
    tokens: null,
    at: now,
  };
}

/** The second is what the first brings along. */
function isEcho(cause: Finding['cause'], other: Finding['cause']): boolean {
  if (cause === 'taskmanager-lost') return other === 'not-enough-slots';
  return cause === 'checkpoint-storage-failing' && other === 'checkpoint-expired';
}

function confidenceOf(best: Finding, rivals: readonly Finding[], evidence: Evidence): Diagnosis['confidence'] {
  if (best.cause === 'unknown') return 'low';
  const levels: readonly Diagnosis['confidence'][] = ['high', 'medium', 'low'];
  const doubts = (rivals.length > 0 ? 1 : 0) + (evidence.unread.length > 0 ? 1 : 0);
  return levels[Math.min(2, levels.indexOf(best.confidence) + doubts)] ?? 'low';
}

function summaryOf(evidence: Evidence, failures: Failures, best: Finding | undefined): string {
  const subject =
    evidence.job === null ? `Cluster "${quoted(evidence.cluster, 60)}"` : `Job "${quoted(evidence.job, 60)}"`;
  const wrong = `${subject} ${stateOf(evidence, failures)}: ${reasonOf(evidence, best)}`;
  const means = whatItMeans(evidence, best);
  const root = failureOf(failures, best)?.chain.at(-1);
  const quote = root === undefined ? '' : ` (${linkText(root, 110)})`;
  const full = `${wrong}${quote}. ${means}`;
  return full.length <= maxSummary ? full : `${wrong}. ${means}`.slice(0, maxSummary);
}

function failureOf(failures: Failures, best: Finding | undefined): Failure | undefined {
  return best === undefined ? failures.suspects[0] : best.failure;
}

function stateOf(evidence: Evidence, failures: Failures): string {
  // What failed there are its jobs, each as often as it did.
  if (evidence.job === null) return 'is in trouble';
  const first = failures.all[0];
  const count = timesOf(failures.all);
  const often =
    first === undefined ? '' : `failed ${timesInHistory(count)} ${count === 1 ? 'at' : 'since'} ${isoTime(first.at)}`;
  if (isFailed(evidence)) return often === '' ? 'is FAILED' : `is FAILED, it ${often}`;
  if (often !== '') return isLooping(evidence, failures) ? `keeps restarting, it ${often}` : often;
  if (isLooping(evidence, failures)) return 'keeps restarting';
  return evidence.state === undefined ? 'is in trouble' : `is ${evidence.state}`;
}

function reasonOf(evidence: Evidence, best: Finding | undefined): string {
  if (best?.says !== undefined) return best.says;
  if (best === undefined || best.cause === 'unknown') {
    const kinds = [...new Set(evidence.signals.map((one) => one.kind))].slice(0, 4);
    return `no rule here knows why${kinds.length === 0 ? '' : ` (signals: ${kinds.join(', ')})`}${
      evidence.unread.length === 0 ? '' : ', and not everything could be read'
    }`;
  }
  const { what } = causeTexts[best.cause];
  if (best.cause === 'not-enough-slots')
    return `${what} (${evidence.slotsAvailable} of ${evidence.slotsTotal} are free)`;
  if (best.cause === 'taskmanager-lost') return `${what} (TaskManagers there now: ${evidence.taskManagers})`;
  if (best.cause === 'backpressure') {
    const slow = slowVertex(evidence);
    const since = evidence.narrowed === undefined ? what : `${what} since it ${narrowness(evidence.narrowed)}`;
    return slow === undefined
      ? since
      : `${since}, held up by ${slow.name}, which is busy ${percent(slow.busy)} of the time`;
  }
  return what;
}

/** Completes "it …". */
function narrowness({ from, to }: Narrowed): string {
  return `runs with a parallelism of ${to}, not ${from}`;
}

function whatItMeans(evidence: Evidence, best: Finding | undefined): string {
  const means = meansOf(evidence, best);
  return `${means}${evidence.job === null ? '' : `; ${recoveryPoint(evidence)}`}.`;
}

function meansOf(evidence: Evidence, best: Finding | undefined): string {
  const { narrowed, state } = evidence;
  if (best === undefined || best.cause === 'unknown') {
    return 'The cause is unknown, so nothing should be done before a person has looked';
  }
  if (isFailed(evidence) && healedByFlink.includes(best.cause)) return causeTexts['restarts-exhausted'].means;
  if (narrowed !== undefined && state === 'RUNNING' && lacksSlots.includes(best.cause)) {
    return `It ${narrowness(narrowed)}, until there are enough slots again`;
  }
  return best.means ?? causeTexts[best.cause].means;
}

function recoveryPoint({ checkpoints, checkpointConfig, at }: Evidence): string {
  if (checkpoints === undefined) return 'the age of its last checkpoint is not known';
  const { latestCompleted } = checkpoints;
  if (latestCompleted === undefined) return 'no checkpoint has completed';
  const kept = checkpointConfig?.retained === false ? ', and is not kept when the job ends' : '';
  const old = at - latestCompleted.completedAt;
  return `the last completed checkpoint is ${Number.isFinite(old) ? `${age(old)} old` : 'of an unknown time'}${kept}`;
}

function factsOf(
  evidence: Evidence,
  failures: Failures,
  best: Finding | undefined,
  others: readonly Finding[],
): string[] {
  const { checkpoints, metrics, narrowed, unread } = evidence;
  const first = failures.suspects[0];
  const root = first?.chain.at(-1);
  const facts = [
    ...(unread.length === 0
      ? []
      : [
          `not read, so not known: ${unread
            .slice(0, 8)
            .map((name) => quoted(name, 40))
            .join(', ')}`,
        ]),
    ...(best?.facts ?? []),
    ...(best?.facts.length || root === undefined || first === undefined || evidence.job === null
      ? []
      : [
          `exception ${linkText(root, 120)}, ${timesInHistory(timesOf(failures.all))}, first seen ${isoTime(first.at)}`,
        ]),
    ...formerly(failures),
    ...heapFact(evidence).filter((fact) => best?.facts.includes(fact) !== true),
    ...(narrowed === undefined ? [] : [`it ${narrowedText({ ...narrowed, name: quoted(narrowed.name, 60) })}`]),
    ...evidence.signals
      .slice(0, 4)
      .map(
        (one) => `signal ${one.kind}${ofJob(evidence, one)} since ${isoTime(one.since)}: ${quoted(one.summary, 150)}`,
      ),
    ...(checkpoints === undefined
      ? []
      : [
          `checkpoints: ${checkpoints.completedCount} completed, ${checkpoints.failedCount} failed${
            checkpoints.latestCompleted === undefined
              ? ''
              : `, the last completed one is number ${checkpoints.latestCompleted.id} of ${isoTime(checkpoints.latestCompleted.completedAt)}`
          }`,
        ]),
    ...(metrics?.restarts === undefined ? [] : [`restarts counted by Flink: ${metrics.restarts}`]),
    ...others
      .slice(0, 2)
      .flatMap((one) => (one.cause === 'unknown' || one.rank === 1 ? [] : [`also seen: ${one.cause}`])),
  ];
  return facts.slice(0, maxFacts).map((fact) => fact.slice(0, maxFact).toWellFormed());
}

/** What a slow job does next is often to run out of it, and then nobody can read it any more. */
function heapFact({ heap }: Evidence): string[] {
  return heap !== undefined && heap.used >= fullHeap ? [heapText(heap)] : [];
}

/** What a person finds in the history, too, and might take for the cause. */
function formerly({ former }: Failures): string[] {
  const root = former?.chain.at(-1);
  return former === undefined || root === undefined
    ? []
    : [`before, and not again since ${isoTime(former.at)}: ${linkText(root, 120)}`];
}

/** Which of the jobs suffers, where the trouble is the cluster's. */
function ofJob(evidence: Evidence, signal: Evidence['signals'][number]): string {
  return evidence.job === null && signal.job !== null ? ` of "${quoted(signal.job, 60)}"` : '';
}

function boundedLink(link: CauseLink): CauseLink {
  return { class: quoted(link.class, 200), message: quoted(link.message, maxMessage) };
}
