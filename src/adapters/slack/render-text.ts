import type { TextBody } from '../../ports/messenger.ts';
import { type Block, fits, type Rendered, section, slackLimits } from './limits.ts';
import { escapeMarkup, foreign } from './plain.ts';
import { answerersLine } from './render-answerers.ts';
import { exactBlocks } from './render-plan.ts';
import type { SlackMentions } from './slack-access.ts';

/** Of a message without blocks: what was refused for its size is far shorter then. */
const plainLine = 300;

const ChannelId = /^[CDG][A-Z0-9]{2,}$/;

/** Calls a user group; its id comes from the configuration alone. */
export function mentionOf(group: string): string {
  return `<!subteam^${group}>`;
}

/** Lines, and below them whom they call, where it goes on, and what is shown character by character. */
export function renderText(
  { lines, exact = [], call, answerers, goesOn, plain }: TextBody,
  mentions: SlackMentions,
): Rendered {
  const groups = call === undefined ? [] : (mentions[call] ?? []);
  const way = goesOn === undefined || !ChannelId.test(goesOn) ? [] : [`It goes on in <#${goesOn}>.`];
  const people = answerers === undefined ? [] : [answerersLine(answerers, mentions)];
  const calls = [groups.map(mentionOf).join(' '), ...people, ...way].filter((one) => one !== '');
  if (plain) return { text: [...lines.map((line) => foreign(line, plainLine)), ...calls].join('\n'), blocks: [] };
  const below = [...calls.map((line) => section(line)), ...exactBlocks(exact)];
  return renderLines(lines, below);
}

/** Plain lines, as few blocks as possible. What does not fit is left out and said to be. */
export function renderLines(lines: readonly string[], below: readonly Block[] = []): Rendered {
  const blocks: Block[] = [];
  let text = '';
  let shown = 0;
  for (const line of lines) {
    const next = foreign(line, slackLimits.section);
    const joined = text === '' ? next : `${text}\n${next}`;
    const together = joined.length <= slackLimits.section;
    const paragraph = together ? joined : next;
    const before = together || text === '' ? [] : [section(text)];
    if (!fits([...blocks, ...before, section(paragraph), section(moreLines(0)), ...below])) break;
    if (!together && text !== '') blocks.push(section(text));
    text = paragraph;
    shown += 1;
  }
  if (text !== '') blocks.push(section(text));
  if (shown < lines.length) blocks.push(section(moreLines(lines.length - shown)));
  const all = [...blocks, ...below];
  return { text: clipEscaped(lines), blocks: all.length === 0 ? [section('(nothing)')] : all };
}

function moreLines(count: number): string {
  return escapeMarkup(`… and ${count} more lines: look in the terminal`);
}

function clipEscaped(lines: readonly string[]): string {
  const text = foreign(lines.join(' '), slackLimits.text);
  return text === '' ? '(nothing)' : text;
}
