import { z } from 'zod';

/** A run of `npm run crash -- --flink --json`. */
export const FlinkRun = z.object({
  target: z.literal('flink'),
  environment: z.object({
    node: z.string(),
    cpu: z.string(),
    cores: z.number(),
    memoryGib: z.number(),
    commit: z.string(),
    at: z.string(),
  }),
  load: z.object({ least: z.number(), most: z.number() }),
  version: z.string(),
  highAvailability: z.boolean(),
  seed: z.number(),
  lanes: z.number(),
  speed: z.number(),
  kills: z.number(),
  landed: z.number(),
  actions: z.number(),
  effects: z.number(),
  countsCompared: z.number(),
  void: z.string().nullable(),
  faults: z.array(z.object({ rule: z.string(), why: z.string() })),
  asked: z.record(z.string(), z.number()).default({}),
  rows: z.array(
    z.object({
      victim: z.string(),
      kind: z.string(),
      kills: z.number(),
      landed: z.number(),
      actions: z.number(),
      effects: z.number(),
      duplicates: z.number(),
      lost: z.number(),
      toldWrong: z.number(),
      inDoubt: z.number(),
      needsPerson: z.number(),
      settleMs: z.object({ p50: z.number(), max: z.number() }).nullable(),
    }),
  ),
});
export type FlinkRun = z.infer<typeof FlinkRun>;

/**
 * The part of the page about real Flink; empty without a run.
 * @param before that part of an earlier page, which the runs join.
 */
export function againstRealFlink(runs: readonly FlinkRun[], before = ''): string {
  if (runs.length === 0) return before;
  const counted = runs.filter((run) => run.void === null);
  const sum = (of: (run: FlinkRun) => number): number => counted.reduce((total, run) => total + of(run), 0);
  const faults = (rule: string): number => sum((run) => run.faults.filter((fault) => fault.rule === rule).length);
  const earlier = readPart(before);
  const [twice, lost, wrong, atOnce, actions, kills, landed, compared, lostState] = [
    faults('twice'),
    faults('lost'),
    faults('told-wrong'),
    faults('two-at-once'),
    sum((run) => run.actions),
    sum((run) => run.kills),
    sum((run) => run.landed),
    sum((run) => run.countsCompared),
    faults('state-lost'),
  ].map((count, index) => count + (earlier.sums[index] ?? 0));
  return `## Against real Flink

**${twice} duplicates, ${lost} lost, ${wrong} told wrong, ${atOnce} times two runs of one job** in ${actions} actions over ${kills} kills, ${landed} of which
fell between an intent and its outcome. ${compared} restarts were compared by the records in their state: ${lostState} began with fewer than were counted before the stop.

A real agent process carries out savepoints, checkpoints, stops and starts on jobs with keyed state in a local session cluster. SIGKILL ends
the agent, the JobManager, or both, at seeded moments while an action of a chosen kind is on its way; what died is started again on the same port.
What happened is counted from Flink alone: the log of the JobManager over all its lives (savepoints and stops that it began, submissions that
it took in, the snapshot each run began with), the folders below each action's own directory, and the jobs that its REST lists.

${[...runs.map(section), earlier.sections].join('\n')}
How to read it: an action counts with each victim that died while it was on its way, and under \`nobody\` if none did. Twice: Flink began it more than once,
also where the second was never finished. A person: nobody could tell, so the ledger asked, and that is no failure of it. Without HA a JobManager takes its jobs
with it: a stop or a start that was on its way then cannot be proven either way, and the ledger says so instead of sending again. Settled: until the action
ended or a person was asked. Back-off, finality and the time until a person is asked pass faster than the machine's clock, as said with each run, so that a
run takes minutes; \`--speed 1\` waits as \`serve\` does. In these runs a person gives up what is asked, and starts what is down from its newest snapshot.
`;
}

/** Of an earlier page: the sums in the order of its headline, and its runs. */
function readPart(part: string): { readonly sums: readonly number[]; readonly sections: string } {
  if (part === '') return { sums: [], sections: '' };
  const headline =
    /^\*\*(\d+) duplicates, (\d+) lost, (\d+) told wrong, (\d+) times[^*]+\*\* in (\d+) actions over (\d+) kills, (\d+) of which\nfell [^.]+\. (\d+) restarts [^:]+: (\d+) began/m;
  const sums = headline.exec(part)?.slice(1).map(Number);
  const [, sections] = /^(### Flink [^]+?)^How to read it/m.exec(part) ?? [];
  if (sums === undefined || sections === undefined) throw new Error('What the page says of Flink has another form.');
  return { sums, sections: `${sections.trimEnd()}\n` };
}

function section(run: FlinkRun): string {
  const { environment: here, load } = run;
  const rows = run.rows
    .filter((one) => one.kills > 0 || one.actions > 0)
    .map((one) => {
      const settled = one.settleMs === null ? '–' : `${one.settleMs.p50} / ${one.settleMs.max}`;
      const aimed = one.victim === 'nobody' ? '–' : `${one.kills} / ${one.landed}`;
      return `| ${one.victim} | ${one.kind} | ${aimed} | ${one.actions} | ${one.effects} | ${one.duplicates} | ${one.lost} | ${one.toldWrong} | ${one.inDoubt} | ${one.needsPerson} | ${settled} |`;
    });
  const faults = run.faults.map((fault) => `- FAULT ${fault.rule}: ${fault.why}`);
  const asked = Object.entries(run.asked).map(([why, count]) => `- a person was asked ${count} times: ${why}`);
  const verdict = run.void === null ? [...faults, ...asked] : [`VOID: ${run.void}`];
  return `### Flink ${run.version} ${run.highAvailability ? 'with HA (ZooKeeper)' : 'without HA'}, seed ${run.seed}: ${run.kills} kills, ${run.landed} landed
${here.cpu}, ${here.cores} cores (load ${load.least.toFixed(1)} to ${load.most.toFixed(1)}), ${here.memoryGib} GiB, Node ${here.node}, commit ${here.commit}, ${here.at.slice(0, 10)}; ${run.lanes} jobs, waits ${run.speed} times as fast

| killed | kind | aimed at it / hit it | actions | effects | twice | lost | told wrong | in doubt | a person | settled after, ms p50 / max |
|---|---|---|---|---|---|---|---|---|---|---|
${rows.join('\n')}
${verdict.length === 0 ? '' : `\n${verdict.join('\n')}\n`}`;
}
