import type { AlertQuestion, AlertStep, ExactText } from '../../domain/alert.ts';
import { timeLeft } from '../../domain/time-left.ts';
import { type Block, section, slackLimits } from './limits.ts';
import { exactJson, foreign, foreignCode } from './plain.ts';

/** Room for the three backticks on either side. */
const fenced = slackLimits.section - 6;
const mostNames = 10;

/** The steps with their complete arguments. */
export function planBlocks(steps: readonly AlertStep[]): readonly Block[] {
  return steps.flatMap((step, index) => stepBlocks(step, index, steps.length));
}

function stepBlocks(step: AlertStep, index: number, count: number): readonly Block[] {
  const pieces = fencedBlocks(step.args);
  const more = pieces.length > 1 ? `, arguments in ${pieces.length} parts` : '';
  return [
    section(`*Step ${index + 1} of ${count}: ${foreign(step.name, 200)}* (${foreign(step.kind, 100)}${more})`),
    ...pieces,
  ];
}

function fencedBlocks(text: string): readonly Block[] {
  return exactJson(text, fenced).map((piece) => section(`\`\`\`${piece}\`\`\``));
}

/** Texts that are shown character by character. */
export function exactBlocks(texts: readonly ExactText[]): readonly Block[] {
  return texts.flatMap(({ title, text }) => [section(`*${foreign(title, 300)}*`), ...fencedBlocks(text)]);
}

/** What mode observe only says; where it does not fit, the thread has it. */
export function wouldDoBlocks(steps: readonly AlertStep[], isShown: boolean): readonly Block[] {
  if (steps.length === 0) return [];
  const title = '*Would do (mode observe: nothing is sent)*';
  if (isShown) return [section(title), ...planBlocks(steps)];
  return [
    section(
      `${title}\n${namesOf(steps)}: their ${characters(steps)} characters of arguments stand whole in the thread.`,
    ),
  ];
}

function namesOf(steps: readonly AlertStep[]): string {
  const more = steps.length - mostNames;
  const names = steps.slice(0, mostNames).map((step) => foreign(step.name, 60));
  return [...names, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

function characters(steps: readonly AlertStep[]): number {
  return steps.reduce((sum, step) => sum + step.args.length, 0);
}

/** Stands in for steps that do not fit, and says why nothing can be approved here. */
export function planNotice(question: AlertQuestion, incidentId: string): Block {
  return section(
    `*Steps: ${namesOf(question.steps)}*\nWhat has to be read before a yes (${characters(question.steps)} characters of arguments) does not fit into a Slack message, ` +
      `so it cannot be approved here. Read it with \`flink-medic incidents show ${foreignCode(incidentId, 100)}\` and approve it in the terminal.`,
  );
}

/** Checks made before asking. */
export function preflightBlocks(question: AlertQuestion): readonly Block[] {
  if (question.preflight.length === 0) return [];
  const blocks: Block[] = [];
  let text = '*Checked before asking*';
  for (const line of question.preflight) {
    const next = `• ${foreign(line, 700)}`;
    if (text.length + next.length + 1 > slackLimits.section) {
      blocks.push(section(text));
      text = '*Checked before asking, continued*';
    }
    text += `\n${next}`;
  }
  return [...blocks, section(text)];
}

/** Who has said yes, how many are needed, and until when: with the moment of saying it, as a message stands there for a while. */
export function questionLine(question: AlertQuestion, now: number): string {
  const { approvedBy, neededApprovals, destructive, expiresAt } = question;
  const names = approvedBy.slice(0, 10).map((name) => foreign(name, 80));
  const yes = approvedBy.length === 0 ? '' : ` (${names.join(', ')})`;
  const left = timeLeft(expiresAt, now);
  const time = left === undefined ? 'the time is over' : `${left} left at ${dateToken(now, '{time}')}`;
  return [
    `*Your answer:* ${approvedBy.length} of ${neededApprovals} approvals${yes}, until ${dateToken(expiresAt)} (${time}).`,
    ...(destructive ? ['*Destructive:* it cannot be taken back.'] : []),
  ].join('\n');
}

/** Shown in the reader's own time zone; UTC where Slack cannot. */
function dateToken(at: number, form: string = '{date_short_pretty} {time}'): string {
  return `<!date^${Math.floor(at / 1_000)}^${form}|${utc(at)}>`;
}

export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
