import { DemoError } from '../src/demo/demo-error.ts';
import { messageOf } from '../src/domain/errors.ts';
import { judge, quantilesOf, type Verdict } from '../src/proof/judge.ts';
import type { KillLoopResult } from '../src/proof/kill-loop.ts';
import { proofKinds } from '../src/proof/kinds.ts';
import { crashFlink } from './crash-flink.ts';
import { killInSeats, type SeatsOptions, seedsOf } from './crash-seats.ts';
import { endWith } from './end-with.ts';
import { type Environment, environment } from './environment.ts';
import { endOf, readOptionsOrEnd } from './options.ts';

const usage =
  'npm run crash -- [--kills 500] [--engine sqlite|postgres] [--seed 1] [--parallel 1] [--network] [--json], or on a real Flink: --flink [--version 2.3.0|…|1.17.2] [--ha] [--kills 30] [--lanes 4] [--speed 8] [--minutes 60]';
/**
 * Seen of 2.3.0: its Dispatcher refuses to start while a job has a result and its application has none (`Dispatcher.onStart`). Seen of
 * 1.17.2, whose code is also that of 2.3.0: it cannot read a result that it was killed while writing (`FileSystemJobResultStore`).
 */
const onceMore =
  'Run it once more with another seed: with HA a Flink may never come up again when its JobManager dies while a job ends, see sops/leadership-lost.md.';
/** The newest of each minor version for which the demo's jobs compile, and the ones of the demo. */
const flinks = ['2.3.0', '2.2.1', '2.1.3', '2.0.2', '1.20.5', '1.20.4', '1.19.3', '1.18.1', '1.17.2'] as const;
const stopEvery = 25;
/** A PostgreSQL has connections for so many, with what the dead ones have not given back yet. */
const mostSeats = 6;

const { values, positionals } = readOptionsOrEnd(
  {
    kills: { takes: 'a whole number', least: 1 },
    engine: { oneOf: ['sqlite', 'postgres'], otherwise: 'sqlite' },
    seed: { takes: 'a whole number', least: 0, otherwise: Math.floor(Math.random() * 2 ** 31) },
    parallel: { takes: 'a whole number', least: 1, most: mostSeats, otherwise: 1 },
    network: 'flag',
    json: 'flag',
    flink: 'flag',
    version: { oneOf: flinks, otherwise: '2.3.0' },
    ha: 'flag',
    lanes: { takes: 'a whole number', least: 1, otherwise: 4 },
    speed: { takes: 'a number', least: 1, otherwise: 8 },
    minutes: { takes: 'a number', least: 0.1, otherwise: 60 },
  },
  usage,
);
const { engine, seed, parallel: seats } = values;
const kills = values.kills ?? (values.flink ? 30 : 500);
if (positionals.length > 0) endOf(`${positionals[0]} is no option. ${usage}`);
if (values.ha && !values.flink) endOf('--ha goes with --flink.');
const artificial = [
  ...(engine === 'postgres' ? ['--engine postgres'] : []),
  ...(values.network ? ['--network'] : []),
  ...(seats > 1 ? ['--parallel'] : []),
];
if (values.flink && artificial.length > 0) endOf(`${artificial[0]} does not go with --flink.`);
if (kills < seats) endOf(`--kills takes at least as many as --parallel, which is ${seats}, not ${kills}.`);

const signal = whenTold();
try {
  if (values.flink) await onFlink(signal);
  else await onArtificialTarget(engine, signal);
} catch (error) {
  if (!signal.aborted && !(error instanceof DemoError)) throw error;
  if (!signal.aborted) process.stderr.write(`${messageOf(error)}\nSo the run says nothing. ${onceMore}\n`);
  endWith(signal.aborted ? 130 : 1);
}

async function onFlink(signal: AbortSignal): Promise<void> {
  const { version, ha: highAvailability, lanes, speed, minutes } = values;
  const { text, json, ok } = await crashFlink({
    version,
    highAvailability,
    kills,
    seed,
    lanes,
    speed,
    killLimitMs: minutes * 60_000,
    signal,
  });
  process.stdout.write(`${values.json ? json : text}\n`);
  endWith(ok ? 0 : 1);
}

