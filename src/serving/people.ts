import { makePage } from '../actions/page.ts';
import { makePostMessage } from '../actions/post-message.ts';
import { makeUpdateMessage } from '../actions/update-message.ts';
import { registerKinds } from '../actions/index.ts';
import { makeCronSchedule } from '../adapters/cron/cron-schedule.ts';
import type { Store } from '../adapters/store/open-store.ts';
import { makePageWebhook } from '../adapters/web/page-webhook.ts';
import type { Config } from '../config.ts';
import { approvalPolicy } from '../config/approvals-section.ts';
import { messageOf } from '../domain/errors.ts';
import { makeMessageLedger } from '../pipeline/message-ledger.ts';
import { watchMessenger } from '../pipeline/messenger-health.ts';
import { watchPager } from '../pipeline/pager-health.ts';
import { makeClusterNotifier } from '../pipeline/notify-cluster.ts';
import type { NotifyDeps } from '../pipeline/notify-deps.ts';
import { makeForgetting } from '../pipeline/notify-forget.ts';
import { tellDigest } from '../pipeline/notify-digest.ts';
import { tellOutage } from '../pipeline/notify-outage.ts';
import { makeIncidentPager } from '../pipeline/notify-pages.ts';
import { warnedSeldom } from '../pipeline/warned-seldom.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Messenger } from '../ports/messenger.ts';
import { allClusters } from '../ports/notifications.ts';

/** Between two looks at what people are still to be told. */
const passEveryMs = 1_000;

/** The ways to people that are configured. One per process, as whether the chat is there shows to all of it alike. */
export interface People {
  /** Tells of one cluster for as long as this process holds it, or of `allClusters` what belongs to no single one. */
  tell(cluster: string, epoch: number, signal: AbortSignal): Promise<void>;
}

/** @returns undefined: neither a chat nor a webhook is configured. */
export function makePeople(parts: {
  readonly config: Pick<Config, 'clusters' | 'notifications' | 'llm' | 'approvals' | 'slack'>;
  readonly store: Store;
  readonly messenger: Messenger | undefined;
  readonly clock: Clock;
  readonly log: Log;
}): People | undefined {
  const { config, store, clock } = parts;
  const { notifications: settings, llm } = config;
  const { digest, escalation } = settings;
  const clusters = config.clusters.map(({ name }) => name);
  const approvers = approvalPolicy(config);
  const silence = whyNothingIsPosted(settings.routes.length > 0, parts.messenger !== undefined);
  if (silence !== undefined) parts.log.warn({}, silence);
  const watched = parts.messenger === undefined ? undefined : watchMessenger(parts.messenger, clock);
  const called = escalation === undefined ? undefined : watchPager(makePageWebhook(escalation), clock);
  if (watched === undefined && called === undefined) return undefined;
  const kinds = registerKinds([
    ...(watched === undefined ? [] : [makePostMessage(watched.messenger), makeUpdateMessage(watched.messenger)]),
    ...(called === undefined ? [] : [makePage(called.pager)]),
  ]);
  const schedule = digest === undefined ? undefined : makeCronSchedule(digest.cron, digest.timeZone);

  function passesOf(deps: NotifyDeps, cluster: string): ((signal: AbortSignal) => Promise<void>)[] {
    if (cluster === allClusters) {
      return watched !== undefined && digest !== undefined && schedule !== undefined
        ? [(signal: AbortSignal) => tellDigest(deps, { schedule, channel: digest.channel, clusters }, signal)]
        : [];
    }
    const others = clusters.filter((name) => name !== cluster);
    const isLeft = !clusters.includes(cluster);
    // Of one that left the configuration what was told is kept true where it stands: its own routes are gone, and those of all others are not for it.
    const told = isLeft ? { ...deps, settings: { ...settings, routes: [] } } : deps;
    const notifier = watched === undefined ? undefined : makeClusterNotifier({ ...told, cluster, others });
    if (isLeft) return notifier === undefined ? [] : [(signal: AbortSignal) => notifier.pass(signal)];
    const pager = escalation === undefined ? undefined : makeIncidentPager({ ...deps, cluster, escalation });
    return [
      ...(notifier === undefined ? [] : [(signal: AbortSignal) => notifier.pass(signal)]),
      ...(pager === undefined ? [] : [(signal: AbortSignal) => pager.pass(signal)]),
      // Beside the notifier: only the process that tells of the cluster knows whether the chat takes it.
      ...(escalation === undefined ? [] : [(signal: AbortSignal) => tellOutage(deps, cluster, escalation, signal)]),
    ];
  }

  return {
    async tell(cluster, epoch, signal) {
      const log = parts.log.child({ cluster });
      const { ledger: actions, notifications, incidents } = store;
      const ledger = makeMessageLedger({ store: actions, kinds, epoch, clock, log });
      const health = watched?.health;
      const pagerHealth = called?.health;
      const prices = llm?.prices;
      const told = {
        notifications,
        incidents,
        actions,
        ledger,
        kinds,
        health,
        pagerHealth,
        settings,
        prices,
        approvers,
      };
      const deps = { ...told, epoch, clock, log };
      const recovering = once(() => ledger.recover(cluster));
      const seldom = warnedSeldom(log, clock);
      // A call to a person does not wait for a chat that is slow.
      await Promise.all(
        [...passesOf(deps, cluster), makeForgetting({ notifications, clock, cluster, log })].map(async (pass) => {
          const recoveredPass = async (stop: AbortSignal): Promise<void> => {
            await recovering();
            await pass(stop);
          };
          await forEver(recoveredPass, clock, seldom, signal);
        }),
      );
    },
  };
}

/** What would be silent, and is not refused: a chat may be there for its commands and the digest alone. */
function whyNothingIsPosted(hasRoutes: boolean, hasChat: boolean): string | undefined {
  if (hasChat === hasRoutes) return undefined;
  return hasChat
    ? 'no incident is posted to Slack: there is no route, add one to notifications.routes'
    : 'no incident is posted: there are notifications.routes, but slack is not configured';
}

/** Does it until it succeeds, and never again. */
function once(work: () => Promise<unknown>): () => Promise<void> {
  let done = false;
  return async () => {
    if (done) return;
    await work();
    done = true;
  };
}

async function forEver(
  pass: (signal: AbortSignal) => Promise<void>,
  clock: Clock,
  log: Pick<Log, 'error'>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await pass(signal);
    } catch (error) {
      if (!signal.aborted) log.error({ err: messageOf(error) }, 'people were not told; it is tried again');
    }
    await clock.sleep(passEveryMs, signal);
  }
}
