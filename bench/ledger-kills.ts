import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, startChild } from '../src/proof/child-process.ts';
import type { FromTarget, TargetSettings, ToTarget } from '../src/proof/messages.ts';
import { makeRandom } from '../src/proof/random.ts';
import { arrival } from '../src/proof/stage.ts';
import { readTargetLog } from '../src/proof/target-log.ts';
import type { FromKillProcess, KillContestant, ToKillProcess } from './ledger-messages.ts';
import { round } from './ledger-numbers.ts';
import type { BenchPostgres } from './ledger-postgres.ts';
import { type BenchProcess, startProcess } from './ledger-process.ts';
import { type DeedReader, type End, readerOf } from './ledger-unanswered.ts';

export interface KillRow {
  readonly name: string;
  /** What the target does about a request that it has seen before, and what the contestant does in doubt. */
  readonly target: string;
  /** Part of what is promised: the target knows keys, or can be asked. */
  readonly guaranteed: boolean;
  /** Kills that hit at least one deed between its request and its stored outcome; the others are in `kills` too. */
  readonly landed: number;
  readonly kills: number;
  readonly deeds: number;
  /** Deeds hit between request and stored outcome, one by one. */
  readonly inDoubt: number;
  readonly requests: number;
  readonly effects: number;
  /** Effects beyond the one that was wanted. */
  readonly duplicates: number;
  /** Accepted, and at the end neither done nor shown to a person. */
  readonly lost: number;
  /** Called a success, and the target shows nothing; or called a failure, and it shows an effect. */
  readonly toldWrong: number;
  /** Ended as failed, or waiting for a person. */
  readonly failed: number;
  readonly human: number;
  readonly seconds: number;
}

export interface KillOptions {
  readonly postgres: BenchPostgres;
  readonly folder: string;
  /** That land, for each contestant. */
  readonly kills: number;
  readonly seed: number;
  readonly progress: (line: string) => void;
}

/** How long the target takes for one request. */
export const serviceMs = 20;
const warmProcesses = 2;
/** More kills than these times those wanted, and too few have landed: something else is wrong. */
const patience = 5;
/** What a dead process has left in a socket of the database is stored by then. */
const settleMs = 40;
const drainLimitMs = 120_000;

export async function measureKills(options: KillOptions): Promise<KillRow[]> {
  const { postgres, folder } = options;
  const { url } = postgres;
  const ledgerRows = [
    { kind: 'proof/keyed-retry', target: 'knows keys; retrySameKey' },
    { kind: 'proof/queryable-query', target: 'can be asked; queryFirst' },
  ].flatMap(({ kind, target }) => [
    { name: 'ledger, SQLite', target, guaranteed: true, contestant: onSqlite(kind) },
    { name: 'ledger, PostgreSQL', target, guaranteed: true, contestant: onPostgres(kind) },
  ]);
  const peer = { who: 'peer', url } as const;
  const contestants: readonly (Pick<KillRow, 'name' | 'target' | 'guaranteed'> & { contestant: KillContestant })[] = [
    ...ledgerRows,
    {
      name: 'peer, as usual',
      target: 'knows no keys; the step is run again',
      guaranteed: false,
      contestant: { ...peer, schema: postgres.newSchema(), target: 'blind' },
    },
    {
      name: 'peer, its own advice',
      target: 'knows keys; the step sends one',
      guaranteed: false,
      contestant: { ...peer, schema: postgres.newSchema(), target: 'keyed' },
    },
  ];

  function onSqlite(kind: string): KillContestant {
    return { who: 'ledger', kind, place: { file: join(folder, `${kind.replace('/', '-')}.sqlite`) } };
  }

  function onPostgres(kind: string): KillContestant {
    return { who: 'ledger', kind, place: { url, schema: postgres.newSchema() } };
  }

  const rows: KillRow[] = [];
  for (const { contestant, ...about } of contestants) {
    const own = join(folder, `kills-${rows.length}`);
    mkdirSync(own);
    rows.push({ ...about, ...(await killOne(options, contestant, own, `${about.name} (${about.target})`)) });
  }
  return rows;
}

type Target = Child<ToTarget, FromTarget>;
type Victim = BenchProcess<ToKillProcess, FromKillProcess>;

