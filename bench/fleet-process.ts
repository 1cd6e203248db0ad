// A fleet of fake Flinks in a process of its own, so that its work is not counted as the agent's.
// Speaks lines of JSON: prints where it listens; a command on standard input is answered with one line.
import { createInterface } from 'node:readline';
import { addFleet, type FleetJob } from '../src/demo/fake-flink/fleet.ts';
import { type FakeFlink, startFakeFlink } from '../src/demo/fake-flink/start-fake-flink.ts';

const [clusters = 20, jobs = 50] = process.argv.slice(2).map(Number);
const troubledShare = 0.05;
const sick = new Set<string>();

const fleet: { flink: FakeFlink; jobs: FleetJob[] }[] = [];
for (let index = 0; index < clusters; index += 1) {
  const flink = await startFakeFlink({ taskManagers: 1, slots: jobs * 2 });
  fleet.push({ flink, jobs: addFleet(flink, { jobs, vertices: 8 }) });
}
say({ urls: fleet.map(({ flink }) => flink.url) });

createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line === 'trouble') say({ troubled: makeTrouble() });
    if (line === 'count') say(count());
  })
  .on('close', () => process.exit(0));

function say(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** The same share of each cluster's jobs falls ill, in ways that the agent has to find from what Flink shows. */
function makeTrouble(): number {
  const kinds = ['missing-class', 'unreadable-record', 'slow-operator'] as const;
  let troubled = 0;
  for (const { flink, jobs: list } of fleet) {
    for (const [index, job] of list.entries()) {
      if (Math.floor((index + 1) * troubledShare) === Math.floor(index * troubledShare)) continue;
      flink.setTrouble(job.name, kinds[troubled % kinds.length]);
      sick.add(`${flink.url} ${flink.job(job.name)?.id}`);
      troubled += 1;
    }
  }
  return troubled;
}

/** Requests so far: all of them, and those about one healthy job. */
function count(): { all: number; ofHealthyJobs: number; healthyJobs: number } {
  let all = 0;
  let ofHealthyJobs = 0;
  for (const { flink } of fleet) {
    for (const { path } of flink.requests()) {
      all += 1;
      const id = /^\/jobs\/([0-9a-f]{32})/.exec(path)?.[1];
      if (id !== undefined && !sick.has(`${flink.url} ${id}`)) ofHealthyJobs += 1;
    }
  }
  return { all, ofHealthyJobs, healthyJobs: clusters * jobs - sick.size };
}
