import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeRandom } from '../../../src/proof/random.ts';
import { startChildInShell } from './child.ts';
import { eventOf, incidentNamed } from './rows-for-tests.ts';
import { openedStore, tempFolder } from './temp-store.ts';

const rounds = Number(process.env['STORE_FAULTS'] ?? 4);
const savesPerLog = 4;

test(
  'a file that may not grow any more keeps what was stored, and refuses the rest with what to do',
  async () => {
    const random = makeRandom(Date.now());
    for (let round = 0; round < rounds; round += 1) {
      const blocks = random.whole(600, 1_400);
      const file = join(tempFolder(), 'medic.sqlite');
      const lines = await linesOf(`ulimit -f ${blocks}; exec "$0" "$@"`, 'write-until-refused', file);

      const stored = lines.filter((line) => line.startsWith('stored ')).map((line) => line.replace('stored ', ''));
      expect(stored.length, `${blocks} blocks`).toBeGreaterThan(0);
      expect(lines.at(-1), `${blocks} blocks`).toMatch(
        /^store\.unusable: The database .* (cannot grow|met an input or output error)/,
      );

      const { store } = await openedStore(file);
      const kept = (await store.incidents.list({})).map((incident) => incident.id).toReversed();
      expect(kept, `${blocks} blocks`).toEqual(stored);
      expect((await store.incidents.timeline({})).map((event) => event.incidentId)).toEqual(stored);
      await store.close();
    }
  },
  60_000 + rounds * 4_000,
);

test(
  'a write-ahead log torn behind the last commit loses that one alone, and nothing that was acknowledged',
  async () => {
    const random = makeRandom(Date.now());
    for (let round = 0; round < rounds * savesPerLog; round += 1) {
      const folder = tempFolder();
      const file = join(folder, 'medic.sqlite');
      const { store } = await openedStore(file);
      const saves = (round % savesPerLog) + 1;
      let before = 0;
      for (let n = 0; n < saves; n += 1) {
        before = readFileSync(`${file}-wal`).length;
        const incident = incidentNamed(`i-${n}`, { job: `job-${n}` });
        await store.incidents.save({ incident, events: [eventOf(incident.id, 'opened')] });
      }
      const log = readFileSync(`${file}-wal`);
      const tornAt = random.whole(before, log.length - 1);
      // Some disks leave the length and lose the bytes.
      const rest = random.chance(0.5) ? Buffer.alloc(log.length - tornAt, random.whole(0, 255)) : Buffer.alloc(0);
      const left = Buffer.concat([log.subarray(0, tornAt), rest]);
      const torn = join(folder, 'torn.sqlite');
      copyFileSync(file, torn);
      writeFileSync(`${torn}-wal`, left);

      const reopened = (await openedStore(torn)).store;

      const kept = await reopened.incidents.list({});
      expect(kept, `torn at ${tornAt} of ${before} to ${log.length}`).toHaveLength(
        left.equals(log) ? saves : saves - 1,
      );
      expect(await reopened.incidents.timeline({})).toHaveLength(kept.length);
      await reopened.close();
      await store.close();
    }
  },
  60_000 + rounds * 4_000,
);

/** What the second process prints when it is started by this shell command. */
async function linesOf(command: string, task: string, file: string): Promise<string[]> {
  const child = startChildInShell(command, task, file);
  await child.ended();
  return child.output().trimEnd().split('\n');
}

test.each([
  ['exchanged for a backup', (file: string) => renameSync(`${file}.backup`, file)],
  ['deleted', (file: string) => rmSync(file)],
])('a file that is %s while it is open takes no write any more: nobody would find it again', async (_how, happen) => {
  const file = join(tempFolder(), 'medic.sqlite');
  await (await openedStore(file)).store.close();
  copyFileSync(file, `${file}.backup`);
  const { store } = await openedStore(file);
  await store.incidents.save({ incident: incidentNamed('i-1'), events: [] });

  happen(file);

  for (let n = 0; n < 2; n += 1) {
    await expect(store.ledger.nextEpoch()).rejects.toMatchObject({
      code: 'store.unusable',
      message: expect.stringMatching(/medic\.sqlite was exchanged or deleted .* start flink-medic again/) as string,
    });
  }
});
