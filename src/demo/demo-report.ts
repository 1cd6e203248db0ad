import type { ActionRow } from '../domain/action.ts';
import { type Incident, sopIdOf } from '../domain/incident.ts';
import type { RunView } from './observe-job.ts';
import type { StoryResult } from './final-table.ts';
import type { RestCalls } from './rest-calls.ts';
import { actionsOf } from './verify-stories.ts';

export interface DemoOutcome {
  readonly flink: string;
  readonly fake: boolean;
  readonly seconds: number;
  readonly results: readonly StoryResult[];
  /** What is wrong besides the stories. */
  readonly problems: readonly string[];
  readonly incidents: readonly Incident[];
  readonly actions: readonly ActionRow[];
  readonly agentRestarts: number;
  /** Undefined when the agent does not say. */
  readonly restCalls: RestCalls | undefined;
  /** Undefined when it is removed at the end. */
  readonly dataFolder: string | undefined;
}

/** True when every story ended as it must and nothing else happened. */
export function isVerified({ results, problems }: DemoOutcome): boolean {
  return problems.length === 0 && results.every(({ judgement }) => judgement.ok);
}

/** The demo as one JSON document. */
export function demoReport(outcome: DemoOutcome): unknown {
  return {
    ok: isVerified(outcome),
    flink: outcome.flink,
    fake: outcome.fake,
    seconds: outcome.seconds,
    agentRestarts: outcome.agentRestarts,
    restCalls: restCallsReport(outcome.restCalls),
    dataFolder: outcome.dataFolder ?? null,
    problems: outcome.problems,
    stories: outcome.results.map((result) => storyReport(result, outcome)),
  };
}

function storyReport({ story, before, after, incidents, judgement }: StoryResult, outcome: DemoOutcome): unknown {
  const full = new Map(outcome.incidents.map((one) => [one.id, one]));
  return {
    job: story.job,
    cluster: story.cluster,
    title: story.title,
    trouble: story.trouble,
    expected: { ending: story.ending, cause: story.cause ?? null },
    before: runReport(before),
    after: runReport(after),
    incidents: incidents.map((one) => ({
      id: one.id,
      job: one.job,
      state: one.state,
      closing: one.closing,
      cause: one.diagnosis?.cause ?? null,
      summary: one.diagnosis?.summary ?? null,
      sop: sopIdOf(one.retrieval) ?? null,
      refusals: one.refusals,
      verdict: full.get(one.id)?.verdict?.kind ?? null,
      openedAt: iso(full.get(one.id)?.openedAt),
      closedAt: iso(full.get(one.id)?.closedAt),
    })),
    actions: actionsOf(story, outcome.actions).map((one) => ({ id: one.id, kind: one.kind, state: one.state })),
    verified: { ok: judgement.ok, reasons: judgement.reasons },
  };
}

function restCallsReport(calls: RestCalls | undefined): unknown {
  return calls === undefined ? null : { count: calls.count, complete: calls.cutShort === 0 };
}

function runReport(run: RunView | undefined): unknown {
  if (run === undefined) return null;
  return {
    jobId: run.id,
    state: run.state,
    parallelism: run.parallelism,
    completedCheckpoints: run.completedCheckpoints,
    newestCheckpoint: run.checkpoints.at(-1)?.path ?? null,
    restoredFrom: run.restored?.path ?? null,
    restoredCount: run.restoredCount,
    currentCount: run.currentCount,
    savepoints: run.savepoints,
    cancelled: run.cancelled,
  };
}

function iso(at: number | null | undefined): string | null {
  return at == null ? null : new Date(at).toISOString();
}
