import type { ActionRow } from '../domain/action.ts';
import type { JobSnapshot, JobWindow } from '../domain/snapshot.ts';
import { clockTime, span } from './figures.ts';
import type { Investigation } from './investigation.ts';
import { quoted } from './plain-text.ts';
import { makeTool, type Tool } from './tool.ts';

const lookBackMs = 24 * 3_600_000;
const maxLines = 20;

interface Change {
  readonly at: number;
  readonly text: string;
}

/** What was different before: starts, restarts, rescales, settings, and what this program did. */
export function changesTool({ evidence, incident, window, actions }: Investigation): Tool {
  return makeTool({
    name: 'changes',
    description: 'Recent restarts, rescales, new job ids, changed settings, own actions',
    args: {},
    run: async () => {
      const since = evidence.at - lookBackMs;
      const rows = await actions.actions({
        since,
        onUnreadable(action) {
          if (action.cluster === incident.cluster) throw action.error;
        },
      });
      const own = rows.filter(
        (row) => row.cluster === incident.cluster && row.jobName === (incident.job ?? row.jobName),
      );
      const seen = window === undefined ? [] : changesOf(window);
      const all = [...seen, ...own.flatMap(ownAction)].toSorted((a, b) => b.at - a.at).slice(0, maxLines);
      const watched = watchedSince(window, evidence.at);
      if (all.length === 0) return { kind: 'no_data', why: `nothing changed ${watched}, and no own action in 24 h` };
      return {
        kind: 'ok',
        text: [`newest first, ${watched}`, ...all.map(({ at, text }) => `${clockTime(at, evidence.at)} ${text}`)].join(
          '\n',
        ),
      };
    },
  });
}

function watchedSince(window: JobWindow | undefined, now: number): string {
  const first = window?.snapshots[0]?.at;
  return first === undefined
    ? '(the job was not watched before)'
    : `in the last ${span(now - first)} that were watched`;
}

function changesOf({ snapshots, memory }: JobWindow): Change[] {
  const changes: Change[] = [];
  const [first] = snapshots;
  if (first !== undefined && memory.jobId !== undefined && memory.jobId !== first.line.id) {
    changes.push({ at: first.line.startTime, text: 'a new run with another job id began' });
  }
  for (const [index, after] of snapshots.entries()) {
    const before = snapshots[index - 1];
    if (before !== undefined) changes.push(...between(before, after));
  }
  return changes;
}

function between(before: JobSnapshot, after: JobSnapshot): Change[] {
  const changes: Change[] = [];
  const add = (text: string): void => void changes.push({ at: after.at, text });
  if (before.line.id !== after.line.id) {
    return [{ at: after.line.startTime, text: 'a new run with another job id began' }];
  }
  if (before.line.startTime !== after.line.startTime) add('the JobManager started the job anew');
  if (before.line.state !== after.line.state) add(`${before.line.state} to ${after.line.state}`);
  const restarts = (after.metrics?.restarts ?? Number.NaN) - (before.metrics?.restarts ?? Number.NaN);
  const rescales = (after.metrics?.rescales ?? 0) - (before.metrics?.rescales ?? 0);
  if (restarts - Math.max(0, rescales) > 0) add(`${restarts - Math.max(0, rescales)} restarts`);
  for (const vertex of after.vertices ?? []) {
    const old = before.vertices?.find(({ id }) => id === vertex.id);
    if (old !== undefined && old.parallelism !== vertex.parallelism) {
      add(`parallelism of ${quoted(vertex.name, 50)}: ${old.parallelism} to ${vertex.parallelism}`);
    }
  }
  const [then, now] = [before.checkpointConfig, after.checkpointConfig];
  if (then !== undefined && now !== undefined) {
    for (const key of Object.keys(now) as (keyof typeof now)[]) {
      if (then[key] !== now[key]) add(`checkpoint setting ${key}: ${then[key]} to ${now[key]}`);
    }
  }
  return changes;
}

function ownAction(row: ActionRow): Change[] {
  if (row.firstSentAt === null) return [];
  return [{ at: row.firstSentAt, text: `this program: ${row.kind} ${row.state}` }];
}
