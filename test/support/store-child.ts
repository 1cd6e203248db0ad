/**
 * A second process for the store's tests: `node store-child.ts <task> <path> [number]`.
 * It prints one line when it has done what the test waits for.
 */
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import { acquireServeLock } from '../../src/adapters/store/serve-lock.ts';
import { messageOf, OpsError } from '../../src/domain/errors.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { crashTasks } from '../adapters/store/crash-tasks.ts';
import { eventOf, incidentNamed } from '../adapters/store/rows-for-tests.ts';

const clock: Clock = { now: () => 5000, sleep: () => Promise.reject(new Error('not used')) };

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

function stay(): void {
  setInterval(() => undefined, 60_000);
}

function dieNow(): void {
  process.kill(process.pid, 'SIGKILL');
}

function open(
  file: string,
  role: 'serve' | 'cli',
  onStatement: (sql: string) => void = () => undefined,
): Promise<Store> {
  const onCorrupt = (error: Error): void => {
    throw error;
  };
  return openStore({ file, role, busyTimeoutMs: 10_000, clock, onCorrupt, onStatement });
}

/** Stops before the n-th statement of the task; one that outlives all statements says so, then dies as suddenly. */
async function crash(task: string, file: string, beforeStatement: number): Promise<void> {
  let counting = false;
  let statements = 0;
  const store = await open(file, 'serve', () => {
    if (!counting) return;
    statements += 1;
    if (statements === beforeStatement) dieNow();
  });
  const prepared = await crashTasks[task]?.(store);
  if (prepared === undefined) throw new Error(`No task ${task}`);
  counting = true;
  await prepared();
  say('acknowledged');
  dieNow();
}

async function answer(file: string, count: number): Promise<void> {
  const store = await open(file, 'cli');
  for (let n = 0; n < count; n += 1) {
    await store.answers.insert(String(process.pid), n, { kind: 'ack', incidentId: 'i-1', reason: String(n) });
  }
  await store.close();
  say('done');
}

/** Leaves everything it wrote in the -wal file: it is killed before any checkpoint. */
async function writeIncidents(file: string, count: number): Promise<void> {
  const store = await open(file, 'serve');
  for (let n = 0; n < count; n += 1) {
    const incident = incidentNamed(`i-${n}`, { job: `job-${n}`, openedAt: n });
    await store.incidents.save({ incident, events: [eventOf(incident.id, 'opened')] });
  }
  say('written');
  stay();
}

/** Says each incident that is stored, and why the first one was not. */
async function writeUntilRefused(file: string): Promise<void> {
  const store = await open(file, 'serve');
  for (let n = 0; ; n += 1) {
    const incident = incidentNamed(`i-${n}`, { job: `job-${n}`, openedAt: n });
    try {
      await store.incidents.save({ incident, events: [eventOf(incident.id, 'opened')] });
    } catch (error) {
      say(`${error instanceof OpsError ? error.code : 'not ours'}: ${messageOf(error)}`);
      return;
    }
    say(`stored ${incident.id}`);
  }
}

/** Opens as an ordinary user, whom file modes bind: root may write everywhere. */
async function openAsOrdinaryUser(file: string): Promise<void> {
  new Database(':memory:').close(); // loads the native part while the package can surely be read
  if (process.getuid?.() === 0) {
    process.setgid?.(65_534);
    process.setuid?.(65_534);
  }
  try {
    await open(file, 'serve');
    say('opened');
  } catch (error) {
    say(`${error instanceof OpsError ? error.code : 'not ours'}: ${messageOf(error)}`);
  }
}

function holdWriteLock(file: string): void {
  const database = new Database(file);
  database.exec('begin immediate');
  say('holding');
  stay();
  process.on('exit', () => database.close());
}

function serve(folder: string): void {
  const lock = acquireServeLock(folder, clock);
  say('locked');
  stay();
  process.on('exit', () => lock.release());
}

const [task = '', path = '', number = '0'] = process.argv.slice(2);
switch (task) {
  case 'serve':
    serve(path);
    break;
  case 'hold-write-lock':
    holdWriteLock(path);
    break;
  case 'answer':
    await answer(path, Number(number));
    break;
  case 'write-incidents':
    await writeIncidents(path, Number(number));
    break;
  case 'write-until-refused':
    await writeUntilRefused(path);
    break;
  case 'open-as-ordinary-user':
    await openAsOrdinaryUser(path);
    break;
  default:
    await crash(task, path, Number(number));
}
