import type { Thread } from '../ports/flink-diagnose.ts';
import { makeGlob } from './glob.ts';
import type { Investigation } from './investigation.ts';
import { Pattern } from './logs-tool.ts';
import { quoted } from './plain-text.ts';
import { type Processes, TaskManagerNumber } from './processes.ts';
import { redact } from './redact.ts';
import { makeTool, type Tool } from './tool.ts';

const maxGroups = 6;
const maxFrames = 7;

/** What threads of a TaskManager do now; those that do the same are one. */
export function threadsTool({ flink }: Investigation, processes: Processes): Tool {
  return makeTool({
    name: 'threads',
    description: 'Thread stacks that hold a text, such as a vertex name; * is any text',
    args: { pattern: Pattern, taskmanager: TaskManagerNumber },
    run: async ({ pattern, taskmanager }, signal) => {
      const chosen = await processes.chosen(taskmanager, signal);
      if (chosen.kind === 'none') return { kind: 'no_data', why: chosen.why };
      const [place] = chosen.places;
      if (place === undefined) return { kind: 'no_data', why: 'no TaskManager is registered' };
      const name = `TaskManager ${processes.nameOf(place.id)}`;
      const threads = await flink.threads(place, signal);
      if (threads === undefined) return { kind: 'no_data', why: `Flink shows no threads of ${name}` };
      const matches = makeGlob(pattern);
      const found = threads.filter(({ name, text }) => matches(redact(`${name} ${text}`)));
      if (found.length === 0)
        return { kind: 'no_data', why: `none of ${threads.length} threads of ${name} contains it` };
      return { kind: 'ok', text: textOf(name, found) };
    },
  });
}

function textOf(name: string, threads: readonly Thread[]): string {
  const groups = new Map<string, Thread[]>();
  for (const thread of threads) {
    const stack = stackOf(thread.text);
    groups.set(stack, [...(groups.get(stack) ?? []), thread]);
  }
  // Waiting for work says nothing; what works or is blocked comes first.
  const ordered = [...groups].toSorted(([a], [b]) => weight(b) - weight(a));
  const shown = ordered.slice(0, maxGroups).map(([stack, alike]) => {
    const more = alike.length === 1 ? '' : ` and ${alike.length - 1} more`;
    return `${quoted(alike[0]?.name ?? '', 80)}${more}: ${stack}`;
  });
  const more = ordered.length > maxGroups ? [`and ${ordered.length - maxGroups} other stacks`] : [];
  return [`${name}, ${threads.length} threads`, ...shown, ...more].join('\n');
}

function stackOf(text: string): string {
  const state = /\b(RUNNABLE|BLOCKED|TIMED_WAITING|WAITING|NEW|TERMINATED)\b/.exec(text)?.[1] ?? '?';
  const lines = text.split('\n').slice(1);
  const frames = lines
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at ') || line.startsWith('-'))
    .slice(0, maxFrames)
    .map((line) => quoted(line.replace(/^at (?:[\w.@-]+\/+)*/, ''), 100));
  return [state, ...frames].join('\n  ');
}

function weight(stack: string): number {
  if (stack.startsWith('BLOCKED')) return 2;
  return stack.startsWith('RUNNABLE') ? 1 : 0;
}
