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

/** Whom a message may call; every id comes from the configuration. */
export type SlackMentions = {
  /** User groups that an alert of the severity calls. */
  readonly [S in Severity]?: readonly string[] | undefined;
} & {
  /** Members of the workspace who may be asked, by their name in the configuration. */
  readonly people?: ReadonlyMap<string, string> | undefined;
};
