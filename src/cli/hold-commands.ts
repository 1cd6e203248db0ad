import type { Command } from 'commander';
import { durationForms, durationMs } from '../config.ts';
import { isoTime } from '../diagnosis/plain-text.ts';
import type { Hold } from '../domain/approval.ts';
import { UserMistake } from '../domain/errors.ts';
import type { CliContext } from './context.ts';
import { isKnownJob } from './first-screen.ts';
import { liftHold, nameOf, resume } from './lift-hold.ts';

export function addHoldCommands(program: Command, context: CliContext): void {
  program
    .command('pause')
    .description('watch everything, send nothing, until resume')
    .option('--reason <text>', 'shown in every refusal', 'paused by a person')
    .action(({ reason }: { reason: string }) => hold(context, { cluster: null, job: null, until: null, reason }));

  program
    .command('resume')
    .description('lift pause')
    .action(() => resume(context));

  program
    .command('hold <target>')
    .description('somebody owns <cluster> or <cluster>/<job> for a while: watch it, send nothing')
    .option('--until <time>', 'duration like 2h, or a time like 2026-01-31T18:00:00Z')
    .option('--reason <text>', 'shown in every refusal', 'held by a person')
    .option('--lift', 'end the hold')
    .option('--force', 'also when no job of this name was ever seen or recorded')
    .action(async (target: string, options: { until?: string; reason: string; lift?: boolean; force?: boolean }) => {
      const [cluster, job] = splitTarget(target);
      // Also one whose cluster is not in the configuration any more.
      if (options.lift === true) return liftHold(context, { cluster, job });
      const known = context.config().clusters.map((one) => one.name);
      if (!known.includes(cluster)) {
        throw new UserMistake(`No cluster ${cluster} in the configuration; it names: ${known.join(', ')}`);
      }
      if (job !== null && options.force !== true) await mustBeKnown(context, cluster, job);
      const until = options.until === undefined ? null : untilOf(options.until, context.clock.now());
      await hold(context, { cluster, job, until, reason: options.reason });
    });
}

async function hold(context: CliContext, wanted: Omit<Hold, 'by' | 'at'>): Promise<void> {
  await context.withStore(async (store) => {
    const entry = { ...wanted, by: context.person, at: context.clock.now() };
    await store.answers.setHold(entry.cluster, entry.job, entry);
    context.output.result(entry, () => heldText(entry));
  });
}

/** Says how it ends, too: whoever holds at night forgets it by day. */
function heldText(hold: Hold): string {
  if (hold.cluster === null) return 'Everything is paused: nothing is sent. It ends with: flink-medic resume';
  const held = `${nameOf(hold)} is on hold`;
  if (hold.until !== null) return `${held} until ${isoTime(hold.until)}: nothing is sent.`;
  return `${held}: nothing is sent. The same command with --lift ends it.`;
}

/** A hold with a typo holds nothing, and looks as if it did. */
async function mustBeKnown(context: CliContext, cluster: string, job: string): Promise<void> {
  await context.withStore(async (store) => {
    if (await isKnownJob(context.config(), store, cluster, job)) return;
    throw new UserMistake(
      `No job named ${job} was seen or recorded on ${cluster}; a name must match exactly. Hold it all the same with --force`,
    );
  });
}

function splitTarget(target: string): [cluster: string, job: string | null] {
  const slash = target.indexOf('/');
  if (slash === target.length - 1) throw new UserMistake(`hold takes <cluster> or <cluster>/<job>, not ${target}`);
  return slash < 0 ? [target, null] : [target.slice(0, slash), target.slice(slash + 1)];
}

function untilOf(text: string, now: number): number {
  const ms = durationMs(text);
  // Date.parse takes much more for a time: 3000, meant as seconds, would hold until that year.
  const at = ms !== undefined ? now + ms : /^\d{4}-\d\d-\d\d(?!\d)/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw new UserMistake(`--until ${text} is neither an ISO time nor a duration; write ${durationForms}`);
  if (at <= now) throw new UserMistake(`--until ${text} is over already`);
  return at;
}
