import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { databaseFile } from '../../src/cli/data-folder.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { actionNamed, incidentNamed, planNamed } from '../adapters/store/rows-for-tests.ts';
import { scenario } from './support/scenario.ts';

/** What was done to the job an hour ago, and cannot be read any more. */
async function doneAndBroken(folder: string, job: string, clock: Clock, breaking: string): Promise<void> {
  const data = join(folder, 'data-agent');
  mkdirSync(data, { recursive: true });
  const file = databaseFile(data);
  const onCorrupt = (): never => {
    throw new Error('nothing is broken yet');
  };
  const store = await openStore({ file, busyTimeoutMs: 2_000, role: 'serve', clock, onCorrupt });
  const at = clock.now() - 3_600_000;
  const times = { createdAt: at, updatedAt: at };
  const plan = { ...planNamed('p-1', 'i-1'), cluster: 'main', jobName: job, createdAt: at };
  const closed = { state: 'closed', closing: 'cleared', openedAt: at, lastSeenAt: at, closedAt: at } as const;
  const incident = incidentNamed('i-1', { cluster: 'main', job, ...closed });
  await store.incidents.save({ incident, events: [], plan: { plan, actions: [actionNamed('a-1', plan, times)] } });
  await store.close();
  const raw = new Database(file);
  expect(raw.prepare(breaking).run().changes).toBe(1);
  raw.close();
}

for (const [title, breaking] of [
  ['whose result is no JSON', "update action set state = 'succeeded', result = '{' where id = 'a-1'"],
  [
    'that waits for a person, with a word of another program',
    "update action set state = 'needs_human', on_doubt = 'guess' where id = 'a-1'",
  ],
] as const) {
  scenario(
    `an action ${title} keeps its own job from being acted on, and no other`,
    {
      jobs: [
        { name: 'basket-pricing', restartAttempts: 2 },
        { name: 'invoice-totals', restartAttempts: 2 },
      ],
      errors: /The row a-1 of table action cannot be read/,
    },
    async ({ flink, serve, until, reaches, folder, clock, command, errors }) => {
      await doneAndBroken(folder, 'basket-pricing', clock, breaking);
      await serve();
      for (const name of ['invoice-totals', 'basket-pricing']) {
        flink.setTrouble(name, 'out-of-restarts');
        await until(`${name} has failed`, () => flink.job(name)?.state === 'FAILED');
        flink.setTrouble(name, undefined);
      }

      const left = await reaches('basket-pricing', 'escalated');
      const healed = await reaches('invoice-totals', 'closed');

      expect(healed.closing).toBe('cleared');
      expect(left.escalation).toContain('The row a-1 of table action cannot be read');
      expect(left.escalation).toContain(`flink-medic incidents ack ${left.id}`);
      expect(errors()).toHaveLength(1);
      expect((await command('actions', 'list')).json).toHaveLength(1);
      return ['start invoice-totals'];
    },
  );
}
