/** Control, format, bidirectional, private-use and other characters that a reader does not see. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Foreign text as one line without unseen characters: it can neither imitate lines of ours nor turn them round. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(unseen, '').trim();
}

/** Slack's own three characters, so that no mention, link or date comes out of the text. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>]/g, (one) => entities[one] ?? one);
}

/**
 * What could begin or end a quote, bold, italic or struck text or an emoji, also as Slack takes the wide forms. Between two
 * letters or digits a sign is none, as in most names; two digits between colons are a time.
 */
const markup = /^[>＞]|(?<![\p{L}\p{N}])[*＊_＿~]|[*＊_＿~](?![\p{L}\p{N}])|:(?=(?!\d\d:)[\p{L}\p{N}_+'-]+:)/gu;

/** Nobody sees a word joiner, and beside it Slack takes a sign for itself. */
const joiner = '\u2060';
const joined = new RegExp(`${joiner}.${joiner}|.`, 'gu');

/** Foreign text for a mrkdwn field: one line that is shown literally, without code fences, at most `max` characters long. */
export function foreign(text: string, max: number): string {
  return escapedPieces(withoutFences(text).replace(markup, `${joiner}$&${joiner}`).match(joined) ?? [], max);
}

/** Foreign text between the backticks of a mrkdwn field: nothing is added to what can be copied from there. */
export function foreignCode(text: string, max: number): string {
  return escapedPieces(withoutFences(text).match(/./gu) ?? [], max);
}

function withoutFences(text: string): string {
  return oneLine(text).replace(/[`｀]/g, "'");
}

function escapedPieces(pieces: readonly string[], max: number): string {
  const whole = escapeMarkup(pieces.join(''));
  if (whole.length <= max) return whole;
  let kept = '';
  for (const piece of pieces) {
    const next = kept + escapeMarkup(piece);
    if (next.length > max - 1) break;
    kept = next;
  }
  return `${kept}…`;
}

/**
 * JSON as pieces for code fences, each at most `max` characters, nothing left out: what would end a fence or is not seen is
 * written as the JSON escape of the same character, so that the shown text still means exactly the same.
 */
export function exactJson(json: string, max: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of json) {
    const shown = /[`\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u.test(character)
      ? unicodeEscape(character)
      : escapeMarkup(character);
    if (piece.length + shown.length > max) {
      pieces.push(piece);
      piece = '';
    }
    piece += shown;
  }
  return [...pieces, piece];
}

function unicodeEscape(character: string): string {
  let escaped = '';
  for (let index = 0; index < character.length; index += 1) {
    escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}
