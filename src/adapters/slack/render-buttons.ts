import type { types } from '@slack/bolt';
import type { Alert, AlertButton } from '../../domain/alert.ts';
import { type Block, slackLimits } from './limits.ts';
import { clip } from '../../domain/whole-characters.ts';
import { oneLine } from './plain.ts';

/** Action ids of our buttons; the part behind it is the button. */
export const actionPrefix = 'flink_medic_';

const labels: Readonly<Record<AlertButton, string>> = {
  approve: 'Approve',
  deny: 'Deny',
  why: 'Why?',
  snooze: 'Snooze',
};

/** The buttons that still mean something: a yes or no only while a question is open, none when the incident is closed. */
export function buttonBlocks(alert: Alert, planIsShown: boolean): readonly Block[] {
  const { question } = alert;
  const value = JSON.stringify({ incident: alert.incidentId, digest: question?.planDigest ?? '' });
  if (alert.closed || value.length > slackLimits.buttonValue) return [];
  const alive = (['approve', 'deny', 'why', 'snooze'] as const).filter((button) => {
    if (!alert.buttons.includes(button)) return false;
    if (button === 'why' || button === 'snooze') return true;
    return question !== undefined && (button !== 'approve' || planIsShown);
  });
  if (alive.length === 0) return [];
  return [{ type: 'actions', block_id: 'flink_medic', elements: alive.map((button) => element(button, value, alert)) }];
}

function element(button: AlertButton, value: string, alert: Alert): types.Button {
  return {
    type: 'button',
    action_id: `${actionPrefix}${button}`,
    text: { type: 'plain_text', text: labels[button], emoji: false },
    value,
    ...(button === 'approve' && { style: 'primary' as const }),
    ...(button === 'deny' && { style: 'danger' as const }),
    ...(button === 'approve' && alert.question?.destructive === true && { confirm: confirmation(alert) }),
  };
}

function confirmation(alert: Alert): types.ConfirmationDialog {
  const steps = alert.question?.steps.map((step) => oneLine(step.name)).join(', ') ?? '';
  const plain = (text: string, max: number) => ({ type: 'plain_text' as const, text: clip(text, max), emoji: false });
  return {
    title: plain('This cannot be taken back', 100),
    text: plain(`${oneLine(alert.cluster)}, ${oneLine(alert.job ?? 'the whole cluster')}: ${steps}`, 300),
    confirm: plain('Approve', 30),
    deny: plain('Go back', 30),
    style: 'danger',
  };
}
