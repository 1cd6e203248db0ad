import type { Command } from 'commander';
import { durationForms, durationMs } from '../config.ts';
import { isCorruptRow, UserMistake } from '../domain/errors.ts';
import type { Incident, TimelineEvent } from '../domain/incident.ts';
import type { IncidentStore } from '../ports/store.ts';
import type { CliContext } from './context.ts';
import { reportText } from './incident-texts.ts';

export function addReportCommand(program: Command, context: CliContext): void {
  program
    .command('report')
    .description('what it did, would have done and refused, and why')
    .option('--since <duration>', 'e.g. 24h, 7d', '7d')
    .action(async (options: { since: string }) => {
      const ms = durationMs(options.since);
      if (ms === undefined) throw new UserMistake(`--since ${options.since} is no duration; write ${durationForms}`);
      await context.withStore(async (store) => {
        const since = context.clock.now() - ms;
        const events = await store.incidents.timeline({ since });
        const incidents = await incidentsOf(events, since, store.incidents);
        context.output.result({ since, events }, () => reportText(events, incidents));
      });
    });
}

/** Those that the events are of. One that cannot be read is left out: its events stand by its id alone. */
async function incidentsOf(
  events: readonly TimelineEvent[],
  since: number,
  store: IncidentStore,
): Promise<ReadonlyMap<string, Incident>> {
  const incidents = new Map((await store.list({ since })).map((one) => [one.id, one]));
  // An action may end when its incident is stored no more: few do.
  for (const id of new Set(events.map(({ incidentId }) => incidentId))) {
    if (incidents.has(id)) continue;
    const incident = await store.get(id).catch(unlessCorrupt);
    if (incident !== undefined) incidents.set(id, incident);
  }
  return incidents;
}

function unlessCorrupt(error: unknown): undefined {
  if (!isCorruptRow(error)) throw error;
}
