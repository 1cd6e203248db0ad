import type { CheckpointConfig, CheckpointLine } from '../domain/flink.ts';
import { bytes, clockTime, span } from './figures.ts';
import type { Investigation } from './investigation.ts';
import { quoted } from './plain-text.ts';
import { makeTool, type Tool } from './tool.ts';

const maxLines = 10;

/** Settings, the last completed and restored one, and the history with reasons. */
export function checkpointsTool({ evidence }: Investigation): Tool {
  const { checkpoints, checkpointConfig, at } = evidence;
  return makeTool({
    name: 'checkpoints',
    description: 'Checkpoint settings, history, sizes, durations, failure reasons',
    args: {},
    run: () => {
      if (checkpoints === undefined) {
        return evidence.unread.includes('checkpoints')
          ? { kind: 'error', why: 'the checkpoints could not be read' }
          : { kind: 'no_data', why: 'this job has no checkpointing, or Flink does not know the job any more' };
      }
      const { latestCompleted: done, latestRestored: restored, latestFailed: failed } = checkpoints;
      const lines = [
        ...(checkpointConfig === undefined ? [] : [settings(checkpointConfig)]),
        `${checkpoints.completedCount} completed, ${checkpoints.failedCount} failed, ${checkpoints.inProgressCount} in progress`,
        done === undefined
          ? 'none has completed in this run'
          : `last completed: ${done.id} ${span(at - done.completedAt)} ago, took ${span(done.durationMs)}, ${bytes(done.sizeBytes)}`,
        ...(restored === undefined
          ? []
          : [
              `restored from ${restored.id}${restored.isSavepoint ? ' (savepoint)' : ''} ${span(at - restored.restoredAt)} ago`,
            ]),
        ...history(checkpoints.history, at),
        ...(failed === undefined || checkpoints.history.some(({ id }) => id === failed.id)
          ? []
          : [
              `last failed: ${failed.id} ${clockTime(failed.failedAt, at)}: ${quoted(failed.message ?? 'no reason', 160)}`,
            ]),
      ];
      return { kind: 'ok', text: lines.join('\n') };
    },
  });
}

function settings(config: CheckpointConfig): string {
  return [
    `every ${span(config.intervalMs)}`,
    `limit ${span(config.timeoutMs)}`,
    `tolerates ${config.tolerableFailures} failures`,
    config.unaligned ? 'unaligned' : 'aligned',
    config.exactlyOnce ? 'exactly once' : 'at least once',
    config.retained ? 'retained' : 'not retained',
  ].join(', ');
}

/** Newest first; neighbours that ended alike are one line. */
function history(all: readonly CheckpointLine[], now: number): string[] {
  const groups: CheckpointLine[][] = [];
  for (const line of all) {
    const group = groups.at(-1);
    if (group?.[0] !== undefined && endOf(group[0]) === endOf(line)) group.push(line);
    else groups.push([line]);
  }
  return groups.slice(0, maxLines).map((group) => {
    const [newest, oldest] = [group[0], group.at(-1)];
    if (newest === undefined || oldest === undefined) return '';
    const ids = newest === oldest ? `${newest.id}` : `${oldest.id} to ${newest.id}`;
    const times = group.map(({ durationMs }) => durationMs);
    const took = [...new Set([span(Math.min(...times)), span(Math.max(...times))])].join(' to ');
    return `${ids} ${clockTime(newest.triggeredAt, now)} ${endOf(newest)}, took ${took}`;
  });
}

function endOf(line: CheckpointLine): string {
  const kind = line.isSavepoint ? 'savepoint ' : '';
  return line.status === 'FAILED'
    ? `${kind}FAILED: ${quoted(line.failureMessage ?? 'no reason', 160)}`
    : `${kind}${line.status}`;
}
