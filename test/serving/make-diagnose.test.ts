import { expect, onTestFinished, test } from 'vitest';
import { makeFlink } from '../../src/adapters/flink/make-flink.ts';
import { configSchema } from '../../src/config/schema.ts';
import { startFakeFlink } from '../../src/demo/fake-flink/start-fake-flink.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { SignalKind } from '../../src/domain/signal.ts';
import { absorbPoll } from '../../src/pipeline/absorb-poll.ts';
import { diagnoseIncident } from '../../src/pipeline/diagnose-incident.ts';
import type { StageDeps } from '../../src/pipeline/deps.ts';
import { runIncident } from '../../src/pipeline/run-incident.ts';
import { makeDiagnose } from '../../src/serving/make-diagnose.ts';
import { signal } from '../diagnosis/evidence.ts';
import { incidentOf } from '../diagnosis/investigation.ts';
import { detectionOf, pollAt, signalOf } from '../support/detections.ts';
import { type LlmReply, startLlmServer } from '../support/llm-server.ts';
import { keptLog } from '../support/logs.ts';
import { temporaryStore } from '../support/temporary-store.ts';

const never = new AbortController().signal;
const job = 'orders-by-region';
const conclusion = {
  summary: 'It restarts. A class is missing.',
  cause: 'unknown',
  confidence: 'medium',
  evidence: ['NoClassDefFoundError'],
};
const ends: LlmReply = { kind: 'calls', calls: [{ name: 'conclude', args: conclusion }] };

/** An incident of a job of a fake Flink, in a real store, with a scripted model as `serve` would use it. */
async function stage(llm: object | undefined, jobs: readonly object[] = []) {
  const model = await startLlmServer();
  const flink = await startFakeFlink();
  onTestFinished(async () => {
    await flink.close();
    await model.close();
  });
  const clock = { at: Date.now(), now: () => clock.at, sleep: untilAborted };
  const store = await temporaryStore(clock);
  const id = flink.addJob({ name: job, ageMs: 600_000 });
  const parsed = configSchema('/').parse({
    clusters: [{ name: 'main', url: flink.url, jobs }],
    ...(llm !== undefined && { llm: { model: 'small', baseUrl: model.baseUrl, ...llm } }),
  });
  const config = {
    ...parsed,
    file: undefined,
    slack: undefined,
    qdrant: undefined,
    llm: parsed.llm === undefined ? undefined : { ...parsed.llm, apiKey: undefined },
  } as Parameters<typeof makeDiagnose>[0]['config'];
  const reads = makeFlink({ url: flink.url, headers: {}, connectTimeoutMs: 3_000, responseTimeoutMs: 5_000 });
  const world = {
    window: () => undefined,
    latest: () => undefined,
    detection: () => undefined,
    isNew: () => false,
    watchedFrom: () => undefined,
  };
  const parts = {
    config,
    store,
    world,
    catalogue: () => [],
    skills: undefined,
    findSkills: undefined,
    clock,
    log: keptLog(),
  };
  const deps = {
    incidents: store.incidents,
    flinkOf: () => reads,
    recordOf: () => ({ environment: 'production' }),
    world,
    sops: { find: () => undefined, retrieve: async () => ({ kind: 'none-fits', floor: 0.5, isOther: false }) },
    diagnose: await makeDiagnose({ ...parts, readsOf: () => reads.diagnose }),
    clock,
    log: keptLog(),
  } as unknown as StageDeps;
  const seen = { ...signal('restart-loop'), jobId: id };
  const opened = { openedAt: clock.at, lastSeenAt: clock.at, updatedAt: clock.at, signals: [seen], version: 0 };
  const incident = await store.incidents.save({ incident: incidentOf({ ...opened, job }), events: [] });
  const stored = async (): Promise<Incident | undefined> => await store.incidents.get(incident.id);
  return { model, flink, clock, store, deps, incident, stored };
}

function untilAborted(_ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
}

test('the model looks at the cluster of the incident, and what it cost stands on the incident', async () => {
  const { model, deps, incident, stored } = await stage({
    prices: { promptPerMillion: 10, completionPerMillion: 100 },
  });
  model.reply(
    {
      kind: 'calls',
      calls: [{ name: 'job' }, { name: 'memory', id: 'm' }, { name: 'config', id: 'c', args: { keys: 'heartbeat' } }],
    },
    ends,
  );

  const moved = await diagnoseIncident(deps, incident, never);

  expect(moved).toBe(true);
  expect(await stored()).toMatchObject({
    state: 'diagnosed',
    diagnosis: {
      by: 'llm',
      summary: conclusion.summary,
      tokens: { prompt: 3_000, completion: 200 },
      llm: { model: 'small', calls: 2, money: 0.05, tools: ['job', 'memory', 'config'] },
    },
  });
  const texts = model.requests[1]?.body.messages.flatMap(({ role, content }) => (role === 'tool' ? [content] : []));
  expect(texts?.[0]).toContain('Source:');
  expect(texts?.[1]).toMatch(/heap \d+% of \d+MB/);
  expect(texts?.[2]).toContain('heartbeat.timeout: 15000');
});

