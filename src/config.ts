import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { approvalProblems } from './config/approvals-section.ts';
import { crossChecks } from './config/cross-checks.ts';
import { describeIssue } from './config/describe-issue.ts';
import {
  apiKeyVariable,
  embeddingsKeyVariable,
  type Env,
  envText,
  fileVariable,
  flinkUrlVariable,
  type Overlaid,
  overlayEnv,
  qdrantKeyVariable,
} from './config/env.ts';
import { type Problem, pathText } from './config/problem.ts';
import { configSchema } from './config/schema.ts';
import { Secret } from './config/secret.ts';
import { readSlackTokens } from './config/slack-tokens.ts';
import { readYaml, type YamlSource } from './config/yaml-source.ts';
import { messageOf, UserMistake } from './domain/errors.ts';

export { durationForms, durationMs } from './config/duration.ts';
export { resolveJobRecord } from './config/resolve-job-record.ts';

type Parsed = z.output<ReturnType<typeof configSchema>>;
type ParsedLlm = NonNullable<Parsed['llm']>;
type ParsedEmbeddings = NonNullable<Parsed['embeddings']>;
type ParsedQdrant = NonNullable<Parsed['qdrant']>;
type ParsedSlack = NonNullable<Parsed['slack']>;

/** Everything people decided, with all defaults filled in. Paths are absolute, times in milliseconds. */
export interface Config extends Omit<Parsed, 'llm' | 'embeddings' | 'qdrant' | 'slack'> {
  /** The file it came from; undefined when variables alone made it. */
  readonly file: string | undefined;
  /** Undefined: no model is configured, the rules diagnose alone. */
  readonly llm: LlmConfig | undefined;
  /** Undefined: procedures are found by exact matches and words. */
  readonly embeddings: EmbeddingsConfig | undefined;
  /** Undefined: the embedded index answers alone. */
  readonly qdrant: QdrantConfig | undefined;
  /** Undefined: alerts go to no Slack. */
  readonly slack: SlackConfig | undefined;
}

export interface SlackConfig extends ParsedSlack {
  /** Undefined: not given; commands that only read the store need none. */
  readonly botToken: Secret | undefined;
  readonly appToken: Secret | undefined;
}

export interface QdrantConfig extends ParsedQdrant {
  /** Undefined: the server wants none. */
  readonly apiKey: Secret | undefined;
}

export interface EmbeddingsConfig extends ParsedEmbeddings {
  /** Undefined: the server wants none. */
  readonly apiKey: Secret | undefined;
}

export interface LlmConfig extends ParsedLlm {
  /** Undefined: the server wants none (a local model). */
  readonly apiKey: Secret | undefined;
}

export type ClusterConfig = Config['clusters'][number];

const defaultFile = 'flink-medic.yaml';
const maxProblems = 20;

/**
 * Reads the YAML file and lays the FLINK_MEDIC_ variables over it. The file is the given one, else FLINK_MEDIC_CONFIG,
 * else `flink-medic.yaml` here if it exists; FLINK_MEDIC_FLINK_URL alone is enough to observe one cluster.
 * @param options.folder where relative paths of the command line and of variables begin.
 * @throws {UserMistake} tells all mistakes at once, each with its line or variable and what is allowed.
 */
