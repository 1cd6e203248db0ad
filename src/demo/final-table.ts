import { table } from '../cli/output.ts';
import type { RunView } from './observe-job.ts';
import type { Story } from './stories.ts';
import type { IncidentFacts, Judgement } from './verify-stories.ts';

export interface StoryResult {
  readonly story: Story;
  readonly before: RunView | undefined;
  readonly after: RunView | undefined;
  readonly incidents: readonly IncidentFacts[];
  readonly judgement: Judgement;
}

/** One line per job: how it was, how it is, what the agent made of it; below it, what is not as it should be. */
export function finalTable(results: readonly StoryResult[]): string {
  const rows = results.map(({ story, before, after, incidents, judgement }) => [
    story.job,
    story.title,
    look(before),
    look(after),
    incidents.map(ending).join(', ') || 'no incident',
    judgement.ok ? 'yes' : 'NO',
  ]);
  const wrong = results.filter(({ judgement }) => !judgement.ok);
  return [
    table(['JOB', 'WHAT HAPPENED', 'BEFORE', 'AFTER', 'AGENT', 'VERIFIED'], rows),
    ...wrong.map(({ story, judgement }) => `${story.job}: ${judgement.reasons.join('; ')}`),
  ].join('\n');
}

/** `RUNNING x2 from checkpoint 16`. */
function look(run: RunView | undefined): string {
  if (run === undefined) return 'gone';
  const from = run.restored === undefined ? '' : ` from checkpoint ${run.restored.id}`;
  return `${run.state} x${Math.max(0, ...run.parallelism)}${from}`;
}

function ending(incident: IncidentFacts): string {
  const cause = incident.diagnosis?.cause ?? 'not diagnosed';
  return `${cause}: ${incident.closing ?? incident.state}`;
}
