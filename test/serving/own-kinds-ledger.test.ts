import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { ActionState } from '../../src/domain/action.ts';
import type { PlanStep } from '../../src/domain/plan.ts';
import { makeLedger } from '../../src/ledger/ledger.ts';
import type { PlanProgress } from '../../src/ledger/plan-progress.ts';
import type { ActionFile } from '../../src/serving/load-action-file.ts';
import { requireOwnKinds } from '../../src/serving/own-kinds.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { ledgerParts, ownPlan } from '../support/own-kind-ledger.ts';
import { json, type Reply, scriptedTarget } from '../support/scripted-target.ts';
import { movableClock, temporaryStoreFile } from '../support/temporary-store.ts';

const script = fileURLToPath(new URL('../support/own-kind-child.ts', import.meta.url));
const calm = new AbortController().signal;
const documented = loadConfig({
  file: join(import.meta.dirname, '../../docs/examples/own-actions.yaml'),
  env: {},
}).actions;

/** The documented file, with the address of the test's own target. */
function example(name: string, url: string): ActionFile {
  const one = documented.find(({ file }) => file.endsWith(`/${name}.mjs`));
  if (one === undefined) throw new Error(`no ${name}.mjs is documented`);
  return { ...one, settings: { url } };
}

/** … with a file that takes what its target does not know for not done, whatever that may have forgotten. */
function hasty(url: string): ActionFile {
  return changed(url, (source) => source.replace('if (!keyAlive)', 'if (false)'));
}

/** … and that names nobody who would remember a key. */
function nameless(url: string): ActionFile {
  return changed(url, (source) =>
    source
      .replace('if (!keyAlive)', 'if (false)')
      .replace(/incarnation: .*,\n/, 'incarnation: async () => undefined,\n')
      .replace("repeat: 'same-key'", "repeat: 'never'"),
  );
}

