import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { partitions } from './jobs.ts';
import type { RecordedLaunch, Stage } from './stage.ts';
import type { Story } from './stories.ts';

export interface DemoCluster {
  readonly name: Story['cluster'];
  readonly stage: Pick<Stage, 'url' | 'savepointDirectory'>;
  /** By job name. */
  readonly launches: ReadonlyMap<string, RecordedLaunch>;
}

/** A workspace in which the demo is told; its tokens stay in the environment. */
interface DemoChat {
  readonly team: string;
  readonly channel: string;
}

/** Undefined unless SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_TEAM and SLACK_CHANNEL are all set. */
export function demoChat(env: Readonly<Record<string, string | undefined>>): DemoChat | undefined {
  const {
    SLACK_BOT_TOKEN: bot = '',
    SLACK_APP_TOKEN: app = '',
    SLACK_TEAM: team = '',
    SLACK_CHANNEL: channel = '',
  } = env;
  return [bot, app, team, channel].includes('') ? undefined : { team, channel };
}

export interface DemoConfig {
  readonly data: string;
  /** Left out: the terminal alone tells it. */
  readonly chat?: DemoChat | undefined;
  readonly clusters: readonly DemoCluster[];
}

/** The team's own procedures, as they come with the program. */
const sops = join(import.meta.dirname, '..', '..', 'sops');

/** The agent's configuration as a user would write it: it is allowed to act alone, and knows nothing of the stories. */
export function demoConfig({ data, clusters, chat }: DemoConfig): unknown {
  return {
    data,
    sops: [sops],
    poll: { every: '2s' },
    ...(chat !== undefined && {
      slack: { team: chat.team },
      notifications: { routes: [{ from: 'low', channel: chat.channel }] },
    }),
    limits: {
      actionsPerPlatformPerHour: 12,
      coolDown: '10s',
      coolDownAfterRestart: '30s',
    },
    detection: { preset: 'quick', settle: '6s', recoverAfter: '12s', reopenWithin: '1m' },
    clusters: clusters.map(({ name, stage, launches }) => ({
      name,
      url: stage.url,
      environment: 'demo',
      mode: 'auto',
      controller: 'none',
      savepointDirectory: stage.savepointDirectory,
      snapshotRoots: [stage.savepointDirectory],
      jobs: [...launches].map(([job, launch]) => ({
        name: job,
        owner: 'demo',
        desired: 'running',
        restart: 'auto',
        sink: { guarantee: 'at-least-once' },
        maxSourceParallelism: partitions,
        launch,
      })),
    })),
  };
}

/** Writes it as YAML for `serve --config`. */
export async function writeDemoConfig(file: string, config: DemoConfig): Promise<void> {
  const head = '# Written by "flink-medic demo". Try: flink-medic --config this-file incidents list\n';
  await writeFile(file, head + stringify(demoConfig(config), { lineWidth: 0, aliasDuplicateObjects: false }));
}
