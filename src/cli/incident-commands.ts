import type { Command } from 'commander';
import { messageKindNames, undeterminedStates } from '../domain/action.ts';
import { approvalPolicy } from '../config/approvals-section.ts';
import type { Answer } from '../domain/approval.ts';
import { messageOf, UserMistake } from '../domain/errors.ts';
import type { Incident } from '../domain/incident.ts';
import { riskOf } from '../domain/plan.ts';
import { durationForms, durationMs } from '../config.ts';
import { alertOf } from '../pipeline/alert-of.ts';
import { alertText } from '../pipeline/alert-text.ts';
import { unwatchedText } from '../pipeline/chat-texts.ts';
import { scopeOf, whoMayAnswer } from '../pipeline/initiators.ts';
import type { Store } from '../adapters/store/open-store.ts';
import { isServed, storeName } from './configured-store.ts';
import type { CliContext } from './context.ts';
import { actionText, incidentList, incidentText, type IncidentView } from './incident-texts.ts';
import { exitCodes } from './output.ts';
import { whenSlow } from './when-slow.ts';

/** How long an answer may take to be applied before the command says that `serve` is not running. */
const applyWaitMs = 5_000;
/** Fewer characters of a digest do not show that its plan was seen; an unset shell variable has none. */
const leastDigest = 8;

export function addIncidentCommands(program: Command, context: CliContext): void {
  const incidents = program.command('incidents').description('list, show and answer incidents');

  incidents
    .command('list')
    .description('open incidents, newest first')
    .option('--all', 'closed ones too')
    .action(async (options: { all?: boolean }) => {
      await context.withStore(async (store) => {
        const list = await store.incidents.list(options.all === true ? {} : { open: true });
        context.output.result(list, (columns) => incidentList(list, context.clock.now(), columns));
        await remarkUnserved(context, store);
      });
    });

  incidents
    .command('show <id>')
    .description('one incident: diagnosis, SOP, plan, actions, timeline')
    .option('--alert', 'as a chat shows it')
    .action(async (id: string, options: { alert?: boolean }) => {
      await context.withStore(async (store) => {
        const view = await viewOf(context, store, await mustFind(store, id));
        if (options.alert === true) {
          const approvers = approvalPolicy(context.config());
          const alert = alertOf({ ...view, prices: context.config().llm?.prices, approvers });
          return context.output.result(alert, () => alertText(alert, context.clock.now()));
        }
        context.output.result(view, () => incidentText(view, context.clock.now()));
        await remarkUnserved(context, store);
      });
    });

  incidents
    .command('approve <id>')
    .description('say yes to exactly the plan that was shown; used once')
    .option('--digest <digest>', 'first characters of the plan digest you saw; a destructive plan needs it')
    .action(async (id: string, options: { digest?: string }) => {
      await answerPlan(context, id, 'approve', options.digest);
    });

  incidents
    .command('deny <id>')
    .description('say no to the plan that is waiting')
    .action(async (id: string) => {
      await answerPlan(context, id, 'deny', undefined);
    });

  incidents
    .command('snooze <id>')
    .description('no messages about it for a while, unless it gets worse')
    .requiredOption('--for <duration>', 'like 30m or 4h, at most 7d')
    .option('--reason <text>', 'kept in the record', '')
    .action(async (id: string, options: { for: string; reason: string }) => {
      const ms = durationMs(options.for);
      if (ms === undefined || ms <= 0) {
        throw new UserMistake(`--for ${options.for} is no duration; write ${durationForms}`);
      }
      await context.withStore(async (store) => {
        const incident = await mustFind(store, id);
        const until = context.clock.now() + ms;
        mustBeWatched(context, incident.cluster);
        await send(context, store, { kind: 'snooze', incidentId: incident.id, until, reason: options.reason });
      });
    });

  for (const kind of ['ack', 'resolve'] as const) {
    incidents
      .command(`${kind} <id>`)
      .description(
        kind === 'ack'
          ? 'take note; what was there at the first look, went unanswered or was held back is planned for'
          : 'close it by hand',
      )
      .option('--reason <text>', 'kept in the record', '')
      .action(async (id: string, options: { reason: string }) => {
        await context.withStore(async (store) => {
          const incident = await mustFind(store, id);
          if (incident.state === 'closed') throw new UserMistake(`Incident ${incident.id} is closed already`);
          if (kind === 'ack') mustBeWatched(context, incident.cluster);
          await send(context, store, { kind, incidentId: incident.id, reason: options.reason });
        });
      });
  }
}

