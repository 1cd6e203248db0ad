import { checkPageWebhook } from '../adapters/web/page-webhook.ts';
import type { Config } from '../config.ts';
import type { Log } from '../ports/log.ts';

/** Said at the start: a page that cannot be sent is otherwise noticed when it is missed. */
export async function checkWebhook(
  { notifications }: Pick<Config, 'notifications'>,
  log: Pick<Log, 'warn'>,
  signal: AbortSignal,
): Promise<void> {
  const { escalation } = notifications;
  if (escalation === undefined) return;
  const state = await checkPageWebhook(escalation, signal);
  if (state.kind === 'connected' || signal.aborted) return;
  log.warn({ why: state.why }, 'nobody could be called now: see notifications.escalation');
}
