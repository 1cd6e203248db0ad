/** One line without control, escape and bidi characters, at most `maxLength` long. */
export function plainText(text: string, maxLength: number): string {
  const line = text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .toWellFormed();
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1).toWellFormed()}…`;
}

/** Blanks out every one of the texts, longest first, and whatever else is written like a credential. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text.replaceAll(/\b(Bearer|Basic) [\w.~+/=-]+/gi, '$1 [redacted]');
  for (const secret of secrets) clean = clean.replaceAll(secret, '[redacted]');
  return clean;
}
