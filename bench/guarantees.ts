// Writes docs/guarantees.md from the JSON of real runs: node bench/guarantees.ts crash-*.json crash-flink-*.json > page.md
// With --add docs/guarantees.md the runs join those that the page has, and what it says of the peer stays, unless the JSON of a
// `bench -- ledger` is given, too.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Environment } from './environment.ts';
import { againstRealFlink, FlinkRun } from './guarantees-flink.ts';
import type { LedgerResult } from './ledger.ts';
import { ledgerText } from './ledger-text.ts';

const Quantiles = z.object({ p50: z.number(), p99: z.number() }).nullable().optional();
const Run = z.object({
  environment: z.object({
    node: z.string(),
    cpu: z.string(),
    cores: z.number(),
    memoryGib: z.number(),
    commit: z.string(),
    at: z.string(),
  }),
  engine: z.string(),
  seed: z.number(),
  kills: z.number(),
  landed: z.number(),
  zombies: z.number(),
  void: z.string().nullable(),
  kinds: z.array(
    z.object({
      kind: z.string(),
      onDoubt: z.string(),
      target: z.string(),
      guaranteed: z.boolean(),
      actions: z.number(),
      effects: z.number(),
      duplicates: z.number(),
      lost: z.number(),
      falseSuccess: z.number(),
      falseFailure: z.number(),
      inDoubtAtKill: z.object({ all: z.number() }),
      settledBy: z.object({ human: z.number() }),
      settleMs: Quantiles,
    }),
  ),
});
type Run = z.infer<typeof Run>;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { add: { type: 'string' } } });
const all = positionals.map((file): unknown => JSON.parse(readFileSync(file, 'utf8')));
const flinkRuns = all.map((one) => FlinkRun.safeParse(one)).flatMap((one) => (one.success ? [one.data] : []));
const benches = all.filter(isBench);
const runs = all.filter((one) => !isBench(one) && !FlinkRun.safeParse(one).success).map((one) => Run.parse(one));
if (all.length === 0) throw new Error('Which runs? node bench/guarantees.ts crash-sqlite.json crash-postgres.json');
const before = values.add === undefined ? undefined : readPage(readFileSync(values.add, 'utf8'));
const open = runs.filter((one) => one.void === null);
const safe = open.flatMap((one) => one.kinds.filter((kind) => kind.guaranteed));
const total = (of: (kind: Run['kinds'][number]) => number): number => safe.reduce((sum, kind) => sum + of(kind), 0);
const sums = [
  total((one) => one.duplicates),
  total((one) => one.lost),
  total((one) => one.falseSuccess + one.falseFailure),
  total((one) => one.actions),
  open.reduce((sum, one) => sum + one.kills, 0),
  open.reduce((sum, one) => sum + one.landed, 0),
].map((sum, index) => sum + (before?.sums[index] ?? 0));
const [duplicates, lost, wrong, actions, kills, landed] = sums;

