import { redact, redacted, secretName } from './redact.ts';

/** The same value with every text in it redacted. Names of fields stay. */
export function redactAll(value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(redactAll);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, redactAll(one)]));
}

const namesSecret = new RegExp(String.raw`^-{0,2}[\w.-]{0,64}(?:${secretName})[\w.-]{0,64}$`, 'i');

/**
 * Arguments for people who have to judge them: each text by itself, so that a secret hides nothing that stands behind it; whole where
 * a field that it is in, or the option before it in a list, has the name of a secret.
 */
export function redactArguments(value: unknown, name: string = ''): unknown {
  const isSecret = namesSecret.test(name);
  if (isSecret && (typeof value === 'string' || typeof value === 'number')) return redacted;
  if (typeof value === 'string') return redact(value);
  const nameOf = (inner: string): string => (isSecret ? name : inner);
  if (Array.isArray(value)) {
    return value.map((one, index) => redactArguments(one, nameOf(optionBefore(value, index) ?? name)));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, redactArguments(one, nameOf(field))]));
}

/** The option whose value it may be; undefined: it is no value of one. */
function optionBefore(list: readonly unknown[], index: number): string | undefined {
  const [before, one] = [list[index - 1], list[index]];
  const isOption = (text: unknown): text is string => typeof text === 'string' && text.startsWith('-');
  return isOption(before) && !isOption(one) ? before : undefined;
}
