import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeOpenAiLlm } from '../src/adapters/openai/openai-llm.ts';
import { openStore, type Store } from '../src/adapters/store/open-store.ts';
import { systemClock } from '../src/adapters/telemetry/system-clock.ts';
import { makeSopLibrary } from '../src/knowledge/load-sops.ts';
import { openSkillLibrary } from '../src/knowledge/open-skill-library.ts';
import { makeSkills } from '../src/knowledge/skill-shelf.ts';
import { makeSopFolder } from '../src/knowledge/sop-folder.ts';
import { askModel } from '../src/diagnosis/ask-model.ts';
import { harmless } from '../src/diagnosis/read-llm-diagnosis.ts';
import { diagnoseByRules } from '../src/diagnosis/rules.ts';
import { collectEvidence } from '../src/pipeline/collect-evidence.ts';
import { type Need, playScene, type Scene, stories, type Story } from './diagnosis-incidents.ts';
import type { Log } from '../src/ports/log.ts';
import type { Environment } from './environment.ts';
import { type RawTool, rawJsonLoop } from './raw-json-loop.ts';
import { type Conversation, type ScriptedCall, type ScriptedModel, startScriptedModel } from './scripted-model.ts';

const nothing = () => {};
const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => quiet };

export interface DiagnosisSizes {
  /** What the scripted model takes for each call: the part of a real one's time that does not depend on tokens. */
  readonly latencyMs: number;
}

interface Cost {
  readonly tokens: number;
  readonly calls: number;
  readonly seconds: number;
  readonly flinkReads: number;
}

export interface DiagnosisResult {
  readonly sizes: DiagnosisSizes;
  readonly how: readonly string[];
  readonly incidents: readonly {
    readonly title: string;
    readonly loop: Cost;
    readonly oneAtATime: Cost;
    readonly baseline: Cost;
    readonly ratio: number;
  }[];
  readonly total: { readonly loop: Cost; readonly oneAtATime: Cost; readonly baseline: Cost };
  readonly targets: readonly { readonly target: string; readonly seen: string; readonly met: boolean }[];
}

/** The procedures of this repository: both loops may name the same causes. */
const catalogue = () => library.refresh().sops;
const library = makeSopLibrary({ name: 'sops', folder: makeSopFolder('sops') });
/** Those that come with the program, as a first configuration has them. */
const skills = makeSkills([openSkillLibrary('skills', 'skills')]);

const how = [
  'Both loops talk over HTTP with one scripted model, which asks both for the same information in the same order; tokens of all requests and answers (messages, calls, tool offers) are counted with gpt-tokenizer (o200k_base).',
  'loop: several independent calls in one turn, with the four skills that come with the program to choose from. oneAtATime: the same loop, one call a turn. baseline: one call a turn, each a GET of the REST whose JSON is handed over as it is, cut at 30,000 characters.',
  'For the baseline the model asks for the backpressure of two vertices only, and for one TaskManager only, as if it knew where to look. Logs and thread dumps, where the difference is largest, are not part of it.',
  'Flink is the fake cluster of this repository over HTTP; each fact that a cause rests on must have been shown to the model by every loop.',
];

