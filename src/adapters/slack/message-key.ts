import { z } from 'zod';

/** Event type of the metadata that every message of this program carries. */
export const eventType = 'flink_medic_message';

export function metadataOf(key: string, incident: string | undefined): object {
  return { event_type: eventType, event_payload: { key, ...(incident !== undefined && { incident }) } };
}

/** A message as far as finding needs it. */
export const FoundMessage = z.object({
  ts: z.string().regex(/^\d{1,12}\.\d{6}$/),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  metadata: z.unknown().optional(),
});
export type FoundMessage = z.infer<typeof FoundMessage>;

const Metadata = z.object({ event_type: z.literal(eventType), event_payload: z.object({ key: z.string() }) });

/** Messages that Slack itself writes in the bot's name: it joined, the topic changed, a message was deleted. They never had a key. */
const subtypesOfOurs = new Set(['bot_message', 'thread_broadcast']);

/** The key of a message of this bot, `none` when the message is somebody else's, `stripped` when it should have one and has not. */
export function keyOf(message: FoundMessage, botId: string): { readonly key: string } | 'none' | 'stripped' {
  if (message.bot_id !== botId) return 'none';
  if (message.subtype !== undefined && !subtypesOfOurs.has(message.subtype)) return 'none';
  const metadata = Metadata.safeParse(message.metadata);
  return metadata.success ? { key: metadata.data.event_payload.key } : 'stripped';
}
