import { proseRules } from './prose-secrets.ts';

/** Stands where a secret was. */
export const redacted = '[redacted]';

/** Words that make the value behind them a secret; also as a part of longer names (`ssl.keystore.password`, `AWS_SECRET_ACCESS_KEY`). */
export const secretName = [
  'pass(?:word|wort|wd|phrase|code)|redis[-_.]?auth|kennwort|zugangsdaten|pwd|密码|密碼|口令|令牌|contraseña|secret|token|credential|signature|jsessionid',
  // As the name of a header they have a rule of their own, for what is behind them has blanks in it.
  String.raw`(?:authorization|cookie)(?!["']?\s{0,16}[:=])`,
  '(?:api|access|private|account|shared|encryption|master|application|auth|hmac|signing)[-_.]?key',
  String.raw`keystore\.key(?![\w.-])|auth[-_.]user[-_.]info`,
].join('|');

/** First character, then everything up to a blank, a separator that another setting follows, or the end of the JSON text that it is in. */
const bareValue = String.raw`[^\s"',;&](?:(?!\\{0,3}["']\s{0,4}[,\]}])[^\s,;&]|[,;&](?!\s|$|[\w.-]{1,40}[=:]))*`;
/** As JSON, SQL or a shell writes it, also as JSON inside JSON, and inside of that; without its end, up to that of the line. */
const quotedValue = [
  String.raw`\\{3}"(?:[^"\\\n]|\\{7}"|\\{1,15}(?![\\"\n]))*(?:\\{3}")?`,
  String.raw`\\"(?:[^"\\\n]|\\\\\\"|\\[^"\n])*(?:\\?")?`,
  String.raw`"(?:[^"\\\n]|\\[^\n])*"?`,
  String.raw`'(?:[^'\\\n]|\\[^\n]|'')*'?`,
].join('|');
/** A list or a map as JSON writes it, three deep: all that it holds is what the name says. */
const bracketed = (within: string): string => String.raw`[[{](?:${quotedValue}|[^"'\\[\]{}\n]${within})*[\]}]?`;
const severalValues = String.raw`(?=[[{]\s{0,4}(?:[[{]\s{0,4})?\\{0,3}["'])${bracketed(`|${bracketed(`|${bracketed('')}`)}`)}`;
/** What was redacted before is left, so that doing it again changes nothing. */
const value = String.raw`(?:\[redacted\]|${quotedValue}|${severalValues}|${bareValue})`;

/** The name of a secret as the value of something that is called name or key. */
const namedSo = String.raw`[\w.-]{0,64}(?:${secretName})[\w.-]{0,64}`;
/** Operators are chained with the signs of a map and of a pair: only what has a digit or a sign in it is a password there. */
const unusual = String.raw`(?=[^\s"',;(){}<>[\]]{0,64}[\d!#$%^&+=?~@])`;
const paired = String.raw`${unusual}[^\s"',;(){}<>[\]]{4,200}(?=[,)}\]])`;

/**
 * Every quantifier is either bounded or followed by what it cannot itself match, so that no text makes them slow.
 * Order matters: whole blocks first, single values last.
 */
