import type { Alert } from '../../domain/alert.ts';
import { clip } from '../../domain/whole-characters.ts';
import { type Block, fits, type Rendered, section, slackLimits } from './limits.ts';
import { foreign, oneLine } from './plain.ts';
import { mentionOf } from './render-text.ts';
import { answerersLine } from './render-answerers.ts';
import { buttonBlocks } from './render-buttons.ts';
import { planBlocks, planNotice, preflightBlocks, questionLine, utc, wouldDoBlocks } from './render-plan.ts';
import type { SlackMentions } from './slack-access.ts';

const lineLength = 300;
const leastLength = 800;

/** What a message has room for, from much to little: evidence goes first, then the words of the diagnosis. */
const rooms: readonly { readonly lines: number; readonly diagnosis: number }[] = [
  ...[8, 6, 4, 2, 1, 0].map((lines) => ({ lines, diagnosis: 1_500 })),
  { lines: 0, diagnosis: 500 },
  { lines: 0, diagnosis: 200 },
];

/**
 * The alert as one message. What does not fit is left out line by line, evidence first, and said to be; the steps, their arguments and the
 * checks are shown whole or not at all, and then there is no button to approve them. What is left to answer is told as of `now`.
 */
export function renderAlert(alert: Alert, mentions: SlackMentions, now: number): Rendered {
  const text = fallbackText(alert, slackLimits.text);
  for (const planIsShown of alert.question === undefined && alert.wouldDo.length === 0 ? [true] : [true, false]) {
    for (const room of rooms) {
      const needed = neededBlocks(alert, { mentions, now }, planIsShown, room.diagnosis);
      const blocks = [...needed.before, ...factBlocks(alert, room.lines), ...needed.after];
      if (fits(blocks)) return { text, blocks };
    }
  }
  return { text, blocks: leastBlocks(alert, mentions) };
}

/** For names of extreme length in letters that count six times: few enough of them that it fits whatever they are. */
function leastBlocks(alert: Alert, mentions: SlackMentions): readonly Block[] {
  const { question, incidentId } = alert;
  const groups = groupsOf(alert, mentions);
  return [
    section(fallbackText(alert, leastLength)),
    ...(groups.length === 0 ? [] : [section(groups.join(' '))]),
    ...(question === undefined ? [] : [planNotice(question, incidentId)]),
    ...buttonBlocks(alert, false),
  ];
}

function neededBlocks(
  alert: Alert,
  { mentions, now }: { readonly mentions: SlackMentions; readonly now: number },
  planIsShown: boolean,
  diagnosisLength: number,
): { readonly before: readonly Block[]; readonly after: readonly Block[] } {
  const { question } = alert;
  const sop = alert.sop;
  const about = [
    sop === undefined ? 'no SOP fits' : `SOP ${foreign(sop.id, 100)}: ${foreign(sop.title, 200)}`,
    ...(question === undefined
      ? []
      : [`SOP digest ${foreign(question.sopDigest, 12)}, plan digest ${foreign(question.planDigest, 12)}`]),
    alert.cost === undefined ? 'no model was asked' : foreign(alert.cost, 200),
  ];
  const plan = (asked: NonNullable<Alert['question']>) =>
    planIsShown ? [...planBlocks(asked.steps), ...preflightBlocks(asked)] : [planNotice(asked, alert.incidentId)];
  return {
    before: [
      { type: 'header', text: { type: 'plain_text', text: clip(heading(alert), slackLimits.header), emoji: false } },
      section(placeLine(alert, mentions)),
      section(foreign(alert.diagnosis, diagnosisLength) || 'No diagnosis yet.'),
      ...(alert.model === undefined ? [] : [section(foreign(alert.model, diagnosisLength) || 'model: nothing')]),
      ...(question === undefined ? [] : plan(question)),
      ...wouldDoBlocks(alert.wouldDo, planIsShown),
    ],
    after: [
      { type: 'context', elements: [{ type: 'mrkdwn', text: about.join(' · '), verbatim: true }] },
      ...(question === undefined ? [] : [section(questionLine(question, now))]),
      ...(question?.answerers === undefined ? [] : [section(answerersLine(question.answerers, mentions))]),
      ...buttonBlocks(alert, planIsShown),
    ],
  };
}

function factBlocks(alert: Alert, lines: number): readonly Block[] {
  return [
    ...listBlock(alert.waits ? 'Waits, because' : 'Nothing more is done, because', alert.refusals, Math.max(lines, 3)),
    ...listBlock('Evidence', alert.evidence, lines),
  ];
}

function listBlock(title: string, all: readonly string[], lines: number): readonly Block[] {
  if (all.length === 0) return [];
  // So many lines of such a length stay below the limit of a section.
  const shown = all.slice(0, lines).map((line) => `• ${foreign(line, lineLength)}`);
  const left = all.length - shown.length;
  return [
    section(
      [
        `*${title}*`,
        ...shown,
        ...(left > 0 ? [`and ${left} more lines: press Why?, or look in the terminal`] : []),
      ].join('\n'),
    ),
  ];
}

function heading(alert: Alert): string {
  return `${alert.severity.toUpperCase()}: ${oneLine(alert.headline)}`;
}

function placeLine(alert: Alert, mentions: SlackMentions): string {
  return [
    `cluster ${foreign(alert.cluster, 100)}`,
    alert.job === null ? 'the whole cluster' : `job ${foreign(alert.job, 300)}`,
    foreign(alert.state, 300),
    `incident ${foreign(alert.incidentId, 100)}`,
    ...groupsOf(alert, mentions),
  ].join(' · ');
}

function groupsOf(alert: Alert, mentions: SlackMentions): readonly string[] {
  return alert.closed ? [] : (mentions[alert.severity] ?? []).map(mentionOf);
}

function fallbackText(alert: Alert, max: number): string {
  const { question } = alert;
  const said = [
    `${heading(alert)}. Cluster ${alert.cluster}, ${alert.job === null ? 'the whole cluster' : `job ${alert.job}`}: ${alert.state}.`,
    alert.diagnosis,
    ...(alert.model === undefined ? [] : [alert.model]),
    ...(question === undefined
      ? []
      : [`Asked: ${question.steps.map((step) => step.name).join(', ')}; answer until ${utc(question.expiresAt)}.`]),
  ];
  return foreign(said.join(' '), max);
}
