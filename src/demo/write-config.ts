import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { DemoError } from './demo-error.ts';
import { partitions } from './jobs.ts';
import type { Launch } from '../domain/job-record.ts';
import type { Stage } from './stage.ts';
import type { Story } from './stories.ts';

export interface DemoCluster {
  readonly name: Story['cluster'];
  readonly stage: Pick<Stage, 'url' | 'savepointDirectory'>;
  /** By job name. */
  readonly launches: ReadonlyMap<string, Launch>;
}

/** A workspace in which the demo is told; its tokens stay in the environment. */
interface DemoChat {
  readonly team: string;
  readonly channel: string;
  /** Id of the member who is asked about `askedJob`; undefined: nothing is asked. */
  readonly approver: string | undefined;
  /** Of GovSlack; undefined: Slack's own. */
  readonly apiUrl: string | undefined;
}

/** The job that is only started again after a yes, where somebody can give one: it is down, and waits without harm. */
export const askedJob = 'invoice-totals';

/**
 * Undefined unless SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_TEAM and SLACK_CHANNEL are all set.
 * @throws {DemoError} an id is not one that Slack gives.
 */
export function demoChat(env: Readonly<Record<string, string | undefined>>): DemoChat | undefined {
  const {
    SLACK_BOT_TOKEN: bot = '',
    SLACK_APP_TOKEN: app = '',
    SLACK_TEAM: team = '',
    SLACK_CHANNEL: channel = '',
    SLACK_APPROVER: approver = '',
    SLACK_API_URL: url = '',
  } = env;
  if ([bot, app, team, channel].includes('')) return undefined;
  requireId('SLACK_TEAM', team, /^T[A-Z0-9]{6,}$/, 'the id of a workspace, like T0123ABCD');
  requireId('SLACK_CHANNEL', channel, /^[CG][A-Z0-9]{2,}$/, 'the id of a channel, like C0123ABCD');
  const apiUrl = url === '' ? undefined : url;
  if (approver === '') return { team, channel, approver: undefined, apiUrl };
  requireId('SLACK_APPROVER', approver, /^[UW][A-Z0-9]{2,30}$/, 'the id of a member, like U0123ABCD, never a name');
  return { team, channel, approver, apiUrl };
}

/** What is missing where Slack is meant for the demo; empty where it is complete or not meant at all. */
export function missingForChat(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const isSet = (name: string) => (env[name] ?? '') !== '';
  if (!['SLACK_TEAM', 'SLACK_CHANNEL', 'SLACK_APPROVER'].some(isSet)) return [];
  return ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_TEAM', 'SLACK_CHANNEL'].filter((name) => !isSet(name));
}

function requireId(name: string, value: string, form: RegExp, what: string): void {
  if (!form.test(value)) throw new DemoError('demo.wrong_setting', `${name} is not ${what}.`);
}

export interface DemoConfig {
  readonly data: string;
  /** Left out: the terminal alone tells it. */
  readonly chat?: DemoChat | undefined;
  readonly clusters: readonly DemoCluster[];
}

/** The team's own procedures, as they come with the program. */
const sops = join(import.meta.dirname, '..', '..', 'sops');

/**
 * The agent's configuration as a user would write it: it is allowed to act alone, but for one job where somebody in Slack can
 * be asked, and knows nothing of the stories.
 */
export function demoConfig({ data, clusters, chat }: DemoConfig): unknown {
  return {
    data,
    sops: [sops],
    poll: { every: '2s' },
    ...(chat !== undefined && {
      slack: { team: chat.team, ...(chat.apiUrl !== undefined && { apiUrl: chat.apiUrl }) },
      notifications: { routes: [{ from: 'low', channel: chat.channel }] },
    }),
    ...(chat?.approver !== undefined && {
      approvals: {
        people: [{ name: 'Approver', slack: [chat.approver] }],
        rules: [{ risks: ['safe', 'disruptive'], people: ['Approver'] }],
      },
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
        ...(job === askedJob && chat?.approver !== undefined && { mode: 'ask' }),
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
