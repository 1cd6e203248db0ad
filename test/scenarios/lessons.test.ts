import { expect } from 'vitest';
import { startLlmServer } from '../support/llm-server.ts';
import { startStubbornModel } from './attack/stubborn-model.ts';
import { scenario } from './support/scenario.ts';

const invoices = { name: 'invoice-totals', restartAttempts: 2 };
const jobs = [{ name: 'orders-enrich' }, invoices];

scenario(
  'two models that word one trouble differently change neither what it is nor how often it is there',
  { jobs: [invoices] },
  async ({ flink, operator, until }) => {
    const texts = ['The partner refuses. The job gave up.', 'It is dead. Something beside Flink was away.'];
    const models = await Promise.all(
      texts.map((text) => {
        const told = { summary: text, cause: 'restarts-exhausted', confidence: 'high', evidence: [text] };
        return startStubbornModel(told);
      }),
    );
    const agents = models.map(({ baseUrl }, index) => {
      const llm = { baseUrl, model: `model-${index}` };
      return operator(`agent-${index}`, { root: { llm }, cluster: { mode: 'observe' } });
    });
    for (const agent of agents) await agent.serve();
    flink.freeze();
    flink.setTrouble('invoice-totals', 'out-of-restarts');
    await until('the job has failed', () => flink.job('invoice-totals')?.state === 'FAILED');
    flink.setTrouble('invoice-totals', undefined);
    flink.thaw();

    const told = await Promise.all(agents.map((agent) => agent.reaches('invoice-totals', 'escalated')));
    await agents[0]?.polls(10);

    expect(told.map((one) => one.diagnosis?.summary)).toEqual(texts);
    // A look that the freeze cut in two finds the exception before the failed job, and opens the incident for it.
    const prints = told.map(({ signals }) => signals.find(({ kind }) => kind === 'job-failed')?.fingerprint);
    expect(prints).toEqual([expect.any(String), prints[0]]);
    for (const { signals, fingerprint } of told) expect(signals.map((one) => one.fingerprint)).toContain(fingerprint);
    for (const agent of agents) expect(await agent.incidentsOf('invoice-totals')).toHaveLength(1);
    for (const one of [...agents.map((agent) => agent.end), ...models.map((model) => model.close)]) await one();
    return [];
  },
);

scenario(
  'a model is asked nothing while all jobs are well, however often they are looked at',
  { jobs },
  async ({ operator }) => {
    const model = await startLlmServer();
    model.always({ kind: 'status', status: 500, body: '{}' });
    const agent = operator('with-model', { root: { llm: { baseUrl: model.baseUrl, model: 'scripted' } } });
    await agent.serve();

    await agent.polls(30);
    await agent.end();

    // On a busy machine the cluster that answers late is a trouble of its own, and asked about.
    expect(model.requests.filter(({ text }) => jobs.some(({ name }) => text.includes(name)))).toEqual([]);
    await model.close();
    return [];
  },
);

scenario(
  'a job that a person cancels is not started again, though its record wants it to run',
  { jobs },
  async ({ flink, serve, until, polls, incidents, actions, writes }) => {
    await serve();
    const path = `/jobs/${flink.job('orders-enrich')?.id}?mode=cancel`;

    await fetch(`${flink.url}${path}`, { method: 'PATCH' });
    await until('it is cancelled', () => flink.job('orders-enrich')?.state === 'CANCELED');
    await polls(20);

    expect(await incidents()).toEqual([]);
    expect(await actions()).toEqual([]);
    expect(writes()).toEqual([`PATCH ${path}`]);
    return ['cancel orders-enrich'];
  },
);
