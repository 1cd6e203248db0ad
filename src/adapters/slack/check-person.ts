import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { ChatPerson } from '../../ports/chat.ts';
import { describeReply, isPassing } from './classify-send.ts';
import { clip } from '../../domain/whole-characters.ts';
import { oneLine } from './plain.ts';
import type { Asker } from './read-inbound.ts';
import type { SlackApi, SlackReply } from './slack-api.ts';

const rememberMs = 60_000;
const maxRemembered = 1_000;
/** Before each further try, unless Slack asks for more: the first four come before Slack would deliver a press again. */
const waitsMs = [100, 200, 400, 800, 1_600, 3_200, 6_400];

const flag = z.boolean().default(false);
/** What users.info says of one person. */
export const UserInfo = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().optional(),
    name: z.string().default(''),
    real_name: z.string().optional(),
    deleted: flag,
    is_bot: flag,
    is_workflow_bot: flag,
    is_restricted: flag,
    is_ultra_restricted: flag,
    is_stranger: flag,
    is_invited_user: flag,
    enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).optional(),
  }),
});
type User = z.infer<typeof UserInfo>['user'];

export type PersonCheck =
  | { readonly kind: 'person'; readonly person: ChatPerson }
  | { readonly kind: 'refused'; readonly reason: string; readonly field: string; readonly value: string }
  /** Slack did not answer in time; it may when the same is asked later. */
  | { readonly kind: 'unknown'; readonly why: string };

/** `onFailing` is called for each try that failed and may be followed by another. */
export type PersonChecker = (asker: Asker, signal: AbortSignal, onFailing: () => void) => Promise<PersonCheck>;

/**
 * Decides whether whoever pressed or typed is a full member of the configured workspace. What Slack says of a person is
 * remembered for a minute; while it says nothing, it is asked again until the signal aborts. Nobody is believed unless Slack
 * vouches for them.
 */
export function makePersonCheck(deps: {
  readonly api: SlackApi;
  readonly team: string;
  /** The id of our app, as the connection says; undefined before that. */
  readonly app: () => string | undefined;
  readonly clock: Clock;
}): PersonChecker {
  const { api, team, clock } = deps;
  const remembered = new Map<string, { readonly user: User; readonly at: number }>();

  async function call(id: string, signal: AbortSignal, onFailing: () => void): Promise<SlackReply> {
    let reply = await api.call('users.info', { user: id }, signal);
    for (const waitMs of waitsMs) {
      if (!isPassing(reply)) break;
      onFailing();
      const wanted = reply.kind === 'status' ? (reply.retryAfterMs ?? 0) : 0;
      await clock.sleep(Math.max(waitMs, wanted), signal);
      const next = await api.call('users.info', { user: id }, signal);
      // A try that was cut short says less than the one before.
      if (next.kind !== 'ok' && signal.aborted) break;
      reply = next;
    }
    return reply;
  }

  async function ask(
    id: string,
    signal: AbortSignal,
    onFailing: () => void,
  ): Promise<User | { readonly why: string; readonly isFinal: boolean }> {
    const known = remembered.get(id);
    // Of what a clock that was put back has yet to come to, nobody can say how old it is.
    const ageMs = known === undefined ? rememberMs : clock.now() - known.at;
    if (known !== undefined && ageMs >= 0 && ageMs < rememberMs) return known.user;
    const reply = await call(id, signal, onFailing);
    if (reply.kind !== 'ok') return { why: describeReply(reply), isFinal: !isPassing(reply) };
    const parsed = UserInfo.safeParse(reply.data);
    if (!parsed.success || parsed.data.user.id !== id) {
      return { why: 'Slack: its answer cannot be read', isFinal: true };
    }
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(id, { user: parsed.data.user, at: clock.now() });
    return parsed.data.user;
  }

  return async (asker, signal, onFailing) => {
    const app = deps.app();
    if (asker.app !== app) return refuse('it was pressed in another app', 'api_app_id', asker.app);
    if (asker.team !== team) {
      const said = asker.team ?? 'none (installed for the organisation)';
      return refuse('it comes from another workspace than slack.team', 'team', said);
    }
    const user = await ask(asker.user, signal, onFailing);
    if ('why' in user) {
      if (!user.isFinal) return { kind: 'unknown', why: user.why };
      return refuse(
        'Slack does not say who you are, so nothing was done; try again or use the terminal',
        'users.info',
        user.why,
      );
    }
    const { home } = asker;
    // Of whoever is in several workspaces of an organisation, Slack names any one of them.
    if (home !== undefined && home !== team && !home.startsWith('E') && !isListed(user, team)) {
      return refuse('only members of this workspace may answer', 'user.team_id', home);
    }
    return judge(user, team);
  };
}

function isListed({ enterprise_user: inOrganisation }: User, team: string): boolean {
  return inOrganisation?.teams.includes(team) === true;
}

const refusedFlags = {
  deleted: 'this account was deactivated',
  is_bot: 'bots may not answer',
  is_workflow_bot: 'bots may not answer',
  is_restricted: 'guests may not answer',
  is_ultra_restricted: 'guests may not answer',
  is_stranger: 'people of other organisations may not answer',
  is_invited_user: 'the invitation to this workspace was not accepted yet',
} as const;

/** Whether somebody may answer at all, by what Slack says of them. */
export function judge(user: User, team: string): Exclude<PersonCheck, { readonly kind: 'unknown' }> {
  for (const [field, reason] of Object.entries(refusedFlags)) {
    if (user[field as keyof typeof refusedFlags]) return refuse(reason, field, 'true');
  }
  // In an organisation the home of a person is the organisation; the list of workspaces decides.
  const isMember = user.team_id === team || isListed(user, team);
  if (!isMember)
    return refuse('only members of this workspace may answer', 'users.info team_id', user.team_id ?? 'unknown');
  if (user.id === 'USLACKBOT') return refuse('bots may not answer', 'user.id', user.id);
  const name = clip(oneLine(user.real_name ?? user.name), 80);
  return { kind: 'person', person: { id: `slack:${team}/${user.id}`, name: name === '' ? user.id : name } };
}

function refuse(reason: string, field: string, value: string): Extract<PersonCheck, { readonly kind: 'refused' }> {
  return { kind: 'refused', reason, field, value };
}
