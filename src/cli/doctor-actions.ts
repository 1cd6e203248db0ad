import type { Config } from '../config.ts';
import type { OwnKinds } from '../serving/own-kinds.ts';
import type { DoctorFinding } from './doctor.ts';
import type { Outside } from './outside.ts';

const about = 'actions';

/** The kinds of the team's own: what each may do, and what keeps `serve` from starting. */
export function actionFindings({ kinds, problems }: OwnKinds): DoctorFinding[] {
  return [
    ...problems.map((text): DoctorFinding => ({ level: 'problem', about, text })),
    ...kinds.map(({ kind, risk, onDoubt }): DoctorFinding => {
      return { level: 'ok', about, text: `${kind}: ${risk}, in doubt ${onDoubt}` };
    }),
  ];
}

/** Whether the webhooks among them would be reached; nothing is sent to them. */
export async function ownWebhookFindings(
  { webhooks }: Pick<Config, 'webhooks'>,
  checkWebhook: Outside['checkPageWebhook'],
  signal: AbortSignal,
): Promise<DoctorFinding[]> {
  return await Promise.all(
    webhooks.map(async ({ name, url, tokenFile, allowAddresses }): Promise<DoctorFinding> => {
      const state = await checkWebhook({ url: url.reveal(), tokenFile, allowAddresses }, signal);
      if (state.kind === 'connected') {
        return { level: 'ok', about, text: `${name}: ${state.name} takes connections; nothing was sent` };
      }
      return { level: state.lasting ? 'problem' : 'silent', about, text: `${name}: ${state.why} (webhooks)` };
    }),
  );
}