test('an incident that is looked at again after a restart is not asked about again', async () => {
  const { model, deps, store, incident, stored } = await stage({});
  model.reply(ends);
  await diagnoseIncident(deps, incident, never);
  const before = await stored();
  if (before === undefined) throw new Error('it is gone');
  const reopened = await store.incidents.save({ incident: { ...before, state: 'open' }, events: [] });

  await diagnoseIncident(deps, reopened, never);

  expect(model.requests).toHaveLength(1);
  expect((await stored())?.diagnosis).toMatchObject({
    by: 'llm',
    tokens: { prompt: 1_500, completion: 100 },
    llm: { calls: 1 },
  });
});

test('a model whose server failed is asked once more later, while the incident waits for people as before', async () => {
  const { model, deps, store, incident, stored, clock } = await stage({});
  const waiting = async (): Promise<Incident> => {
    const current = await stored();
    if (current === undefined) throw new Error('it is gone');
    const incidentNow = { ...current, state: 'escalated' as const, escalation: 'No SOP fits this trouble' };
    return await store.incidents.save({ incident: incidentNow, events: [] });
  };
  model.reply({ kind: 'status', status: 503, body: '' });
  await diagnoseIncident(deps, incident, never);
  const escalated = await waiting();

  clock.at += 299_000;
  const early = await runIncident(deps, escalated, never);
  clock.at += 1_000;
  model.reply(ends);
  const due = await runIncident(deps, escalated, never);

  expect([early, due, model.requests.length]).toEqual([false, true, 2]);
  expect(await stored()).toMatchObject({
    state: 'escalated',
    escalation: 'No SOP fits this trouble',
    diagnosis: { by: 'llm', summary: conclusion.summary, llm: { calls: 2 } },
  });
});

test('one that fails again is not asked a third time', async () => {
  const { model, deps, store, incident, stored, clock } = await stage({});
  model.reply({ kind: 'status', status: 503, body: '' }, { kind: 'status', status: 503, body: '' });
  await diagnoseIncident(deps, incident, never);
  const diagnosed = await stored();
  if (diagnosed === undefined) throw new Error('it is gone');
  let current: Incident | undefined = await store.incidents.save({
    incident: { ...diagnosed, state: 'escalated', escalation: 'No SOP fits this trouble' },
    events: [],
  });

  for (let hour = 0; hour < 5 && current !== undefined; hour += 1) {
    clock.at += 3_600_000;
    await runIncident(deps, current, never);
    current = await stored();
  }

  expect(model.requests).toHaveLength(2);
  expect(current).toMatchObject({ state: 'escalated', diagnosis: { by: 'rules, no AI' } });
});

test('a job that is just restarting for no known reason waits for a moment, without a call', async () => {
  const { model, deps, incident, stored, clock } = await stage({});
  const restarting = { ...deps, diagnose: withState(deps.diagnose) };

  const first = await diagnoseIncident(restarting, incident, never);
  const meanwhile = await stored();
  clock.at += 21_000;
  model.reply(ends);
  const second = await diagnoseIncident(restarting, incident, never);

  expect([first, meanwhile?.state, meanwhile?.diagnosis]).toEqual([false, 'open', null]);
  expect(second).toBe(true);
});

test('the limits of the configuration hold', async () => {
  const { model, deps, incident, stored } = await stage({ budget: { incident: { calls: 1 } } });
  model.reply({ kind: 'calls', calls: [{ name: 'job' }] });

  await diagnoseIncident(deps, incident, never);

  const diagnosis = (await stored())?.diagnosis;
  expect(diagnosis).toMatchObject({ by: 'rules, no AI', llm: { calls: 1, tools: ['job'] } });
  expect(diagnosis?.evidence.at(-1)).toContain('llm.budget.incident.calls = 1');
});

/** What stands on each of these incidents, which are diagnosed one after the other. */
async function diagnosedInTurn(
  { deps, store, incident }: Awaited<ReturnType<typeof stage>>,
  severities: readonly Incident['severity'][],
): Promise<readonly (readonly [by: string | undefined, last: string | undefined])[]> {
  const told = [];
  for (const [index, severity] of severities.entries()) {
    const of = { ...incident, id: `i-of-${index}`, job: `job-${index}`, severity, version: 0 };
    await diagnoseIncident(deps, await store.incidents.save({ incident: of, events: [] }), never);
    const diagnosis = (await store.incidents.get(of.id))?.diagnosis;
    told.push([diagnosis?.by, diagnosis?.evidence.at(-1)] as const);
  }
  return told;
}

