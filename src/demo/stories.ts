import type { Misbehaviour } from './jobs.ts';

/** How a story must end for the demo to succeed. */
export type Ending = 'healed' | 'recovered' | 'escalated' | 'untouched';

/** One job of the demo and what is expected of the agent. The agent is told none of this. */
export interface Story {
  readonly job: string;
  readonly cluster: 'main' | 'spare';
  /** Shown to the person who watches. */
  readonly title: string;
  readonly trouble: Misbehaviour | 'none' | 'backlog' | 'lost-taskmanager' | 'out-of-restarts-unretained';
  readonly ending: Ending;
  /** Cause that the diagnosis must name; undefined where no incident may be opened. */
  readonly cause: string | undefined;
  /** Parallelism the job must run at when it is healed. */
  readonly parallelismAfter?: number;
}

export const stories: readonly Story[] = [
  {
    job: 'orders-enrich',
    cluster: 'main',
    title: 'does its work',
    trouble: 'none',
    ending: 'untouched',
    cause: undefined,
  },
  {
    job: 'clicks-sessions',
    cluster: 'main',
    title: 'works off a backlog after an outage',
    trouble: 'backlog',
    ending: 'untouched',
    cause: undefined,
  },
  {
    job: 'invoice-totals',
    cluster: 'main',
    title: 'runs out of restarts while a service it needs is away',
    trouble: 'out-of-restarts',
    ending: 'healed',
    cause: 'restarts-exhausted',
    parallelismAfter: 1,
  },
  {
    job: 'basket-pricing',
    cluster: 'main',
    title: 'gets too slow for its input',
    trouble: 'slow-operator',
    ending: 'healed',
    cause: 'backpressure',
    parallelismAfter: 2,
  },
  {
    job: 'fraud-scores',
    cluster: 'main',
    title: 'has checkpoints that no longer finish in time',
    trouble: 'expiring-checkpoints',
    ending: 'healed',
    cause: 'checkpoint-expired',
    parallelismAfter: 2,
  },
  {
    job: 'refunds-audit',
    cluster: 'main',
    title: 'meets a record that it cannot read',
    trouble: 'unreadable-record',
    ending: 'escalated',
    cause: 'poison-record',
  },
  {
    job: 'season-offers',
    cluster: 'main',
    title: 'needs a class that is not in its jar',
    trouble: 'missing-class',
    ending: 'escalated',
    cause: 'missing-class',
  },
  {
    job: 'mail-receipts',
    cluster: 'main',
    title: 'runs out of restarts, and keeps no checkpoints',
    trouble: 'out-of-restarts-unretained',
    ending: 'escalated',
    cause: 'restarts-exhausted',
  },
  {
    job: 'stock-levels',
    cluster: 'spare',
    title: 'loses the machine it runs on',
    trouble: 'lost-taskmanager',
    ending: 'recovered',
    cause: 'taskmanager-lost',
  },
];
