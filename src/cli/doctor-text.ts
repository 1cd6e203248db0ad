import type { DoctorFinding, DoctorReport } from './doctor.ts';
import type { JobReport } from './doctor-jobs.ts';
import { clean } from './output.ts';

const marks = { ok: 'ok     ', note: 'note   ', problem: 'PROBLEM', silent: 'SILENT ' } as const;

/** For people: the findings of each cluster, then each job with the lines that are missing. */
export function formatDoctor(report: DoctorReport): string {
  const lines = [
    `Configuration: ${report.file ?? 'from the environment'}`,
    findingLine(report.llm),
    ...report.here.map(findingLine),
  ];
  for (const cluster of report.clusters) {
    lines.push('', `${cluster.name}  ${cluster.url}`, ...cluster.findings.map(findingLine));
    for (const job of cluster.jobs) lines.push(...jobLines(job));
  }
  // What is missing makes the exit code 1 where a job is meant to be acted upon: the count alone would look like all is well.
  const partly = report.clusters.flatMap(({ jobs }) => jobs).filter((job) => job.actionable && job.gaps.length > 0);
  const rest = partly.length === 0 ? '' : `, ${partly.length} of them only in part`;
  lines.push('', `${report.actionable} of ${report.jobs} jobs actionable${rest}.`);
  return clean(lines.join('\n'));
}

function findingLine({ level, about, text }: DoctorFinding): string {
  return `  ${marks[level]} ${about}: ${oneLine(text)}`;
}

function jobLines(job: JobReport): string[] {
  const lines = [`  job ${oneLine(job.name)}: ${verdict(job)}`];
  for (const { blocks, why, where, line } of job.gaps) {
    lines.push(`    - ${blocks === 'every write' ? 'nothing is written' : `no ${blocks}`}: ${oneLine(why)}`);
    if (where !== null && line !== null) lines.push(`        ${where}:  ${oneLine(line)}`);
  }
  return lines;
}

function verdict(job: JobReport): string {
  if (job.state === null) return 'recorded, but not on the cluster now';
  const what = `${job.state}, mode ${job.mode}`;
  if (!job.actionable) return `${what}, not actionable`;
  return job.gaps.length === 0 ? `${what}, actionable` : `${what}, actionable in part`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
