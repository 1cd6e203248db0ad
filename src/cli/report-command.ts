import type { Command } from 'commander';
import { durationForms, durationMs } from '../config.ts';
import { UserMistake } from '../domain/errors.ts';
import type { CliContext } from './context.ts';
import { reportText } from './incident-texts.ts';

export function addReportCommand(program: Command, context: CliContext): void {
  program
    .command('report')
    .description('what it did, would have done and refused, and why')
    .option('--since <duration>', 'e.g. 24h, 7d', '7d')
    .action(async (options: { since: string }) => {
      const ms = durationMs(options.since);
      if (ms === undefined) throw new UserMistake(`--since ${options.since} is no duration; write ${durationForms}`);
      await context.withStore(async (store) => {
        const since = context.clock.now() - ms;
        const events = await store.incidents.timeline({ since });
        const incidents = new Map((await store.incidents.list({})).map((one) => [one.id, one]));
        context.output.result({ since, events }, () => reportText(events, incidents));
      });
    });
}
