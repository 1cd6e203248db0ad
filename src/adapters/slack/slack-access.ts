import type { Severity } from '../../domain/signal.ts';

/** The workspace and what this program may show there. */
export interface SlackAccess {
  /** Up to and with `/api`. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  /** Id of the only workspace whose people may answer. */
  readonly team: string;
}

/** Ids of the user groups that an alert of a severity calls. */
export type SlackMentions = { readonly [S in Severity]?: readonly string[] | undefined };
