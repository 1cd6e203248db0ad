import { expect, test } from 'vitest';
import { actionKinds } from '../../src/actions/index.ts';
import { toCheck } from '../../src/domain/action-facts.ts';
import type { ActionRow } from '../../src/domain/action.ts';
import type { JobId } from '../../src/domain/flink.ts';
import type { Objection } from '../../src/domain/policy.ts';
import { stateObjections } from '../../src/domain/preconditions.ts';
import { laterRun } from '../../src/domain/start-preconditions.ts';
import type { Recheck } from '../../src/ledger/deps.ts';
import { type Ledger, makeLedger } from '../../src/ledger/ledger.ts';
import { proposeActions } from '../../src/ledger/propose.ts';
import { makeRandom, type Random } from '../../src/proof/random.ts';
import { record } from '../support/action-facts.ts';
import { makeMemoryLedgerStore, type SavedLedger } from '../support/memory-ledger-store.ts';
import { makeFlinkOverHours } from './flink-over-hours.ts';
import { planOf, quiet, steps } from './harness.ts';

const calm = new AbortController().signal;
const minute = 60_000;
/** Courses that are tried, some twenty hours each; `PROOF_SEED` repeats one: `PROOF_COURSES=1 PROOF_SEED=17 npx vitest run test/ledger/two-stores-over-hours.test.ts`. */
const courses = Number(process.env['PROOF_COURSES'] ?? 100);

type World = ReturnType<typeof makeFlinkOverHours>;

/** Restarts the job now and then; its store is its own, and so is what it plans. */
function makeAgent(name: string, world: World, clock: { readonly at: number }) {
  let store = makeMemoryLedgerStore();
  let ledger: Ledger | undefined;
  let plan: { readonly id: string; readonly job: JobId; readonly startTime: number; readonly at: number } | undefined;
  let plannedAt = Number.NEGATIVE_INFINITY;
  let backup: { readonly at: number; readonly saved: SavedLedger; readonly plan: typeof plan } | undefined;
  let plans = 0;
  /** For so many rounds no process is there. */
  let away = 0;

  async function recheck(
    action: { readonly kind: string; readonly args: unknown },
    { planId, firstSentAt }: ActionRow,
    isFirst: boolean,
  ): Promise<Recheck> {
    if (plan === undefined) throw new Error('no plan');
    const stop = (await store.actions({ planId })).find((row) => row.step === 0 && row.state === 'succeeded');
    const path = stop?.result?.['savepoint'];
    const own = stop === undefined || path === undefined ? undefined : { path, knownAt: stop.updatedAt };
    const facts = await world.factsOf(plan.job, own);
    const isAnother = facts.job?.startTime !== plan.startTime;
    const isOld = facts.now - plan.at > 25 * minute;
    if (isFirst && firstSentAt === null && (isAnother || isOld))
      return { kind: 'refuse', refusals: [{ reason: 'the run is another one', field: 'run', value: '', todo: '' }] };
    const objections = stateObjections(toCheck(action), facts);
    const of = (weight: Objection['weight']) => objections.filter((one) => one.weight === weight);
    const later = !isFirst && laterRun(plan.job, facts) !== undefined;
    if (of('refuse').length > 0) return { kind: 'refuse', refusals: of('refuse'), isForGood: later };
    if (of('wait').length > 0) return { kind: 'cannot-tell', why: 'it cannot be told' };
    return {
      kind: 'go',
      incarnation: facts.identity.incarnation,
      checkpointBefore: facts.checkpoints?.latestCompleted?.id,
    };
  }

  const agent = {
    rows: () => store.actions({}),
    async restart(saved?: SavedLedger) {
      if (saved !== undefined) store = makeMemoryLedgerStore(undefined, saved);
      ledger = makeLedger({
        store,
        kinds: actionKinds,
        flinkOf: () => world.seenBy(name),
        storageOf: () => world.storage,
        recheck,
        clock: { now: () => clock.at, steadyMs: () => clock.at, sleep: () => Promise.reject(new Error('no sleep')) },
        log: quiet,
        epoch: await store.nextEpoch(),
      });
      await ledger.recover();
    },
    async wipe() {
      plan = undefined;
      await agent.restart({ rows: [], attempts: [], reports: [], epoch: 0 });
    },
    backUp() {
      backup = { at: clock.at, saved: store.save(), plan };
    },
    async restore() {
      if (backup === undefined || clock.at - backup.at < 10 * minute) return;
      ({ plan } = backup);
      await agent.restart(backup.saved);
    },
    async leave(rounds: number) {
      away = rounds;
      await agent.restart();
    },
    async goOn(random: Random) {
      if (away > 0) {
        away -= 1;
        return;
      }
      if (plan !== undefined) {
        const progress = await ledger?.advance(plan.id, calm);
        if (progress?.kind === 'needs-human' && random.chance(0.1)) await agent.wipe();
        else if (progress?.kind !== 'in-progress' && progress?.kind !== 'needs-human') plan = undefined;
        return;
      }
      const run = world.living();
      if (run === undefined || run.stopping !== undefined || clock.at - plannedAt < 30 * minute) return;
      plannedAt = clock.at;
      plan = { id: `${name}-${(plans += 1)}`, job: run.id, startTime: run.startTime, at: clock.at };
      const start = steps.startFrom({ from: 'stop.savepoint' });
      const jar = { file: record.launch?.jar ?? '', sha256: record.launch?.sha256 ?? '' };
      const planned = planOf(plan.id, [
        { ...steps.stop, args: { ...steps.stop.args, job: run.id } },
        { ...start, args: { ...start.args, previousJob: run.id, jar } },
      ]);
      store.insert(proposeActions(planned, actionKinds, { now: clock.at, epoch: 0 }));
      await ledger?.release(plan.id);
    },
  };
  return agent;
}

