/** A Slack message or answer as it was sent to the local Slack. */
export interface SentContent {
  readonly text?: string | undefined;
  readonly blocks?: unknown;
  readonly metadata?: unknown;
}

interface TextObject {
  readonly type?: unknown;
  readonly text?: unknown;
}
interface Element {
  readonly type?: unknown;
  readonly text?: TextObject;
  readonly value?: string;
  readonly action_id?: string;
  readonly confirm?: { title: TextObject; text: TextObject; confirm: TextObject; deny: TextObject };
}
interface Block {
  readonly type?: unknown;
  readonly text?: TextObject;
  readonly elements?: readonly Element[];
}

/** The name of the error that Slack would answer with; undefined: it takes the content. */
export function refusalOf({ text, blocks, metadata }: SentContent): string | undefined {
  if ((text === undefined || text === '') && blocks === undefined) return 'no_text';
  if (text !== undefined && text.length > 4_000) return 'msg_too_long';
  if (blocks !== undefined) {
    if (!Array.isArray(blocks)) return 'invalid_blocks_format';
    if (blocks.length === 0 || blocks.length > 50) return 'invalid_blocks';
    if (!(blocks as Block[]).every(isBlock)) return 'invalid_blocks';
    const ids = (blocks as Block[]).flatMap((block) => block.elements?.map((one) => one.action_id) ?? []);
    const actions = ids.filter((id) => id !== undefined);
    if (new Set(actions).size !== actions.length) return 'invalid_blocks';
    // Seen from outside; counted in bytes of JSON, which is what the smallest of the observations fits.
    if (Buffer.byteLength(JSON.stringify(blocks)) > 13_200) return 'msg_blocks_too_long';
  }
  return metadata === undefined ? undefined : refusalOfMetadata(metadata);
}

function refusalOfMetadata(metadata: unknown): string | undefined {
  const { event_type: type, event_payload: payload } = metadata as { event_type?: unknown; event_payload?: unknown };
  if (typeof type !== 'string' || typeof payload !== 'object' || payload === null) return 'invalid_metadata_format';
  return JSON.stringify(metadata).length > 8_000 ? 'metadata_too_large' : undefined;
}

function isBlock({ type, text, elements }: Block): boolean {
  switch (type) {
    case 'section':
      return isText(text, 3_000);
    case 'header':
      return isText(text, 150, 'plain_text');
    case 'context':
      return inCount(elements, 10) && elements.every((one) => isText(one as TextObject, 2_000));
    case 'actions':
      return inCount(elements, 25) && elements.every(isButton);
    default:
      return false;
  }
}

function isButton({ type, text, value, action_id: id, confirm }: Element): boolean {
  if (type !== 'button' || !isText(text, 75, 'plain_text')) return false;
  if ((value ?? '').length > 2_000 || id === undefined || id.length > 255) return false;
  if (confirm === undefined) return true;
  return (
    isText(confirm.title, 100, 'plain_text') &&
    isText(confirm.text, 300) &&
    isText(confirm.confirm, 30, 'plain_text') &&
    isText(confirm.deny, 30, 'plain_text')
  );
}

function inCount(elements: readonly Element[] | undefined, max: number): elements is readonly Element[] {
  return elements !== undefined && elements.length > 0 && elements.length <= max;
}

function isText(object: TextObject | undefined, max: number, only?: string): boolean {
  if (object === undefined || typeof object.text !== 'string') return false;
  if (object.type !== 'plain_text' && object.type !== 'mrkdwn') return false;
  return (only === undefined || object.type === only) && object.text.length > 0 && object.text.length <= max;
}

/** Everything in the content that Slack would turn into a mention, a link, a date or a group. */
export function markupIn(content: SentContent): readonly string[] {
  const texts = [content.text ?? '', ...mrkdwnOf(content.blocks)];
  return texts.flatMap((text) => text.match(/<[^<>]+>/g) ?? []);
}

function mrkdwnOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnOf);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as TextObject;
  if (type === 'mrkdwn' && typeof text === 'string') return [text];
  return Object.values(value).flatMap(mrkdwnOf);
}
