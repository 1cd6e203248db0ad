import type { Command } from 'commander';
import { UserMistake } from '../domain/errors.ts';
import type { Guarantee, VerifyReport } from '../proof/verify-ledger.ts';
import type { CliContext } from './context.ts';
import { exitCodes, table } from './output.ts';

const defaultKills = 60;
const largestSeed = 2 ** 31 - 1;

export function addLedgerCommands(program: Command, context: CliContext): void {
  const ledger = program.command('ledger').description('the record of every action: try what it promises');

  ledger
    .command('verify')
    .description(
      'try every guarantee on this disk with processes that are really killed; takes up to two minutes, touches no cluster',
    )
    .option('--kills <number>', 'processes to kill', String(defaultKills))
    .option('--seed <number>', 'repeat a run; a new one each time unless given')
    .action((options: { kills: string; seed?: string }) => verify(context, options));
}

async function verify(context: CliContext, options: { kills: string; seed?: string }): Promise<void> {
  const { output, signal } = context;
  const kills = wholeNumber('--kills', options.kills, 1, 100_000);
  const seed =
    options.seed === undefined
      ? Math.floor(Math.random() * largestSeed)
      : wholeNumber('--seed', options.seed, 0, largestSeed);
  const { data, database } = context.config();
  const where = database === undefined ? { folder: data } : { url: database.url.reveal() };
  const { withScratch } = await import('../proof/scratch.ts');
  const { verifyLedger } = await import('../proof/verify-ledger.ts');
  const report = await withScratch(where, (scratch) =>
    verifyLedger({ ...scratch, kills, seed, signal, progress: (line) => output.progress(line) }),
  );
  if (!report.ok) context.exit(exitCodes.findings);
  output.result(report, () => reportText(report));
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UserMistake(`${option} takes a whole number from ${least} to ${most}, not ${text}.`);
}

function reportText(report: VerifyReport): string {
  const { guarantees, kills, landed, seconds, seed } = report;
  const failed = guarantees.filter((one) => one.result === 'FAIL').length;
  const end = failed === 0 ? 'Every guarantee that applies holds.' : `${failed} do not hold.`;
  return [
    table(['RESULT', 'GUARANTEE', 'WHY'], guarantees.map(rowOf), Infinity),
    '',
    `${kills} kills, ${landed} between intent and outcome, ${seconds} s, seed ${seed}. ${end}`,
  ].join('\n');
}

function rowOf({ result, guarantee, why }: Guarantee): string[] {
  return [result, guarantee, why];
}