const rules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
    redacted,
  ],
  // The inside of a key or certificate whose first line is elsewhere.
  [/\bMII[A-Za-z][A-Za-z0-9+/]{40,}={0,2}/g, redacted],
  // The setting that holds Kafka's user and password in a small language of its own.
  [/(sasl\.jaas\.config["']?\s{0,4}[:=]\s{0,4})[^\n]*/gi, `$1${redacted}`],
  [/(authorization["']?\s{0,16}[:=]\s{0,40}["']?)digest\s[^\n]*/gi, `$1${redacted}`],
  [/((?:authorization|cookie)["']?\s{0,16}[:=]\s{0,40}["']?)(?:\[redacted\]|[^\n"']*)/gi, `$1${redacted}`],
  [/\b(bearer(?::\s{0,4}|\s{1,4}))[A-Za-z0-9._~+/=-]{6,}/gi, `$1${redacted}`],
  [/\b(basic\s{1,4})(?=[A-Za-z+/]{0,200}[0-9=])[A-Za-z0-9+/=]{8,}/gi, `$1${redacted}`],
  // What Docker keeps for its registries.
  [/("auth\\?"\s{0,4}:\s{0,4}\\?")(?=[A-Za-z+/]{0,200}[0-9=])[A-Za-z0-9+/=]{12,}/g, `$1${redacted}`],
  // user:password@ in any address, JDBC ones included; also Oracle's user/password@.
  [/(:\/\/)[^\s/?#@:"'<>]{0,256}:[^\s"'<>]{1,256}@/g, `$1${redacted}@`],
  // What stands before the @ of Azure's paths is the name of a container.
  [/(?<!\b(?:abfs|wasb)s?)(:\/\/)[^\s/?#@"'<>]{1,256}@/gi, `$1${redacted}@`],
  // The text was cut before the @: what stands behind the colon is no port.
  [
    /(:\/\/[^\s/?#@:"'<>[\]]{0,256}:)(?!\d{1,5}(?!\w)|port\b|\[redacted\]|[${*])[^\s/…"'<>[\]]{1,256}(?=…?$)/g,
    `$1${redacted}`,
  ],
  [/(%3A%2F%2F(?:(?!%2F|%3A|%40)[\w.%~+-]){0,128}%3A)(?:(?!%2F|%40)[\w.%~+!*-]){1,256}(?=%40)/gi, `$1${redacted}`],
  [/(\bhooks\.slack\.com\/(?:services|workflows|triggers)\/)[^\s"'<>]{1,400}/gi, `$1${redacted}`],
  [/(\bdiscord(?:app)?\.com\/api\/webhooks\/\d{1,24}\/)[\w-]{1,200}/gi, `$1${redacted}`],
  [/(\bapi\.telegram\.org\/(?:file\/)?bot\d{1,20}:)[\w-]{1,100}/gi, `$1${redacted}`],
  [/(\.webhook\.office\.com\/webhookb2\/)[^\s"'<>]{1,400}/gi, `$1${redacted}`],
  // Azure's signature of an address.
  [/([?&;]sig=)[^\s&"'<>]{1,400}/gi, `$1${redacted}`],
  [/\b(jdbc:oracle:[a-z]{1,10}:)[^\s@"']{1,256}@/gi, `$1${redacted}@`],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]{0,4096})?/g, redacted],
  // An id of AWS, and the secret that is often told with it.
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}([\s"':,;/|]{1,4})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g, `${redacted}$1${redacted}`],
  [/\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{12,}/g, redacted],
  [
    /\b(?:gh[pousr]_|github_pat_|glpat-|glsa_|xox[a-z]-|xapp-|sk-|[sr]k_(?:live|test)_|whsec_|AIza|ya29\.|hv[sb]\.|npm_|dckr_pat_|dop_v1_|lin_api_|ATATT)[\w-]{16,}/g,
    redacted,
  ],
  [
    /\b(?:SG\.[\w-]{16,64}\.[\w-]{16,}|hf_[A-Za-z0-9]{24,}|dapi[0-9a-f]{32}|pypi-AgE[\w-]{8,}|NRAK-[A-Z0-9]{20,}|(?:LTAI|AKID|GOOG1E)[A-Za-z0-9]{12,})/g,
    redacted,
  ],
  [
    /\b(?:shp(?:at|ca|pa|ss)_[A-Za-z0-9]{20,}|(?:gsk_|xai-|nvapi-|sbp_|r8_|lsv2_[a-z]{2}_)(?=[A-Za-z_-]{0,64}\d)[\w-]{20,}|AGE-SECRET-KEY-1[A-Z0-9]{20,})/g,
    redacted,
  ],
  // PagerDuty's; RabbitMQ has ordinary names behind the same word.
  [/(\brouting[-_]?key\\?["']?\s{0,4}[:=]\s{0,4}(?:\\?["'])?)(?:R0[A-Z0-9]|[0-9a-f]{32})\w{0,64}/gi, `$1${redacted}`],
  [
    new RegExp(
      String.raw`<((?:[\w-]{1,40}[.-])?(?:${secretName})[\w.-]{0,64})>(?:<!\[CDATA\[)?[^<]{1,2000}(?:<|$)`,
      'gi',
    ),
    `<$1>${redacted}<`,
  ],
  // As Java writes its properties in XML.
  [
    new RegExp(
      String.raw`(<[\w:.-]{1,40}\s[^<>]{0,200}?\b(?:name|key)\s{0,4}=\s{0,4}["']${namedSo}["'][^<>]{0,200}(?<!/)>\s{0,40})(?:<!\[CDATA\[)?[^\s<][^<]{0,2000}`,
      'gi',
    ),
    `$1${redacted}`,
  ],
  // Name and value apart: Hadoop's XML, Kubernetes' variables, pairs in JSON, attributes.
  [new RegExp(String.raw`(<name>\s{0,8}${namedSo}\s{0,8}</name>\s{0,40}<value>)[^<]{1,2000}`, 'gi'), `$1${redacted}`],
  [
    new RegExp(
      String.raw`(\b(?:name|key)\\?["']?\s{0,4}[:=]\s{0,4}(?:\\?["'])?${namedSo}(?:\\?["'])?[\s,]{1,40}(?:\\?["'])?value(?:\\?["'])?\s{0,4}[:=]\s{0,40})${value}`,
      'gi',
    ),
    `$1${redacted}`,
  ],
  // A block of YAML: what stands deeper than the line of the name.
  [
    new RegExp(
      String.raw`((?:${secretName})[\w.-]{0,64}["']?:[ \t]{1,4})[|>][-+\d]{0,2}[ \t]{0,4}(?<=^([ \t]{0,40})\S[^\n]{0,200})(?:\n(?:\2[ \t][^\n]*|[ \t]*(?=\n)))+`,
      'gim',
    ),
    `$1${redacted}`,
  ],
  [new RegExp(String.raw`(--[\w.-]{0,40}(?:${secretName})[\w-]{0,20}\s{1,4})${value}`, 'gi'), `$1${redacted}`],
  // A map and pairs as Scala writes them, and arguments in code.
  [new RegExp(String.raw`((?<=[(,{[]\s{0,4})${namedSo}\s->\s)${paired}`, 'gi'), `$1${redacted}`],
  [new RegExp(String.raw`(\(${namedSo},\s{0,2})${paired}`, 'gi'), `$1${redacted}`],
  [
    new RegExp(
      String.raw`((?:\\?["'])${namedSo}(?:\\?["'])\s{0,4},\s{0,4})(?=\\?["'][^"'\s]{0,64}[\d!#$%^&+=?~@])(?:${quotedValue})`,
      'gi',
    ),
    `$1${redacted}`,
  ],
  // An option and its value, as lists of arguments have them.
  [
    new RegExp(
      String.raw`((?:\\{0,3}["'])-{1,2}${namedSo}(?:\\{0,3}["'])\s{0,4},\s{0,4})(?!\\{0,3}["']-)(?:${quotedValue})`,
      'gi',
    ),
    `$1${redacted}`,
  ],
  // As SQL Server writes a value that holds separators.
  [/(\b(?:password|pwd)=)\{[^}\n]{1,200}\}/gi, `$1${redacted}`],
  [
    // A name that ends so is the class of an exception, and what follows is its message. Below a name may be the frames of a trace.
    new RegExp(
      String.raw`((?:${secretName})(?![\w.$]{0,64}(?:Exception|Error)\b)[\w.-]{0,64}(?:\\{0,7}["'])?\s{0,16}(?:=>|:=|::|={1,3}|:)\s{0,40})(?!at [\w.$@/]{1,200}\(|\.\.\. \d|Caused by: |(?:yes|no)\))(?:(?:!{1,2}\w{1,20}|&[\w-]{1,40})\s{1,4})?(?:[|>][-+\d]{0,2}\s{1,40})?${value}`,
      'gi',
    ),
    `$1${redacted}`,
  ],
  [
    new RegExp(
      String.raw`((?:${secretName})[\w.-]{0,64}(?:%22|%27)?%3[AD](?:%22|%27|%20){0,2})(?:(?!%2[267C]|%3B|%0A)[^\s&"'<>]){1,400}`,
      'gi',
    ),
    `$1${redacted}`,
  ],
  // `pass=2` is a count.
  [
    new RegExp(String.raw`((?<![A-Za-z0-9])(?:(?:pw|pass)\s?(?:=>|={1,3})|pw:)\s?)(?!\d{1,4}(?!\w))${value}`, 'gi'),
    `$1${redacted}`,
  ],
  // The same at the end of a longer name, as the settings of Tomcat, Docker images and frameworks have it: `keystorePass`, `DB_PASS`, `db.pass`.
  [
    new RegExp(
      String.raw`((?:[a-z0-9]Pass|[A-Z0-9]_PASS|[a-z0-9][_.]pass|["']pass(?=\\{0,7}["']))(?:\\{0,7}["'])?\s{0,4}(?:=>|:=|:|={1,3})\s{0,4})(?!\\{0,7}["']?(?:\d{1,4}|true|false)(?!\w))${value}`,
      'g',
    ),
    `$1${redacted}`,
  ],
  // Options of Java's keytool, in a line or in a list of arguments; and of OpenSSL.
  [
    new RegExp(
      String.raw`((?<![^\s"'])-(?:(?:store|key|src(?:store|key)|dest(?:store|key))pass(?:\s{1,4}|\\{0,3}["']\s{0,4},\s{0,4}(?=\\{0,3}["']))|pass(?:word|in|out)?\s{1,4}pass:))(?!\\{0,3}["']?-)(?:${value}|[^\s]{1,200})`,
      'g',
    ),
    `$1${redacted}`,
  ],
  [
    /(\bcurl\s[^\n]{0,200}?(?<=\s)(?:-u|--user|--proxy-user)[\s=]{0,4}["']?[^\s:"'=]{1,64}:)[^\s"']{1,200}/g,
    `$1${redacted}`,
  ],
  [
    /((?<![\w./-])(?:mysql(?:dump|admin)?|mariadb)\s[^\n]{0,200}?(?<=\s)-p)(?!arallelism|ort\b)[^\s]{4,200}/g,
    `$1${redacted}`,
  ],
  [
    new RegExp(
      String.raw`(\b(?:create|alter|grant)\s[^\n]{0,120}?\bidentified\s{1,4}by\s{1,4})(?:${quotedValue})`,
      'gi',
    ),
    `$1${redacted}`,
  ],
  [/(\bpassword\s{1,4})(?:'[^'\n]{1,200}'|"[^"\n]{1,200}")/gi, `$1${redacted}`],
  ...proseRules(redacted, { value, quoted: quotedValue }),
];

/** Control, format, zero-width, bidirectional and other characters that nobody sees; line breaks and tabs stay. */
const invisible = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--[\n\t]]/gv;

/** Colours and movements of a terminal: without their escape character they would stand in the middle of words. */
// oxlint-disable-next-line no-control-regex
const terminalCodes = /(?:\u001b\[|\u009b)[0-9;:?]{0,40}[A-Za-z]/g;

/**
 * A character as JSON may write it, also inside of JSON: Gson writes every `=` and `&` so, and with them the passwords in addresses. All
 * backslashes, or what is left of them would be those of another character.
 */
const escaped = /(?<!\\)(\\{1,15})u([0-9a-f]{4})/gi;
/** Not what would end the text that it is in, nor what nobody sees. */
const readable = /[[\p{L}\p{N}\p{P}\p{S}]--["\\]]/v;
const apostrophe = /^\w\w$/;
const lastCode = /\\u([0-9a-f]{4})$/i;

function unescaped(written: string, slashes: string, code: string, at: number, text: string): string {
  const one = String.fromCharCode(Number.parseInt(code, 16));
  // As it is written there otherwise: one more in each JSON around it doubles them.
  if (one === '"') return `${'\\'.repeat(2 ** (32 - Math.clz32(slashes.length)) - 1)}"`;
  if (one === "'" && apostrophe.test(`${charBefore(text, at)}${text[at + written.length]}`)) return written;
  return readable.test(one) ? one : written;
}

/** Gson writes the sign before a quote as it writes the quote: the last digit of a code is no letter. */
function charBefore(text: string, at: number): string | undefined {
  const code = lastCode.exec(text.slice(Math.max(0, at - 6), at))?.[1];
  return code === undefined ? text[at - 1] : String.fromCharCode(Number.parseInt(code, 16));
}

/** A slash as PHP and json-simple write each, also inside of JSON. */
const escapedSlash = /(?<!\\)(?:\\{7}|\\{3}|\\)\//g;

/** Letters, digits and signs of the double width in which they are written beside Chinese characters. */
const wide = /[\uff01-\uff5e]/g;

/**
 * The text without what looks like a secret, and without characters that a reader does not see. Takes time in proportion to the text.
 * It knows names and forms, not meanings: a password that no word near it calls one stays.
 */
export function redact(text: string): string {
  let clean = text
    .replace(terminalCodes, '')
    .replace(invisible, '')
    .replace(escaped, unescaped)
    .replace(escapedSlash, '/')
    .replace(wide, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));
  for (const [pattern, replacement] of rules) clean = clean.replace(pattern, replacement);
  return clean;
}
