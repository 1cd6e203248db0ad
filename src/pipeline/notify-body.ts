import { quoted } from '../diagnosis/plain-text.ts';
import type { Alert } from '../domain/alert.ts';
import { digestOf } from '../ledger/keys.ts';
import type { MessageBody, TextBody } from '../ports/messenger.ts';
import type { Notification, PendingMessage } from '../ports/notifications.ts';
import type { Page } from '../ports/pager.ts';

/** Together far below what any chat takes in one message, whatever their letters are. */
const mostLines = 10;
const lineLength = 150;

/** What JSON keeps of it: the bytes that are stored, sent and compared. */
export function jsonOf(body: MessageBody | Page): Record<string, unknown> {
  return JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
}

export function isPlain(body: MessageBody | Page): boolean {
  return 'kind' in body && body.kind === 'text' && body.plain === true;
}

export function digestOfBody(body: MessageBody | Page): string {
  return digestOf(jsonOf(body));
}

/** What is said of this: the whole, or a few plain lines where the chat has refused the whole for what it holds. */
export function sayable(row: Notification, what: PendingMessage['what'], whole: MessageBody): MessageBody {
  const isNext = row.plainNext === what;
  const isRefused = row.refused.length > 0 && row.refused.includes(digestOfBody(whole));
  if (!isNext && !isRefused) return whole;
  const plain = plainForm(row, whole);
  // Where that stands there already only the whole is news.
  return isRefused || digestOfBody(plain) !== row.digest ? plain : whole;
}

/** Enough to know that something is wrong and where to read and answer: there are no buttons, as what they stand for is not shown. */
function plainForm({ kind, incidentId }: Pick<Notification, 'kind' | 'incidentId'>, whole: MessageBody): TextBody {
  const isOfOne = kind === 'incident' || kind === 'moved';
  const command = isOfOne ? `flink-medic incidents show ${incidentId}` : 'flink-medic incidents list';
  const { lines, ...rest } = whole.kind === 'alert' ? textOf(whole.alert) : whole;
  const shown = lines.slice(0, mostLines).map((line) => quoted(line, lineLength));
  const how = `The chat does not take the whole message. Read it, and answer, in the terminal: ${command}`;
  return { ...rest, lines: [...shown, how], exact: undefined, plain: true };
}

function textOf(alert: Alert): TextBody {
  const { incidentId, cluster, job, severity, state, closed, headline, question } = alert;
  return {
    kind: 'text',
    lines: [`[${severity}] ${headline}`, `${cluster}/${job ?? '(cluster)'} ${state} (${incidentId})`],
    call: closed ? undefined : severity,
    answerers: question?.answerers,
  };
}
