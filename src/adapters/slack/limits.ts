import type { types } from '@slack/bolt';

export type Block = types.KnownBlock;

/** Slack's documented limits of one message, in characters unless said otherwise. */
export const slackLimits = {
  blocks: 50,
  section: 3_000,
  header: 150,
  buttonText: 75,
  buttonValue: 2_000,
  /** Slack speaks of 40,000, and refuses some texts above 4,000. */
  text: 3_000,
  /** Of all blocks as JSON. Not documented; seen to be refused from about 13,200 on. */
  allBlocks: 12_000,
} as const;

/** A message as Slack takes it. */
export interface Rendered {
  /** For notifications and screen readers. */
  readonly text: string;
  /** Empty: the text is all there is, and everybody reads it. */
  readonly blocks: readonly Block[];
}

/** The size of blocks as Slack counts it at worst: as JSON in which every character beyond ASCII is written as an escape. */
function sizeOf(blocks: readonly Block[]): number {
  const json = JSON.stringify(blocks);
  // oxlint-disable-next-line no-control-regex
  return json.length + 5 * (json.match(/[^\u0000-\u007f]/g)?.length ?? 0);
}

export function fits(blocks: readonly Block[]): boolean {
  return blocks.length <= slackLimits.blocks && sizeOf(blocks) <= slackLimits.allBlocks;
}

/** A paragraph of mrkdwn; `verbatim`, so that Slack makes no links and mentions of its own. */
export function section(text: string): Block {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}
