/** Stands where a secret was. */
export const redacted = '[redacted]';

/** Words that make the value behind them a secret; also as a part of longer names (`ssl.keystore.password`, `AWS_SECRET_ACCESS_KEY`). */
const secretName =
  'pass(?:word|wd|phrase|code)|pwd|secret|token|credential|api[-_.]?key|access[-_.]?key|private[-_.]?key|account[-_.]?key|shared[-_.]?key|signature|authorization|cookie';

/** First character, then everything up to a blank or a separator that another setting follows. */
const bareValue = String.raw`[^\s"',;&](?:[^\s,;&]|[,;&](?!\s|$|[\w.-]{1,40}[=:]))*`;
const value = String.raw`(?:\\?"[^"\n]{0,2000}(?:"|$)|'[^'\n]{0,2000}(?:'|$)|${bareValue})`;

/**
 * Every quantifier is either bounded or followed by what it cannot itself match, so that no text makes them slow.
 * Order matters: whole blocks first, single values last.
 */
const rules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)/g, redacted],
  // The setting that holds Kafka's user and password in a small language of its own.
  [/(sasl\.jaas\.config["']?\s{0,4}[:=]\s{0,4})[^\n]*/gi, `$1${redacted}`],
  [/(authorization["']?\s{0,4}[:=]\s{0,4}["']?)[^\n"']*/gi, `$1${redacted}`],
  [/\b(bearer\s{1,4})[A-Za-z0-9._~+/=-]{6,}/gi, `$1${redacted}`],
  [/\b(basic\s{1,4})(?=[A-Za-z+/]{0,200}[0-9=])[A-Za-z0-9+/=]{8,}/gi, `$1${redacted}`],
  // user:password@ in any address, JDBC ones included; also Oracle's user/password@.
  [/(:\/\/)[^\s/?#@:"'<>]{0,256}:[^\s"'<>]{1,256}@/g, `$1${redacted}@`],
  // What stands before the @ of Azure's paths is the name of a container.
  [/(?<!\b(?:abfs|wasb)s?)(:\/\/)[^\s/?#@"'<>]{1,256}@/gi, `$1${redacted}@`],
  [/(\bhooks\.slack\.com\/(?:services|workflows|triggers)\/)[^\s"'<>]{1,400}/gi, `$1${redacted}`],
  // Azure's signature of an address.
  [/([?&;]sig=)[^\s&"'<>]{1,400}/gi, `$1${redacted}`],
  [/\b(jdbc:oracle:[a-z]{1,10}:)[^\s@"']{1,256}@/gi, `$1${redacted}@`],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]{0,4096})?/g, redacted],
  [/\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{12,}/g, redacted],
  [/\b(?:gh[pousr]_|github_pat_|glpat-|xox[a-z]-|xapp-|sk-|[sr]k_(?:live|test)_|AIza|hvs\.|npm_)[\w-]{16,}/g, redacted],
  [
    new RegExp(String.raw`<((?:[\w-]{1,40}[.-])?(?:${secretName})[\w.-]{0,64})>[^<]{1,2000}<`, 'gi'),
    `<$1>${redacted}<`,
  ],
  [new RegExp(String.raw`(--[\w.-]{0,40}(?:${secretName})[\w-]{0,20}\s{1,4})${value}`, 'gi'), `$1${redacted}`],
  [
    // A name that ends so is the class of an exception, and what follows is its message.
    new RegExp(
      String.raw`((?:${secretName})(?![\w.$]{0,64}(?:Exception|Error)\b)[\w.-]{0,64}(?:\\?["'])?\s{0,4}(?:=>|:=|[:=])\s{0,4})${value}`,
      'gi',
    ),
    `$1${redacted}`,
  ],
  [new RegExp(String.raw`(\b(?:password|passphrase|secret) (?:is|was) )${value}`, 'gi'), `$1${redacted}`],
];

/** Control, format, zero-width, bidirectional and other characters that nobody sees; line breaks and tabs stay. */
const invisible = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--[\n\t]]/gv;

/** Colours and movements of a terminal: without their escape character they would stand in the middle of words. */
// oxlint-disable-next-line no-control-regex
const terminalCodes = /(?:\u001b\[|\u009b)[0-9;:?]{0,40}[A-Za-z]/g;

/** Letters, digits and signs of the double width in which they are written beside Chinese characters. */
const wide = /[\uff01-\uff5e]/g;

/**
 * The text without what looks like a secret, and without characters that a reader does not see. Takes time in proportion to the text.
 * It knows names and forms, not meanings: a password that stands alone in a sentence stays.
 */
export function redact(text: string): string {
  let clean = text
    .replaceAll('\r\n', '\n')
    .replace(terminalCodes, '')
    .replace(invisible, '')
    .replace(wide, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));
  for (const [pattern, replacement] of rules) clean = clean.replace(pattern, replacement);
  return clean;
}
