// Takes each guard of the ledger, of its kinds, of its requests, of its store, of who holds a cluster and of what decides about acting away in turn, in a copy, and says whether the tests notice: npm run mutation
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutant, mutants } from './ledger-mutants.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Quick ones first; the next are asked only when those noticed nothing. */
const suites = {
  ledger: [
    ['--project', 'unit', 'test/ledger/reducer.test.ts'],
    ['--project', 'unit', 'test/ledger'],
  ],
  actions: [
    ['--project', 'unit', 'test/actions'],
    ['--project', 'unit', 'test/ledger'],
  ],
  domain: [['--project', 'unit', 'test/domain']],
  pipeline: [
    ['--project', 'unit', 'test/pipeline/plan-objections.test.ts', 'test/pipeline/failover-objections.test.ts'],
    ['--project', 'unit', 'test/pipeline/platform-facts.test.ts', 'test/pipeline/read-facts.test.ts'],
    ['--project', 'unit', 'test/pipeline/act.test.ts', 'test/pipeline/moved-meanwhile.test.ts'],
    ['--project', 'unit', 'test/pipeline/answer-plan.test.ts', 'test/pipeline/approval.test.ts'],
    ['--project', 'unit', 'test/pipeline/recheck.test.ts', 'test/pipeline/verify.test.ts'],
    ['--project', 'unit', 'test/pipeline/answers.test.ts', 'test/pipeline/update-incident.test.ts'],
    ['--project', 'unit', 'test/pipeline/plan-again.test.ts', 'test/pipeline/acknowledge.test.ts'],
    ['--project', 'unit', 'test/pipeline/plan-incident.test.ts'],
    ['--project', 'unit', 'test/pipeline/sop-review.test.ts', 'test/pipeline/own-kinds.test.ts'],
  ],
  serving: [['--project', 'unit', 'test/serving/share-clusters.test.ts', 'test/serving/tenure.test.ts']],
  flink: [
    ['--project', 'adapters', 'test/adapters/flink/unreadable.test.ts', 'test/adapters/flink/classify-send.test.ts'],
    ['--project', 'adapters', 'test/adapters/flink/local-snapshot-storage.test.ts'],
    ['--project', 'adapters', 'test/adapters/flink/writes.test.ts', 'test/adapters/flink/provide-jar.test.ts'],
  ],
  http: [['--project', 'adapters', 'test/adapters/http/proof-of-send.test.ts']],
  store: [
    ['--project', 'adapters', 'test/adapters/store/sqlite-contract.test.ts'],
    ['--project', 'adapters', 'test/adapters/store/unsynced-outcome.test.ts'],
  ],
  postgres: [
    ['--project', 'adapters', 'test/adapters/store/postgres-contract.test.ts'],
    ['--project', 'adapters', 'test/adapters/store/postgres-races.test.ts'],
  ],
} as const;

/** Only those whose guard or file contains it. */
const wanted = process.argv[2] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'flink-medic-mutation-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const name of ['src', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts']) {
  cpSync(join(root, name), join(folder, name), { recursive: true });
}
symlinkSync(resolve(root, 'node_modules'), join(folder, 'node_modules'));

const chosen = mutants.filter((one) => `${one.guard} ${one.file}`.includes(wanted));
for (const suite of Object.values(suites)) {
  if (suite.some((args) => isRed(args))) throw new Error('The tests are red with every guard in its place.');
}
const survivors = chosen.filter((one) => !isNoticed(one));
process.stdout.write(`${chosen.length - survivors.length} of ${chosen.length} guards are missed when they are gone\n`);
process.exitCode = survivors.length === 0 ? 0 : 1;

function suiteOf({ file }: Mutant): keyof typeof suites {
  if (file.startsWith('src/ledger/')) return 'ledger';
  if (file.startsWith('src/actions/')) return 'actions';
  if (file.startsWith('src/domain/')) return 'domain';
  if (file.startsWith('src/pipeline/')) return 'pipeline';
  if (file.startsWith('src/serving/')) return 'serving';
  if (file.startsWith('src/adapters/flink/')) return 'flink';
  if (file.startsWith('src/adapters/http/')) return 'http';
  return file.includes('postgres') ? 'postgres' : 'store';
}

function isNoticed(mutant: Mutant): boolean {
  const file = join(folder, mutant.file);
  const text = readFileSync(file, 'utf8');
  if (text.split(mutant.find).length !== 2) throw new Error(`${mutant.guard}: its text is not in ${mutant.file} once.`);
  writeFileSync(
    file,
    text.replace(mutant.find, () => mutant.put),
  );
  const noticed = suites[suiteOf(mutant)].some((args) => isRed(args));
  writeFileSync(file, text);
  process.stdout.write(`${noticed ? 'missed  ' : 'SURVIVED'}  ${mutant.file}: ${mutant.guard}\n`);
  return noticed;
}

function isRed(args: readonly string[]): boolean {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const { status, signal } = spawnSync(process.execPath, [vitest, 'run', '--bail', '1', ...args], {
    cwd: folder,
    stdio: 'ignore',
    timeout: 120_000,
  });
  return status !== 0 || signal !== null;
}