process.stdout.write(`# What the ledger guarantees, measured

Written by \`bench/guarantees.ts\` from the runs below; nothing in it is typed by hand.

**${duplicates} duplicates, ${lost} lost, ${wrong} told wrong** in ${actions} actions over ${kills} kills, ${landed} of which fell between an intent and its outcome.

A worker carries out plans through the ledger, four lanes at a time, and is ended by SIGKILL at seeded moments, also twice in a row, while it
recovers, and together with the memory of its target. Some are frozen past their takeover and woken. An independent process logs each
effect before it answers; a judge compares that log with what the ledger says.

${[...open.map(section), ...(before?.sections ?? [])].join('\n')}
${againstRealFlink(flinkRuns, before?.flink).trimEnd()}

${(benches.length > 0 ? benches.map(besideThePeer) : (before?.peer ?? [])).join('\n')}
## What the rows mean
- \`keyed\`: the target remembers keys, as a JobManager its trigger ids and job ids. \`queryable\`: it can be asked. \`long\`: it accepts and works later, as a savepoint. \`blind\`: neither.
- \`proof/unsafe-repeat\` is a blind target with a policy that repeats. No ledger can make it safe: it stands here as what happens without a key, a
  question or a person. Such a kind is not used by this program.
- Settled by people: the blind kind with \`askHuman\`, by design; of the others what five processes in a row were killed over before one of
  them had finished a look at it, which on a slow or busy machine is more of them.

## What cannot be guaranteed, and why
- A process frozen between its last check and the socket can send late, and a target that fails over in that moment remembers no key of a repeated
  request. Only what the target refuses twice makes that harmless.
- A key lives as long as the process that remembers it. After a JobManager failover the hook looks into the action's own folder, if it may
  (\`snapshotRoots\`); without that, doubt about a savepoint goes to a person.
- SIGKILL is not a power cut. That the database writes through (\`synchronous=FULL\`, \`synchronous_commit=on\`) is asserted at start, not proven here.
  The one write that does not wait for the disk is, on SQLite, an answer that settles a request: lost with the machine, it is found out by the
  hook, as if the process had died before it. Courses in which a store loses exactly these are part of \`npm test\`.
- An asynchronous standby that takes over can forget what was promised.
- With HA a JobManager that starts again submits the jobs that it recovers to itself once more, and refuses that by their results. In one run that is
  not above (1.20.4, seed 1602, commit 853461a) a start was counted twice that had been sent once, in the moment in which its job had just ended; 325
  more kills on that version showed none. Only submissions that somebody asked for are counted since. What Flink begins by itself no ledger can refuse.
- A Flink 2.3.0 with HA never comes up again when its JobManager is killed while a job ends: its Dispatcher refuses to start beside a job's result
  without the application's. Nor does any version (seen: 1.17.2) that is killed while it writes that result: it cannot read the empty file. A run that
  meets this breaks off and counts for nothing; what to do stands in \`sops/leadership-lost.md\`.
- The cost beside a peer has an end that no code can move: an intent must be on disk before the first byte leaves. The peer syncs three commits per
  workflow, the ledger two; where the sync is the price, three to two is the most there is to gain on PostgreSQL (SQLite leaves the second to the
  next write). On a disk as fast as the one the bench ran on, the price is what the two statements check and store in their one round trip: epoch, lease, lane,
  key, and the rows and indexes of the attempt.

## Repeat it
\`npm run crash -- --kills 500 --engine sqlite --seed 1 --json\`, \`--engine postgres\`; on your own store: \`flink-medic ledger verify\`.
On a real Flink (JDK 17 and Maven on the PATH): \`npm run crash -- --flink --version 2.3.0 --kills 30 --seed 11 --json\`, also with \`--ha\`, and with each minor version from 1.17 on, such as \`--version 1.17.2\`.
`);

type Bench = LedgerResult & { readonly environment: Environment };

/** Only `npm run bench -- ledger --json` prints this; its numbers are shown, not computed with. */
function isBench(one: unknown): one is Bench {
  return typeof one === 'object' && one !== null && 'targets' in one && 'costs' in one;
}

function besideThePeer(bench: Bench): string {
  return `## Beside a peer
What \`npm run bench -- ledger\` says. The whole action includes what the ledger's neighbours store: the incident, its plan, its timeline.

\`\`\`
${ledgerText(bench)}
\`\`\`
`;
}

function section(run: Run): string {
  const { environment: here } = run;
  const rows = run.kinds.map((one) => {
    const wrong = one.falseSuccess + one.falseFailure;
    const settle = one.settleMs == null ? '–' : `${one.settleMs.p50} / ${one.settleMs.p99}`;
    const name = one.guaranteed ? one.kind : `${one.kind} (not safe)`;
    return `| ${name} | ${one.onDoubt} | ${one.target} | ${one.actions} | ${one.effects} | ${one.duplicates} | ${one.lost} | ${wrong} | ${one.inDoubtAtKill.all} | ${one.settledBy.human} | ${settle} |`;
  });
  return `## ${run.engine}, seed ${run.seed}: ${run.kills} kills, ${run.landed} landed, ${run.zombies} frozen and woken
${here.cpu}, ${here.cores} cores, ${here.memoryGib} GiB, Node ${here.node}, commit ${here.commit}, ${here.at.slice(0, 10)}

| kind | in doubt | target | actions | effects | twice | lost | told wrong | in doubt at a kill | settled by people | settled after, ms p50 / p99 |
|---|---|---|---|---|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

/** What an earlier page says: its sums in the order of its headline, its runs, and its parts on Flink and on the peer. */
function readPage(page: string): Record<'sums', number[]> & Record<'sections' | 'peer', string[]> & { flink: string } {
  const headline =
    /^\*\*(\d+) duplicates, (\d+) lost, (\d+) told wrong\*\* in (\d+) actions over (\d+) kills, (\d+) of/m;
  const parts = page.split(/^(?=## )/m);
  const sections = parts.filter((part) => /^## (?:sqlite|postgres), seed /.test(part)).map((part) => part.trimEnd());
  const flink = parts.find((part) => part.startsWith('## Against real Flink'));
  const sums = headline.exec(page)?.slice(1).map(Number);
  if (sums === undefined || flink === undefined) throw new Error('This is no page that was written by this program.');
  const peer = parts.filter((part) => part.startsWith('## Beside a peer')).map((part) => part.trimEnd());
  const asParts = (texts: readonly string[]) => texts.map((part) => `${part}\n`);
  return { sums, sections: asParts(sections), flink, peer: asParts(peer) };
}
