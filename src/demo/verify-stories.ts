import type { ActionKindName, ActionRow } from '../domain/action.ts';
import { type Incident, sopIdOf } from '../domain/incident.ts';
import type { RunView } from './observe-job.ts';
import type { Story } from './stories.ts';
import { type Check, compared, newestBefore, restoredNewest } from './verify-restore.ts';
import type { FlinkFacts } from './watch-stories.ts';

export type IncidentFacts = Pick<
  Incident,
  'id' | 'cluster' | 'job' | 'state' | 'closing' | 'baseline' | 'diagnosis' | 'retrieval' | 'refusals'
>;
export type ActionFacts = Pick<ActionRow, 'id' | 'cluster' | 'jobName' | 'kind' | 'state'>;

export interface StoryFacts {
  readonly flink: FlinkFacts;
  /** Of this story only; see `incidentsOf`. */
  readonly incidents: readonly IncidentFacts[];
  readonly actions: readonly ActionFacts[];
  /** False for a Flink that shows no count of records. */
  readonly countsShown: boolean;
}

export interface Judgement {
  readonly ok: boolean;
  /** What is not as it should be; when all is well, what was found. */
  readonly reasons: readonly string[];
}

/** Incidents of the story's job; a lost machine may be one of the whole cluster. Adopted ones are told as part of another. */
export function incidentsOf(story: Story, incidents: readonly IncidentFacts[]): IncidentFacts[] {
  return incidents.filter((one) => {
    if (one.cluster !== story.cluster || one.closing === 'adopted') return false;
    if (one.job !== null) return one.job === story.job;
    return story.trouble === 'lost-taskmanager';
  });
}

export function actionsOf(story: Story, actions: readonly ActionFacts[]): ActionFacts[] {
  return actions.filter((one) => one.cluster === story.cluster && one.jobName === story.job);
}

/** Whether a story ended as it must, from what Flink and the agent's record say. */
export function judge(story: Story, facts: StoryFacts): Judgement {
  const checks = checksOf(story, facts);
  const wrong = checks.filter((check) => !check.ok);
  return { ok: wrong.length === 0, reasons: (wrong.length === 0 ? checks : wrong).map((check) => check.text) };
}

function checksOf(story: Story, facts: StoryFacts): Check[] {
  switch (story.ending) {
    case 'healed':
      return [
        ...oneIncident(story, facts, { state: 'closed', closing: 'cleared' }),
        oneAction(facts, story.trouble === 'out-of-restarts' ? 'start-job' : 'rescale-in-place'),
        ...(story.trouble === 'out-of-restarts' ? startedAgain(story, facts) : rescaled(story, facts)),
      ];
    case 'recovered':
      return [
        ...oneIncident(story, facts, { state: 'closed', closing: 'recovered' }),
        noAction(facts),
        ...leftAlone(facts),
        ...restoredByFlink(facts),
      ];
    case 'escalated':
      return [
        ...oneIncident(story, facts, { state: 'escalated', closing: null }),
        ...(story.trouble === 'out-of-restarts-unretained' ? [refused(facts)] : []),
        noAction(facts),
        ...leftAlone(facts),
      ];
    case 'untouched':
      return [noIncident(facts), noAction(facts), ...leftAlone(facts), ...undisturbed(facts)];
  }
}

function oneIncident(
  story: Story,
  { incidents }: StoryFacts,
  want: { readonly state: Incident['state']; readonly closing: Incident['closing'] },
): Check[] {
  const [incident] = incidents;
  if (incident === undefined) return [{ ok: false, text: 'no incident was opened' }];
  if (incidents.length > 1) return [{ ok: false, text: `${incidents.length} incidents instead of one` }];
  const cause = incident.diagnosis?.cause ?? 'none yet';
  const sop = sopIdOf(incident.retrieval) ?? 'none';
  const ended = incident.closing === null ? incident.state : `${incident.state} (${incident.closing})`;
  const wanted = want.closing === null ? want.state : `${want.state} (${want.closing})`;
  return [
    { ok: !incident.baseline, text: incident.baseline ? 'its incident is a baseline' : 'one incident' },
    compared(cause === story.cause, 'cause', cause, story.cause ?? ''),
    compared(sop === story.cause, 'SOP', sop, story.cause ?? ''),
    compared(incident.state === want.state && incident.closing === want.closing, 'incident', ended, wanted),
  ];
}

function noIncident({ incidents }: StoryFacts): Check {
  const ids = incidents.map((one) => one.id).join(', ');
  return {
    ok: incidents.length === 0,
    text: incidents.length === 0 ? 'no incident' : `an incident was opened: ${ids}`,
  };
}

