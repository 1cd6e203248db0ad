import type { Command } from 'commander';
import { approvalPolicy } from '../config/approvals-section.ts';
import { personOf } from '../domain/approvers.ts';
import { UserMistake } from '../domain/errors.ts';
import type { Sop } from '../domain/sop.ts';
import { hasStore, makeStore } from './configured-store.ts';
import type { CliContext } from './context.ts';
import { count, exitCodes } from './output.ts';
import { ownActionsOf } from './own-actions.ts';
import { openConfiguredSops } from './sop-folders.ts';
import { named, recordReviews, reviewerText, sharedNote, sopsInForce, trustRows } from './sop-trust.ts';
import { alwaysAsked, refusedText, reviewText, trustListText } from './sop-trust-text.ts';

const unknownId = 'No SOP in force has the id';

/** What a person has read and lets run alone. `serve` looks at it each time it decides, so neither needs the other to be there. */
export function addTrustCommands(sop: Command, context: CliContext): void {
  sop
    .command('trust [ids...]')
    .description('record procedures as reviewed by you, as their files are now: only those run alone in mode auto')
    .option('--all', 'all that are in force')
    .option('--list', 'what is reviewed, by whom, and what has changed since')
    .option('--digest <sha256>', 'for scripts: record the one id only if its file has this SHA-256, else exit code 1')
    .action((ids: string[], options: { all?: boolean; list?: boolean; digest?: string }) => {
      const wanted = [ids.length > 0, options.all === true, options.list === true];
      if (wanted.filter(Boolean).length !== 1) {
        throw new UserMistake('sop trust takes ids, or --all, or --list. See: flink-medic sop trust --list');
      }
      const { digest } = options;
      if (digest !== undefined) return trustIf(context, ids, digest);
      return options.list === true ? list(context) : trust(context, options.all === true ? undefined : ids);
    });

  sop
    .command('untrust [ids...]')
    .description('take that back: what they plan is asked about again, also what is planned and not sent yet')
    .option('--all', 'all that are recorded')
    .action((ids: string[], options: { all?: boolean }) => {
      if (ids.length > 0 === (options.all === true)) throw new UserMistake('sop untrust takes ids, or --all');
      return untrust(context, options.all === true ? undefined : ids);
    });
}

/** @param ids undefined: all. */
async function trust(context: CliContext, ids: readonly string[] | undefined): Promise<void> {
  const sops = await loadSops(context);
  await record(context, ids === undefined ? sops : named(byId(sops), ids, unknownId));
}

/** The text that was read elsewhere, such as by the reviewers of a repository, and no other one. */
async function trustIf(context: CliContext, ids: readonly string[], digest: string): Promise<void> {
  const wanted = digest.toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(wanted)) {
    throw new UserMistake(`--digest takes the 64 hex digits of a SHA-256, as sha256sum prints them, not "${digest}"`);
  }
  const [sop, more] = named(byId(await loadSops(context)), ids, unknownId);
  if (sop === undefined || more !== undefined) throw new UserMistake('--digest takes exactly one id');
  if (sop.digest === wanted) return await record(context, [sop]);
  const { id, file, digest: present } = sop;
  context.exit(exitCodes.findings);
  const refused = { id, file, given: wanted, present };
  context.output.result({ by: context.person, reviewed: [], refused }, () => refusedText(refused));
}

async function record(context: CliContext, chosen: readonly Sop[]): Promise<void> {
  if (chosen.length === 0) throw new UserMistake('There is no SOP in force. See: flink-medic sop lint');
  // Before anything is recorded: this text, by this digest, and no other one is what the person lets run.
  context.output.progress(reviewText(chosen));
  const { person: by, clock } = context;
  await makeStore(context.config(), clock);
  const reviews = await context.withStore(({ sopReviews }) =>
    recordReviews(sopReviews, chosen, { by, at: clock.now() }),
  );
  const policy = approvalPolicy(context.config());
  const { name: person } = personOf(policy, { by, via: 'terminal' });
  context.output.result({ by, person, reviewed: trustRows(chosen, reviews, policy) }, () =>
    [
      `Recorded as reviewed by ${reviewerText({ by, person })}: ${count(chosen.length, 'SOP')}.`,
      ...alwaysAsked(chosen),
      ...sharedNote([by]),
    ].join('\n'),
  );
}

async function untrust(context: CliContext, ids: readonly string[] | undefined): Promise<void> {
  await context.withStore(async ({ sopReviews }) => {
    const recorded = new Map((await sopReviews.list()).map((one) => [one.sopId, one.sopId]));
    const chosen = ids === undefined ? [...recorded.keys()] : named(recorded, ids, 'No review is recorded of');
    const revoked = await sopReviews.revoke(chosen);
    const text = revoked.length === 0 ? 'No review was recorded.' : `Not reviewed any more: ${revoked.join(', ')}.`;
    context.output.result({ by: context.person, revoked }, () => text);
  });
}

async function list(context: CliContext): Promise<void> {
  const sops = await loadSops(context);
  const reviews = hasStore(context.config()) ? await context.withStore((store) => store.sopReviews.list()) : [];
  const rows = trustRows(sops, reviews, approvalPolicy(context.config()));
  context.output.result({ sops: rows }, () => trustListText(rows, context.clock.now()));
}

/** As `serve` reads them. */
async function loadSops(context: CliContext): Promise<Sop[]> {
  const libraries = openConfiguredSops(context.config().sops, await ownActionsOf(context));
  const sops = sopsInForce(libraries);
  const { length } = libraries.flatMap((library) => library.refresh().problems);
  if (length > 0) {
    const what = length === 1 ? '1 mistake keeps' : `${length} mistakes keep`;
    context.output.progress(`${what} SOPs out. See: flink-medic sop lint`);
  }
  return sops;
}

function byId(sops: readonly Sop[]): Map<string, Sop> {
  return new Map(sops.map((sop) => [sop.id, sop]));
}
