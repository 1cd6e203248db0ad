import { parseArgs } from 'node:util';
import { endWith } from './end-with.ts';

/** What an option takes: nothing, one of some words, or a number. Without `otherwise` it may be left out. */
export type Option = 'flag' | Words | Numbers;

interface Words {
  readonly oneOf: readonly string[];
  readonly otherwise: string;
}

interface Numbers {
  readonly takes: 'a whole number' | 'a number';
  readonly least: number;
  readonly most?: number;
  readonly otherwise?: number;
}

export type Values<S> = {
  readonly [N in keyof S]: S[N] extends { readonly oneOf: readonly (infer Word)[] }
    ? Word
    : S[N] extends 'flag'
      ? boolean
      : S[N] extends { readonly otherwise: number }
        ? number
        : number | undefined;
};

interface Read<S> {
  readonly values: Values<S>;
  readonly positionals: readonly string[];
}

/** A string: the first thing that is wrong, in one line that names the option, what was given and what it takes. */
export function readOptions<const S extends Readonly<Record<string, Option>>>(
  options: S,
  args: readonly string[],
): Read<S> | string {
  const { tokens, positionals } = parseArgs({
    args: [...args],
    // What is wrong is said below, in one line.
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, option]) => [name, { type: option === 'flag' ? 'boolean' : 'string' }]),
    ),
  });
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, option === 'flag' ? false : option.otherwise]),
  );
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) {
      return `There is no option ${token.rawName}; there are ${inWords(Object.keys(options).map(dashed), 'and')}.`;
    }
    const value = valueOf(option, token.value);
    if (value === undefined) {
      const given = token.value === undefined || token.value === '' ? 'nothing' : token.value;
      return `${dashed(token.name)} takes ${acceptedBy(option)}, not ${given}.`;
    }
    values[token.name] = value;
  }
  return { values: values as Values<S>, positionals };
}

/** Reads what this process was started with; `--help` and mistakes end it. */
export function readOptionsOrEnd<const S extends Readonly<Record<string, Option>>>(options: S, usage: string): Read<S> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    process.exit();
  }
  const read = readOptions(options, args);
  return typeof read === 'string' ? endOf(read) : read;
}

/** Ends the process, which has done nothing yet, over what it was started with. */
export function endOf(mistake: string): never {
  process.stderr.write(`${mistake}\n`);
  endWith(2);
  process.exit();
}

function valueOf(option: Option, text: string | undefined): unknown {
  if (option === 'flag') return text === undefined ? true : undefined;
  if (text === undefined) return undefined;
  if ('oneOf' in option) return option.oneOf.find((word) => word === text);
  const isWritten = (option.takes === 'a number' ? /^\d+(\.\d+)?$/ : /^\d+$/).test(text);
  const value = Number(text);
  return isWritten && value >= option.least && value <= (option.most ?? Number.MAX_SAFE_INTEGER) ? value : undefined;
}

function acceptedBy(option: Option): string {
  if (option === 'flag') return 'no value';
  if ('oneOf' in option) return inWords(option.oneOf, 'or');
  const { takes, least, most } = option;
  return most === undefined ? `${takes} from ${least} up` : `${takes} from ${least} to ${most}`;
}

function dashed(name: string): string {
  return `--${name}`;
}

function inWords(words: readonly string[], joint: 'and' | 'or'): string {
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`;
}
