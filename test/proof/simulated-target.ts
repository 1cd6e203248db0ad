import type { SendOutcome } from '../../src/ports/flink.ts';
import type { Random } from '../../src/proof/random.ts';
import { type ProofTarget, TargetSilent } from '../../src/proof/target-client.ts';
import type { TargetEntry } from '../../src/proof/target-log.ts';

/** Time that a test moves; what is due happens in order on the way. */
export interface MovedTime {
  now(): number;
  at(moment: number, work: () => void): void;
  pass(ms: number): void;
}

export function makeMovedTime(): MovedTime {
  let now = 1_000_000;
  let due: { moment: number; work: () => void }[] = [];
  return {
    now: () => now,
    at: (moment, work) => void due.push({ moment, work }),
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const next = due.filter((one) => one.moment <= end).toSorted((a, b) => a.moment - b.moment)[0];
        if (next === undefined) break;
        due = due.filter((one) => one !== next);
        now = Math.max(now, next.moment);
        next.work();
      }
      now = end;
    },
  };
}

export interface SimulatedTarget extends ProofTarget {
  readonly entries: readonly TargetEntry[];
  /** Another process answers: it knows no keys, and what the old one was at is gone. */
  forget(): void;
  /** Everything is answered from now on, in full. */
  calm(): void;
}

/** Ms for which a key is remembered after its effect. */
export const simulatedMemoryMs = 10_000;
/** Ms that a sender waits for its answer, and that the target may hold a request after that. */
export const simulatedSendMs = 300;
export const simulatedHoldMs = 2_500;

/** The four classes of target in memory, with a way there and back on which requests are late and answers are lost. */
export function makeSimulatedTarget(time: MovedTime, random: Random): SimulatedTarget {
  const entries: TargetEntry[] = [];
  let memory = new Map<string, 'working' | 'done'>();
  let life = 1;
  let rough = true;
  const chance = (share: number): boolean => rough && random.chance(share);

  const read = async <T>(value: () => T): Promise<T> => {
    if (chance(0.12)) throw new TargetSilent('no answer');
    return value();
  };

  return {
    entries,
    forget() {
      life += 1;
      memory = new Map();
    },
    calm() {
      rough = false;
    },
    memory: (key) => read(() => memory.get(key) ?? 'unknown'),
    traces: (key) => read(() => entries.filter((one) => one.what === 'effect' && one.key === key).length),
    incarnation: () => read(() => `life ${life}`),
    send: (to, { key, lane, latestAt }) =>
      new Promise<SendOutcome>((resolve) => {
        const answered = (kind: SendOutcome['kind'], status: number): void => {
          if (!chance(0.15)) resolve({ kind, status, detail: '' });
          else time.at(time.now() + 200, () => resolve({ kind: 'maybe', status: undefined, detail: 'lost' }));
        };
        if (chance(0.05)) return resolve({ kind: 'not-sent', status: undefined, detail: 'refused' });
        time.at(time.now() + simulatedSendMs, () =>
          resolve({ kind: 'maybe', status: undefined, detail: 'time limit' }),
        );
        const travelMs = chance(0.2) ? random.whole(1, simulatedHoldMs) : 0;
        const sentIn = life;
        time.at(time.now() + travelMs, () => {
          // A connection dies with the process at its other end.
          if (life !== sentIn) return answered('maybe', 0);
          const note = (what: TargetEntry['what']): void =>
            void entries.push({
              n: entries.length,
              what,
              class: to,
              key,
              lane,
              at: time.now(),
              incarnation: `life ${life}`,
            });
          note('request');
          if (time.now() > latestAt) return answered('refused', 503);
          if (chance(0.04)) return answered('refused', 400);
          const remembers = to === 'keyed' || to === 'long';
          const remembered = remembers ? memory.get(key) : undefined;
          if (to === 'keyed' && remembered === 'working') return answered('maybe', 409);
          if (remembered !== undefined) return answered('already', 200);
          if (remembers) memory.set(key, 'working');
          if (to === 'long') answered('executed', 202);
          time.at(time.now() + random.whole(0, chance(0.3) ? simulatedHoldMs : 50), () => {
            if (life !== sentIn) return answered('maybe', 0);
            if (to !== 'long' && time.now() > latestAt) {
              memory.delete(key);
              return answered('refused', 503);
            }
            note('effect');
            if (remembers) {
              memory.set(key, 'done');
              time.at(time.now() + simulatedMemoryMs, () => {
                if (life === sentIn) memory.delete(key);
              });
            }
            if (to !== 'long') answered('executed', 200);
          });
        });
      }),
  };
}
