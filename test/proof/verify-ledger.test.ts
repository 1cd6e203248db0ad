import { describe, expect, onTestFinished, test } from 'vitest';
import type { Evidence } from '../../src/proof/evidence.ts';
import { judge } from '../../src/proof/judge.ts';
import { guaranteesOf } from '../../src/proof/verify-ledger.ts';
import { closedPort } from '../support/unusable-ports.ts';
import { withScratch } from '../../src/proof/scratch.ts';
import { openPlace } from '../../src/proof/store-place.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { cliFolder, configured, run } from '../cli/run-for-tests.ts';
import { entryOf, goodEvidence, keyed, unsafe } from './evidence-for-tests.ts';

const good = goodEvidence();
const woken = { epoch: 1, overAt: 1, wokeAt: 2, stored: [] };

function resultsOf(change: Partial<Evidence>): Record<string, string> {
  const rows = guaranteesOf(judge({ ...good, ...change }, [keyed, unsafe]));
  return Object.fromEntries(rows.map((row) => [row.guarantee.split(':')[0] ?? '', row.result]));
}

describe('the table of guarantees', () => {
  test('passes what the run has seen to hold', () => {
    expect(new Set(Object.values(resultsOf({ zombies: [woken] })))).toEqual(new Set(['PASS']));
  });

  test('fails exactly the guarantee that is broken, and names the action', () => {
    const target = [...good.target, entryOf('effect', 'a', 125)];

    const rows = guaranteesOf(judge({ ...good, target, zombies: [woken] }, [keyed, unsafe]));

    const failed = rows.filter((row) => row.result === 'FAIL');
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ guarantee: expect.stringContaining('Never twice') as string });
    expect(failed[0]?.why).toContain('action a: 2 effects');
  });

  test('says that a guarantee was not tried when no process was frozen', () => {
    expect(resultsOf({ zombies: [] })['A stale process is powerless']).toBe('NOT APPLICABLE');
  });

  test('passes nothing in a run that proves nothing', () => {
    expect(Object.values(resultsOf({ kills: [] }))).not.toContain('PASS');
  });
});

test.each([
  ['--kills', 'many', '--kills takes a whole number from 1 to 100000, not many.'],
  ['--kills', '0', '--kills takes a whole number from 1 to 100000, not 0.'],
  ['--seed', '-1', '--seed takes a whole number'],
])('ledger verify does not start with %s %s', async (option, value, want) => {
  const folder = cliFolder();
  configured(folder);

  const ran = await run(['ledger', 'verify', option, value], { folder });

  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(want);
});

/** A configured folder, and the address of a PostgreSQL of its own. */
async function onPostgres(): Promise<{ readonly folder: string; readonly url: URL }> {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const folder = cliFolder();
  configured(folder);
  return { folder, url: new URL(server.url()) };
}

test('ledger verify says that the database cannot be reached, where, and what to do', async () => {
  const folder = cliFolder();
  configured(folder);
  const port = await closedPort();

  const ran = await run(['ledger', 'verify', '--kills', '3'], {
    folder,
    env: { DATABASE_URL: `postgresql://medic:secret@127.0.0.1:${port}/medic` },
  });

  expect(ran).toMatchObject({ code: 3, stdout: '' });
  expect(ran.stderr).toContain(`The database 127.0.0.1:${port}/medic cannot be reached`);
  expect(ran.stderr).toContain('Is PostgreSQL running there');
  expect(ran.stderr).not.toMatch(/secret|unexpected/);
});

test('ledger verify says that the database does not exist, which is no verdict on its settings', async () => {
  const { folder, url } = await onPostgres();
  url.pathname = '/not-there';

  const ran = await run(['ledger', 'verify', '--kills', '3'], { folder, env: { DATABASE_URL: url.href } });

  expect(ran).toMatchObject({ code: 3, stdout: '' });
  expect(ran.stderr).toContain('/not-there does not exist. Create it');
});

test('a server whose settings break the promise fails the guarantee, and nothing else is tried', async () => {
  const { folder, url } = await onPostgres();
  url.searchParams.set('options', '-c default_transaction_read_only=on');

  const ran = await run(['ledger', 'verify', '--kills', '3', '--json'], { folder, env: { DATABASE_URL: url.href } });

  expect(ran.code).toBe(1);
  expect(JSON.parse(ran.stdout)).toMatchObject({ kills: 0, guarantees: [{ result: 'FAIL' }] });
});

test('a database that goes away before the end is told with the schema that it still has', async () => {
  const url = `postgresql://medic@127.0.0.1:${await closedPort()}/medic`;

  const ran = withScratch({ url }, () => Promise.resolve('done'));

  await expect(ran).rejects.toMatchObject({
    code: 'store.unavailable',
    message: expect.stringMatching(/ECONNREFUSED.*drop schema if exists flink_medic_verify_\w+ cascade/),
  });
});

test.each([
  ['the role', "alter role postgres set statement_timeout = '2ms'", ''],
  ['the address', 'select 1', '?statement_timeout=2'],
])("a limit of the user's own for statements leaves no schema behind: of %s", async (_whose, sql, query) => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  await server.sql(sql);

  await withScratch({ url: `${server.url()}${query}` }, async ({ place }) => {
    const schema = 'schema' in place ? place.schema : '';
    await (await openPlace({ url: server.url(), schema }, 'serve', 1_000)).close();
  });

  await server.sql('alter role postgres reset statement_timeout');
  expect(await server.sql("select nspname from pg_namespace where nspname like 'flink_medic%'")).toEqual([]);
});
