import { expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { startJob } from '../../src/actions/start-job.ts';
import type { CrashPoint, LedgerDeps, Recheck } from '../../src/ledger/deps.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { Crash, crashAt, makeRig, steps } from './harness.ts';

const calm = new AbortController().signal;
const start = steps.startFrom('file:/sp/old/savepoint-1');

async function begin(change: Partial<LedgerDeps> = {}) {
  const rig = makeRig();
  const [row] = rig.add('p', [start]);
  const ledger: Ledger = await rig.process(change);
  await ledger.release('p');
  return { rig, ledger, stored: () => rig.store.row(row?.id ?? '') };
}

/** Begins with the upload and does not come back: the process is killed in it. */
async function untilUploading({ rig, ledger }: Awaited<ReturnType<typeof begin>>): Promise<void> {
  const uploading = new Promise<void>((resolve) => {
    rig.world.onUpload(() => {
      resolve();
      return new Promise<void>(() => {});
    });
  });
  void ledger.advance('p', calm);
  await uploading;
  rig.world.onUpload(undefined);
}

test('a process that is killed while it uploads leaves an action that is ready, and surely was not sent', async () => {
  const begun = await begin();
  const { rig, stored } = begun;
  await untilUploading(begun);

  expect(stored()).toMatchObject({ state: 'ready', attempts: 0, firstSentAt: null });
  const second = await rig.process();
  expect(await second.recover()).toBe(0);
  expect((await rig.drive(second, 'p')).kind).toBe('succeeded');
  expect(rig.world.uploads).toHaveLength(1);
  expect(rig.world.effects).toHaveLength(1);
});

test.each<CrashPoint>(['after-prepare', 'before-arm', 'after-arm', 'after-send'])(
  'a process that is killed between upload and outcome, at %s: one upload, one run',
  async (point) => {
    const { rig, ledger } = await begin({ crashPoint: crashAt(point).hook });
    await expect(ledger.advance('p', calm)).rejects.toBeInstanceOf(Crash);
    const second = await rig.process();
    await second.recover();

    const progress = await rig.drive(second, 'p');

    expect(progress.kind).toBe('succeeded');
    expect(rig.world.uploads).toHaveLength(1);
    expect(rig.world.effects).toHaveLength(1);
  },
);

test('an upload that processes die of is not begun by the fourth', async () => {
  const begun = await begin();
  const { rig, stored } = begun;
  await untilUploading(begun);
  for (let n = 0; n < 2; n += 1) await untilUploading({ ...begun, ledger: await rig.process() });

  await (await rig.process()).advance('p', calm);

  expect(stored()).toMatchObject({ state: 'dropped', dropReason: 'quarantined' });
  expect(rig.world.uploads).toEqual([]);
});

test('a process that is told to end while it uploads sends nothing, and has not died of it', async () => {
  const { rig, stored } = await begin();
  const ending = new AbortController();
  rig.world.onUpload(() => ending.abort());
  const second = await rig.process();

  await second.advance('p', ending.signal);

  expect(stored()).toMatchObject({ state: 'ready', takeovers: 0, attempts: 0 });
  expect(rig.world.arrived).toEqual([]);
});

test('a cluster that cannot be reached meanwhile is waited for, and costs no attempt', async () => {
  const { rig, ledger, stored } = await begin({
    recheck: async () => ({ kind: 'go', incarnation: undefined, checkpointBefore: undefined }),
  });
  rig.world.readable = false;
  await ledger.advance('p', calm);
  expect(stored()).toMatchObject({ state: 'ready', attempts: 0, note: 'could not be prepared: connection refused' });
  rig.world.readable = true;

  expect((await rig.drive(ledger, 'p')).kind).toBe('succeeded');
  expect(stored().attempts).toBe(1);
});

test('a jar that is not the recorded one is a refusal, and nothing is uploaded', async () => {
  const { rig, ledger, stored } = await begin();
  rig.world.jarSha256 = 'another file';

  const progress = await ledger.advance('p', calm);

  expect(progress.kind).toBe('dropped');
  expect(progress.note).toContain('The jar /jars/orders.jar has SHA-256 another file, recorded is h');
  expect(stored()).toMatchObject({ dropReason: 'refused', attempts: 0 });
  expect(rig.world.uploads).toEqual([]);
});

test.each([
  ['after', ['jm-1', 'jm-2']],
  ['before', ['jm-0', 'jm-1']],
])('nothing is sent to a JobManager that is not the one of the checks %s the upload', async (_when, names) => {
  const { rig, ledger, stored } = await begin({
    recheck: async () => ({ kind: 'go', incarnation: names.shift() ?? 'jm-1', checkpointBefore: 7 }),
  });
  rig.world.onUpload(() => rig.tick(3_000));

  await ledger.advance('p', calm);

  expect(stored()).toMatchObject({
    state: 'ready',
    attempts: 0,
    note: 'the JobManager changed while the preconditions were read',
  });
});

test('what its kind does not take any more is not sent', async () => {
  const { rig } = await begin();
  const strict = { ...startJob, parse: () => ({ ok: false, why: 'it takes no program arguments now' }) as const };
  const later = await rig.process({ kinds: registerKinds([strict]) });

  const progress = await later.advance('p', calm);

  expect(progress).toMatchObject({ kind: 'dropped' });
  expect(progress.note).toBe('its arguments do not fit start-job: it takes no program arguments now');
  expect(rig.world.arrived).toEqual([]);
});

test('what is refused is not even prepared', async () => {
  const { rig, ledger } = await begin({
    recheck: async () => ({
      kind: 'refuse',
      refusals: [{ reason: 'held', field: 'hold', value: 'ada', todo: 'lift it' }],
    }),
  });

  const progress = await ledger.advance('p', calm);

  expect(progress.kind).toBe('dropped');
  expect(rig.world.uploads).toEqual([]);
  expect(rig.world.arrived).toEqual([]);
});

test.each([
  ['a long upload', 3_000, 0],
  ['one during which the clock was set back', 600_000, -3_600_000],
  ['one that the clock calls short, which was set back', 600_000, -599_000],
])(
  'what was checked before %s is checked again, and what is refused then is not sent',
  async (_what, tookMs, setMs) => {
    const answers: Recheck[] = [
      { kind: 'go', incarnation: 'jm-1', checkpointBefore: 7 },
      { kind: 'refuse', refusals: [{ reason: 'held', field: 'hold', value: 'ada', todo: 'lift it' }] },
    ];
    const { rig, ledger } = await begin({
      recheck: async () => answers.shift() ?? Promise.reject(new Error('asked thrice')),
    });
    rig.world.onUpload(() => {
      rig.tick(tookMs);
      rig.jump(setMs);
    });

    const progress = await ledger.advance('p', calm);

    expect(progress).toMatchObject({ kind: 'dropped' });
    expect(progress.note).toContain('held');
    expect(rig.world.arrived).toEqual([]);
  },
);

test('a long upload is made once, and the run is sent after the second check', async () => {
  const { rig, ledger } = await begin();
  rig.world.onUpload(() => rig.tick(60_000));

  expect((await rig.drive(ledger, 'p')).kind).toBe('succeeded');
  expect(rig.world.uploads).toHaveLength(1);
  expect(rig.world.effects).toHaveLength(1);
});

test('checks that take long themselves keep nothing from being sent', async () => {
  const { rig, ledger, stored } = await begin({
    recheck: async () => {
      rig.tick(40_000);
      return { kind: 'go', incarnation: undefined, checkpointBefore: undefined };
    },
  });

  expect((await ledger.advance('p', calm)).kind).toBe('succeeded');
  expect(stored().attempts).toBe(1);
});

test.each([
  ['a short', 0],
  ['a long', 60_000],
])('a JobManager that was replaced during %s upload is given the jar before the run', async (_title, tookMs) => {
  const { rig, ledger, stored } = await begin();
  rig.world.onUpload(() => {
    rig.world.onUpload(undefined);
    rig.world.failOver();
    rig.tick(tookMs);
  });

  expect((await rig.drive(ledger, 'p')).kind).toBe('succeeded');
  expect(rig.world.uploads).toHaveLength(2);
  expect(stored().attempts).toBe(1);
});
