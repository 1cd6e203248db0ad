import { z } from 'zod';
import type { FlinkProcess, LogLines } from '../ports/flink-diagnose.ts';
import { makeGlob } from './glob.ts';
import type { Investigation } from './investigation.ts';
import { quoted } from './plain-text.ts';
import { type Processes, TaskManagerNumber } from './processes.ts';
import { redact } from './redact.ts';
import { makeSecretLines } from './secret-lines.ts';
import { makeTool, type Tool } from './tool.ts';

const maxLines = 12;
/** Each search reads whole logs: more than a few are a load for the cluster. */
const maxSearches = 3;

/** Plain text with `*` for anything; never an expression. */
export const Pattern = z
  .string()
  .min(1)
  .max(100)
  .regex(/[^*\s]/, 'should hold more than *');

/** Lines of the logs that hold a pattern, repeated ones once. */
export function logsTool({ flink }: Investigation, processes: Processes): Tool {
  let searches = 0;
  return makeTool({
    name: 'logs',
    description: `Log lines that hold a text; * is any text. At most ${maxSearches} searches`,
    args: { pattern: Pattern, of: z.enum(['taskmanagers', 'jobmanager']), taskmanager: TaskManagerNumber },
    run: async ({ pattern, of, taskmanager }, signal) => {
      if (searches >= maxSearches)
        return { kind: 'error', why: `${maxSearches} searches were made, which is the limit` };
      searches += 1;
      const matches = makeGlob(pattern);
      const nameOf = (place: FlinkProcess): string =>
        place.kind === 'jobmanager' ? 'JobManager' : `TaskManager ${processes.nameOf(place.id)}`;
      // What is only in a secret is not found: neither its text nor that it is there.
      const makeWanted = () => {
        const isInSecret = makeSecretLines();
        return (line: string): boolean => !isInSecret(line) && matches(line) && matches(redact(line));
      };
      const chosen =
        of === 'jobmanager'
          ? { kind: 'ok' as const, places: [{ kind: 'jobmanager' as const }] }
          : await processes.chosen(taskmanager, signal);
      if (chosen.kind === 'none') return { kind: 'no_data', why: chosen.why };
      const found = await Promise.all(
        chosen.places.map(async (place) => ({ place, log: await flink.log(place, makeWanted(), signal) })),
      );
      const texts = found.flatMap(({ place, log }) =>
        log === undefined || log.matched === 0 ? [] : [textOf(nameOf(place), log)],
      );
      if (texts.length > 0) return { kind: 'ok', text: texts.join('\n') };
      if (found.every(({ log }) => log === undefined))
        return { kind: 'no_data', why: 'Flink shows no log of these processes' };
      return { kind: 'no_data', why: `no line contains it in the logs of ${found.length} processes` };
    },
  });
}

function textOf(name: string, { lines, matched, cut }: LogLines): string {
  const counts = new Map<string, { readonly line: string; count: number }>();
  for (const written of lines) {
    const line = quoted(written, 240);
    const alike = line.replace(/[0-9a-f]*\d[0-9a-f]*/gi, '#');
    const known = counts.get(alike);
    // Of lines that differ in numbers only, the newest is shown.
    counts.delete(alike);
    counts.set(alike, { line, count: (known?.count ?? 0) + 1 });
  }
  const shown = [...counts.values()].slice(-maxLines);
  return [
    `${name}: ${matched} lines${cut ? ' in the part that was read, the newest part was not' : ''}`,
    ...shown.map(({ line, count }) => (count === 1 ? line : `${line} (and ${count - 1} alike)`)),
  ].join('\n');
}
