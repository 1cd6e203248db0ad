import { inParallel } from '../domain/in-parallel.ts';
import type { LlmTool, LlmToolCall } from '../ports/llm.ts';
import type { Prepared, Tool, ToolAnswer } from './tool.ts';

export interface ToolLimits {
  /** Of one investigation; calls beyond are answered without a read. */
  readonly calls: number;
  /** Of one turn that are run; and how many of them at the same time. */
  readonly perTurn: number;
  readonly parallel: number;
  /** Of one answer of a tool that has no limit of its own, and of all answers together. */
  readonly answerChars: number;
  readonly totalChars: number;
}

export const toolLimits: ToolLimits = { calls: 20, perTurn: 8, parallel: 3, answerChars: 2_400, totalChars: 20_000 };

/** The tools of one investigation, and what was asked of them. */
export interface Toolbox {
  /** What makes sense to ask for now. */
  offers(): readonly LlmTool[];
  /** One text per call, in their order. Every call is answered; no answer is longer than the limits. */
  run(calls: readonly LlmToolCall[], signal: AbortSignal): Promise<readonly string[]>;
  /** Names of those that were run, in order of asking. */
  used(): readonly string[];
  isSpent(): boolean;
}

export function makeToolbox(tools: readonly Tool[], limits: ToolLimits = toolLimits): Toolbox {
  const byName = new Map(tools.map((tool) => [tool.offer.name, tool]));
  const asked = new Set<string>();
  const used: string[] = [];
  let calls = 0;
  let chars = 0;

  /** Decides without reading: the same calls in the same order are always treated alike. */
  function admit({ name, args }: LlmToolCall, index: number): Prepared {
    const tool = byName.get(name);
    calls += 1;
    if (calls > limits.calls)
      return { kind: 'refused', why: `${limits.calls} calls were made, which is the limit: conclude now` };
    if (index >= limits.perTurn) return { kind: 'refused', why: `more than ${limits.perTurn} calls at once` };
    if (tool === undefined)
      return { kind: 'refused', why: `there is no such tool; there are ${[...byName.keys()].join(', ')}` };
    const prepared = tool.prepare(args);
    if (prepared.kind === 'refused') return prepared;
    if (asked.has(prepared.key)) return { kind: 'refused', why: 'already asked: the answer stands above' };
    asked.add(prepared.key);
    used.push(name);
    return prepared;
  }

  function bounded(answer: ToolAnswer, mostChars: number = limits.answerChars): string {
    const text = answer.kind === 'ok' ? answer.text : `${answer.kind}: ${answer.why}`;
    const room = Math.min(mostChars, limits.totalChars - chars);
    if (room < 200) return 'error: there is no room for more answers: conclude now';
    const cut = text.length <= room ? text : `${text.slice(0, room - 6)} [cut]`;
    chars += cut.length;
    return cut;
  }

  return {
    offers: () => tools.filter(({ after }) => after === undefined || used.includes(after)).map(({ offer }) => offer),
    used: () => used,
    isSpent: () => calls >= limits.calls || limits.totalChars - chars < 200,
    async run(all, signal) {
      const answers = await inParallel(
        all.map(admit),
        limits.parallel,
        async (prepared): Promise<ToolAnswer> =>
          prepared.kind === 'refused' ? { kind: 'error', why: prepared.why } : await prepared.run(signal),
      );
      return answers.map((answer, index) => bounded(answer, byName.get(all[index]?.name ?? '')?.mostChars));
    },
  };
}
