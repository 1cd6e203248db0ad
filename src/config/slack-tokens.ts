import { readFileSync } from 'node:fs';
import { messageOf } from '../domain/errors.ts';
import { type Env, envText } from './env.ts';
import type { Problem } from './problem.ts';
import { Secret } from './secret.ts';

/** Slack's own names for them, which its tools use too. */
const slackTokens = {
  botToken: { variable: 'SLACK_BOT_TOKEN', file: 'botTokenFile', prefix: 'xoxb-' },
  appToken: { variable: 'SLACK_APP_TOKEN', file: 'appTokenFile', prefix: 'xapp-' },
} as const;

interface SlackTokens {
  /** Undefined: given neither by variable nor by file. Commands that only read the store need none. */
  readonly botToken: Secret | undefined;
  readonly appToken: Secret | undefined;
}

/** Both tokens; the variable wins over the file. What cannot be a token of its kind is a problem, never shown. */
export function readSlackTokens(
  slack: { readonly botTokenFile?: string | undefined; readonly appTokenFile?: string | undefined } | undefined,
  env: Env,
  problems: Problem[],
): SlackTokens {
  const read = (name: keyof typeof slackTokens): Secret | undefined => {
    if (slack === undefined) return undefined;
    const { variable, file: key, prefix } = slackTokens[name];
    const path = ['slack', key];
    const file = slack[key];
    const given = envText(env, variable);
    const text = given ?? (file === undefined ? undefined : readFile(file, path, problems));
    if (text === undefined) return undefined;
    if (text.startsWith(prefix) && /^[\w-]+$/.test(text)) return new Secret(text);
    const where = given === undefined ? `the file ${file}` : variable;
    problems.push({ path, text: `${where} should hold one token that begins with ${prefix}` });
    return undefined;
  };
  return { botToken: read('botToken'), appToken: read('appToken') };
}

function readFile(file: string, path: readonly PropertyKey[], problems: Problem[]): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    problems.push({ path, text: `cannot be read: ${messageOf(error)}` });
    return undefined;
  }
}
