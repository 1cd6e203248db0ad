import { causeChain, rootCause } from '../domain/cause-chain.ts';
import { vertexNameOf } from '../domain/fingerprint.ts';
import type { Signal } from '../domain/signal.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { beyondCursor } from './exception-cursor.ts';
import { cannotTell, clear, count, duration, type Finding, type JobDetector, makeSignal } from './finding.ts';
import { type JobView, skewOf } from './job-view.ts';

/** More kinds of exceptions than this in one poll are one trouble with many faces; the newest are told. */
const maxSignals = 5;

/**
 * Exceptions that nobody was told of: behind the cursor of the job's memory, which survives restarts of this program.
 * At the first look at a job only those younger than `firstLookExceptionMs`. Equal ones make one signal. Messages are
 * left out, for they may carry data; the evidence of the incident has them, redacted.
 */
export const newException: JobDetector = { kind: 'new-exception', detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  const entries = view.last?.exceptions?.entries;
  if (entries === undefined) return cannotTell;
  const now = view.now + skewOf(view.run);
  const cursor = view.window.memory.exceptionCursor;
  const fresh = beyondCursor(cursor, entries, now).filter(
    ({ entry }) => cursor !== undefined || now - entry.timestamp <= limits.firstLookExceptionMs,
  );
  const groups = new Map<string, Numbered[]>();
  for (const { entry, fingerprint } of fresh) {
    groups.set(fingerprint, [...(groups.get(fingerprint) ?? []), entry]);
  }
  if (groups.size === 0) return clear;
  const signals = [...groups].map(([fingerprint, group]) => signalOf(view, fingerprint, group));
  return { kind: 'raised', signals: signals.slice(0, maxSignals) };
}

type Numbered = ReturnType<typeof beyondCursor>[number]['entry'];

function signalOf(view: JobView, fingerprint: string, group: readonly Numbered[]): Signal {
  const skewMs = skewOf(view.run);
  const now = view.now + skewMs;
  const times = group.map((entry) => entry.timestamp).toSorted((a, b) => a - b);
  const [first, latest] = [times[0] ?? now, times.at(-1) ?? now];
  const [entry] = group;
  const failed = new Set(group.map((one) => one.failure)).size;
  const exceptionClass = rootCause(causeChain(entry?.stacktrace ?? ''))?.class ?? entry?.name ?? 'unknown exception';
  const vertex = entry?.taskName === undefined ? undefined : vertexNameOf(entry.taskName);
  // The adaptive scheduler never names one.
  const place = vertex === undefined ? '(Flink does not say in which task)' : `in ${vertex}`;
  return makeSignal('new-exception', view, {
    severity: 'medium',
    since: first - skewMs,
    summary: `${exceptionClass} ${place}, ${count(failed, 'time')}, the latest ${duration(now - latest)} ago`,
    evidence: {
      exception: exceptionClass,
      vertex: vertex ?? null,
      times: failed,
      firstAt: first,
      latestAt: latest,
    },
    fingerprint,
  });
}
