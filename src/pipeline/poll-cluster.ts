import type { DetectorLimits } from '../detectors/detector-limits.ts';
import { detect, detectUnreachable } from '../detectors/index.ts';
import type { Detection, Signal, SignalKind } from '../domain/signal.ts';
import { steadyMs } from '../ledger/send-limit.ts';
import { clockSlackMs } from '../ledger/limits.ts';
import { redact } from '../diagnosis/redact.ts';
import type { AbsorbLimits } from './absorb.ts';
import { absorbPoll } from './absorb-poll.ts';
import type { StageDeps } from './deps.ts';
import type { Poll, Watcher } from './watch.ts';

export interface ClusterPoller {
  readonly cluster: string;
  readonly watcher: Watcher;
  /** Watches once: what is wrong is stored as incidents before the memory of what was seen moves on. */
  pollOnce(signal: AbortSignal): Promise<Poll>;
  /** A person said that the job is meant to be gone. Waits for the poll that is being stored, not for one that still reads. */
  forget(job: string): Promise<void>;
  /** Of the last poll, also while that is being stored; undefined before the first and where it was not complete. */
  detection(job: string | null): Detection | undefined;
  /** Polls so far, complete or not. */
  polls(): number;
  /** Our time from which it has polled without a break: who was down or slept begins anew. Undefined: with the next poll. */
  watchedFrom(): number | undefined;
  /** By the clock that nobody sets. */
  last(): { readonly at: number; readonly error: string | undefined } | undefined;
  /** Ms for which the poll under way has looked at job after job: where each of many answers slowly it takes minutes. 0 between polls. */
  lookedMs(): number;
  /** Whether it is told to poll no more. */
  isToEnd(): boolean;
  /** Since when it is to poll, by the same clock. */
  readonly since: number;
}

/** Looks further apart are a break: who sleeps may sleep within a poll. */
export function breakAfterMs(everyMs: number): number {
  return Math.max(60_000, everyMs * 5);
}

export function makeClusterPoller(
  deps: Pick<StageDeps, 'incidents' | 'clock' | 'log' | 'newId' | 'recordOf'> & {
    readonly everyMs: number;
    readonly cluster: string;
    readonly watcher: Watcher;
    readonly detector: DetectorLimits;
    readonly absorb: AbsorbLimits;
  },
): ClusterPoller {
  const { cluster, watcher } = deps;
  let seen = new Map<string | null, Detection>();
  let polls = 0;
  let last: { at: number; error: string | undefined } | undefined;
  /** The looks that followed one another without a break, up to the last. */
  let unbroken: { readonly from: number; readonly at: number } | undefined;
  /** By the clock that nobody sets. */
  let underWay: { readonly since: number; lookedAt: number } | undefined;
  let until: AbortSignal | undefined;
  /** Of the last poll; a failure is told where it was made. */
  let stored: Promise<void> = Promise.resolve();

  /** A clock that was put back does not tell how long nobody looked. */
  function isNext(apartMs: number): boolean {
    return -clockSlackMs <= apartMs && apartMs < breakAfterMs(deps.everyMs);
  }

  function noteLook(): void {
    const at = deps.clock.now();
    unbroken = { from: unbroken !== undefined && isNext(at - unbroken.at) ? unbroken.from : at, at };
    if (underWay !== undefined) underWay.lookedAt = steadyMs(deps.clock);
  }

  async function pollOnce(signal: AbortSignal): Promise<Poll> {
    until = signal;
    const since = steadyMs(deps.clock);
    underWay = { since, lookedAt: since };
    try {
      return await pollAndStore(signal);
    } finally {
      underWay = undefined;
    }
  }

  async function pollAndStore(signal: AbortSignal): Promise<Poll> {
    const open = new Map<string | null, readonly SignalKind[]>();
    for (const incident of await deps.incidents.list({ open: true, cluster })) {
      open.set(
        incident.job,
        incident.signals.map((one) => one.kind),
      );
    }
    const poll = await watcher.poll((job) => open.get(job) ?? [], signal, noteLook);
    // A poll that was cut off by the end of this program says nothing.
    if (signal.aborted) return poll;
    const detections =
      poll.kind === 'complete'
        ? detect(poll, deps.detector)
        : [
            detectUnreachable(
              cluster,
              {
                message: poll.error.message,
                reason: poll.error.reason,
                isFromFlink: poll.error.isFromFlink,
                since: poll.since,
                now: deps.clock.now(),
                jobs: watcher.lastSeen().map(({ name, state, type }) => ({
                  name,
                  state,
                  isBounded: type === 'BATCH' || deps.recordOf(cluster, name).desired === 'bounded',
                })),
              },
              deps.detector,
            ),
          ];
    // Together with the windows: a stage that runs while this is being stored reads both.
    seen = poll.kind === 'complete' ? new Map(detections.map((one) => [one.job, one])) : new Map();
    const storing = store(poll, detections);
    stored = storing.catch(() => {});
    await storing;
    polls += 1;
    noteLook();
    last = { at: steadyMs(deps.clock), error: poll.kind === 'unreadable' ? poll.error.message : undefined };
    return poll;
  }

  async function store(poll: Poll, detections: readonly Detection[]): Promise<void> {
    await absorbPoll(deps, poll, detections.map(redacted), deps.absorb);
    await watcher.remember(poll);
  }

  const since = steadyMs(deps.clock);
  return {
    cluster,
    watcher,
    pollOnce,
    async forget(job) {
      // What is being stored was seen before: it would open an incident of the job anew, and remember it.
      await stored;
      await watcher.forget(job);
    },
    detection: (job) => seen.get(job),
    polls: () => polls,
    watchedFrom: () => (unbroken !== undefined && isNext(deps.clock.now() - unbroken.at) ? unbroken.from : undefined),
    last: () => last,
    lookedMs: () => (underWay === undefined ? 0 : underWay.lookedAt - underWay.since),
    isToEnd: () => until?.aborted === true,
    since,
  };
}

/** Signals quote the cluster, and are stored, logged and shown from here on. */
function redacted(detection: Detection): Detection {
  const clean = (value: Signal['evidence'][string]) => (typeof value === 'string' ? redact(value) : value);
  const signals = detection.signals.map((signal) => ({
    ...signal,
    fingerprint: withoutSecret(signal.fingerprint),
    summary: redact(signal.summary),
    evidence: Object.fromEntries(Object.entries(signal.evidence).map(([name, value]) => [name, clean(value)])),
  }));
  return { ...detection, signals };
}

/** Of an exception it begins with the name of a vertex. The digits at its end tell it from others, whatever stands before them. */
function withoutSecret(fingerprint: string): string {
  const end = fingerprint.lastIndexOf(' ') + 1;
  return `${redact(fingerprint.slice(0, end))}${fingerprint.slice(end)}`;
}
