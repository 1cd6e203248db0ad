/** What ends a word and the sentence's part that it is in. */
const end = String.raw`(?=[.,;:!?)\]}'"…]{0,3}(?:\s|$))`;
/** What is said of a password, and is none: `the password is expired`, `das Passwort ist falsch`. */
const said = [
  '[a-z-]{2,20}(?:ed|able|ible)',
  '(?:ab|ge|ver|zurück)[a-zäöü]{3,20}(?:t|en)',
  'an?|the|this|that|these|those|it|its|my|your|our|their|his|her|one|no|not|never|none|null|nil|undefined|only|also|too|so|as|same|different',
  'in|on|at|to|of|by|from|for|with|without|via|under|inside|behind|about|out|up|off|over|part|due|more|less|longer|shorter|where|what|when|how|why',
  'now|still|just|again|currently|always|already|probably|likely|then|there|here|being|been|either|neither|both|and|or|but|than',
  'wrong|right|correct|incorrect|good|bad|fine|ok|okay|valid|invalid|weak|strong|short|long|old|new|stale|empty|blank|missing|mandatory|optional|necessary',
  'unknown|unset|set|reset|read|kept|sent|put|given|taken|written|shown|hidden|known|lost|found|gone|forgotten|built|bound|done|plain',
  'plaintext|cleartext|expiring|identical|equal|similar|false|true|yes',
  'nicht|kein|keine|noch|schon|jetzt|wieder|falsch|richtig|korrekt|leer|ungültig|gültig|erforderlich|nötig|unbekannt|bekannt|zu|im|bei|von|für|aus|auf|der|die|das|ein|eine',
].join('|');
const ordinary = String.raw`(?!(?:${said})${end}|:\s|\[redacted|/[\w.-]{1,64}/|[\w.$]{1,200}(?:Exception|Error)\b)`;

/** A word that has a digit or a sign in it, as passwords have and other words seldom: no path, and not the beginning of what follows. */
const unusual = String.raw`(?=\S{0,64}[\d!#$%^&+=?~@])(?![/(<[{]|\S{0,200}:(?:\s|$))[^\s"']{4,200}`;
/** The same where nothing else tells that it is one: letters with digits or signs, and no name of an algorithm, a place or a product. */
const striking = String.raw`(?=\S{0,64}[A-Za-z])(?=\S{0,64}[\d!#$%^&+=?~@])(?!(?:sha|md|pbkdf|pkcs|aes|base|utf|argon|scram|oauth|http|v)[-_]?\d)[^\s"'(){}<>[\]/\\.:,;=-]{6,64}${end}`;

const name = 'pass(?:word|wort|wd|phrase|code)s?|(?<![a-z0-9])(?:pwd|pw)|kennwort|contraseña';
const token =
  '(?<![a-z0-9])(?:tokens?|secrets?|(?:api|access|secret|private|auth|account|encryption|master)[ _-]?keys?)';
const verb = String.raw`(?:is|was|are|were|equals|ist|war|sind|lautet|lautete|heißt|heisst|(?<=ña )es|(?:will|should|must|would) be)`;
/** What the secret is for. */
const forWhat = String.raw`(?:[ \t]{1,4}(?:for|of|to|on|in|at|für|fuer|von|vom|zu|zum|auf|des|der)(?:[ \t]{1,4}(?!(?:${verb}|has|had|have|not|wurde|hat)\s)[^\s:=,;()"']{1,40}){1,5}?|[ \t]{0,2}(?!\[redacted)[([][^()[\]\n]{1,40}[)\]])`;
const isNow = String.raw`[ \t]{1,4}${verb}(?:[ \t]{1,4}(?:now|still|just|again|currently|jetzt|noch|wieder))?(?:[ \t]{0,2}:)?\s{1,4}`;
const sign = String.raw`[ \t]{0,4}(?:=>|:=|[:=])(?!/)[ \t]{0,4}`;

/**
 * Passwords that people write in a sentence, in English, German and Chinese. What is said of passwords stays: a word counts as one
 * where it is told what the password is and the word is no usual end of such a sentence, or where its letters, digits and signs look like one.
 * @param value: what may be a secret, `quoted`: that in quotes.
 */
export function proseRules(
  redacted: string,
  { value, quoted }: { readonly value: string; readonly quoted: string },
): readonly (readonly [pattern: RegExp, replacement: string])[] {
  const behind = (before: string, secret: string): readonly [RegExp, string] => [
    new RegExp(`(${before})(?:${secret})`, 'gi'),
    `$1${redacted}`,
  ];
  return [
    // The password (for kafka) is …, and the other of two.
    behind(`(?:${name}|secret)${forWhat}?${isNow}`, String.raw`${ordinary}${value}(?:\s(?:and|und)\s${unusual})?`),
    behind(`(?:${name})${forWhat}${sign}`, String.raw`${quoted}|${unusual}|${ordinary}[^\s"']{4,64}$`),
    behind(`(?:${token})${forWhat}?(?:${isNow}|${sign})`, striking),
    // Changed the password (from …) to …
    behind(
      String.raw`(?:(?:set|reset|change[sd]?|update[sd]?|rotate[sd]?|switch(?:ed|es)?)\s[^\n]{0,40}?(?:${name})|(?:${name})\s[^\n]{0,20}?(?:set|reset|changed|updated|rotated|switched))${forWhat}?[ \t]{1,4}(?:from|to)[ \t]{1,4}`,
      String.raw`(?:${quoted}|${unusual})(?:[ \t]{1,4}to[ \t]{1,4}(?:${quoted}|${unusual}))?`,
    ),
    behind(String.raw`(?:${name})[ \t]{1,4}(?:auf|in)[ \t]{1,4}`, striking),
    behind(String.raw`(?:${name})(?:['’]s)?[ \t]{1,4}`, striking),
    // Name and password in one.
    behind(
      String.raw`(?:credentials?|zugangsdaten|user(?:name)?\s?(?:/|and|und|&)\s?pass(?:word|wort)?)${forWhat}?(?:${isNow}|${sign}|[ \t]{1,4})[\w.@-]{1,64}\s?[/:]\s?`,
      striking,
    ),
    // Chinese has no blanks around what is said in other letters.
    behind(
      String.raw`(?:密码|密碼|口令|令牌|密钥|密鑰)(?:(?:是|为|為|就是|(?:设置?|設置?|改|换|換|变|變|重置|更新)(?:成|为|為))[:\s]{0,4}|[ \t]{1,4}(?=\S{0,64}\d))`,
      String.raw`(?!(?:null|none|empty)(?![\w]))[\u0021-\u007e]{4,200}`,
    ),
  ];
}
