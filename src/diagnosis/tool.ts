import { z } from 'zod';
import { FlinkUnreadable, messageOf } from '../domain/errors.ts';
import type { LlmTool } from '../ports/llm.ts';
import { quoted } from './plain-text.ts';

/** What reading gave. `no_data`: it was read, and there is none. `error`: it could not be read, so nothing is known. */
export type ToolAnswer =
  | { readonly kind: 'ok'; readonly text: string }
  | { readonly kind: 'no_data'; readonly why: string }
  | { readonly kind: 'error'; readonly why: string };

/**
 * One thing that the model may have read. Only reads. Which cluster and which job are part of the tool, never of its arguments:
 * the model can neither see nor choose them.
 */
export interface Tool {
  readonly offer: LlmTool;
  /** Offered only once that tool was used, as every offer is paid for in every turn; a call of it is answered at any time. */
  readonly after: string | undefined;
  /** Of one answer, characters; undefined: as for all. */
  readonly mostChars: number | undefined;
  /** Never throws for the cluster's sake. Calls with equal `key` have the same answer. */
  prepare(args: string): Prepared;
}

export type Prepared =
  | { readonly kind: 'ready'; readonly key: string; run(signal: AbortSignal): Promise<ToolAnswer> }
  | { readonly kind: 'refused'; readonly why: string };

/** @param args strict: an argument that is not in it, such as another job, refuses the call. */
export function makeTool<Args extends z.ZodRawShape>(tool: {
  readonly name: string;
  readonly after?: string;
  readonly mostChars?: number;
  readonly description: string;
  readonly args: Args;
  readonly run: (args: z.output<z.ZodObject<Args>>, signal: AbortSignal) => Promise<ToolAnswer> | ToolAnswer;
}): Tool {
  const { name, description } = tool;
  const schema = z.strictObject(tool.args);
  const known = Object.keys(tool.args);
  return {
    offer: { name, description, parameters: parametersOf(schema) },
    after: tool.after,
    mostChars: tool.mostChars,
    prepare(written) {
      const parsed = schema.safeParse(jsonOf(written));
      if (!parsed.success) {
        const takes = known.length === 0 ? 'no arguments' : `exactly ${known.join(', ')}`;
        return { kind: 'refused', why: `${problemOf(parsed.error)}; ${name} takes ${takes}` };
      }
      const args = parsed.data;
      return {
        kind: 'ready',
        key: `${name} ${known.map((one) => JSON.stringify((args as Record<string, unknown>)[one])).join(' ')}`,
        run: async (signal) => {
          try {
            return await tool.run(args, signal);
          } catch (error) {
            // Whatever a tool stumbles over costs its answer, not the diagnosis; giving up ends everything.
            if (signal.aborted && !(error instanceof FlinkUnreadable)) throw error;
            return { kind: 'error', why: quoted(messageOf(error), 300) };
          }
        },
      };
    },
  };
}

/** Limits that some servers refuse in a schema; they are checked here all the same. */
const limits: readonly string[] = ['minLength', 'maxLength', 'pattern', 'minimum', 'maximum'];

/** In the strict subset that model servers enforce. */
function parametersOf(schema: z.ZodObject): Readonly<Record<string, unknown>> {
  const { $schema: _version, ...rest } = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      for (const limit of limits) delete (jsonSchema as Record<string, unknown>)[limit];
    },
  });
  return { ...rest, required: Object.keys(schema.shape) };
}

/** Nothing at all counts as no arguments. */
function jsonOf(written: string): unknown {
  if (written.trim() === '') return {};
  try {
    return JSON.parse(written) as unknown;
  } catch {
    return undefined;
  }
}

/** Names the argument, never its value. */
function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'the arguments are not usable';
  if (issue.code === 'unrecognized_keys') return `unknown argument ${quoted(issue.keys.slice(0, 3).join(', '), 60)}`;
  const at = issue.path.map(String).join('.');
  return at === '' ? 'the arguments are not one JSON object' : `${quoted(at, 40)}: ${quoted(issue.message, 120)}`;
}
