import type { Environment } from './environment.ts';
import type { LedgerResult } from './ledger.ts';
import type { Quantiles } from './ledger-cost.ts';
import type { Spread } from './ledger-numbers.ts';

export function ledgerText(result: LedgerResult & { readonly environment: Environment }): string {
  const { environment: here, settings, sizes, load, disk } = result;
  return [
    `${here.cpu}, ${here.cores} cores, Node ${here.node}, commit ${here.commit}, ${here.at}`,
    `PostgreSQL ${Object.entries(settings)
      .map(([name, value]) => `${name} = ${value}`)
      .join(
        ', ',
      )}; SQLite journal_mode = WAL, synchronous = FULL, but NORMAL for an outcome, which reaches the disk with the next write`,
    `the peer: @dbos-inc/dbos-sdk ${result.peer}, on the same PostgreSQL, with its defaults`,
    `load average of a minute: ${load.join(', ')}; the disk keeps a page in ${disk.before.p50} ms (p99 ${disk.before.p99}) before, ${disk.after.p50} ms (p99 ${disk.after.p99}) after`,
    '',
    `Cost of one durable action, ms, without its request; ${sizes.repetitions} repetitions of ${sizes.actions}, median (min–max):`,
    ...result.costs.flatMap((row) => [
      `${row.name}, ${row.inFlight} in flight: ${pair(row.cost)}; with the request ${pair(row.total)}; the request alone ${pair(row.bare)}; ${row.actionsPerSecond.median}/s`,
      ...(row.writes === null ? [] : [`    intent and outcome only: ${pair(row.writes)}`]),
    ]),
    ...result.counts.map(
      ({ name, whole, writes }) =>
        `${name}: ${whole.statements} statements, ${whole.commits} commits` +
        (writes === null ? '' : `; intent and outcome ${writes.statements} and ${writes.commits}`),
    ),
    '',
    `SIGKILL, seed ${sizes.seed}, target of ${result.serviceMs} ms, 4 in flight, ${sizes.kills} kills between request and outcome each:`,
    ...result.kills.map(
      (row) =>
        `${row.name} (${row.target}): ${row.duplicates} duplicates; ${row.inDoubt} in doubt, ${row.landed} of ${row.kills} kills landed, ` +
        `${row.deeds} actions, ${row.requests} requests, ${row.effects} effects, ${row.lost} lost, ${row.toldWrong} told wrong, ${row.failed} failed, ${row.human} for a person`,
    ),
    '',
    ...result.targets.map((one) => `${one.met ? 'met    ' : 'NOT MET'}  ${one.target}: ${one.seen}`),
  ].join('\n');
}

function pair({ p50, p99 }: Quantiles): string {
  return `p50 ${spread(p50)}, p99 ${spread(p99)}`;
}

function spread({ median, min, max }: Spread): string {
  return `${median} (${min}–${max})`;
}
