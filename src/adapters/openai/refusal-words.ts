import type OpenAI from 'openai';

/**
 * What a server wrote in a refusal, as one sentence that people may read: cut, without the key, secrets and links. Empty where it
 * wrote nothing, or a page for browsers.
 */
export function refusalWords(
  { message }: Pick<InstanceType<typeof OpenAI.APIError>, 'message'>,
  { apiKey, clean }: { readonly apiKey: string | undefined; readonly clean: (text: string) => string },
): string {
  // The vendor's client begins with the status.
  const text = message.replace(/^\d{3} /, '');
  if (text === 'status code (no body)' || text.trimStart().startsWith('<')) return '';
  // Cut twice: half a secret is not seen as one.
  const words = clean(withoutKey(text, apiKey).slice(0, 4_000)).slice(0, 200).trim();
  return words === '' || /[.!?…]$/.test(words) ? words : `${words}.`;
}

function withoutKey(message: string, apiKey: string | undefined): string {
  const text = apiKey === undefined ? message : message.replaceAll(apiKey, '[redacted]');
  return text.replace(/\b(?:sk-|Bearer )\S+/g, '[redacted]').replace(/\s+/g, ' ');
}
