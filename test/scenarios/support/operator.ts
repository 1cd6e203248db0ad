import { join } from 'node:path';
import { makeAgentView } from '../../../src/demo/agent-view.ts';
import type { FakeFlink } from '../../../src/demo/fake-flink/start-fake-flink.ts';
import type { ActionRow } from '../../../src/domain/action.ts';
import type { Incident, TimelineEvent } from '../../../src/domain/incident.ts';
import { type Agent, startAgent } from './agent.ts';
import { type ConfigChange, writeConfig } from './agent-config.ts';
import { type ChildAgent, startChildAgent, startRealAgent } from './child-agent.ts';
import type { FastClock } from './fast-clock.ts';
import { trustConfigured } from '../../support/trust-sops.ts';
import { runCommand, type Said } from './run-command.ts';
import { until } from './until.ts';

/** A person with an agent, its configuration and its data folder; the agent may be started and ended many times. */
export interface Operator {
  readonly configFile: string;
  /** Reviews the procedures that are there now, unless the story is about that nobody did. */
  readonly trust: () => Promise<void>;
  /** Starts the agent here and waits until it knows the cluster: what goes wrong from now on is news to it. */
  readonly serve: () => Promise<Agent>;
  /** Starts it without waiting for anything. */
  readonly start: () => Agent;
  /** Starts it as a process of its own. It follows `skip`, too. */
  readonly spawn: () => ChildAgent;
  /** The program as it is shipped, by the machine's clock: for stories whose `speed` is 1. */
  readonly spawnReal: () => ChildAgent;
  /** Lets time pass at once for everybody. */
  readonly skip: (ms: number) => void;
  readonly knows: () => Promise<boolean>;
  /** A command line with --json. */
  readonly command: (...words: string[]) => Promise<Said>;
  /** Newest first, closed ones too. */
  readonly incidents: () => Promise<Incident[]>;
  /** Those of one job (null: of the cluster). */
  readonly incidentsOf: (job: string | null) => Promise<Incident[]>;
  readonly timeline: () => Promise<readonly TimelineEvent[]>;
  readonly actions: () => Promise<ActionRow[]>;
  readonly until: <T>(
    what: string,
    look: () => T | Promise<T>,
    withinMs?: number,
  ) => Promise<Exclude<T, undefined | null | false>>;
  /** Waits for the job's newest incident to be in that state. */
  readonly reaches: (job: string | null, state: Incident['state'], withinMs?: number) => Promise<Incident>;
  /** Waits until so many polls have begun. */
  readonly polls: (count: number) => Promise<void>;
  readonly log: () => string;
  /** Logged as errors. */
  readonly errors: () => readonly string[];
  /** Ends every agent that still runs. */
  readonly end: () => Promise<void>;
}

const patienceMs = 45_000;
/** Loads are measured between two reads; what begins between the first two is as old as the first look. */
const pollsOfOneLook = 5;

export function makeOperator(options: {
  readonly name: string;
  readonly folder: string;
  readonly clock: FastClock;
  readonly flink: FakeFlink;
  readonly jobs: readonly string[];
  readonly change: ConfigChange;
}): Operator {
  const { name, folder, clock, flink } = options;
  const configFile = writeConfig(options);
  const view = makeAgentView(join(folder, `data-${name}`), clock);
  const agents: Agent[] = [];
  const children: (ChildAgent & { follow?(): void })[] = [];
  const timeline: TimelineEvent[] = [];
  let served = false;

  async function readTimeline(): Promise<readonly TimelineEvent[]> {
    timeline.push(...(await view.newEvents()));
    return timeline;
  }

  async function incidentsOf(job: string | null): Promise<Incident[]> {
    return (await view.incidents()).filter((one) => one.job === job);
  }

  const look: Operator['until'] = (what, see, withinMs = patienceMs) => until(what, see, { withinMs, clues });

  async function clues(): Promise<string> {
    const brief = (await view.incidents()).map(
      ({ id, job, state, escalation, diagnosis, refusals, signals }) =>
        `${id} ${job} ${state} ${diagnosis?.cause} ${escalation} ${signals.map((one) => one.kind).join(',')} ${JSON.stringify(refusals)}`,
    );
    const events = (await readTimeline()).map(({ incidentId, kind, text }) => `  ${incidentId} ${kind}: ${text}`);
    const rows = (await view.actions()).map(({ kind, state, note, key }) => `  ${kind} ${state} ${key}: ${note}`);
    const effects = flink.sideEffects().map(({ kind, job, key }) => `  ${kind} ${job} ${key}`);
    return [...brief, ...events, ...rows, ...effects, ...log().trimEnd().split('\n').slice(-12)].join('\n');
  }

  async function polls(count: number): Promise<void> {
    const before = overviews(flink);
    await look(`${count} polls have begun`, () => overviews(flink) - before >= count);
  }

  function log(): string {
    return [...agents, ...children.slice(0, 1)].map((one) => one.log()).join('');
  }

  function spawned(child: ChildAgent & { follow?(): void }): ChildAgent {
    children.push(child);
    return child;
  }

  async function trust(): Promise<void> {
    if (options.change.reviewed !== false) await trustConfigured(configFile, clock);
  }

  function start(): Agent {
    const agent = startAgent({ config: configFile, folder, clock });
    agents.push(agent);
    return agent;
  }

  return {
    configFile,
    trust,
    start,
    async serve() {
      // A restart alone makes nothing that was changed meanwhile reviewed.
      if (!served) await trust();
      served = true;
      const agent = start();
      const seen = Promise.race([agent.ended, look('the agent knows the cluster', () => view.knows('main'))]);
      if ((await seen) !== true) throw new Error(`The agent has ended by itself:\n${agent.log()}`);
      await polls(pollsOfOneLook);
      return agent;
    },
    spawn: () => spawned(startChildAgent({ config: configFile, clock, logFile: join(folder, `${name}.log`) })),
    spawnReal: () => spawned(startRealAgent({ config: configFile, logFile: join(folder, `${name}.log`) })),
    skip(ms) {
      clock.skip(ms);
      for (const child of children) child.follow?.();
    },
    knows: () => view.knows('main'),
    command: (...words) => runCommand(words, { clock, folder, config: configFile }),
    incidents: () => view.incidents(),
    incidentsOf,
    timeline: readTimeline,
    actions: () => view.actions(),
    until: look,
    reaches: (job, state, withinMs) =>
      look(
        `the incident of ${job ?? 'the cluster'} is ${state}`,
        async () => (await incidentsOf(job)).find((one) => one.state === state),
        withinMs,
      ),
    polls,
    log,
    errors: () =>
      log()
        .split('\n')
        .filter((line) => line.includes('"level":"error"')),
    async end() {
      await Promise.all([...agents.map((one) => one.stop()), ...children.map((one) => one.stop())]);
      await view.close();
    },
  };
}

function overviews(flink: FakeFlink): number {
  return flink.requests().filter(({ path }) => path === '/jobs/overview').length;
}
