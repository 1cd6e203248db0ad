import { codeOf } from '../http/causes.ts';

/** What is said of a server with which no conversation came about, and what to do. */
export function notReached(error: unknown, setting: 'llm.baseUrl' | 'embeddings.baseUrl'): string {
  const code = codeOf(error);
  if (code !== undefined && /SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY)/.test(code)) {
    return `could not be reached (${code}): who signed its certificate is not known here. Name that authority's file in NODE_EXTRA_CA_CERTS, or check ${setting}.`;
  }
  return `could not be reached${code === undefined ? '' : ` (${code})`}; check ${setting}.`;
}