/** A refusal says which field forbade the action. */
function refused({ incidents }: StoryFacts): Check {
  const refusal = incidents[0]?.refusals[0];
  if (refusal === undefined) return { ok: false, text: 'no refusal is recorded' };
  return { ok: true, text: `refused: ${refusal.reason}, ${refusal.field} = ${refusal.value}` };
}

function sentOf({ actions }: StoryFacts): readonly ActionFacts[] {
  const unsent: readonly ActionFacts['state'][] = ['proposed', 'awaiting_approval', 'ready', 'dropped'];
  return actions.filter((one) => !unsent.includes(one.state));
}

function oneAction(facts: StoryFacts, kind: ActionKindName): Check {
  const told = sentOf(facts).map((one) => `${one.kind} ${one.state}`);
  return compared(
    told.length === 1 && told[0] === `${kind} succeeded`,
    'actions',
    told.join(', ') || 'none',
    `${kind} succeeded`,
  );
}

function noAction(facts: StoryFacts): Check {
  const told = sentOf(facts).map((one) => one.kind);
  return { ok: told.length === 0, text: told.length === 0 ? 'no action' : `acted: ${told.join(', ')}` };
}

/** By Flink's own history nobody did anything to the job. */
function leftAlone({ flink: { before, after } }: StoryFacts): Check[] {
  const [run] = after;
  if (before === undefined || run === undefined) return [{ ok: false, text: 'Flink does not show the job' }];
  return [
    sameRun(before, after),
    compared(same(run.parallelism, before.parallelism), 'parallelism', list(run.parallelism), list(before.parallelism)),
    {
      ok: run.savepoints === 0,
      text: run.savepoints === 0 ? 'no savepoint' : `${run.savepoints} savepoints were taken`,
    },
    { ok: !run.cancelled, text: run.cancelled ? 'the job was cancelled' : 'never cancelled' },
  ];
}

function undisturbed({ flink: { after } }: StoryFacts): Check[] {
  const [run] = after;
  if (run === undefined) return [];
  const restored = run.restored;
  return [
    compared(run.state === 'RUNNING', 'state', run.state, 'RUNNING'),
    { ok: restored === undefined, text: restored === undefined ? 'never restarted' : `restarted from ${restored.id}` },
  ];
}

function restoredByFlink(facts: StoryFacts): Check[] {
  const [run] = facts.flink.after;
  if (run === undefined) return [];
  return [compared(run.state === 'RUNNING', 'state', run.state, 'RUNNING'), ...restoredInPlace(facts, run)];
}

function rescaled(story: Story, facts: StoryFacts): Check[] {
  const { before, after } = facts.flink;
  const [run] = after;
  if (before === undefined || run === undefined) return [{ ok: false, text: 'Flink does not show the job' }];
  return [
    sameRun(before, after),
    ...running(story, run),
    { ok: run.savepoints === 0 && !run.cancelled, text: 'no savepoint, never cancelled' },
    ...restoredInPlace(facts, run),
  ];
}

function startedAgain(story: Story, facts: StoryFacts): Check[] {
  const { before, after } = facts.flink;
  const [run, old, ...others] = after;
  if (before === undefined || run === undefined) return [{ ok: false, text: 'Flink does not show the job' }];
  if (old === undefined || old.id !== before.id || others.length > 0) {
    return [{ ok: false, text: `${after.length} runs instead of the failed one and its successor` }];
  }
  return [
    compared(old.state === 'FAILED', 'old run', old.state, 'FAILED'),
    ...running(story, run),
    ...restoredNewest(facts.flink, {
      run,
      newest: facts.flink.checkpoints.get(old.id)?.at(-1),
      owner: old,
      countsShown: facts.countsShown,
    }),
  ];
}

function sameRun(before: RunView, after: readonly RunView[]): Check {
  const isSame = after.length === 1 && after[0]?.id === before.id;
  return compared(isSame, 'runs', after.map((one) => short(one.id)).join(', '), short(before.id));
}

function restoredInPlace({ flink, countsShown }: StoryFacts, run: RunView): Check[] {
  const newest = newestBefore(flink.checkpoints.get(run.id), run.restored?.at);
  return restoredNewest(flink, { run, newest, owner: run, countsShown });
}

function running(story: Story, run: RunView): Check[] {
  const wanted = run.parallelism.map(() => story.parallelismAfter ?? 1);
  return [
    compared(run.state === 'RUNNING', 'state', run.state, 'RUNNING'),
    compared(same(run.parallelism, wanted), 'parallelism', list(run.parallelism), list(wanted)),
  ];
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

function list(parallelism: readonly number[]): string {
  const first = parallelism[0];
  return first !== undefined && parallelism.every((one) => one === first) ? String(first) : parallelism.join('/');
}

function short(id: string): string {
  return id.slice(0, 8);
}
