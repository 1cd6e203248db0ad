import type { ActionRow } from '../domain/action.ts';
import type { Incident, TimelineEvent } from '../domain/incident.ts';
import { alertText } from '../pipeline/alert-text.ts';
import type { Clock } from '../ports/clock.ts';
import type { AgentView } from './agent-view.ts';
import type { StoryResult } from './final-table.ts';
import { narrate } from './narrate.ts';
import type { Stages } from './open-stages.ts';
import type { Story } from './stories.ts';
import type { Teller } from './teller.ts';
import { actionsOf, incidentsOf, judge } from './verify-stories.ts';
import type { StoryWatch } from './watch-stories.ts';

export interface FollowOptions {
  readonly stories: readonly Story[];
  readonly stages: Stages;
  readonly view: AgentView;
  readonly watch: StoryWatch;
  readonly teller: Teller;
  readonly clock: Clock;
  readonly startedAt: number;
  readonly signal: AbortSignal;
  /** A chat shows the incidents; otherwise the terminal shows them as one would. */
  readonly chat: boolean;
  /** Somebody in the chat is asked, and needs time to answer. */
  readonly asks: boolean;
  /** Throws when the agent is gone for good. */
  readonly requireAgent: () => void;
}

export interface Followed {
  readonly results: readonly StoryResult[];
  /** Incidents that belong to no story. */
  readonly problems: readonly string[];
  readonly incidents: readonly Incident[];
  readonly actions: readonly ActionRow[];
}

/** After this the demo is judged as it is, ms. */
const timeLimitMs = 200_000;
/** So much time in which a question waits for its answer does not count, ms. */
const answerLimitMs = 600_000;
/** A lost machine is replaced after this, ms. */
const replacedAfterMs = 12_000;
const everyMs = 1_000;

/** Tells what the agent does, lets services and machines come back, and ends when everything is as it must be or time is up. */
export async function followStories(options: FollowOptions): Promise<Followed> {
  const { stories, stages, view, watch, teller, clock, signal } = options;
  const began = clock.now();
  const relieved = new Set<string>();
  const jobWidth = Math.max(...stories.map((story) => story.job.length));
  const told: TimelineEvent[] = [];
  /** Whose last word was shown as a chat shows it. */
  const shown = new Set<string>();
  let verifiedBefore = false;
  let relieveError: unknown;
  let askedSince: number | undefined;
  let askedMs = 0;

  for (;;) {
    signal.throwIfAborted();
    options.requireAgent();
    await watch.look();
    const events = await view.newEvents();
    const incidents = await view.incidents();
    const now = clock.now();
    if (askedSince !== undefined) askedMs += now - askedSince;
    askedSince = options.asks && incidents.some((one) => one.state === 'awaiting_approval') ? now : undefined;
    const elapsedMs = now - options.startedAt;
    for (const line of narrate({ events, before: told, incidents, elapsedMs, jobWidth })) teller.line(line);
    told.push(...events);
    for (const incident of incidents.filter((one) => isSettled(one) && !shown.has(one.id))) {
      shown.add(incident.id);
      if (options.chat) continue;
      for (const line of alertText(await view.alert(incident), clock.now()).split('\n'))
        teller.line(`        | ${line}`);
    }
    for (const story of stories) if (mayRelieve(story)) relieve(story);
    if (relieveError !== undefined) throw relieveError;

    const followed = judgeAll(options, incidents, await view.actions());
    const open = followed.results.filter(({ judgement }) => !judgement.ok);
    teller.doing(() => waitingFor(open, followed.problems));
    const verified = open.length === 0 && followed.problems.length === 0;
    // Twice in a row, so that nothing is called verified in the moment before it changes.
    if ((verified && verifiedBefore) || clock.now() - began > timeLimitMs + Math.min(askedMs, answerLimitMs))
      return followed;
    verifiedBefore = verified;
    await clock.sleep(everyMs, signal);
  }

  function mayRelieve(story: Story): boolean {
    if (relieved.has(story.job)) return false;
    if (story.trouble === 'lost-taskmanager') return clock.now() - began > replacedAfterMs;
    const waits = story.trouble === 'out-of-restarts' || story.trouble === 'out-of-restarts-unretained';
    return waits && watch.facts(story).after[0]?.state === 'FAILED';
  }

  /** Not waited for: a new machine takes seconds, in which there is more to tell. */
  function relieve(story: Story): void {
    relieved.add(story.job);
    stages[story.cluster].relieve(story).then(
      () =>
        teller.say(
          story.trouble === 'lost-taskmanager'
            ? `a machine replaces the one that ${story.job} lost`
            : `${story.job} is FAILED; the service it needs is there again`,
        ),
      (error: unknown) => {
        relieveError ??= error;
      },
    );
  }
}

/** It has come to its end, or to a person. */
function isSettled({ state, closing }: Incident): boolean {
  return state === 'escalated' || (state === 'closed' && closing !== 'adopted');
}

function judgeAll(
  { stories, stages, watch }: FollowOptions,
  incidents: readonly Incident[],
  actions: readonly ActionRow[],
): Followed {
  const results = stories.map((story) => {
    const flink = watch.facts(story);
    const own = incidentsOf(story, incidents);
    const facts = {
      flink,
      incidents: own,
      actions: actionsOf(story, actions),
      countsShown: !stages[story.cluster].fake,
    };
    const [after] = flink.after;
    return { story, before: flink.before, after, incidents: own, judgement: judge(story, facts) };
  });
  const expected = new Set(results.flatMap((result) => result.incidents.map((one) => one.id)));
  const problems = incidents
    .filter((one) => !expected.has(one.id) && one.closing !== 'adopted')
    .map((one) => `incident ${one.id} of ${one.cluster}/${one.job ?? '(cluster)'} belongs to no story`);
  return { results, problems, incidents, actions };
}

function waitingFor(open: readonly StoryResult[], problems: readonly string[]): string {
  const waits = open.map(({ story, incidents }) => `${story.job} (${incidents[0]?.state ?? 'nothing seen yet'})`);
  return [...waits, ...problems].join(', ') || 'everything is as it should be; looking once more';
}
