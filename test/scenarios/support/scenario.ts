import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type FakeFlink,
  type FakeFlinkOptions,
  type FakeJobOptions,
  startFakeFlink,
} from '../../../src/demo/fake-flink/start-fake-flink.ts';
import type { ConfigChange } from './agent-config.ts';
import { type FastClock, startFastClock } from './fast-clock.ts';
import { makeOperator, type Operator } from './operator.ts';

export interface ScenarioOptions {
  readonly flink?: FakeFlinkOptions;
  /** Run since before the story, and well. */
  readonly jobs: readonly FakeJobOptions[];
  readonly config?: ConfigChange;
  /** Messages that the agent may log as errors: this story is about them. */
  readonly errors?: RegExp;
  readonly withinMs?: number;
  /** How much faster than the machine's the story's clock runs; 1 for a story with the program as it is shipped. */
  readonly speed?: number;
}

/** Everything a story plays with. */
export interface World extends Operator {
  readonly clock: FastClock;
  readonly flink: FakeFlink;
  readonly folder: string;
  /** Requests that ask Flink for a change; uploads of jars too. */
  readonly writes: () => readonly string[];
  /** Another one with a store of its own, on the same Flink. */
  readonly operator: (name: string, change?: ConfigChange) => Operator;
}

/** Effects that Flink must have seen when the story is over, in order and each once: `start invoice-totals`. */
export type Effects = readonly string[];

const usualLimitMs = 60_000;

/**
 * One incident story of the whole agent against a fake Flink over HTTP. Stories of a file are played side by side.
 * When one is over, the agents are stopped, and Flink must have had exactly the effects that the story returns, no request
 * that it does not know, and every planned misbehaviour; no agent may have logged an error that the story does not name.
 */
export function scenario(title: string, options: ScenarioOptions, story: (world: World) => Promise<Effects>): void {
  test.concurrent(`${title}`, { timeout: options.withinMs ?? usualLimitMs }, async () => {
    const opened = await openWorld(options);
    try {
      const wanted = await story(opened.world);
      await opened.quiet();
      const { flink } = opened.world;
      expect(flink.sideEffects().map(({ kind, job }) => `${kind} ${job}`)).toEqual(wanted);
      expect(flink.unexpected).toEqual([]);
      expect(flink.misbehavioursLeft()).toBe(0);
      expect(opened.errors().filter((line) => options.errors?.test(line) !== true)).toEqual([]);
    } finally {
      await opened.close();
    }
  });
}

interface OpenWorld {
  readonly world: World;
  /** Ends the agents. */
  quiet(): Promise<void>;
  /** Lines that agents logged as errors. */
  errors(): readonly string[];
  close(): Promise<void>;
}

async function openWorld(options: ScenarioOptions): Promise<OpenWorld> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'flink-medic-scenario-')));
  const clock = startFastClock(options.speed);
  const flink = await startFakeFlink({
    taskManagers: 2,
    slots: 4,
    directory: folder,
    now: () => clock.now(),
    checkpointHistory: 50,
    ...options.flink,
  });
  // Storage in use: an empty root may be a volume that is not mounted.
  await mkdir(join(flink.savepointDirectory, 'savepoint-of-before'), { recursive: true });
  for (const job of options.jobs) flink.addJob({ ageMs: 20_000, ...job });
  const jobs = options.jobs.map((job) => job.name);
  const operators: Operator[] = [];
  const operator = (name: string, change: ConfigChange = options.config ?? {}): Operator => {
    const made = makeOperator({ name, folder, clock, flink, jobs, change });
    operators.push(made);
    return made;
  };
  const agent = operator('agent');
  await agent.trust();
  const world: World = {
    ...agent,
    clock,
    flink,
    folder,
    operator,
    writes: () =>
      flink
        .requests()
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path }) => `${method} ${path}`),
  };
  return {
    world,
    quiet: async () => void (await Promise.all(operators.map((one) => one.end()))),
    errors: () => operators.flatMap((one) => one.errors()),
    async close() {
      await Promise.all(operators.map((one) => one.end()));
      await flink.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
