import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Config, loadConfig, resolveJobRecord } from '../../src/config.ts';
import { approvalPolicy } from '../../src/config/approvals-section.ts';
import { namedApprovers } from '../../src/domain/approvers.ts';
import { jobShape, programArguments } from '../../src/demo/jobs.ts';
import type { Launch } from '../../src/domain/job-record.ts';
import { stories } from '../../src/demo/stories.ts';
import { askedJob, demoChat, missingForChat, writeDemoConfig } from '../../src/demo/write-config.ts';

const launch: Launch = {
  jar: '/flink/jobs.jar',
  sha256: 'ab'.repeat(32),
  entryClass: 'org.example.Main',
  // Arguments that YAML could take for something else.
  args: ['--name', 'yes', '--origin', '1700000000000', '--conf', 'a.b=1 ms', '--empty', ''],
  parallelism: 2,
};

describe('the configuration of the demo', () => {
  let config: Config;

  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flink-medic-config-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'flink-medic.yaml');
    await writeDemoConfig(file, {
      data: join(folder, 'data'),
      clusters: (['main', 'spare'] as const).map((name, index) => ({
        name,
        stage: { url: `http://127.0.0.1:2000${index}`, savepointDirectory: `/flink-${name}/savepoints` },
        launches: new Map(stories.filter((one) => one.cluster === name).map((one) => [one.job, launch])),
      })),
    });
    config = loadConfig({ file, env: {} });
  });

  test('is read by the agent without a mistake, and lets it act alone outside of production', () => {
    expect(config.clusters).toMatchObject([
      { name: 'main', mode: 'auto', environment: 'demo', controller: 'none', url: 'http://127.0.0.1:20000' },
      { name: 'spare', mode: 'auto', environment: 'demo', controller: 'none', url: 'http://127.0.0.1:20001' },
    ]);
    expect(config.clusters[0]).toMatchObject({
      savepointDirectory: '/flink-main/savepoints',
      snapshotRoots: ['/flink-main/savepoints'],
    });
    expect(config.detection.preset).toBe('quick');
    expect(config.poll.everyMs).toBe(2_000);
    expect(config.llm).toBeUndefined();
  });

  test.each(stories)('records $job so that it can be started again exactly as it was', ({ job, cluster }) => {
    expect(resolveJobRecord(config, cluster, job)).toMatchObject({
      recorded: true,
      mode: 'auto',
      desired: 'running',
      restart: 'auto',
      controller: 'none',
      sink: { guarantee: 'at-least-once' },
      launch,
    });
  });

  test('uses the procedures that come with the program, and its own data folder', () => {
    expect(config.sops).toEqual([join(import.meta.dirname, '..', '..', 'sops')]);
    expect(config.data.endsWith('/data')).toBe(true);
  });

  test('tells the agent nothing of the stories', () => {
    const text = JSON.stringify(config);

    const secrets = stories.flatMap(({ title, trouble }) => (trouble === 'none' ? [title] : [title, trouble]));
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

describe('the demo told in Slack', () => {
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_TEAM: 'T0123ABCD',
    SLACK_CHANNEL: 'C0123ABCD',
    SLACK_APPROVER: 'U0123ABCD',
  };

  async function configWith(
    change: Partial<Record<keyof typeof env, undefined>> & { SLACK_API_URL?: string },
  ): Promise<Config> {
    const folder = mkdtempSync(join(tmpdir(), 'flink-medic-config-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'flink-medic.yaml');
    await writeDemoConfig(file, {
      data: folder,
      chat: demoChat({ ...env, ...change }),
      clusters: [
        {
          name: 'main',
          stage: { url: 'http://127.0.0.1:1', savepointDirectory: '/s' },
          launches: new Map(stories.filter((one) => one.cluster === 'main').map((one) => [one.job, launch])),
        },
      ],
    });
    return loadConfig({ file, env });
  }

  const modes = (config: Config) =>
    stories.filter((one) => one.cluster === 'main').map(({ job }) => [job, resolveJobRecord(config, 'main', job).mode]);

  test('asks the named approver about one job that can be healed, and lets the rest go on alone', async () => {
    const config = await configWith({});

    const asked = modes(config).filter(([, mode]) => mode !== 'auto');
    expect(asked).toEqual([[askedJob, 'ask']]);
    expect(stories.find((one) => one.job === askedJob)).toMatchObject({ ending: 'healed', trouble: 'out-of-restarts' });
    const policy = approvalPolicy(config);
    expect(policy.people.map((one) => one.slack)).toEqual([['T0123ABCD/U0123ABCD']]);
    expect(namedApprovers(policy, { cluster: 'main', risk: 'disruptive', severity: 'high' })).toEqual(['Approver']);
    expect(namedApprovers(policy, { cluster: 'main', risk: 'destructive', severity: 'high' })).toEqual([]);
    expect(config.notifications.routes).toMatchObject([{ from: 'low', channel: 'C0123ABCD' }]);
  });

  test('is told in another Slack than the usual one where its address is named', async () => {
    const other = await configWith({ SLACK_API_URL: 'https://slack-gov.com/api' });

    expect(other.slack?.apiUrl).toBe('https://slack-gov.com/api');
    expect((await configWith({})).slack?.apiUrl).toBe('https://slack.com/api');
  });

  test('asks nobody without an approver', async () => {
    const config = await configWith({ SLACK_APPROVER: undefined });

    expect(modes(config).filter(([, mode]) => mode !== 'auto')).toEqual([]);
    expect(config.slack?.team).toBe('T0123ABCD');
    expect(config.approvals).toMatchObject({ people: [], rules: [] });
  });

  test.each(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_TEAM', 'SLACK_CHANNEL'] as const)(
    'is not told there without %s, and says so',
    async (name) => {
      const config = await configWith({ [name]: undefined });

      expect(config.slack).toBeUndefined();
      expect(modes(config).filter(([, mode]) => mode !== 'auto')).toEqual([]);
      expect(missingForChat({ ...env, [name]: '' })).toEqual([name]);
    },
  );

  test('nothing is missing where it is complete, or where only tokens of another use are set', () => {
    expect(missingForChat(env)).toEqual([]);
    expect(missingForChat({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([]);
  });

  test.each([
    ['SLACK_APPROVER', '@ann', 'like U0123ABCD, never a name'],
    ['SLACK_CHANNEL', '#flink', 'like C0123ABCD'],
    ['SLACK_TEAM', 'acme', 'like T0123ABCD'],
  ])('refuses a %s of %s before anything starts', (name, value, text) => {
    expect(() => demoChat({ ...env, [name]: value })).toThrow(
      expect.objectContaining({ code: 'demo.wrong_setting', message: expect.stringContaining(text) as unknown }),
    );
  });
});

test("a real job's arguments survive the file", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'flink-medic.yaml');
  const args = programArguments(jobShape('orders-enrich', 1_700_000_000_000), '/control/orders.properties');

  await writeDemoConfig(file, {
    data: folder,
    clusters: [
      {
        name: 'main',
        stage: { url: 'http://127.0.0.1:1', savepointDirectory: '/s' },
        launches: new Map([['orders-enrich', { ...launch, args }]]),
      },
    ],
  });

  expect(resolveJobRecord(loadConfig({ file, env: {} }), 'main', 'orders-enrich').launch?.args).toEqual(args);
});