test('quiet incidents leave a critical one a model, within the same limit', async () => {
  const world = await stage({ maxCallsPerHour: 5 });
  const reading: LlmReply = { kind: 'calls', calls: [{ name: 'job' }] };
  world.model.reply(reading, ends, reading, ends, ends);

  const told = await diagnosedInTurn(world, ['high', 'low', 'high', 'critical', 'critical']);

  const passed = 'No AI: budget: one more question would pass the limit of the last hour (llm.maxCallsPerHour = 5';
  expect(told.map(([by]) => by)).toEqual(['llm', 'llm', 'rules, no AI', 'llm', 'rules, no AI']);
  expect(told[2]?.[1]).toBe(`${passed}, of which llm.budget.criticalShare = 0.2 is kept for critical incidents).`);
  expect(told[4]?.[1]).toBe(`${passed}).`);
});

test('so do those of the same team, in what it may use', async () => {
  const world = await stage({ maxCallsPerHour: 20, budget: { ownerShare: 0.1, criticalShare: 0.5 } }, [
    { name: 'job-*', owner: 'checkout' },
  ]);
  world.model.reply(ends, ends);

  const told = await diagnosedInTurn(world, ['high', 'high', 'critical', 'critical']);

  const passed = 'No AI: budget: one more question would pass what checkout may use in the last hour';
  const ofWhat = 'llm.budget.ownerShare = 0.1 of llm.maxCallsPerHour';
  expect(told.map(([by]) => by)).toEqual(['llm', 'rules, no AI', 'llm', 'rules, no AI']);
  expect(told[1]?.[1]).toBe(
    `${passed} (1: ${ofWhat}, of which llm.budget.criticalShare = 0.5 is kept for critical incidents).`,
  );
  expect(told[3]?.[1]).toBe(`${passed} (2: ${ofWhat}).`);
});

test('nothing is kept where the configuration says so', async () => {
  const world = await stage({ maxCallsPerHour: 2, budget: { criticalShare: 0 } });
  world.model.reply(ends, ends);

  const told = await diagnosedInTurn(world, ['low', 'low', 'critical']);

  expect(told.map(([by]) => by)).toEqual(['llm', 'llm', 'rules, no AI']);
});

test('one team that is in trouble all the time leaves the others a model', async () => {
  const limits = { maxCallsPerHour: 4, budget: { criticalShare: 0 } };
  const { model, deps, store, incident } = await stage(limits, [
    { name: 'orders-*', owner: 'checkout' },
    { name: 'billing', owner: 'finance' },
  ]);
  const another = (id: string, name: string): Promise<Incident> =>
    store.incidents.save({ incident: { ...incident, id, job: name, version: 0 }, events: [] });
  const [late, billing] = [await another('i-2', 'orders-late'), await another('i-3', 'billing')];
  model.reply({ kind: 'calls', calls: [{ name: 'job' }] }, ends, ends);

  for (const one of [incident, late, billing]) await diagnoseIncident(deps, one, never);

  const diagnoses = await Promise.all(
    ['i-1', 'i-2', 'i-3'].map(async (id) => (await store.incidents.get(id))?.diagnosis),
  );
  expect(diagnoses.map((one) => one?.by)).toEqual(['llm', 'rules, no AI', 'llm']);
  expect(diagnoses[1]?.evidence.at(-1)).toBe(
    'No AI: budget: one more question would pass what checkout may use in the last hour (2: llm.budget.ownerShare = 0.5 of llm.maxCallsPerHour).',
  );
});

const minute = 60_000;
const absorbLimits = { recoverAfterMs: 3 * minute, reopenWithinMs: 60 * minute, touchEveryMs: minute };

/** What is seen of the job in one poll, and then what `serve` does with incidents that are open. */
function watching({ deps, store, clock, incident }: Awaited<ReturnType<typeof stage>>) {
  let ids = 0;
  const absorb = { ...deps, newId: () => String((ids += 1)) };
  const of = { job, jobId: incident.signals[0]?.jobId ?? null };
  return async (kind: SignalKind): Promise<void> => {
    const detection = detectionOf([signalOf(kind, clock.at, of)], { job, clear: [] });
    await absorbPoll(absorb, pollAt(clock.at), [detection], absorbLimits);
    for (const one of await store.incidents.list({ open: true })) {
      if (one.state === 'open') await diagnoseIncident(deps, one, never);
    }
  };
}

test('ten thousand equal events cost one investigation', { timeout: 120_000 }, async () => {
  const world = await stage({});
  const poll = watching(world);
  world.model.reply(ends);

  for (let event = 0; event < 10_000; event += 1) {
    await poll('restart-loop');
    world.clock.at += 10;
  }

  const incidents = await world.store.incidents.list({});
  expect(incidents).toHaveLength(1);
  expect(incidents[0]?.diagnosis).toMatchObject({ by: 'llm', llm: { calls: 1 } });
  expect(world.model.requests).toHaveLength(1);
});

test('without a model the rules diagnose alone', async () => {
  const { deps, incident, stored } = await stage(undefined);

  await diagnoseIncident(deps, incident, never);

  expect((await stored())?.diagnosis).toMatchObject({ by: 'rules', tokens: null });
});

function withState(diagnose: StageDeps['diagnose']): StageDeps['diagnose'] {
  return (evidence, incident, stop) =>
    diagnose({ ...evidence, state: 'RESTARTING', exceptions: [], signals: [signal('new-exception')] }, incident, stop);
}
