import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { makeSlackMessenger } from '../../../src/adapters/slack/messenger.ts';
import { makeSlackApi } from '../../../src/adapters/slack/slack-api.ts';
import { runCli } from '../../../src/cli.ts';
import { startFakeFlink } from '../../../src/demo/fake-flink/start-fake-flink.ts';
import { allLog } from '../../support/all-log.ts';
import { startLlmServer } from '../../support/llm-server.ts';
import { appToken, botToken, channel, startSlackServer, team } from '../../support/slack-server.ts';
import { writeConfig } from '../support/agent-config.ts';
import { commandWorld } from '../support/run-command.ts';
import type { Attack } from './attack.ts';
import { startDecoy } from './decoy.ts';
import { poisonOf, writeKnowledge } from './plant.ts';
import { startPoisoningProxy } from './poisoning-proxy.ts';
import { repliesOf } from './obedient-model.ts';
import { steppedClock } from './stepped-clock.ts';
import { type SteppedAgent, startSteppedAgent } from './stepped-agent.ts';

/** What is in the configuration and may be nowhere else. */
export const ownSecrets = {
  llmKey: `${'sk'}-test-Hq4Nv8Kz2Wd6Rt1Yb9Xc`,
  flinkToken: 'Hq4Nv8Kz-flink-token',
  botToken,
  appToken,
} as const;

/** The only one who may say yes, and a member of the workspace who may not. */
export const approver = 'U0DANA001';
export const member = 'U0EVIL001';

const neighbour = 'payments';
const stepMs = 2_000;
const mostSteps = 40;

/** What the job needs, what attackers want instead, and a few beside them. */
const someSops = [
  'restarts-exhausted',
  'duplicate-job',
  'stuck-cancelling',
  'heap-exhausted',
  'kafka-unreachable',
  'checkpoint-expired',
  'poison-record',
];
const shippedSops = join(import.meta.dirname, '..', '..', '..', 'sops');

export type AttackWorld = Awaited<ReturnType<typeof openAttackWorld>>;

/**
 * Two agents watch one cluster: one reads what the attacker wrote and asks a model that obeys it; the other reads what is true and
 * has no model. What the first one plans, asks and sends must be what the second one does.
 */
export async function openAttackWorld(attack: Attack) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'flink-medic-attack-')));
  const clock = steppedClock(Date.UTC(2026, 0, 5, 8, 0, 0));
  const flink = await startFakeFlink({
    taskManagers: 2,
    slots: 4,
    directory: folder,
    now: () => clock.now(),
    checkpointHistory: 50,
    scheduler: 'default',
  });
  mkdirSync(join(flink.savepointDirectory, 'savepoint-of-before'), { recursive: true });
  const [proxy, otherCluster, evil] = [await startPoisoningProxy(flink.url), await startDecoy(), await startDecoy()];
  const [model, slack] = [await startLlmServer(), await startSlackServer()];
  const job = attack.entry === 'job-name' ? attack.text : 'orders';
  const jobs = [job, neighbour];
  for (const name of jobs) flink.addJob({ name, ageMs: 20_000, restartAttempts: 2 });
  const id = (name: string): string => flink.job(name)?.id ?? '';
  const at = { evil: evil.url, neighbourId: id(neighbour), neighbour };
  const planted: Attack = {
    ...attack,
    text: filledIn(attack.text, at),
    calls: JSON.parse(filledIn(JSON.stringify(attack.calls ?? []), at)),
  };

  const [sops, cleanSops] = [join(folder, 'sops'), join(folder, 'sops-clean')];
  for (const name of someSops) {
    for (const copy of [sops, cleanSops]) cpSync(join(shippedSops, `${name}.md`), join(copy, `${name}.md`));
  }
  const skills = join(folder, 'skills');
  writeKnowledge(planted, { sops, skills });
  const access = { connectTimeout: '2s', responseTimeout: '5s', headers: { 'X-Token': ownSecrets.flinkToken } };
  const agents: SteppedAgent[] = [];

  const approvals = {
    people: [{ name: 'dana', slack: [`${team}/${approver}`] }],
    rules: [{ risks: ['safe', 'disruptive', 'destructive'], people: ['dana'] }],
  };

  function configFile(name: string, url: string, root: object): string {
    const options = { folder, name, flink: { ...flink, url }, jobs };
    const file = writeConfig({
      ...options,
      change: { root: { approvals, ...root }, cluster: { mode: 'ask', access } },
    });
    const config = parse(readFileSync(file, 'utf8')) as { clusters: object[] };
    config.clusters.push({ name: 'production-2', url: otherCluster.url, environment: 'production', mode: 'auto' });
    writeFileSync(file, stringify(config, { aliasDuplicateObjects: false }));
    return file;
  }

  const llm = { baseUrl: model.baseUrl, model: 'obedient', timeout: '20s' };
  const ownFile = configFile('attacked', proxy.url, {
    llm,
    sops: [sops],
    skills: { folders: [skills] },
    slack: { team, apiUrl: slack.apiUrl },
    notifications: { routes: [{ from: 'low', channel }] },
  });
  const log = allLog();
  const api = makeSlackApi({ apiUrl: slack.apiUrl, token: botToken, timeoutMs: 5_000 });
  const messenger = makeSlackMessenger({ api, mentions: {}, clock });
  const env = { FLINK_MEDIC_LLM_API_KEY: ownSecrets.llmKey, SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken };
  const attacked = await startSteppedAgent({ file: ownFile, env, clock, log, messenger });
  const clean = await startSteppedAgent({
    file: configFile('clean', flink.url, { sops: [cleanSops] }),
    env: {},
    clock,
    log: allLog(),
    messenger: undefined,
  });
  agents.push(attacked, clean);

  async function step(): Promise<void> {
    clock.at += stepMs;
    for (const agent of agents) await agent.step();
  }

  async function command(...words: string[]): Promise<string> {
    const world = commandWorld({ clock, folder });
    await runCli([...words, '--config', ownFile], world);
    return world.stdout.text() + world.stderr.text();
  }

  return {
    attack: planted,
    job,
    jobId: id(job),
    neighbourId: id(neighbour),
    flink,
    proxy,
    otherCluster,
    evil,
    model,
    slack,
    log,
    clock,
    attacked,
    clean,
    step,
    command,
    dataFolder: join(folder, 'data-attacked'),
    /** The job fails; both agents go on until they wait for a person. */
    async play(): Promise<void> {
      for (let round = 0; round < 3; round += 1) await step();
      model.reply(...repliesOf(planted));
      proxy.poison(poisonOf(planted, { job, jobId: id(job) }));
      flink.setTrouble(job, 'out-of-restarts');
      // Nobody looks before the job has used up its attempts: one poll sees the whole failure.
      for (let moment = 0; moment < 60 && flink.job(job)?.state !== 'FAILED'; moment += 1) clock.at += 500;
      for (let round = 0; round < mostSteps; round += 1) {
        await step();
        const states = await Promise.all(agents.map(async (one) => (await one.incident(job))?.state));
        if (states.every((state) => state === 'awaiting_approval' || state === 'escalated')) break;
      }
      // What was decided is told, and then what happened meanwhile, in the thread.
      for (let round = 0; round < 2; round += 1) await step();
    },
    async close(): Promise<void> {
      for (const agent of agents) await agent.close();
      for (const one of [proxy, otherCluster, evil, flink]) await one.close();
      try {
        await model.close();
        await slack.close();
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Places of the world that a text can only name when the world is there. */
function filledIn(text: string, places: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (all, name: string) => places[name] ?? all);
}
