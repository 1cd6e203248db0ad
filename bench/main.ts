import { benchDiagnosis, diagnosisText } from './diagnosis.ts';
import { endWith } from './end-with.ts';
import { environment } from './environment.ts';
import { benchLedger } from './ledger.ts';
import { ledgerText } from './ledger-text.ts';
import { endOf, readOptionsOrEnd } from './options.ts';
import { benchRetrieval, retrievalText } from './retrieval.ts';
import { benchWatch, watchText } from './watch.ts';

const usage = [
  'npm run bench -- watch [--json] [--clusters 20] [--jobs 50] [--minutes 3]',
  'npm run bench -- diagnosis [--json] [--latency-ms 300]',
  'npm run bench -- retrieval [--json] [--chunks 10000] [--dimensions 384] [--searches 1000] [--seed 1]',
  'npm run bench -- ledger [--json] [--kills 100] [--actions 1000] [--repetitions 5] [--seed 1]',
].join('\n');

const size = (otherwise: number) => ({ takes: 'a whole number', least: 1, otherwise }) as const;
const { values, positionals } = readOptionsOrEnd(
  {
    json: 'flag',
    clusters: size(20),
    jobs: size(50),
    minutes: { takes: 'a number', least: 0.1, otherwise: 3 },
    'latency-ms': size(300),
    chunks: size(10_000),
    dimensions: size(384),
    searches: size(1_000),
    kills: size(100),
    actions: size(1_000),
    repetitions: size(5),
    seed: size(1),
  },
  usage,
);

const progress = (line: string): void => void (values.json || process.stderr.write(`${line}\n`));

switch (positionals[0]) {
  case 'watch': {
    const { clusters, jobs, minutes } = values;
    await run(() => benchWatch({ clusters, jobs, minutes }, progress), watchText);
    break;
  }
  case 'ledger': {
    const { kills, actions, repetitions, seed } = values;
    await run(() => benchLedger({ kills, actions, repetitions, seed }, progress), ledgerText);
    break;
  }
  case 'diagnosis': {
    await run(() => benchDiagnosis({ latencyMs: values['latency-ms'] }, progress), diagnosisText);
    break;
  }
  case 'retrieval': {
    const { chunks, dimensions, searches, seed } = values;
    await run(() => benchRetrieval({ chunks, dimensions, searches, seed }, progress), retrievalText);
    break;
  }
  case undefined:
  default:
    endOf(`Which benchmark${positionals[0] === undefined ? '' : `, if not ${positionals[0]}`}?\n${usage}`);
}

async function run<Result extends { readonly targets: readonly { readonly met: boolean }[] }>(
  bench: () => Promise<Result>,
  textOf: (result: Result & { readonly environment: ReturnType<typeof environment> }) => string,
): Promise<void> {
  const result = { environment: environment(), ...(await bench()) };
  process.stdout.write(`${values.json ? JSON.stringify(result, undefined, 2) : textOf(result)}\n`);
  endWith(result.targets.every((target) => target.met) ? 0 : 1);
}