export function addActionCommands(program: Command, context: CliContext): void {
  const actions = program.command('actions').description('the ledger: what was sent, and doubt that needs a person');

  actions
    .command('list')
    .description('actions, newest first')
    .option('--open', 'only those whose outcome is not known yet')
    .option('--messages', 'what people were told, instead of what was done to jobs')
    .action(async (options: { open?: boolean; messages?: boolean }) => {
      await context.withStore(async (store) => {
        const of = options.messages === true ? { kinds: messageKindNames } : { exceptKinds: messageKindNames };
        const states = options.open === true ? { states: undeterminedStates } : {};
        const rows = await store.ledger.actions({ ...of, ...states, onUnreadable: leftOut });
        const none = options.messages === true ? 'No messages.' : 'No actions.';
        context.output.result(rows, () =>
          rows.length === 0 ? none : rows.map((row) => actionText(row, context.clock.now())).join('\n'),
        );
        await remarkUnserved(context, store);
      });
    });

  actions
    .command('settle <id>')
    .description('tell the ledger what became of an action that it cannot find out by itself')
    .requiredOption('--finding <finding>', 'executed | not-executed | abandon')
    .option('--result <name=value...>', 'what it produced, e.g. savepoint=s3://bucket/savepoint-1', [])
    .option('--reason <text>', 'kept in the record', '')
    .action(async (id: string, options: { finding: string; result: string[]; reason: string }) => {
      const finding = oneOf(options.finding, ['executed', 'not-executed', 'abandon'] as const, '--finding');
      await context.withStore(async (store) => {
        let unread = false;
        const onUnreadable = () => (unread = true);
        const row = pick(
          await store.ledger.actions({ exceptKinds: messageKindNames, onUnreadable }),
          id,
          'action',
          'flink-medic actions list',
        );
        if (unread && row.id !== id) {
          throw new UserMistake(
            `An action that cannot be read may begin with ${id}, too. Name the one you mean in full: ${row.id}`,
          );
        }
        mustBeWatched(context, row.cluster);
        const result = Object.fromEntries(options.result.map(splitPair));
        await send(context, store, { kind: 'settle', actionId: row.id, finding, reason: options.reason, result });
      });
    });
}

/** The store has told of it: it hides no other. */
function leftOut(): void {}

/** "No incidents." would be good news of a program that does not look. */
async function remarkUnserved(context: CliContext, store: Store): Promise<void> {
  const config = context.config();
  if (await isServed(config, store)) return;
  context.output.progress(
    `serve does NOT run on ${storeName(config)}: this is as it was left. Start it: flink-medic serve`,
  );
}

async function viewOf(context: CliContext, store: Store, incident: Incident): Promise<IncidentView> {
  const plan = incident.planId === null ? undefined : await store.incidents.plan(incident.planId);
  const approval = plan === undefined ? undefined : await store.incidents.approvalOf(plan.id);
  const actions = await store.ledger.actions({ incidentId: incident.id, exceptKinds: messageKindNames });
  const timeline = await store.incidents.timeline({ incidentId: incident.id });
  const view = { incident, timeline, plan, approval, actions, watched: isWatched(context, incident.cluster) };
  if (plan === undefined || approval?.state !== 'open') return view;
  return {
    ...view,
    answerers: whoMayAnswer(approvalPolicy(context.config()), scopeOf(plan, incident), approval, timeline),
  };
}

