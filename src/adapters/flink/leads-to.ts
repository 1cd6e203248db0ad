import { plainText, withoutSecrets } from './plain-text.ts';

const maxChars = 200;

/**
 * Where an answer sends whoever asked for `path` at `base`: for people to read, never followed. Without that path where it ends in it, so that it
 * is what `base` should be; without user, query and parameters, in which logins carry what nobody else may know. Undefined: nowhere.
 */
export function leadsTo(
  location: unknown,
  { base, path, secrets }: { readonly base: string; readonly path: string; readonly secrets: readonly string[] },
): string | undefined {
  if (typeof location !== 'string' || !URL.canParse(location, base + path)) return undefined;
  const { protocol, host, pathname } = new URL(location, base + path);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  const [own = ''] = path.split('?');
  const place = (pathname.endsWith(own) ? pathname.slice(0, -own.length) : pathname).replace(/;.*$/, '');
  return plainText(withoutSecrets(`${protocol}//${host}${place}`, secrets), maxChars);
}