function changed(url: string, change: (source: string) => string): ActionFile {
  const careful = example('add-capacity', url);
  const source = change(readFileSync(careful.file, 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-hasty-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'add-capacity.mjs');
  writeFileSync(file, source);
  return { ...careful, file, sha256: createHash('sha256').update(source).digest('hex') };
}

/** One plan of the kind, in a store on disk; the clock stands where the test moves it. */
async function rigOf(one: ActionFile, args: PlanStep['args']) {
  const clock = movableClock(Date.now());
  const { store, file } = await temporaryStoreFile(clock, 10_000);
  const { kinds } = await requireOwnKinds({ actions: [one], webhooks: [] });
  const [kind] = kinds;
  if (kind === undefined) throw new Error('no kind');
  const plan = ownPlan('plan-1', kind, { incident: 'inc-1', ...args }, { now: clock.at, epoch: 0 });
  await store.incidents.save({ incident: incidentNamed('inc-1', { planId: 'plan-1' }), events: [], plan });
  return {
    clock,
    file,
    row: async () => (await store.ledger.actions({ planId: 'plan-1' }))[0],
    /** Another process: takes what is there up, and goes on until the plan has ended or waits for a person. */
    async carryOn({ as, until }: { as?: ActionFile; until?: ActionState } = {}): Promise<PlanProgress> {
      const epoch = await store.ledger.nextEpoch();
      const own = as === undefined ? kinds : (await requireOwnKinds({ actions: [as], webhooks: [] })).kinds;
      const ledger = makeLedger({ ...ledgerParts(own), store: store.ledger, clock, epoch });
      await ledger.recover();
      await ledger.release('plan-1');
      for (let pass = 0; pass < 400; pass += 1) {
        const progress = await ledger.advance('plan-1', calm);
        if (progress.kind !== 'in-progress') return progress;
        if ((await store.ledger.actions({ planId: 'plan-1' }))[0]?.state === until) return progress;
        clock.at += 5_000;
      }
      throw new Error('it never ended');
    },
  };
}

describe('retrySameKey: open-ticket', () => {
  const args = { queue: 'storage', job: 'orders' };

  test('sends once when it is answered', async () => {
    const target = await scriptedTarget({ writes: [['POST /', json({ ticket: 'T-1' })]] });
    const rig = await rigOf(example('open-ticket', target.url), args);

    expect(await rig.carryOn()).toMatchObject({ kind: 'succeeded' });
    expect(target.writes[0]).toMatchObject({
      key: (await rig.row())?.key,
      body: { queue: 'storage', title: 'orders: inc-1' },
    });
  });

  test('asks a person once the keys are forgotten', async () => {
    const forgotten: ((response: ServerResponse) => void)[] = [];
    const target = await scriptedTarget({ writes: [['POST /', (_request, response) => forgotten[0]?.(response)]] });
    const rig = await rigOf(example('open-ticket', target.url), args);
    forgotten.push((response) => {
      rig.clock.at += 25 * 3_600_000;
      response.destroy();
    });

    expect(await rig.carryOn()).toMatchObject({ kind: 'needs-human' });
    expect(await rig.row()).toMatchObject({ attempts: 1 });
  });
});

test('no key is trusted once the settings of its file were changed: another address would open a second ticket', async () => {
  const target = await scriptedTarget({ writes: [['POST /old', (_request, response) => response.destroy()]] });
  const pinned = example('open-ticket', `${target.url}/old`);
  const rig = await rigOf(pinned, { queue: 'storage', job: 'orders' });
  await rig.carryOn({ until: 'in_doubt' });

  const progress = await rig.carryOn({ as: { ...pinned, settings: { url: `${target.url}/new` } } });

  expect(progress).toMatchObject({ kind: 'needs-human' });
  expect(target.writes).toHaveLength(1);
});

describe('queryFirst: add-capacity', () => {
  const args = { cluster: 'main', taskManagers: 2 };
  const identity = json({ startedAt: 'monday' });

  test('is not believed to have come to nothing by whom its changed settings name: another one was asked to do it', async () => {
    const old = await scriptedTarget({
      reads: { 'GET /identity': identity },
      writes: [['POST /requests', (_request, response) => response.destroy()]],
    });
    const other = await scriptedTarget({
      reads: { 'GET /identity': identity, 'GET /requests/<key>': json({}, 404) },
      writes: [],
    });
    const rig = await rigOf(hasty(old.url), args);
    await rig.carryOn({ until: 'in_doubt' });

    const progress = await rig.carryOn({ as: hasty(other.url) });

    expect(progress).toMatchObject({
      kind: 'needs-human',
      note: expect.stringContaining('its file or its settings were changed') as string,
    });
  });

  test.each<[title: string, setBackMs: number, why: string]>([
    ['its file names nobody who would remember it', 0, 'its file or its settings were changed'],
    [
      'a clock that was set back has made nobody of whom was asked',
      60_000,
      'whether its file and its settings are the same cannot be told',
    ],
  ])('nor where %s', async (_title, setBackMs, why) => {
    const old = await scriptedTarget({ writes: [['POST /requests', (_request, response) => response.destroy()]] });
    const other = await scriptedTarget({ reads: { 'GET /requests/<key>': json({}, 404) }, writes: [] });
    const rig = await rigOf(nameless(old.url), args);
    await rig.carryOn({ until: 'in_doubt' });
    rig.clock.at -= setBackMs;

    const progress = await rig.carryOn({ as: nameless(other.url) });

    expect(progress).toMatchObject({ kind: 'needs-human', note: expect.stringContaining(why) as string });
  });

  test('of a file that names nobody nothing is sent again, and what is not there has failed', async () => {
    const target = await scriptedTarget({
      reads: { 'GET /requests/<key>': json({}, 404) },
      writes: [['POST /requests', (_request, response) => response.destroy()]],
    });
    const rig = await rigOf(nameless(target.url), args);

    expect(await rig.carryOn()).toMatchObject({ kind: 'failed' });
    expect(target.writes).toHaveLength(1);
  });

  test('watches what it asked for until it is done', async () => {
    let looks = 0;
    const target = await scriptedTarget({
      reads: {
        'GET /identity': identity,
        'GET /requests/<key>': (request, response) =>
          json({ state: (looks += 1) < 3 ? 'working' : 'done' })(request, response),
      },
      writes: [['POST /requests', json({}, 202)]],
    });
    const rig = await rigOf(example('add-capacity', target.url), args);

    expect(await rig.carryOn()).toMatchObject({ kind: 'succeeded' });
    expect(await rig.row()).toMatchObject({ result: { request: target.writes[0]?.key } });
  });

  test('asks before it would send again, and finds it done', async () => {
    const target = await scriptedTarget({
      reads: { 'GET /identity': identity, 'GET /requests/<key>': json({ state: 'done' }) },
      writes: [['POST /requests', (_request, response) => response.destroy()]],
    });
    const rig = await rigOf(example('add-capacity', target.url), args);

    expect(await rig.carryOn()).toMatchObject({ kind: 'succeeded', note: expect.stringContaining('done') as string });
  });

  test('sends the same key again when the process that remembers it never heard of it', async () => {
    const target = await scriptedTarget({
      reads: {
        'GET /identity': identity,
        'GET /requests/<key>': (request, response) =>
          target.writes.length < 2 ? json({}, 404)(request, response) : json({ state: 'done' })(request, response),
      },
      writes: [
        ['POST /requests', (_request, response) => response.destroy()],
        ['POST /requests', json({}, 202)],
      ],
    });
    const rig = await rigOf(example('add-capacity', target.url), args);

    expect(await rig.carryOn()).toMatchObject({ kind: 'succeeded' });
    expect(new Set(target.writes.map(({ key }) => key)).size).toBe(1);
  });

  test('does not send again to a process that has begun anew, nor take what it has forgotten for not done', async () => {
    const target = await scriptedTarget({
      reads: {
        'GET /identity': (request, response) =>
          json({ startedAt: target.writes.length === 0 ? 'monday' : 'tuesday' })(request, response),
        'GET /requests/<key>': json({}, 404),
      },
      writes: [['POST /requests', (_request, response) => response.destroy()]],
    });
    const rig = await rigOf(example('add-capacity', target.url), args);

    expect(await rig.carryOn()).toMatchObject({ kind: 'needs-human' });
    expect(target.writes).toHaveLength(1);
  });
});

describe('askHuman: ring-operator', () => {
  const args = { job: 'orders', severity: 'high' };

  test('rings once when it is answered', async () => {
    const target = await scriptedTarget({ writes: [['POST /', json({})]] });

    expect(await (await rigOf(example('ring-operator', target.url), args)).carryOn()).toMatchObject({
      kind: 'succeeded',
    });
  });

  test('leaves a lost answer to a person, and rings no second time', async () => {
    const target = await scriptedTarget({ writes: [['POST /', (_request, response) => response.destroy()]] });
    const rig = await rigOf(example('ring-operator', target.url), args);

    expect(await rig.carryOn()).toMatchObject({ kind: 'needs-human' });
    expect(await rig.row()).toMatchObject({ state: 'needs_human', attempts: 1 });
  });
});

describe('a SIGKILL between request and answer', () => {
  const platform = { 'GET /identity': json({ startedAt: 'monday' }), 'GET /requests/<key>': json({ state: 'done' }) };

  test.each([
    {
      title: 'retrySameKey: the target answers the key that it knows, and there is one ticket',
      name: 'open-ticket',
      args: { queue: 'storage', job: 'orders' },
      call: 'POST /',
      reads: {},
      repeats: 1,
      want: 'succeeded',
    },
    {
      title: 'queryFirst: the target says that it has done it, and is not asked to again',
      name: 'add-capacity',
      args: { cluster: 'main', taskManagers: 2 },
      call: 'POST /requests',
      reads: platform,
      repeats: 0,
      want: 'succeeded',
    },
    {
      title: 'askHuman: nothing is repeated, and a person decides',
      name: 'ring-operator',
      args: { job: 'orders', severity: 'high' },
      call: 'POST /',
      reads: {},
      repeats: 0,
      want: 'needs-human',
    },
  ])('$title', async ({ name, args, call, reads, repeats, want }) => {
    const effects = new Set<string>();
    let reached: () => void = () => undefined;
    const received = new Promise<void>((done) => {
      reached = done;
    });
    const target = await scriptedTarget({
      reads,
      writes: [
        [
          call,
          ({ key = '' }) => {
            effects.add(key);
            // Its answer never comes: whoever asked is killed first.
            reached();
          },
        ],
        ...Array.from({ length: repeats }, () => {
          const again: Reply = ({ key = '' }, response) => {
            const isKnown = effects.has(key);
            effects.add(key);
            response.end(isKnown ? 'known' : 'new');
          };
          return [call, again] as const;
        }),
      ],
    });
    const one = example(name, target.url);
    const rig = await rigOf(one, args);
    const child = fork(script, [rig.file, 'plan-1', JSON.stringify([one])]);
    const ended = new Promise<NodeJS.Signals | null>((done) => child.once('exit', (_code, signal) => done(signal)));

    await received;
    child.kill('SIGKILL');

    expect(await ended).toBe('SIGKILL');
    expect(await rig.row()).toMatchObject({ state: 'sent', attempts: 1 });
    // A clock behind that of the process before would be reason enough to ask a person.
    rig.clock.at = Date.now();
    expect(await rig.carryOn()).toMatchObject({ kind: want });
    expect(target.writes).toHaveLength(1 + repeats);
    expect(effects).toEqual(new Set([(await rig.row())?.key]));
  });
});
