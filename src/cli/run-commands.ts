import { type Command, Option } from 'commander';
import { StoreUnusable } from '../adapters/store/store-error.ts';
import type { CliContext } from './context.ts';
import { hasStore, openConfiguredStore, storeName } from './configured-store.ts';

/** Written out here: the list's own module brings the whole demo with it. */
const flinkVersions = ['1.20.4', '2.3.0'] as const;

const demoHelp = `
With SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_TEAM (T0123ABCD) and SLACK_CHANNEL (C0123ABCD) set, it is told in that
channel, too. With SLACK_APPROVER (U0123ABCD) as well, one job is started again only after that member pressed Approve
there: the first approval, on jobs that do not matter. Where to find all five: docs/slack.md`;

export function addRunCommands(program: Command, context: CliContext): void {
  program
    .command('serve')
    .description('the agent: watches, and acts as far as mode and people allow; ends on SIGTERM')
    .action(async () => {
      const { output, clock, log, signal, outside } = context;
      context.exit(await outside.serve({ config: context.config(), output, clock, log, signal }));
    });

  program
    .command('demo')
    .description('see it work on a local Flink with jobs that misbehave')
    .addOption(new Option('--flink <version>', 'version of Flink').choices(flinkVersions).default('2.3.0'))
    .option('--fake', 'with a Flink that is only simulated: needs no Java and no download', false)
    .option('--keep', 'leave everything running and on disk at the end', false)
    .addHelpText('after', demoHelp)
    .action(async (options: { flink: (typeof flinkVersions)[number]; fake: boolean; keep: boolean }) => {
      const { output, signal, outside } = context;
      context.exit(await outside.demo({ output, signal, ...options }));
    });

  program
    .command('migrate')
    .description('bring the database up to this version, while serve is stopped; serve does so by itself')
    .action(() => migrate(context));
}

async function migrate(context: CliContext): Promise<void> {
  const { clock, output } = context;
  const wanted = context.config();
  if (!hasStore(wanted)) {
    throw new StoreUnusable(`There is no database in ${wanted.data}, so there is nothing to migrate. serve makes one.`);
  }
  const { acquireServeLock } = await import('../adapters/store/serve-lock.ts');
  // Replicas on PostgreSQL wait for each other's migration by themselves.
  const lock = wanted.database === undefined ? acquireServeLock(wanted.data, clock) : undefined;
  try {
    const store = await openConfiguredStore(wanted, {
      busyTimeoutMs: 5_000,
      role: 'serve',
      clock,
      onCorrupt: (error) => output.progress(error.message),
    });
    await store.close();
  } finally {
    lock?.release();
  }
  const file = storeName(wanted);
  output.result({ file, schema: 'current' }, () => `${file} has the schema of this version.`);
}