async function killOne(
  options: KillOptions,
  contestant: KillContestant,
  folder: string,
  title: string,
): Promise<Omit<KillRow, 'name' | 'target' | 'guaranteed'>> {
  const { kills: wanted, seed, progress } = options;
  const log = join(folder, 'target.log');
  const target: Target = startChild('target-process', join(folder, 'cache'));
  const victims = new Set<Victim>();
  const hire = (): Victim => {
    const victim: Victim = startProcess('ledger-kill-process');
    victims.add(victim);
    return victim;
  };
  const random = makeRandom(seed);
  const began = performance.now();
  let reader: DeedReader | undefined;
  try {
    target.tell({ kind: 'start', settings: settingsOf(log, seed) });
    const { port } = await target.heard('listening');
    reader = await readerOf(contestant, options.postgres);
    const waiting = Array.from({ length: warmProcesses }, hire);
    const start = async (): Promise<Victim> => {
      const victim = waiting.shift() ?? hire();
      waiting.push(hire());
      await victim.heard('warm');
      victim.tell({ kind: 'go', contestant, port });
      await victim.heard('working');
      return victim;
    };
    let kills = 0;
    let landed = 0;
    let inDoubt = 0;
    while (landed < wanted) {
      if (kills >= wanted * patience) throw new Error(`${title}: of ${kills} kills only ${landed} have landed`);
      const since = Date.now();
      const victim = await start();
      // The same numbers for every contestant: at work for a while, then so long after one more request has arrived.
      const [afterMs, plusMs] = [random.whole(10, 120), random.whole(0, serviceMs + 5)];
      await sleep(afterMs);
      await arrival(target);
      await sleep(plusMs);
      await victim.kill();
      victims.delete(victim);
      kills += 1;
      await sleep(settleMs);
      const hit = await hitBy(reader, log, since);
      inDoubt += hit;
      if (hit > 0) landed += 1;
      if (landed % 25 === 0 && hit > 0) progress(`${title}: ${landed} of ${wanted} kills have landed`);
    }
    const last = await start();
    last.tell({ kind: 'drain' });
    await Promise.race([last.heard('drained'), sleep(drainLimitMs, undefined, { ref: false })]);
    await last.kill();
    victims.delete(last);
    await sleep(settleMs);
    return {
      landed,
      kills,
      inDoubt,
      ...(await tally(reader, log)),
      seconds: round((performance.now() - began) / 1000),
    };
  } finally {
    await Promise.all([...victims].map((victim) => victim.kill()));
    target.signal('SIGKILL');
    await target.ended;
    await reader?.close();
  }
}

function settingsOf(log: string, seed: number): TargetSettings {
  return {
    log,
    seed,
    serviceMs: { from: serviceMs, to: serviceMs },
    slow: { share: 0, toMs: serviceMs },
    cutShare: 0,
    refuseShare: 0,
    rememberMs: 3_600_000,
  };
}

/** How many deeds the dead process had sent, as the target says, and whose outcome is not stored, as the store says. */
async function hitBy(reader: DeedReader, log: string, since: number): Promise<number> {
  const unanswered = await reader.unanswered();
  const sent = readTargetLog(log).filter((entry) => entry.what === 'request' && entry.at >= since);
  return new Set(sent.map((entry) => entry.lane).filter((deed) => unanswered.has(deed))).size;
}

async function tally(reader: DeedReader, log: string) {
  const entries = readTargetLog(log);
  const effects = Map.groupBy(
    entries.filter((entry) => entry.what === 'effect'),
    (entry) => entry.lane,
  );
  const deeds = await reader.all();
  const ended = (as: End): string[] => deeds.filter((one) => one.end === as).map((one) => one.deed);
  const total = [...effects.values()].reduce((sum, those) => sum + those.length, 0);
  return {
    deeds: deeds.length,
    requests: entries.filter((entry) => entry.what === 'request').length,
    effects: total,
    duplicates: total - effects.size,
    lost: ended('open').length,
    toldWrong:
      ended('succeeded').filter((deed) => !effects.has(deed)).length +
      ended('failed').filter((deed) => effects.has(deed)).length,
    failed: ended('failed').length,
    human: ended('human').length,
  };
}