export function loadConfig(options: { readonly file?: string; readonly env: Env; readonly folder?: string }): Config {
  const { env, folder = '.' } = options;
  const file = findFile(options.file, env, folder);
  const source = file === undefined ? undefined : readYaml(file);
  if (source === undefined && envText(env, flinkUrlVariable) === undefined) {
    throw new UserMistake(
      `No configuration: there is no ${resolve(folder, defaultFile)}, and neither --config, ${fileVariable} nor ${flinkUrlVariable} is given. ` +
        'Write a first one with: flink-medic init --from http://your-jobmanager:8081 --out flink-medic.yaml',
    );
  }
  const overlaid = overlayEnv(source === undefined ? {} : source.value, env, folder);
  const parsed = configSchema(file === undefined ? resolve(folder) : dirname(file)).safeParse(overlaid.value);
  const problems: Problem[] = [
    ...(parsed.error?.issues ?? []).flatMap((issue) => describeIssue(issue, overlaid.value)),
    ...crossChecks(overlaid.value),
  ];
  if (parsed.data !== undefined) problems.push(...approvalProblems(parsed.data.approvals, parsed.data.slack?.team));
  const apiKey = readApiKey('llm', parsed.data?.llm, envText(env, apiKeyVariable), problems);
  const embeddingsKey = readApiKey(
    'embeddings',
    parsed.data?.embeddings,
    envText(env, embeddingsKeyVariable),
    problems,
  );
  const qdrantKey = readApiKey('qdrant', parsed.data?.qdrant, envText(env, qdrantKeyVariable), problems);
  const tokens = readSlackTokens(parsed.data?.slack, env, problems);
  if (!parsed.success || problems.length > 0 || overlaid.problems.length > 0) {
    throw mistake(problems, overlaid, source);
  }
  const { llm, embeddings, qdrant, slack, ...rest } = parsed.data;
  return {
    ...rest,
    file,
    llm: llm === undefined ? undefined : { ...llm, apiKey },
    embeddings: embeddings === undefined ? undefined : { ...embeddings, apiKey: embeddingsKey },
    qdrant: qdrant === undefined ? undefined : { ...qdrant, apiKey: qdrantKey },
    slack: slack === undefined ? undefined : { ...slack, ...tokens },
  };
}

function findFile(given: string | undefined, env: Env, folder: string): string | undefined {
  const named = given ?? envText(env, fileVariable);
  if (named !== undefined) return resolve(folder, named);
  const usual = resolve(folder, defaultFile);
  return existsSync(usual) ? usual : undefined;
}

function readApiKey(
  section: 'llm' | 'embeddings' | 'qdrant',
  settings: { readonly apiKeyFile?: string | undefined } | undefined,
  given: string | undefined,
  problems: Problem[],
): Secret | undefined {
  if (given !== undefined) return new Secret(given);
  if (settings?.apiKeyFile === undefined) return undefined;
  const path = [section, 'apiKeyFile'];
  try {
    const key = readFileSync(settings.apiKeyFile, 'utf8').trim();
    if (key !== '' && !/\s/.test(key)) return new Secret(key);
    problems.push({
      path,
      text: `the file ${settings.apiKeyFile} holds ${key === '' ? 'no key' : 'more than one line or word'}`,
    });
  } catch (error) {
    problems.push({ path, text: `cannot be read: ${messageOf(error)}` });
  }
  return undefined;
}

function mistake(problems: readonly Problem[], overlaid: Overlaid, source: YamlSource | undefined): UserMistake {
  const told = problems.map((problem) => tell(problem, overlaid, source)).toSorted((a, b) => a.offset - b.offset);
  const lines = [...overlaid.problems, ...told.map((one) => one.text)];
  const more = lines.length > maxProblems ? [`and ${lines.length - maxProblems} more`] : [];
  const head = `The configuration has ${lines.length === 1 ? 'a mistake' : `${lines.length} mistakes`}:`;
  return new UserMistake([head, ...[...lines.slice(0, maxProblems), ...more].map((line) => `  ${line}`)].join('\n'));
}

/** A problem as text that begins with its place in the file, or with the variable that made it. */
function tell(problem: Problem, overlaid: Overlaid, source: YamlSource | undefined): { offset: number; text: string } {
  const at = pathText(problem.key === undefined ? problem.path : [...problem.path, problem.key]);
  const text = `${at === '' ? 'the file' : at}: ${problem.text}`;
  const variable = overlaid.origins.get(at);
  if (variable !== undefined) return { offset: -1, text: `${variable}  ${text}` };
  if (source === undefined) return { offset: 0, text };
  const { offset, line, column } = source.place(problem.path, problem.key);
  return { offset, text: `${source.file}:${line}:${column}  ${text}` };
}
