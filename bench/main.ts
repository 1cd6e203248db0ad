import { parseArgs } from 'node:util';
import { benchDiagnosis, diagnosisText } from './diagnosis.ts';
import { endWith } from './end-with.ts';
import { environment } from './environment.ts';
import { benchLedger } from './ledger.ts';
import { ledgerText } from './ledger-text.ts';
import { benchRetrieval, retrievalText } from './retrieval.ts';
import { benchWatch, watchText } from './watch.ts';

const usage = [
  'npm run bench -- watch [--json] [--clusters 20] [--jobs 50] [--minutes 3]',
  'npm run bench -- diagnosis [--json] [--latency-ms 300]',
  'npm run bench -- retrieval [--json] [--chunks 10000] [--dimensions 384] [--searches 1000] [--seed 1]',
  'npm run bench -- ledger [--json] [--kills 100] [--actions 1000] [--repetitions 5] [--seed 1]',
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    clusters: { type: 'string', default: '20' },
    jobs: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '3' },
    'latency-ms': { type: 'string', default: '300' },
    chunks: { type: 'string', default: '10000' },
    dimensions: { type: 'string', default: '384' },
    searches: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '100' },
    actions: { type: 'string', default: '1000' },
    repetitions: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
});

const progress = (line: string): void => void (values.json || process.stderr.write(`${line}\n`));

switch (positionals[0]) {
  case 'watch': {
    const sizes = { clusters: Number(values.clusters), jobs: Number(values.jobs), minutes: Number(values.minutes) };
    await run(sizes, () => benchWatch(sizes, progress), watchText);
    break;
  }
  case 'ledger': {
    const { kills, actions, repetitions, seed } = values;
    const sizes = {
      kills: Number(kills),
      actions: Number(actions),
      repetitions: Number(repetitions),
      seed: Number(seed),
    };
    await run(sizes, () => benchLedger(sizes, progress), ledgerText);
    break;
  }
  case 'diagnosis': {
    const sizes = { latencyMs: Number(values['latency-ms']) };
    await run(sizes, () => benchDiagnosis(sizes, progress), diagnosisText);
    break;
  }
  case 'retrieval': {
    const { chunks, dimensions, searches, seed } = values;
    const sizes = {
      chunks: Number(chunks),
      dimensions: Number(dimensions),
      searches: Number(searches),
      seed: Number(seed),
    };
    await run(sizes, () => benchRetrieval(sizes, progress), retrievalText);
    break;
  }
  case undefined:
  default:
    complain('Which benchmark?');
}

async function run<Result extends { readonly targets: readonly { readonly met: boolean }[] }>(
  sizes: Readonly<Record<string, number>>,
  bench: () => Promise<Result>,
  textOf: (result: Result & { readonly environment: ReturnType<typeof environment> }) => string,
): Promise<void> {
  if (!Object.values(sizes).every((size) => size > 0)) {
    complain('Numbers above 0, please:');
    return;
  }
  const result = { environment: environment(), ...(await bench()) };
  process.stdout.write(`${values.json ? JSON.stringify(result, undefined, 2) : textOf(result)}\n`);
  endWith(result.targets.every((target) => target.met) ? 0 : 1);
}

function complain(about: string): void {
  process.stderr.write(`${about}\n${usage.join('\n')}\n`);
  endWith(2);
}