async function answerPlan(
  context: CliContext,
  id: string,
  kind: 'approve' | 'deny',
  digest: string | undefined,
): Promise<void> {
  await context.withStore(async (store) => {
    const incident = await mustFind(store, id);
    mustBeWatched(context, incident.cluster);
    const view = await viewOf(context, store, incident);
    const approval = view.approval;
    if (approval === undefined || approval.state !== 'open') {
      throw new UserMistake(
        `Incident ${view.incident.id} waits for no approval (it is ${view.incident.state}). See: flink-medic incidents show ${id}`,
      );
    }
    if (digest !== undefined && digest.length < leastDigest) {
      throw new UserMistake(`--digest takes at least the first ${leastDigest} characters of the digest you saw`);
    }
    if (digest !== undefined && !approval.planDigest.startsWith(digest)) {
      throw new UserMistake(
        `The plan of ${view.incident.id} is not the one you saw any more (digest ${approval.planDigest.slice(0, 12)}). Look again: flink-medic incidents show ${id}`,
      );
    }
    if (digest === undefined) {
      // What is shown here is what the answer binds to, whatever is planned a moment later.
      context.output.progress(incidentText({ ...view, timeline: [] }, context.clock.now()));
      if (kind === 'approve' && view.plan !== undefined && riskOf(view.plan.steps) === 'destructive') {
        throw new UserMistake(
          `Nothing was approved: this plan is destructive. Read it above, then name it: flink-medic incidents approve ${view.incident.id} --digest ${approval.planDigest.slice(0, 12)}`,
        );
      }
    }
    const { planDigest } = approval;
    // With --json nothing is shown before: what the answer binds to stands beside it.
    const about = { planDigest, plan: view.plan ?? null };
    await send(context, store, { kind, incidentId: view.incident.id, planDigest }, about);
  });
}

function isWatched(context: CliContext, cluster: string): boolean {
  return context.config().clusters.some((one) => one.name === cluster);
}

function mustBeWatched(context: CliContext, cluster: string): void {
  if (isWatched(context, cluster)) return;
  throw new UserMistake(unwatchedText(cluster));
}

/** Stores the answer and waits shortly for `serve` to apply it; it stays stored when `serve` is down. */
async function send(context: CliContext, store: Store, answer: Answer, about: object = {}): Promise<void> {
  const seq = await store.answers.insert(context.person, context.clock.now(), answer);
  const outcome = await whenSlow(
    context,
    () => 'flink-medic serve to apply it',
    () => outcomeOf(context, store, seq),
  ).catch((error: unknown) => {
    // It counts all the same: whoever reads that the command failed would look for another way.
    context.output.progress(`What comes of it cannot be read now: ${messageOf(error)}`);
    return undefined;
  });
  // `serve` says so when an answer came too late or does not fit any more.
  if (outcome?.startsWith('refused:') === true) context.exit(exitCodes.findings);
  const text = outcome ?? 'stored; it is applied as soon as `flink-medic serve` runs';
  context.output.result(
    { answer: answer.kind, by: context.person, outcome: outcome ?? null, ...about },
    () => `${answer.kind}: ${text}`,
  );
}

async function outcomeOf(context: CliContext, store: Store, seq: number): Promise<string | undefined> {
  const deadline = context.clock.now() + applyWaitMs;
  let outcome: string | undefined;
  while (outcome === undefined && context.clock.now() < deadline && !context.signal.aborted) {
    await context.clock.sleep(200, context.signal);
    outcome = await store.answers.outcome(seq);
  }
  return outcome;
}

async function mustFind(store: Store, id: string): Promise<Incident> {
  const exact = await store.incidents.get(id);
  return exact ?? pick(await store.incidents.list({}), id, 'incident', 'flink-medic incidents list --all');
}

/** By its id, or by a beginning of it that no other has. */
function pick<T extends { readonly id: string }>(all: readonly T[], id: string, what: string, see: string): T {
  const matches = all.filter((one) => one.id === id || (id !== '' && one.id.startsWith(id)));
  const found = matches.find((one) => one.id === id) ?? (matches.length === 1 ? matches[0] : undefined);
  if (found !== undefined) return found;
  throw new UserMistake(`${matches.length === 0 ? 'No' : 'More than one'} ${what} ${id}. See: ${see}`);
}

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw new UserMistake(`--result takes name=value, not ${pair}`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function oneOf<const T extends string>(text: string, allowed: readonly T[], option: string): T {
  const found = allowed.find((one) => one === text);
  if (found === undefined) throw new UserMistake(`${option} is one of ${allowed.join(', ')}, not ${text}`);
  return found;
}
