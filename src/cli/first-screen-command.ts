import type { CliContext } from './context.ts';
import { hasStore, isServed } from './configured-store.ts';
import { requireNoFileThere } from './data-folder.ts';
import { firstScreenText } from './first-screen-text.ts';
import { readFirstScreen } from './first-screen.ts';

interface NextCommand {
  readonly command: string;
  readonly why: string;
}

const unconfigured: readonly NextCommand[] = [
  { command: 'flink-medic demo', why: 'see it work on a local Flink' },
  {
    command: 'flink-medic init --from http://your-jobmanager:8081 --out flink-medic.yaml',
    why: 'draft a configuration; only reads',
  },
  { command: 'flink-medic doctor', why: 'check every connection, and say which jobs can be helped' },
];

const unserved: readonly NextCommand[] = [
  { command: 'flink-medic doctor', why: 'check every connection, and say which jobs can be helped' },
  { command: 'flink-medic serve', why: 'start the agent; it observes until the configuration says otherwise' },
  { command: 'flink-medic incidents list', why: 'what it found' },
];

/** `flink-medic` without a command: the state of things, or the next three commands while there is none. */
export async function showFirstScreen(context: CliContext): Promise<void> {
  const { output, clock } = context;
  if (!context.hasConfig()) return showNext(context, 'There is no configuration here yet.', unconfigured);
  const config = context.config();
  if (!hasStore(config)) {
    requireNoFileThere(config.data, config.file);
    return showNext(context, `serve has not run yet on ${config.data}.`, unserved);
  }
  const screen = await context.withStore(async (store) =>
    readFirstScreen({ config, store, serving: await isServed(config, store), clock }),
  );
  output.result({ status: screen, next: [] }, (columns) => firstScreenText(screen, clock.now(), columns));
}

function showNext({ output }: CliContext, situation: string, next: readonly NextCommand[]): void {
  const width = Math.max(...next.map(({ command }) => command.length));
  output.result({ status: null, next }, () =>
    [
      'flink-medic: an on-call agent for Apache Flink',
      '',
      `${situation} Next:`,
      ...next.map(({ command, why }) => `  ${command.padEnd(width)}  ${why}`),
      '',
      'All commands: flink-medic --help',
    ].join('\n'),
  );
}