async function onArtificialTarget(on: SeatsOptions['engine'], signal: AbortSignal): Promise<void> {
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  const result = await killInSeats({
    engine: on,
    kills,
    seats,
    seed,
    roughNetwork: values.network,
    stopEvery,
    signal,
    progress,
  });
  const report = reportOf(environment(), result);
  process.stdout.write(`${values.json ? JSON.stringify(report, undefined, 2) : textOf(report)}\n`);
  endWith(report.ok ? 0 : 1);
}

/** What starts PostgreSQL listens too, and would end this process before its own files and processes are gone. */
function whenTold(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(name);
    process.once(name, () => stop.abort(new Error(`Ended by ${name}`)));
  }
  return stop.signal;
}

type Report = ReturnType<typeof reportOf>;

function reportOf(here: Environment, result: KillLoopResult) {
  const verdict = judge(result.evidence, proofKinds);
  const guaranteed = verdict.kinds.filter((one) => one.guaranteed);
  return {
    environment: here,
    engine,
    seed,
    seeds: seedsOf({ seed, seats }),
    roughNetwork: values.network,
    kills: verdict.kills,
    landed: verdict.landed,
    landedShare: round(verdict.landed / verdict.kills),
    killsPerSecond: round(verdict.kills / result.killSeconds),
    killSeconds: round(result.killSeconds),
    drainSeconds: round(result.drainSeconds),
    startMs: quantilesOf(result.startMs.map(Math.round)),
    zombies: verdict.zombies,
    guaranteed: totalsOf(guaranteed),
    unsafe: totalsOf(verdict.kinds.filter((one) => !one.guaranteed)),
    kinds: verdict.kinds,
    faults: verdict.faults,
    void: verdict.void ?? null,
    ok: verdict.ok,
  };
}

function totalsOf(kinds: Verdict['kinds']) {
  const sum = (of: (kind: (typeof kinds)[number]) => number): number =>
    kinds.reduce((total, one) => total + of(one), 0);
  const inDoubt = sum((one) => one.inDoubtAtKill.all);
  return {
    actions: sum((one) => one.actions),
    requests: sum((one) => one.requests),
    effects: sum((one) => one.effects),
    duplicates: sum((one) => one.duplicates),
    lost: sum((one) => one.lost),
    falseSuccess: sum((one) => one.falseSuccess),
    falseFailure: sum((one) => one.falseFailure),
    inDoubtAtKill: inDoubt,
    settledAloneShare:
      inDoubt === 0 ? null : round(1 - sum((one) => one.settledBy.human + one.settledBy.open) / inDoubt),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function settledByOf({ settledBy }: Verdict['kinds'][number]): string {
  const ways = Object.entries(settledBy).filter(([, count]) => count > 0);
  return ways.map(([way, count]) => `${way} ${count}`).join(', ') || '-';
}

function textOf(report: Report): string {
  const { environment: here, guaranteed, unsafe } = report;
  return [
    `${here.cpu}, ${here.cores} cores, Node ${here.node}, commit ${here.commit}, ${here.at}`,
    `${report.engine}, seed ${report.seeds.join(' and ')}${report.roughNetwork ? ', a rough network' : ''}: ${report.kills} kills (${report.killsPerSecond}/s), ${report.landed} between intent and outcome, ${report.zombies} frozen and woken`,
    ...report.kinds.map(
      (one) =>
        `${one.guaranteed ? '          ' : 'not safe: '}${one.kind} (${one.target}): ${one.actions} actions, ${one.effects} effects, ${one.duplicates} twice, ${one.lost} lost, ` +
        `${one.falseSuccess + one.falseFailure} told wrong, ${one.inDoubtAtKill.all} in doubt at a kill, settled in ${one.settleMs?.p50 ?? '-'} ms (p99 ${one.settleMs?.p99 ?? '-'}) by ${settledByOf(one)}`,
    ),
    `guaranteed: ${guaranteed.duplicates} twice, ${guaranteed.lost} lost; not safe: ${unsafe.duplicates} twice`,
    ...report.faults.map((fault) => `FAULT ${fault.rule} ${fault.actionId}: ${fault.why}`),
    report.void === null
      ? report.ok
        ? 'The guarantees hold.'
        : 'The guarantees do NOT hold.'
      : `VOID: ${report.void}`,
  ].join('\n');
}
