import { resolve } from 'node:path';
import { nearestWord } from '../knowledge/nearest-word.ts';

const prefix = 'FLINK_MEDIC_';

/** Variables that set one value of the configuration. */
const variables = {
  FLINK_MEDIC_DATA: { path: ['data'], kind: 'path' },
  DATABASE_URL: { path: ['database', 'url'], kind: 'text' },
  FLINK_MEDIC_LOG_LEVEL: { path: ['logLevel'], kind: 'text' },
  FLINK_MEDIC_HEALTH_PORT: { path: ['health', 'port'], kind: 'number' },
  FLINK_MEDIC_LLM_BASE_URL: { path: ['llm', 'baseUrl'], kind: 'text' },
  FLINK_MEDIC_LLM_MODEL: { path: ['llm', 'model'], kind: 'text' },
  FLINK_MEDIC_LLM_API_KEY_FILE: { path: ['llm', 'apiKeyFile'], kind: 'path' },
  FLINK_MEDIC_EMBEDDINGS_BASE_URL: { path: ['embeddings', 'baseUrl'], kind: 'text' },
  FLINK_MEDIC_EMBEDDINGS_MODEL: { path: ['embeddings', 'model'], kind: 'text' },
  FLINK_MEDIC_EMBEDDINGS_API_KEY_FILE: { path: ['embeddings', 'apiKeyFile'], kind: 'path' },
  QDRANT_URL: { path: ['qdrant', 'url'], kind: 'text' },
  FLINK_MEDIC_QDRANT_API_KEY_FILE: { path: ['qdrant', 'apiKeyFile'], kind: 'path' },
} as const;

/** Read where they are needed; they have no place in the file. */
export const apiKeyVariable = 'FLINK_MEDIC_LLM_API_KEY';
export const embeddingsKeyVariable = 'FLINK_MEDIC_EMBEDDINGS_API_KEY';
export const qdrantKeyVariable = 'FLINK_MEDIC_QDRANT_API_KEY';
export const fileVariable = 'FLINK_MEDIC_CONFIG';
export const flinkUrlVariable = 'FLINK_MEDIC_FLINK_URL';

const known = [
  ...Object.keys(variables),
  apiKeyVariable,
  embeddingsKeyVariable,
  qdrantKeyVariable,
  fileVariable,
  flinkUrlVariable,
];

export type Env = Readonly<Record<string, string | undefined>>;

export interface Overlaid {
  readonly value: unknown;
  /** Path text → the variable that set it: a mistake there is the variable's. */
  readonly origins: ReadonlyMap<string, string>;
  /** Mistakes that the schema cannot see, one sentence each. */
  readonly problems: readonly string[];
}

/** A set variable; an empty one counts as not set. */
export function envText(env: Env, name: string): string | undefined {
  const text = env[name]?.trim();
  return text === undefined || text === '' ? undefined : text;
}

/** Lays the environment over the file's values; relative paths in variables belong to `folder`. */
export function overlayEnv(fileValue: unknown, env: Env, folder: string): Overlaid {
  const origins = new Map<string, string>();
  const problems = misspelt(env);
  if (!isObject(fileValue)) return { value: fileValue, origins, problems };
  const value: Record<string, unknown> = { ...fileValue };

  for (const [name, { path, kind }] of Object.entries(variables)) {
    const text = envText(env, name);
    if (text === undefined) continue;
    const [section, key] = path;
    // What is not a number stays text, so that the schema says what it should be.
    const written =
      kind === 'path' ? resolve(folder, text) : kind === 'number' && /^\d+$/.test(text) ? Number(text) : text;
    if (key === undefined) value[section] = written;
    else value[section] = { ...(isObject(value[section]) ? value[section] : {}), [key]: written };
    origins.set(path.join('.'), name);
  }
  if (envText(env, apiKeyVariable) !== undefined && value['llm'] === undefined) {
    problems.push(
      `${apiKeyVariable} is set, but no model is named. Set FLINK_MEDIC_LLM_MODEL, or llm.model in the file.`,
    );
  }
  if (envText(env, embeddingsKeyVariable) !== undefined && value['embeddings'] === undefined) {
    problems.push(
      `${embeddingsKeyVariable} is set, but no model is named. Set FLINK_MEDIC_EMBEDDINGS_MODEL, or embeddings.model in the file.`,
    );
  }
  if (envText(env, qdrantKeyVariable) !== undefined && value['qdrant'] === undefined) {
    problems.push(`${qdrantKeyVariable} is set, but no Qdrant is named. Set QDRANT_URL, or qdrant.url in the file.`);
  }
  const flinkUrl = envText(env, flinkUrlVariable);
  if (flinkUrl !== undefined && value['clusters'] !== undefined) {
    problems.push(`${flinkUrlVariable} is set, but the file names clusters. Use one of the two.`);
  } else if (flinkUrl !== undefined) {
    value['clusters'] = [{ name: nameFromUrl(flinkUrl), url: flinkUrl, mode: 'observe' }];
    origins.set('clusters[0].url', flinkUrlVariable);
    origins.set('clusters[0].name', flinkUrlVariable);
  }
  return { value, origins, problems };
}

/** `http://flink.example.com:8081/x` → `flink.example.com-8081`. */
export function nameFromUrl(url: string): string {
  if (!URL.canParse(url)) return 'flink';
  const { hostname, port } = new URL(url);
  const name = `${hostname}${port === '' ? '' : `-${port}`}`.replace(/[^A-Za-z0-9.]+/g, '-');
  return name.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '').slice(0, 64) || 'flink';
}

/** Near misses only: Kubernetes sets FLINK_MEDIC_SERVICE_HOST and the like for a service of this program's name. */
function misspelt(env: Env): string[] {
  return Object.keys(env).flatMap((name) => {
    if (!name.startsWith(prefix) || known.includes(name) || /^(?:SERVICE_|PORT)/.test(name.slice(prefix.length)))
      return [];
    const meant = nearestWord(
      name.slice(prefix.length),
      known.map((one) => one.slice(prefix.length).replaceAll('_', '-')),
    );
    return meant === undefined ? [] : [`${name} is not known. Did you mean ${prefix}${meant.replaceAll('-', '_')}?`];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
