import { existsSync } from 'node:fs';
import { openStore, type Store } from '../adapters/store/open-store.ts';
import { databaseFile } from '../cli/data-folder.ts';
import { type ActionRow, messageKindNames } from '../domain/action.ts';
import type { Alert } from '../domain/alert.ts';
import { OpsError } from '../domain/errors.ts';
import type { Incident, TimelineEvent } from '../domain/incident.ts';
import { alertFor } from '../pipeline/read-alert.ts';
import { hasStory } from '../pipeline/thread-lines.ts';
import type { Clock } from '../ports/clock.ts';

/** What the agent has recorded, read while it runs. */
export interface AgentView {
  /** Events that no earlier call returned, oldest first. */
  newEvents(): Promise<TimelineEvent[]>;
  incidents(): Promise<Incident[]>;
  actions(): Promise<ActionRow[]>;
  /** The incident as a chat would show it. */
  alert(incident: Incident): Promise<Alert>;
  /** It has looked at the cluster more than once: what goes wrong from now on is news to it. */
  knows(cluster: string): Promise<boolean>;
  /** A chat has all that has happened so far. */
  isTold(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens the agent's store as soon as there is one; until then there is nothing to tell. */
export function makeAgentView(dataFolder: string, clock: Clock): AgentView {
  const file = databaseFile(dataFolder);
  let store: Store | undefined;
  let told = 0;

  /** Undefined while the agent has not made its store, or is busy making it. */
  async function opened(): Promise<Store | undefined> {
    if (store !== undefined) return store;
    if (!existsSync(file)) return undefined;
    try {
      store = await openStore({ file, busyTimeoutMs: 2_000, role: 'cli', clock, onCorrupt: () => {} });
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
    }
    return store;
  }

  return {
    async newEvents() {
      const all = (await (await opened())?.incidents.timeline({})) ?? [];
      const fresh = all.slice(told);
      told = all.length;
      return fresh;
    },
    incidents: async () => (await (await opened())?.incidents.list({})) ?? [],
    actions: async () => (await (await opened())?.ledger.actions({ exceptKinds: messageKindNames })) ?? [],
    async alert(incident) {
      const open = await opened();
      if (open === undefined) throw new Error(`The store that told of incident ${incident.id} is closed`);
      return await alertFor({ incidents: open.incidents, actions: open.ledger }, incident);
    },
    async knows(cluster) {
      const memory = await (await opened())?.watch.cluster(cluster);
      return (
        memory?.firstSeenAt !== undefined && memory.unreadable === undefined && memory.lastPollAt > memory.firstSeenAt
      );
    },
    async isTold() {
      const open = await opened();
      for (const { kind, incidentId, pending, listId, toldSeq } of (await open?.notifications.open()) ?? []) {
        if (kind !== 'incident' || listId !== null) continue;
        // What is over is told once nothing of it is open any more.
        if (pending !== null || (await open?.incidents.get(incidentId))?.state === 'closed') return false;
        if (hasStory((await open?.notifications.eventsAfter(incidentId, toldSeq)) ?? [])) return false;
      }
      return true;
    },
    async close() {
      await store?.close();
      store = undefined;
    },
  };
}
