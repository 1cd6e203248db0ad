import { randomUUID } from 'node:crypto';
import type { Store } from '../adapters/store/open-store.ts';
import type { Config } from '../config.ts';
import { askModel, type ModelDeps } from '../diagnosis/ask-model.ts';
import { harmless } from '../diagnosis/read-llm-diagnosis.ts';
import { diagnoseByRules } from '../diagnosis/rules.ts';
import type { SpendLimits } from '../ports/llm-spend.ts';
import type { StageDeps, World } from '../pipeline/deps.ts';
import { withoutMessages } from '../pipeline/message-ledger.ts';
import type { Clock } from '../ports/clock.ts';
import type { FlinkDiagnose } from '../ports/flink-diagnose.ts';
import type { Log } from '../ports/log.ts';
import type { SkillScripts } from '../ports/skill-scripts.ts';
import type { Skills } from '../ports/skills.ts';
import { makeSpendOwners } from './spend-owner.ts';

/** Rules first; a model that looks further over them when one is configured. */
export async function makeDiagnose(deps: {
  readonly config: Config;
  readonly store: Store;
  readonly world: World;
  readonly readsOf: (cluster: string) => FlinkDiagnose;
  readonly catalogue: ModelDeps['catalogue'];
  /** Undefined: none are configured. */
  readonly skills: Skills | undefined;
  readonly findSkills: ModelDeps['findSkills'];
  readonly scripts?: SkillScripts | undefined;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<StageDeps['diagnose']> {
  const { config, store, world, clock, log } = deps;
  const { llm: settings } = config;
  if (settings === undefined) return async (evidence) => diagnoseByRules(evidence, clock.now());
  // Only who uses a model loads its client.
  const { makeOpenAiLlm } = await import('../adapters/openai/openai-llm.ts');
  const { baseUrl, model, apiKey, timeoutMs, investigation, prices } = settings;
  const ownerOf = makeSpendOwners(config.clusters, settings.budget.ownerShare);
  const environments = new Map(config.clusters.map(({ name, environment }) => [name, environment]));
  const modelDeps: ModelDeps = {
    llm: makeOpenAiLlm({ baseUrl, model, apiKey: apiKey?.reveal(), timeoutMs, clean: harmless }),
    spend: store.llmSpend,
    limits: limitsOf(settings),
    ...(ownerOf !== undefined && { ownerOf }),
    criticalShare: settings.budget.criticalShare,
    prices,
    catalogue: deps.catalogue,
    findSkills: deps.findSkills,
    maxTurns: investigation.turns,
    withinMs: investigation.withinMs,
    clock,
    newId: randomUUID,
    log,
  };
  return async (evidence, incident, signal) => {
    const { cluster, job } = incident;
    const subject = {
      incident,
      evidence,
      window: job === null ? undefined : world.window(cluster, job),
      flink: deps.readsOf(cluster),
      incidents: store.incidents,
      actions: withoutMessages(store.ledger),
      skills: deps.skills,
      scripts: deps.scripts,
      environment: environments.get(cluster) ?? 'production',
    };
    return await askModel(modelDeps, subject, diagnoseByRules(evidence, clock.now()), signal);
  };
}

function limitsOf({ budget, maxCallsPerHour }: NonNullable<Config['llm']>): SpendLimits {
  const limit = (one: { readonly calls: number; readonly tokens: number; readonly money?: number | undefined }) => ({
    calls: one.calls,
    tokens: one.tokens,
    microMoney: one.money === undefined ? undefined : one.money * 1_000_000,
  });
  return {
    incident: limit(budget.incident),
    hour: limit({ calls: maxCallsPerHour, ...budget.hour }),
    day: limit(budget.day),
  };
}
