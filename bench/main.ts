import { parseArgs } from 'node:util';
import { environment } from './environment.ts';
import { benchWatch, watchText } from './watch.ts';

const usage = 'npm run bench -- watch [--json] [--clusters 20] [--jobs 50] [--minutes 3]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    clusters: { type: 'string', default: '20' },
    jobs: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '3' },
  },
});

const progress = (line: string): void => void (values.json || process.stderr.write(`${line}\n`));

if (positionals[0] === 'watch') {
  const sizes = { clusters: Number(values.clusters), jobs: Number(values.jobs), minutes: Number(values.minutes) };
  if (!Object.values(sizes).every((size) => size > 0)) {
    process.stderr.write(`Numbers above 0, please: ${usage}\n`);
    process.exitCode = 2;
  } else {
    const result = { environment: environment(), ...(await benchWatch(sizes, progress)) };
    process.stdout.write(`${values.json ? JSON.stringify(result, undefined, 2) : watchText(result)}\n`);
    process.exitCode = result.targets.every((target) => target.met) ? 0 : 1;
  }
} else {
  process.stderr.write(`Which benchmark? ${usage}\n`);
  process.exitCode = 2;
}
