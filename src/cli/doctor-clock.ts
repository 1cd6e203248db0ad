import { FlinkUnreadable } from '../domain/errors.ts';
import { type ClusterOverview, terminalStates } from '../domain/flink.ts';
import type { Clock } from '../ports/clock.ts';
import type { Flink } from '../ports/flink.ts';
import type { DoctorFinding } from './doctor.ts';

const fineMs = 5_000;
const wrongMs = 60_000;

/** Compares our clock with the `now` of a living job; nothing when no job tells it. */
export async function clockFinding(
  flink: Flink,
  overview: ClusterOverview,
  clock: Clock,
  signal: AbortSignal,
): Promise<DoctorFinding[]> {
  const job = overview.jobs.find((line) => !terminalStates.includes(line.state));
  if (job === undefined) return [];
  const before = clock.now();
  const flinkNow = await nowOf(() => flink.inspect.job(job.id, signal));
  const after = clock.now();
  if (flinkNow === undefined) return [];
  // Flink read its clock somewhere between: only what lies outside of that is a difference.
  const offMs = flinkNow < before ? before - flinkNow : Math.max(0, flinkNow - after);
  const about = 'clock';
  if (offMs <= fineMs) return [{ level: 'ok', about, text: 'agrees with Flink' }];
  const text = `this machine is ${Math.round(offMs / 1000)} s ${flinkNow < before ? 'ahead of Flink (or a cache answered)' : 'behind Flink'}: set both by NTP, or ages and time limits are wrong by as much`;
  return [{ level: offMs > wrongMs ? 'problem' : 'note', about, text }];
}

async function nowOf(read: () => ReturnType<Flink['inspect']['job']>): Promise<number | undefined> {
  try {
    const now = (await read())?.now;
    return now !== undefined && Number.isFinite(now) ? now : undefined;
  } catch (error) {
    if (error instanceof FlinkUnreadable) return undefined;
    throw error;
  }
}