/** What an agent says happened must be what its own request has done, and to the run that it was about. */
function untrue(rows: readonly ActionRow[], { effects, runs }: World): string[] {
  return rows.flatMap((row) => {
    if (row.state !== 'succeeded') return [];
    const done = effects.filter(({ key }) => key === row.key);
    if (row.kind === 'start-job') return done.length > 0 ? [] : [`start ${row.key} never happened`];
    const stop = done.find(({ path }) => path === row.result?.['savepoint']);
    if (stop === undefined) return [`stop ${row.key} has not left ${row.result?.['savepoint']}`];
    const since = runs.some(
      ({ id, beganAt }) => row.args.includes(id) && beganAt > stop.at && beganAt <= (row.firstSentAt ?? 0),
    );
    return since ? [`stop ${row.key} is that of an earlier run, ${stop.run}`] : [];
  });
}

/** Two agents on one job, with what happens to it, to them and to their stores. @returns what must not have happened. */
async function course(seed: number, count: (effects: World['effects']) => void): Promise<readonly string[]> {
  const random = makeRandom(seed);
  const clock = { at: 1_000_000_000 };
  const world = makeFlinkOverHours(clock, random);
  world.startByPeople();
  const agents = [makeAgent('one', world, clock), makeAgent('other', world, clock)] as const;
  for (const agent of agents) await agent.restart();
  for (let round = 0; round < 300; round += 1) {
    if (round === 260) world.calm();
    await Promise.all(agents.filter(() => random.chance(0.8)).map((agent) => agent.goOn(random)));
    const faults = [
      ...world.faults,
      ...(await Promise.all(agents.map((one) => one.rows()))).flatMap((rows) => untrue(rows, world)),
    ];
    if (faults.length > 0) return faults;
    const agent = random.pick(agents);
    const dice = random.next();
    if (round > 260) world.pass(5_500);
    else if (dice < 0.02) world.failOver();
    else if (dice < 0.06) await agent.wipe();
    else if (dice < 0.1) agent.backUp();
    else if (dice < 0.13) await agent.restore();
    else if (dice < 0.16) await agent.leave(random.whole(0, 30));
    else if (dice < 0.24) world.endLiving('people');
    else if (dice < 0.25) world.endLiving('itself');
    else if (dice < 0.35) world.startByPeople();
    else if (dice < 0.375) world.pass(random.pick([10, 30, 62]) * minute);
    world.pass(random.pick([500, 2_000, 5_500, 31_000]));
  }
  count(world.effects);
  return [];
}

test(
  'two agents with stores of their own restart a job over hours, and neither sets it back nor runs it twice',
  async () => {
    const seed = Number(process.env['PROOF_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    const done = { stop: 0, start: 0 };

    for (let n = 0; n < courses; n += 1) {
      const faults = await course(seed + n, (effects) => {
        for (const { what, by } of effects) if (by !== 'people') done[what] += 1;
      });
      expect(faults, `seed ${seed + n}`).toEqual([]);
    }

    // Agents that do nothing would prove nothing.
    expect(done.stop, `seed ${seed}`).toBeGreaterThan(courses / 2);
    expect(done.start, `seed ${seed}`).toBeGreaterThan(courses / 2);
  },
  120_000 + courses * 1_000,
);
