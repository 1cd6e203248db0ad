import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type LlmReply, startLlmServer } from '../support/llm-server.ts';
import { scenario, type World } from './support/scenario.ts';
import { writeSop } from './support/write-sop.ts';

const invoices = { name: 'invoice-totals', restartAttempts: 2 };
const prose: LlmReply = { kind: 'answer', text: 'The job looks sad. I would restart everything.' };
const hang: LlmReply = { kind: 'hang', after: 'nothing' };
/** By the machine's clock, as for all that is asked over HTTP; and what a busy machine answers too late makes a diagnosis less sure. */
const answerLimitMs = 3_000;
const access = { connectTimeout: `${answerLimitMs}ms`, responseTimeout: `${answerLimitMs}ms` };
const broken: LlmReply = { kind: 'status', status: 500, body: '{"error":{"message":"overloaded"}}' };

const failInvoices = (world: World): Promise<void> => failJob(world, 'invoice-totals');

async function failJob({ flink, until }: World, name: string): Promise<void> {
  flink.setTrouble(name, 'out-of-restarts');
  await until('the job has failed', () => flink.job(name)?.state === 'FAILED');
  flink.setTrouble(name, undefined);
}

/** One poll sees the whole failure; who sees half of it is less sure of it, and asks. A poll under way has to end without it. */
async function failAtOnce(world: World, name: string): Promise<void> {
  world.flink.freeze();
  await sleep(answerLimitMs * 1.1);
  await failJob(world, name);
  world.flink.thaw();
}

function warningOf(line: string): { readonly file: string; readonly line: number; readonly problem: string } {
  return JSON.parse(line) as { file: string; line: number; problem: string };
}

const models: readonly (readonly [title: string, reply: LlmReply, calls: number])[] = [
  ['answers prose, with tools and without', prose, 4],
  ['never answers', hang, 1],
  ['answers 500', broken, 1],
];

for (const [title, reply, calls] of models) {
  scenario(
    `a model that ${title}: the rules' diagnosis stands, and the job is healed`,
    { jobs: [{ ...invoices, restartAttempts: 1 }] },
    async (world) => {
      const model = await startLlmServer();
      model.always(reply);
      const llm = { baseUrl: model.baseUrl, model: 'scripted', timeout: '8s' };
      const own = world.operator('with-model', { root: { llm }, cluster: { access } });
      await own.serve();
      // The model is asked once.
      await failAtOnce(world, 'invoice-totals');

      const incident = await own.reaches('invoice-totals', 'closed');
      await model.close();

      // On a busy machine the frozen cluster is a trouble of its own, and asked about, too.
      expect(model.requests.filter(({ text }) => text.includes('invoice-totals'))).toHaveLength(calls);
      expect(incident).toMatchObject({
        closing: 'cleared',
        diagnosis: { cause: 'restarts-exhausted', confidence: 'high', by: 'rules, no AI' },
      });
      expect(incident.diagnosis?.evidence.some((one) => one.startsWith('No AI: '))).toBe(true);
      return ['start invoice-totals'];
    },
  );
}

scenario(
  'a procedure that cannot be read is reported, and the others work',
  { jobs: [{ ...invoices, restartAttempts: 1 }], config: { root: { sops: ['./sops'] }, cluster: { access } } },
  async (world) => {
    const sops = join(world.folder, 'sops');
    writeSop(sops, 'restarts-exhausted', 'restart-job', 'job-failed');
    writeFileSync(join(sops, 'backpressure.md'), '---\nid: backpressure\ntitle: "no end\n---\n## When\n');
    await world.serve();
    await failAtOnce(world, 'invoice-totals');

    expect(await world.reaches('invoice-totals', 'closed')).toMatchObject({ closing: 'cleared' });
    const warnings = world
      .log()
      .split('\n')
      .flatMap((line) => (line.includes('a SOP is left out') ? [warningOf(line)] : []));
    expect(new Set(warnings.map((one) => one.file.split('/').at(-1)))).toEqual(new Set(['backpressure.md']));
    expect(new Set(warnings.map((one) => `${one.line} ${one.problem}`)).size).toBe(warnings.length);
    const lint = await world.command('sop', 'lint', sops);
    expect(lint.code).toBe(1);
    return ['start invoice-totals'];
  },
);

scenario(
  'a procedure that is put into the folder and reviewed serves the next incident, without a restart',
  {
    jobs: [invoices, { name: 'season-offers', restartAttempts: 1 }],
    config: { root: { sops: ['./sops'] }, cluster: { access } },
  },
  async (world) => {
    const sops = join(world.folder, 'sops');
    writeSop(sops, 'backpressure', 'rescale-job', 'backpressure-high');
    await world.serve();
    await failInvoices(world);
    expect(await world.reaches('invoice-totals', 'escalated')).toMatchObject({
      escalation: 'No SOP fits this trouble',
    });

    writeSop(sops, 'restarts-exhausted', 'restart-job', 'job-failed');
    await world.command('sop', 'trust', 'restarts-exhausted');
    await failAtOnce(world, 'season-offers');

    expect(await world.reaches('season-offers', 'closed')).toMatchObject({ closing: 'cleared' });
    return ['start season-offers'];
  },
);

scenario(
  'a procedure that is changed after the question makes the yes void',
  { jobs: [invoices], config: { root: { sops: ['./sops'] }, cluster: { mode: 'ask' } } },
  async (world) => {
    const sops = join(world.folder, 'sops');
    writeSop(sops, 'restarts-exhausted', 'restart-job', 'job-failed');
    await world.serve();
    await failInvoices(world);
    const asked = await world.reaches('invoice-totals', 'awaiting_approval');
    appendFileSync(join(sops, 'restarts-exhausted.md'), '\nAnd think twice.\n');

    await world.command('incidents', 'approve', asked.id);
    await world.until(
      'the question is asked anew',
      async () => (await world.timeline()).filter((one) => one.kind === 'asked').length === 2,
    );

    expect(world.writes()).toEqual([]);
    expect((await world.actions()).map((one) => one.dropReason)).toContain('stale');
    return [];
  },
);
