import type { TextBody } from '../ports/messenger.ts';
import type { Notification } from '../ports/notifications.ts';
import { quoted } from '../diagnosis/plain-text.ts';
import type { NotifyDeps } from './notify-deps.ts';
import { newNotification } from './notify-new.ts';
import { carry, hasToWait, propose } from './notify-say.ts';

/** So long after the end of its incident nobody looks for the way any more. */
const givenUpAfterMs = 86_400_000;

/**
 * The incident is told anew in another channel, from its beginning: other people read there. What was said so far gets a
 * notification of its own first, so that a process that ends in between forgets neither.
 */
export async function moveTo(deps: NotifyDeps, row: Notification, channel: string): Promise<Notification> {
  const { cluster, incidentId, message } = row;
  if (message !== null) {
    const id = `moved:${incidentId}:${row.channel}:${message}`;
    const of = { id, kind: 'moved', cluster, incidentId, channel: row.channel } as const;
    if ((await deps.notifications.get(id)) === undefined) {
      await deps.notifications.save({ ...newNotification(of, deps.clock.now()), message }, deps.epoch);
    }
  }
  return await deps.notifications.save(anewIn(row, channel), deps.epoch);
}

/** Nothing was said there yet, nor has anything failed there; what the chat refuses for what it holds it refuses there, too. */
export function anewIn(row: Notification, channel: string): Notification {
  const unsaid = { message: null, digest: null, shown: null, toldSeq: 0, toldParts: 0, saidAsOf: 0, postedAt: null };
  return { ...row, ...unsaid, plainNext: null, failures: 0, nextTryAt: 0, channel };
}

/** Says where an incident went on: in the message that it left, whose buttons go, and once to those who follow its thread. */
export async function tellMoved(deps: NotifyDeps, stored: Notification, signal: AbortSignal): Promise<void> {
  const row = await carry(deps, stored, signal);
  const { incidentId, message, last } = row;
  const now = deps.clock.now();
  if (hasToWait(deps, row, signal)) return;
  const incident = await deps.incidents.get(incidentId);
  const isOver = incident?.closedAt != null && now - incident.closedAt >= givenUpAfterMs;
  if (incident === undefined || message === null || last === 'reply' || isOver) {
    await deps.notifications.save({ ...row, done: true }, deps.epoch);
    return;
  }
  const goesOn = (await deps.notifications.get(`incident:${incidentId}`))?.channel;
  // The process ended before the incident itself had moved.
  if (goesOn === undefined || goesOn === row.channel) return;
  const subject = `${incident.cluster}/${incident.job === null ? '(cluster)' : quoted(incident.job, 200)}`;
  const line = `Incident ${incidentId} of ${subject} goes on in another channel`;
  const content: TextBody = { kind: 'text', lines: [line], goesOn };
  const what = last === null ? 'update' : 'reply';
  await carry(deps, await propose(deps, row, { what, content, asOf: now, job: incident.job }), signal);
}
