import type { Random } from '../src/proof/random.ts';

export const victims = ['agent', 'jobmanager', 'both'] as const;
export type Victim = (typeof victims)[number];

/** The kinds of action that are caught on their way. */
export const preys = ['trigger-savepoint', 'trigger-checkpoint', 'stop-with-savepoint', 'start-job'] as const;
export type Prey = (typeof preys)[number];

/** Who dies, at which action, and when what died comes back. Times in ms. */
export interface PlannedFlinkKill {
  readonly victim: Victim;
  /** Killed when the store shows an action of this kind on its way, and so long after that. */
  readonly prey: Prey;
  readonly plusMs: number;
  /** Until the agent is started again: it may come back to a JobManager that is still away. */
  readonly agentAwayMs: number;
  /** Until the JobManager is started again; that takes seconds by itself. */
  readonly jobManagerAwayMs: number;
}

const victimPot: readonly [Victim, ...Victim[]] = [
  'agent',
  'agent',
  'agent',
  'agent',
  'jobmanager',
  'jobmanager',
  'jobmanager',
  'both',
  'both',
  'both',
];
const preyPot: readonly [Prey, ...Prey[]] = [
  'trigger-savepoint',
  'trigger-savepoint',
  'stop-with-savepoint',
  'stop-with-savepoint',
  'stop-with-savepoint',
  'start-job',
  'start-job',
  'start-job',
  'trigger-checkpoint',
];

/** One kill after the other; half of them within moments of the intent, where a request is still on the wire. */
export function makeFlinkKills(random: Random): { next(): PlannedFlinkKill } {
  return {
    next: () => ({
      victim: random.pick(victimPot),
      prey: random.pick(preyPot),
      plusMs: random.chance(0.5) ? random.whole(0, 60) : random.whole(0, 800),
      agentAwayMs: random.whole(0, 2_000),
      jobManagerAwayMs: random.whole(0, 1_000),
    }),
  };
}
