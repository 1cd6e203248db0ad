import type { Flink } from '../../src/ports/flink.ts';

type Method<G, K extends keyof G> = G[K] extends (...args: never[]) => Promise<infer R> ? R : never;
type Replies = {
  [K in keyof Flink['watch'] as `watch.${K}`]: Method<Flink['watch'], K>;
} & { [K in keyof Flink['inspect'] as `inspect.${K}`]: Method<Flink['inspect'], K> } & {
  [K in keyof Flink['write'] as `write.${K}`]: Method<Flink['write'], K>;
} & { provideJar: string };
export type FlinkCall = keyof Replies;

/** One expected call with its reply, in order. `throws` instead of a reply: the call fails. */
export type Line = { [K in FlinkCall]: readonly [call: K, reply: Replies[K] | { readonly throws: Error }] }[FlinkCall];

export interface ScriptedFlink extends Flink {
  readonly made: readonly { readonly call: FlinkCall; readonly args: readonly unknown[] }[];
  /** @throws {Error} when a call did not fit the script, or a reply was never asked for. */
  finish(): void;
}

/** A Flink that says exactly its lines: an unexpected call fails, and so does an unused reply. */
export function scriptFlink(lines: readonly Line[]): ScriptedFlink {
  const left = [...lines];
  const made: { call: FlinkCall; args: readonly unknown[] }[] = [];
  const wrong: string[] = [];

  const answer = async (call: FlinkCall, args: readonly unknown[]): Promise<never> => {
    made.push({ call, args: args.filter((arg) => !(arg instanceof AbortSignal)) });
    const line = left[0];
    if (line?.[0] !== call) {
      const text = `Unexpected ${call}; the script says ${line?.[0] ?? 'nothing more'}.`;
      wrong.push(text);
      throw new Error(text);
    }
    left.shift();
    const reply = line[1];
    if (typeof reply === 'object' && reply !== null && 'throws' in reply) throw reply.throws;
    // The line's type ties the reply to its call.
    return reply as never;
  };
  const group = <G extends object>(name: string): G =>
    new Proxy({} as G, {
      get:
        (_target, method) =>
        (...args: unknown[]) =>
          answer(`${name}.${String(method)}` as FlinkCall, args),
    });

  return {
    watch: group<Flink['watch']>('watch'),
    inspect: group<Flink['inspect']>('inspect'),
    diagnose: group<Flink['diagnose']>('diagnose'),
    write: group<Flink['write']>('write'),
    provideJar: (...args) => answer('provideJar', args),
    calls: () => ({}),
    made,
    finish() {
      const unused = left.map(([call]) => `Unused reply to ${call}.`);
      if (wrong.length + unused.length > 0) throw new Error([...wrong, ...unused].join('\n'));
    },
  };
}
