import type { Config } from '../config.ts';
import type { DoctorFinding } from './doctor.ts';
import type { Outside } from './outside.ts';

/** Whether a page would reach its receiver; nothing is sent to it, and nothing said when none is configured. */
export async function webhookFindings(
  { notifications }: Pick<Config, 'notifications'>,
  checkPageWebhook: Outside['checkPageWebhook'],
  signal: AbortSignal,
): Promise<readonly DoctorFinding[]> {
  const { escalation } = notifications;
  if (escalation === undefined) return [];
  const about = 'page webhook';
  const state = await checkPageWebhook(escalation, signal);
  switch (state.kind) {
    case 'connected':
      return [{ level: 'ok', about, text: `${state.name} takes connections; nothing was sent` }];
    case 'unusable': {
      const level = state.lasting ? 'problem' : 'silent';
      return [{ level, about, text: `${state.why} (notifications.escalation). Until then nobody can be called.` }];
    }
  }
}
