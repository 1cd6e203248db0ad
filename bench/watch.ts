import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../src/adapters/store/open-store.ts';
import { systemClock } from '../src/adapters/telemetry/system-clock.ts';
import { databaseFile } from '../src/cli/data-folder.ts';
import type { Environment } from './environment.ts';
import { usageOf } from './process-usage.ts';

export interface WatchSizes {
  readonly clusters: number;
  /** Of each cluster. */
  readonly jobs: number;
  /** Length of the measured part. */
  readonly minutes: number;
}

export interface WatchResult {
  readonly sizes: WatchSizes;
  readonly agent: {
    readonly callsPerHealthyJobPerMinute: number;
    readonly cpuShare: number;
    readonly residentMb: number;
    readonly peakMb: number;
    readonly troubledJobs: number;
    readonly incidents: number;
    /** From the beginning of the poll that completed a detector's window to the stored incident. */
    readonly delayMs: { readonly p50: number; readonly p99: number; readonly max: number };
  };
  readonly baseline: { readonly callsPerJobPerMinute: number; readonly cpuShare: number; readonly residentMb: number };
  readonly targets: readonly { readonly target: string; readonly seen: string; readonly met: boolean }[];
}

const warmUpMs = 90_000;
const baselineMs = 60_000;

/** The agent and a simple poller, one after the other, on the same fleet of fake Flinks over real HTTP. */
export async function benchWatch(sizes: WatchSizes, progress: (line: string) => void): Promise<WatchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-bench-'));
  const fleet = startFleet(sizes);
  const children: ChildProcess[] = [fleet.child];
  try {
    const { urls } = (await fleet.next()) as { urls: string[] };
    const config = join(folder, 'flink-medic.yaml');
    writeFileSync(config, configOf(urls, folder));
    progress(`${sizes.clusters} clusters with ${sizes.jobs} jobs each; the agent warms up for ${warmUpMs / 1000} s`);
    const log = openSync(join(folder, 'agent.log'), 'w');
    const agent = spawn(process.execPath, ['src/main.ts', 'serve', '--config', config], {
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    children.push(agent);
    await stayAlive(agent, warmUpMs);

    const { troubled } = (await fleet.ask('trouble')) as { troubled: number };
    progress(`${troubled} jobs fall ill; measuring for ${sizes.minutes} min`);
    const before = { usage: usageOf(pidOf(agent)), count: (await fleet.ask('count')) as Count, at: performance.now() };
    await stayAlive(agent, sizes.minutes * 60_000);
    const after = { usage: usageOf(pidOf(agent)), count: (await fleet.ask('count')) as Count, at: performance.now() };
    await end(agent);
    const { delays, incidents } = await readDelays(folder);

    progress(`the simple poller, for ${baselineMs / 1000} s`);
    const naive = spawn(process.execPath, ['bench/naive-poller.ts', ...urls], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    children.push(naive);
    const countBefore = (await fleet.ask('count')) as Count;
    const began = performance.now();
    await stayAlive(naive, baselineMs);
    const naiveUsage = usageOf(pidOf(naive));
    const naiveMinutes = (performance.now() - began) / 60_000;
    const countAfter = (await fleet.ask('count')) as Count;

    const minutes = (after.at - before.at) / 60_000;
    const { healthyJobs } = after.count;
    const agentResult = {
      callsPerHealthyJobPerMinute: round(
        (after.count.ofHealthyJobs - before.count.ofHealthyJobs) / healthyJobs / minutes,
      ),
      cpuShare: round((after.usage.cpuSeconds - before.usage.cpuSeconds) / (minutes * 60)),
      residentMb: after.usage.residentMb,
      peakMb: after.usage.peakMb,
      troubledJobs: troubled,
      incidents,
      delayMs: { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99), max: quantile(delays, 1) },
    };
    const baseline = {
      callsPerJobPerMinute: round((countAfter.ofHealthyJobs - countBefore.ofHealthyJobs) / healthyJobs / naiveMinutes),
      cpuShare: round(naiveUsage.cpuSeconds / (naiveMinutes * 60)),
      residentMb: naiveUsage.residentMb,
    };
    return { sizes, agent: agentResult, baseline, targets: judge(agentResult, baseline) };
  } finally {
    for (const child of children) await end(child);
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Count {
  readonly all: number;
  readonly ofHealthyJobs: number;
  readonly healthyJobs: number;
}

function judge(agent: WatchResult['agent'], baseline: WatchResult['baseline']): WatchResult['targets'] {
  const share = agent.callsPerHealthyJobPerMinute / baseline.callsPerJobPerMinute;
  return [
    { target: 'at most a quarter of a core', seen: `${agent.cpuShare}`, met: agent.cpuShare <= 0.25 },
    { target: 'at most 250 MB', seen: `${agent.peakMb} MB at its peak`, met: agent.peakMb <= 250 },
    { target: 'at most a tenth of the calls', seen: `${round(share * 100)} %`, met: share <= 0.1 },
    { target: 'stored within 1 s at p99', seen: `${agent.delayMs.p99} ms`, met: agent.delayMs.p99 <= 1_000 },
    {
      target: 'one incident per ill job',
      seen: `${agent.incidents} of ${agent.troubledJobs}`,
      met: agent.incidents === agent.troubledJobs,
    },
  ];
}

function startFleet({ clusters, jobs }: WatchSizes) {
  const child = spawn(process.execPath, ['bench/fleet-process.ts', `${clusters}`, `${jobs}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: Interface = createInterface({ input: child.stdout });
  const answers = lines[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const { value, done } = await answers.next();
    if (done === true) throw new Error('The fleet of fake Flinks has ended');
    return JSON.parse(value as string);
  };
  return {
    child,
    next,
    async ask(question: 'trouble' | 'count'): Promise<unknown> {
      child.stdin.write(`${question}\n`);
      return await next();
    },
  };
}

function configOf(urls: readonly string[], folder: string): string {
  const clusters = urls.map(
    (url, index) => `  - { name: c${index}, url: "${url}", environment: bench, mode: observe }`,
  );
  return [
    `data: ${join(folder, 'data')}`,
    `sops: ${join(process.cwd(), 'sops')}`,
    'logLevel: warn',
    'poll: { every: 10s }',
    'clusters:',
    ...clusters,
    '',
  ].join('\n');
}

async function readDelays(folder: string): Promise<{ delays: number[]; incidents: number }> {
  const store = await openStore({
    file: databaseFile(join(folder, 'data')),
    busyTimeoutMs: 1_000,
    role: 'cli',
    clock: systemClock,
    onCorrupt: (error) => {
      throw error;
    },
  });
  try {
    const events = await store.incidents.timeline({});
    const opened = events.filter((one) => one.kind === 'opened');
    const delays = opened.map(
      (one) => one.at - Math.max(...(one.data['signals'] as { at: number }[]).map((signal) => signal.at)),
    );
    return { delays, incidents: new Set(opened.map((one) => one.incidentId)).size };
  } finally {
    await store.close();
  }
}

async function stayAlive(child: ChildProcess, ms: number): Promise<void> {
  const stop = new AbortController();
  const ended = once(child, 'exit', { signal: stop.signal }).then(
    ([code]) => {
      throw new Error(`${child.spawnargs.slice(1, 3).join(' ')} ended with ${code}`);
    },
    () => undefined,
  );
  await Promise.race([sleep(ms), ended]);
  stop.abort();
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('A process of the benchmark could not be started');
  return child.pid;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function watchText(result: WatchResult & { readonly environment: Environment }): string {
  const { agent, baseline, environment: here } = result;
  return [
    `${here.cpu}, ${here.cores} cores, Node ${here.node}, commit ${here.commit}, ${here.at}`,
    `agent:         ${agent.callsPerHealthyJobPerMinute} calls per healthy job and minute, ${agent.cpuShare} cores, ${agent.residentMb} MB (peak ${agent.peakMb})`,
    `simple poller: ${baseline.callsPerJobPerMinute} calls per job and minute, ${baseline.cpuShare} cores, ${baseline.residentMb} MB`,
    `delay to the stored incident: p50 ${agent.delayMs.p50} ms, p99 ${agent.delayMs.p99} ms, max ${agent.delayMs.max} ms`,
    ...result.targets.map((one) => `${one.met ? 'met    ' : 'NOT MET'}  ${one.target}: ${one.seen}`),
  ].join('\n');
}
