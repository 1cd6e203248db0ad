import type { FlinkCrashReport } from './crash-flink.ts';

/** The table for people. */
export function textOfFlink(report: FlinkCrashReport): string {
  const { environment: here, load } = report;
  const columns = [
    'victim',
    'kind',
    'kills',
    'landed',
    'actions',
    'effects',
    'twice',
    'lost',
    'told wrong',
    'in doubt',
  ];
  const rows = report.rows
    .filter((one) => one.kills > 0 || one.actions > 0)
    .map((one) => [
      one.victim,
      one.kind,
      one.kills,
      one.landed,
      one.actions,
      one.effects,
      one.duplicates,
      one.lost,
      one.toldWrong,
      one.inDoubt,
      one.needsPerson,
      one.settleMs === null ? '-' : `${one.settleMs.p50} / ${one.settleMs.max}`,
    ]);
  return [
    `${here.cpu}, ${here.cores} cores (load ${load.least.toFixed(1)} to ${load.most.toFixed(1)}), Node ${here.node}, commit ${here.commit}, ${here.at}`,
    `Flink ${report.version} ${report.highAvailability ? 'with' : 'without'} HA, seed ${report.seed}, ${report.lanes} jobs, waits ${report.speed} times as fast`,
    `${report.kills} kills in ${report.killSeconds} s, ${report.landed} between intent and outcome; ${report.actions} actions, ${report.effects} effects; ${report.countsCompared} restored counts compared`,
    ...table([[...columns, 'person', 'settled ms p50 / max'], ...rows]),
    ...Object.entries(report.asked).map(([why, count]) => `a person was asked ${count} times: ${why}`),
    ...report.faults.map((fault) => `FAULT ${fault.rule} ${fault.actionId}: ${fault.why}`),
    report.void === null
      ? report.ok
        ? 'The guarantees hold.'
        : 'The guarantees do NOT hold.'
      : `VOID: ${report.void}`,
  ].join('\n');
}

function table(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => `${row[column] ?? ''}`.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => `${cell}`.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
