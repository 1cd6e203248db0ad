import { finalStates } from '../domain/action.ts';
import type { Evidence, Kill } from './evidence.ts';
import type { Story } from './story.ts';

/**
 * How an action that was in flight when its process died came to its end.
 * answer: the hook proved that nothing had happened, and the answer to the next request settled it. hook: the target was
 * asked, nothing was sent again. same-key: the key was sent again, and the target knew it or did it now. human: a person said so.
 */
export const settlements = ['answer', 'hook', 'same-key', 'human', 'open'] as const;
export type SettledBy = (typeof settlements)[number];

export interface Settlement {
  readonly actionId: string;
  readonly by: SettledBy;
  /** Its effect had happened already when its process died. */
  readonly effectAtKill: boolean;
  /** Ms from the kill until it was known to be in doubt: the next process, and the end of the send limit. Undefined: never. */
  readonly noticeMs: number | undefined;
  /** Ms from the kill to the end. Undefined: it has not ended. */
  readonly settleMs: number | undefined;
}

export function settlementsOf(evidence: Evidence, stories: readonly Story[]): Settlement[] {
  const byId = new Map(stories.map((story) => [story.row.id, story]));
  return evidence.kills.flatMap((kill) =>
    kill.inFlight.flatMap(({ actionId, attempt }) => {
      const story = byId.get(actionId);
      return story === undefined ? [] : [settlementOf(kill, attempt, story)];
    }),
  );
}

function settlementOf(kill: Kill, attempt: number, story: Story): Settlement {
  const { row, effects, moves } = story;
  const noticed = moves.find((move) => move.state === 'in_doubt' && move.at >= kill.at);
  return {
    actionId: row.id,
    by: settledBy(kill, attempt, story),
    effectAtKill: effects.some((effect) => effect.at <= kill.at),
    noticeMs: noticed === undefined ? undefined : noticed.at - kill.at,
    settleMs: finalStates.includes(row.state) ? row.updatedAt - kill.at : undefined,
  };
}

function settledBy(kill: Kill, attempt: number, { row, reports }: Story): SettledBy {
  if (!finalStates.includes(row.state)) return 'open';
  if (reports.some((report) => report.source === 'human' && report.at >= kill.at)) return 'human';
  if (row.attempts === attempt) return 'hook';
  return row.onDoubt === 'retrySameKey' ? 'same-key' : 'answer';
}
