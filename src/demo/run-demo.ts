import { accessSync, constants, mkdtempSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../adapters/telemetry/system-clock.ts';
import { exitCodes, type Output } from '../cli/output.ts';
import { type AgentEvent, type AgentProcess, startAgentProcess } from './agent-process.ts';
import { type AgentView, makeAgentView } from './agent-view.ts';
import { DemoError } from './demo-error.ts';
import { type DemoOutcome, demoReport, isVerified } from './demo-report.ts';
import { finalTable } from './final-table.ts';
import type { FlinkVersion } from './flink-home.ts';
import { followStories } from './follow-stories.ts';
import { openStages, type Stages } from './open-stages.ts';
import { messageOf } from '../domain/errors.ts';
import type { Launch } from '../domain/job-record.ts';
import { stories, type Story } from './stories.ts';
import { restCallsIn, restCallsText } from './rest-calls.ts';
import { makeTeller, type Teller } from './teller.ts';
import { trustLibrary } from './trust-library.ts';
import { makeStoryWatch, type StoryWatch } from './watch-stories.ts';
import { askedJob, demoChat, missingForChat, writeDemoConfig } from './write-config.ts';

export interface DemoOptions {
  readonly output: Output;
  /** Ends the demo at any time; no process is left behind. */
  readonly signal: AbortSignal;
  /** Leaves everything running until the signal aborts, and everything on disk. */
  readonly keep: boolean;
  readonly flink: FlinkVersion;
  /** Plays against an imitation of Flink's REST API. */
  readonly fake: boolean;
}

/** How long the agent may take to look at both clusters for the first time, ms. */
const firstLookLimitMs = 40_000;
/** How long what is over may take to stand in the chat, ms: a message changes every few seconds. */
const tellLimitMs = 60_000;

/**
 * Shows the agent at work on jobs that misbehave, and checks with Flink itself that it did what it says.
 * Returns 0 only if all of it was verified.
 * @throws {DemoError} when Flink or the agent cannot be started; the signal's reason when it aborts. Nothing keeps running then.
 */
export async function runDemo(options: DemoOptions): Promise<number> {
  const { output, signal, keep } = options;
  const clock = systemClock;
  const startedAt = clock.now();
  const teller = makeTeller(output, startedAt, () => clock.now());
  /** Undone in reverse order at the end, whatever happens. */
  const cleanups: (() => Promise<void>)[] = [];
  try {
    const playing = play(options, { teller, startedAt, cleanups });
    const outcome = await Promise.race([playing, aborted(signal)]);
    output.result(demoReport(outcome), () => `\n${finalTable(outcome.results)}\n${lastWords(outcome)}`);
    if (keep && !signal.aborted) {
      teller.stop();
      teller.line('Everything keeps running, and everything stays on disk. Ctrl-C ends it.');
      await aborted(signal).catch(() => {});
    }
    return isVerified(outcome) ? exitCodes.ok : exitCodes.findings;
  } catch (error) {
    if (!signal.aborted) throw error;
    teller.say('stopped before the end; ending every process');
    // Whatever broke because of it.
    throw signal.reason;
  } finally {
    teller.doing(() => 'ending every process');
    for (const undo of cleanups.toReversed()) await undo();
    teller.stop();
  }
}

/** A container with a read-only root has none. @throws {DemoError} */
function requireTemporaryFolder(): void {
  const folder = tmpdir();
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = `The demo keeps what it plays with in ${folder}, which cannot be written`;
    throw new DemoError(
      'demo.wrong_setting',
      `${why}: ${messageOf(error)}. Set TMPDIR to a folder that can, such as below the data folder.`,
    );
  }
}

interface Playing {
  readonly teller: Teller;
  readonly startedAt: number;
  readonly cleanups: (() => Promise<void>)[];
}