/** This program's diagnosis and a loop over raw JSON, on the same incidents. */
export async function benchDiagnosis(
  sizes: DiagnosisSizes,
  progress: (line: string) => void,
): Promise<DiagnosisResult> {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-bench-'));
  const store = await openStore({
    file: join(folder, 'medic.db'),
    busyTimeoutMs: 1_000,
    role: 'serve',
    clock: systemClock,
    onCorrupt: (error) => {
      throw error;
    },
  });
  const model = await startScriptedModel(sizes.latencyMs);
  try {
    const incidents: DiagnosisResult['incidents'][number][] = [];
    const missing: string[] = [];
    for (const story of stories) {
      const scene = await playScene(story);
      try {
        const loop = await ours(story, scene, { model, store, parallel: true });
        const oneAtATime = await ours(story, scene, { model, store, parallel: false });
        const baseline = await raw(story, scene, model);
        for (const [name, one] of Object.entries({ loop, oneAtATime, baseline }))
          missing.push(...notShown(story, name, one.texts));
        const ratio = round(loop.cost.tokens / baseline.cost.tokens);
        incidents.push({
          title: story.title,
          loop: loop.cost,
          oneAtATime: oneAtATime.cost,
          baseline: baseline.cost,
          ratio,
        });
        progress(`${story.title}: ${loop.cost.tokens} of ${baseline.cost.tokens} tokens`);
      } finally {
        await scene.fake.close();
      }
    }
    const total = {
      loop: sum(incidents.map(({ loop }) => loop)),
      oneAtATime: sum(incidents.map(({ oneAtATime }) => oneAtATime)),
      baseline: sum(incidents.map(({ baseline }) => baseline)),
    };
    return { sizes, how, incidents, total, targets: judge(total, incidents, missing) };
  } finally {
    model.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Played {
  readonly cost: Cost;
  readonly texts: readonly string[];
}

const conclusion = {
  summary: 'The job is in trouble for the reason that the evidence names. It needs the procedure for that.',
  cause: 'unknown',
  confidence: 'medium',
  evidence: ['the decisive fact of the data', 'the second fact of the data'],
};

async function ours(
  story: Story,
  { flink, incident, window, now, fake }: Scene,
  parts: { readonly model: ScriptedModel; readonly store: Store; readonly parallel: boolean },
): Promise<Played> {
  const { model, store } = parts;
  const never = new AbortController().signal;
  const began = performance.now();
  const before = fake.requests().length;
  const overview = await flink.watch.overview(never);
  const latest = { cluster: 'main', at: now, identity: await flink.watch.identity(never), ...overview, jobs: [] };
  const evidence = await collectEvidence({ flink, window, latest, now }, incident, never);
  const rules = diagnoseByRules(evidence, now);
  const work = Math.max(1, evidence.vertices.findIndex(({ name }) => name.includes('enrich')) + 1);
  const names: Readonly<Record<Need, ScriptedCall>> = {
    job: { name: 'job', args: {} },
    exceptions: { name: 'exceptions', args: {} },
    checkpoints: { name: 'checkpoints', args: {} },
    backpressure: { name: 'backpressure', args: {} },
    subtasks: { name: 'skew', args: { vertex: work } },
    processes: { name: 'memory', args: {} },
    config: { name: 'config', args: { keys: '*' } },
  };
  const turns = story.needs.map((needs) => needs.map((need) => names[need]));
  const asked = parts.parallel ? turns : turns.flat().map((call) => [call]);
  model.begin([...asked, [{ name: 'conclude', args: conclusion }]]);
  const diagnosis = await askModel(
    {
      llm: makeOpenAiLlm({
        baseUrl: model.baseUrl,
        model: 'scripted',
        apiKey: undefined,
        timeoutMs: 30_000,
        clean: harmless,
      }),
      spend: store.llmSpend,
      limits: { incident: {}, hour: {}, day: {} },
      prices: undefined,
      catalogue,
      maxTurns: 10,
      withinMs: 120_000,
      clock: { now: () => now, sleep: (ms, signal) => systemClock.sleep(ms, signal) },
      newId: randomUUID,
      log: quiet,
    },
    {
      incident,
      evidence,
      window,
      flink: flink.diagnose,
      incidents: store.incidents,
      actions: store.ledger,
      skills,
      environment: 'production',
    },
    rules,
    never,
  );
  if (diagnosis?.by !== 'llm') throw new Error(`${story.title}: ${diagnosis?.evidence.at(-1) ?? 'nothing was asked'}`);
  return played(model.end(), began, fake.requests().length - before);
}

async function raw(story: Story, { fake, flink, incident }: Scene, model: ScriptedModel): Promise<Played> {
  const never = new AbortController().signal;
  const id = fake.job(incident.job ?? '')?.id ?? '';
  const vertices = (await flink.inspect.job(id as never, never))?.vertices ?? [];
  const manager = (await flink.diagnose.taskManagers(never)).list[0]?.id ?? '';
  const work = vertices.findIndex(({ name }) => name.includes('enrich'));
  const vertex = (index: number): object => ({ job_id: id, vertex_id: vertices[Math.max(0, index)]?.id ?? '' });
  const call = (name: RawTool, args: object): ScriptedCall => ({ name, args });
  const names: Readonly<Record<Need, readonly ScriptedCall[]>> = {
    job: [call('get_job', { job_id: id })],
    exceptions: [call('get_exceptions', { job_id: id })],
    checkpoints: [call('get_checkpoints', { job_id: id }), call('get_checkpoint_config', { job_id: id })],
    backpressure: [call('get_backpressure', vertex(work - 1)), call('get_backpressure', vertex(work))],
    subtasks: [call('get_vertex', vertex(work))],
    processes: [call('list_taskmanagers', {}), call('get_taskmanager', { taskmanager_id: manager })],
    config: [call('get_config', {})],
  };
  const calls = story.needs.flat().flatMap((need) => names[need]);
  const began = performance.now();
  const before = fake.requests().length;
  model.begin([...calls.map((one) => [one]), [{ name: 'conclude', args: conclusion }]]);
  const alert = `Alert: ${incident.signals.map(({ summary }) => summary).join('; ')}. The job id is ${id}.`;
  const causes = [...catalogue().map(({ id }) => id), 'unknown'];
  await rawJsonLoop({ modelUrl: model.baseUrl, flinkUrl: fake.url, alert, causes });
  return played(model.end(), began, fake.requests().length - before);
}

function played(
  { calls, promptTokens, completionTokens, toolTexts }: Conversation,
  began: number,
  flinkReads: number,
): Played {
  const seconds = round((performance.now() - began) / 1_000);
  return { cost: { tokens: promptTokens + completionTokens, calls, seconds, flinkReads }, texts: toolTexts };
}

function notShown({ title, facts }: Story, loop: string, texts: readonly string[]): string[] {
  const all = texts.join('\n');
  return facts.flatMap((fact) => (fact.test(all) ? [] : [`${title} (${loop}): ${fact.source}`]));
}

function judge(
  total: DiagnosisResult['total'],
  incidents: DiagnosisResult['incidents'],
  missing: readonly string[],
): DiagnosisResult['targets'] {
  const share = total.loop.tokens / total.baseline.tokens;
  const worst = Math.max(...incidents.map(({ ratio }) => ratio));
  return [
    {
      target: 'at most a fifth of the tokens',
      seen: `${round(share * 100)} % of all, ${round(worst * 100)} % at worst`,
      met: share <= 0.2,
    },
    {
      target: 'every decisive fact was shown',
      seen: missing.length === 0 ? 'all' : missing.join('; '),
      met: missing.length === 0,
    },
  ];
}

function sum(all: readonly Cost[]): Cost {
  const of = (key: keyof Cost): number => round(all.reduce((total, one) => total + one[key], 0));
  return { tokens: of('tokens'), calls: of('calls'), seconds: of('seconds'), flinkReads: of('flinkReads') };
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

export function diagnosisText(result: DiagnosisResult & { readonly environment: Environment }): string {
  const { total, environment: here } = result;
  const line = (name: string, { tokens, calls, seconds, flinkReads }: Cost): string =>
    `${name.padEnd(34)} ${String(tokens).padStart(8)} tokens ${String(calls).padStart(4)} calls ${String(seconds).padStart(7)} s ${String(flinkReads).padStart(4)} reads`;
  return [
    `${here.cpu}, ${here.cores} cores, Node ${here.node}, commit ${here.commit}, ${here.at}`,
    ...result.how,
    ...result.incidents.flatMap(({ title, loop, oneAtATime, baseline, ratio }) => [
      line(title, loop),
      line('  one call a turn', oneAtATime),
      line(`  baseline (we need ${Math.round(ratio * 100)} %)`, baseline),
    ]),
    line('all', total.loop),
    line('  one call a turn', total.oneAtATime),
    line('  baseline', total.baseline),
    ...result.targets.map((one) => `${one.met ? 'met    ' : 'NOT MET'}  ${one.target}: ${one.seen}`),
  ].join('\n');
}
