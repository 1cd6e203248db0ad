import type { ErrorCode } from 'yaml';

/** What is wrong with YAML and what to do about it, for somebody who does not know the words of its grammar. */
export interface YamlMistake {
  readonly message: string;
  readonly fix: string;
}

/** What the parser found, in plain words. Nothing of the file is repeated: it may hold secrets. */
export function yamlMistake(found: { readonly code: ErrorCode; readonly message: string }): YamlMistake {
  if (found.code !== 'MISSING_CHAR') return byCode[found.code];
  // One code for five mistakes; only the parser's words tell them apart.
  return missing.find(([words]) => found.message.includes(words))?.[1] ?? byCode.MISSING_CHAR;
}

const spaces = 'indent the keys of one section with the same number of spaces';
const colon = 'write each key as "key: value", with a space after the colon';
const quoted = 'put text with ": ", " #" or a leading * & ! % @ ` in double quotes';
const unread: YamlMistake = { message: 'this cannot be read as YAML', fix: `${spaces}, ${quoted}` };
const anchor: YamlMistake = { message: 'a word that begins with & or * has a meaning of its own here', fix: quoted };
const tag: YamlMistake = {
  message: 'a word that begins with ! is a tag, and tags are not allowed',
  fix: 'remove the tag; quote the value if it is text',
};

const byCode: Readonly<Record<ErrorCode, YamlMistake>> = {
  TAB_AS_INDENT: { message: 'this line is indented with a tab', fix: 'indent with spaces, not tabs' },
  BAD_INDENT: {
    message: 'this line is not indented like those it belongs to, or a [ or { before it is not closed',
    fix: `${spaces}, and close every bracket`,
  },
  DUPLICATE_KEY: { message: 'this key stands here twice', fix: 'keep one of the two keys' },
  MULTIPLE_DOCS: { message: 'a second document begins here', fix: 'keep one document, and remove the --- or ...' },
  MISSING_CHAR: { message: 'a quote, a bracket, a comma or a space is missing here', fix: `${colon}; ${quoted}` },
  MULTILINE_IMPLICIT_KEY: { message: 'this line is no key with a value', fix: colon },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a second key stands on this line, or the line below is indented too far',
    fix: `put text with ": " in double quotes, and ${spaces}`,
  },
  BAD_SCALAR_START: { message: 'text cannot begin with this character', fix: 'put the text in double quotes' },
  BAD_DQ_ESCAPE: {
    message: 'a \\ in double quotes begins no escape that YAML knows',
    fix: 'write it twice (\\\\), or use single quotes',
  },
  TAG_RESOLVE_FAILED: tag,
  MULTIPLE_TAGS: tag,
  BAD_ALIAS: anchor,
  ALIAS_PROPS: anchor,
  MULTIPLE_ANCHORS: anchor,
  BAD_PROP_ORDER: anchor,
  NON_STRING_KEY: { message: 'this key is not text', fix: 'put the key in quotes' },
  KEY_OVER_1024_CHARS: { message: 'this key has more than 1024 characters', fix: colon },
  BLOCK_IN_FLOW: { message: 'a list or section of several lines stands in [ ] or { }', fix: 'close the bracket first' },
  UNEXPECTED_TOKEN: {
    message: 'this does not belong behind what stands before it',
    fix: `begin a list on a line of its own, put commas between the parts of [ ] and { }, ${quoted}`,
  },
  BAD_DIRECTIVE: { message: 'a line that begins with % has a meaning of its own in YAML', fix: quoted },
  BAD_COLLECTION_TYPE: unread,
  RESOURCE_EXHAUSTION: unread,
  IMPOSSIBLE: unread,
};

const missing: readonly (readonly [words: string, mistake: YamlMistake])[] = [
  [
    'closing',
    { message: 'a quote before this line is not closed', fix: 'end quoted text with the quote it began with' },
  ],
  [
    'without - indicator',
    {
      message: 'this line stands beside a list but does not begin with "- "',
      fix: 'begin each entry of a list with "- ", and put the other keys of an entry straight below its first key',
    },
  ],
  ['map keys need', { message: 'this key has no colon behind it', fix: colon }],
  ['Comments must', { message: 'a # without a space before it is no comment', fix: 'put a space before it' }],
  ['between', { message: 'a comma is missing here', fix: 'put commas between the parts of [ ] and { }' }],
];