async function play(options: DemoOptions, { teller, startedAt, cleanups }: Playing): Promise<DemoOutcome> {
  const { signal, keep, flink } = options;
  requireTemporaryFolder();
  const clock = systemClock;
  const chat = demoChat(process.env);
  const missing = missingForChat(process.env);
  if (missing.length > 0) teller.say(`not told in Slack: ${missing.join(', ')} not set`);
  teller.doing(() => 'preparing Flink');
  const opening = openStages({ ...options, say: (line) => teller.say(line) });
  cleanups.push(async () => await stopStages(opening));
  const stages = await opening;
  signal.throwIfAborted();

  const launches = await startJobs(stages, teller, signal);
  signal.throwIfAborted();
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-demo-'));
  let keepFolder = keep;
  cleanups.push(async () => {
    if (!keepFolder) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  const data = join(folder, 'data');
  await mkdir(data);
  const configFile = join(folder, 'flink-medic.yaml');
  const clusters = (['main', 'spare'] as const).map((name) => ({
    name,
    stage: stages[name],
    launches: new Map(
      stories.filter((one) => one.cluster === name).map((one) => [one.job, launches.get(one.job) as Launch]),
    ),
  }));
  if (chat !== undefined) teller.say(`the agent tells it in Slack too, in channel ${chat.channel}`);
  if (chat?.approver !== undefined) {
    teller.say(
      `${askedJob} is started again only after ${chat.approver} pressed Approve there; the rest goes on alone`,
    );
  }
  await writeDemoConfig(configFile, { data, clusters, chat });
  const trusted = await trustLibrary(configFile, 'demo', clock);
  teller.say(
    `${trusted} SOPs with a plan are recorded as reviewed, as by "flink-medic sop trust --all": only those run alone`,
  );
  signal.throwIfAborted();

  const logFile = join(data, 'agent.log');
  const agent = startAgentProcess({
    main: process.argv[1] ?? '',
    configFile,
    logFile,
    env: process.env,
    onEvent: (event) => teller.say(agentText(event, data)),
  });
  cleanups.push(async () => await agent.stop());
  const view = makeAgentView(data, clock);
  cleanups.push(async () => await view.close());
  const watch = makeStoryWatch(
    stories,
    (story) => stages[story.cluster],
    () => clock.now(),
  );
  await untilAgentKnows({ agent, view, watch, teller, signal });
  watch.markBefore();
  teller.doing(() => 'waiting until every job has completed two checkpoints');
  await Promise.all(stories.map(async (story) => await upset(story, stages, teller)));
  const followed = await followStories({
    stories,
    stages,
    view,
    watch,
    teller,
    clock,
    startedAt,
    signal,
    chat: chat !== undefined,
    asks: chat?.approver !== undefined,
    requireAgent: () => requireAgent(agent),
  });
  if (chat !== undefined && !keep) await untilTold(view, teller, signal);
  // Its last words tell how often it asked Flink; with --keep it goes on.
  if (!keep) await agent.stop();
  const outcome: DemoOutcome = {
    flink,
    fake: stages.main.fake,
    seconds: Math.round((clock.now() - startedAt) / 1000),
    ...followed,
    agentRestarts: agent.restarts(),
    restCalls: keep ? undefined : restCallsIn(await readFile(logFile, 'utf8')),
    dataFolder: data,
  };
  keepFolder ||= !isVerified(outcome);
  if (keepFolder) {
    teller.line(`main ${stages.main.url}, spare ${stages.spare.url}; the agent's store and log: ${data}`);
    teller.line(`look closer with: flink-medic --config ${configFile} incidents list`);
  }
  return keepFolder ? outcome : { ...outcome, dataFolder: undefined };
}

async function startJobs(stages: Stages, teller: Teller, signal: AbortSignal): Promise<Map<string, Launch>> {
  const launches = new Map<string, Launch>();
  for (const story of stories) {
    signal.throwIfAborted();
    teller.doing(() => `submitting ${story.job}`);
    launches.set(story.job, await stages[story.cluster].start(story));
    teller.say(`${story.cluster}: ${story.job} is submitted`);
  }
  return launches;
}

interface FirstLook {
  readonly agent: AgentProcess;
  readonly view: AgentView;
  readonly watch: StoryWatch;
  readonly teller: Teller;
  readonly signal: AbortSignal;
}

/** Trouble from before its first look would be old news to the agent, and never acted on. */
async function untilAgentKnows({ agent, view, watch, teller, signal }: FirstLook): Promise<void> {
  teller.doing(() => 'waiting for the agent to look at both clusters');
  const deadline = systemClock.now() + firstLookLimitMs;
  await watch.look();
  while (!((await view.knows('main')) && (await view.knows('spare')))) {
    signal.throwIfAborted();
    requireAgent(agent);
    if (systemClock.now() > deadline) {
      throw new DemoError(
        'demo.process_failed',
        `The agent did not look at both clusters in ${firstLookLimitMs / 1000} s`,
      );
    }
    await systemClock.sleep(500, signal);
    await watch.look();
  }
  teller.say('the agent has looked at both clusters: all is well; the trouble begins');
}

/** Ended at once, the agent would leave threads without their verdict. */
async function untilTold(view: AgentView, teller: Teller, signal: AbortSignal): Promise<void> {
  teller.doing(() => 'waiting until Slack has the whole story');
  const deadline = systemClock.now() + tellLimitMs;
  while (!(await view.isTold())) {
    signal.throwIfAborted();
    if (systemClock.now() > deadline) {
      teller.say(`Slack has not the whole story after ${tellLimitMs / 1000} s; the terminal has it`);
      return;
    }
    await systemClock.sleep(500, signal);
  }
}

async function upset(story: Story, stages: Stages, teller: Teller): Promise<void> {
  await stages[story.cluster].upset(story);
  if (story.trouble !== 'none') teller.say(`${story.job} ${story.title}`);
}

function requireAgent(agent: AgentProcess): void {
  const failure = agent.failure();
  if (failure !== undefined) throw failure;
}

function agentText(event: AgentEvent, data: string): string {
  switch (event.kind) {
    case 'started':
      return `the agent runs as pid ${event.pid}, with its store and log in ${data}; kill it if you like`;
    case 'ended':
      return `the agent (pid ${event.pid}) ended: ${event.how}; it is started again and goes on where it was`;
  }
}

/** A stage that is still being opened stops itself when it is given up. */
async function stopStages(opening: Promise<Stages>): Promise<void> {
  const stages = await opening.catch(() => undefined);
  if (stages === undefined) return;
  await Promise.all([stages.main.stop(), stages.spare.stop()]);
}

async function aborted(signal: AbortSignal): Promise<never> {
  return await new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function lastWords(outcome: DemoOutcome): string {
  const simulated = outcome.fake ? ' (simulated Flink)' : '';
  const calls = outcome.restCalls === undefined ? '' : ` ${restCallsText(outcome.restCalls)}`;
  const verdict = isVerified(outcome)
    ? `Verified with Flink ${outcome.flink}${simulated} in ${outcome.seconds} s: every job ended as it should, nothing was done twice.${calls}`
    : `NOT verified with Flink ${outcome.flink}${simulated} after ${outcome.seconds} s.`;
  return [...outcome.problems, verdict].join('\n');
}
