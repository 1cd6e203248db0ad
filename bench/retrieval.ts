import { makeEmbeddedIndex } from '../src/knowledge/embedded-index.ts';
import type { Environment } from './environment.ts';
import { makeNaiveRetrieval } from './naive-retrieval.ts';
import { makeLibrary, type Question } from './retrieval-library.ts';

export interface RetrievalSizes {
  readonly chunks: number;
  readonly dimensions: number;
  /** Searches of each kind that are measured. */
  readonly searches: number;
  readonly seed: number;
}

interface Times {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}
const kinds = ['words', 'vectors', 'hybrid'] as const;
type ByKind = Readonly<Record<(typeof kinds)[number], Times>>;

export interface RetrievalResult {
  readonly sizes: RetrievalSizes;
  /** Milliseconds; the call of the embedding endpoint is no part of it. */
  readonly embedded: ByKind & {
    readonly buildMs: number;
    /** One document of all changed. */
    readonly rebuildMs: number;
    /** What the process needs more with the index than without. */
    readonly memoryMb: number;
  };
  readonly naive: ByKind & { readonly buildMs: number };
  /** Share of the vector searches whose best document the naive search names, too: both are exact. */
  readonly sameBest: number;
  readonly targets: readonly { readonly target: string; readonly seen: string; readonly met: boolean }[];
}

const warmUpSearches = 100;
const naiveSearches = 60;
const targetMs = 10;
const never = new AbortController().signal;

/** The embedded index and the usual first version, one after the other, on the same library and questions. */
export async function benchRetrieval(
  sizes: RetrievalSizes,
  progress: (line: string) => void,
): Promise<RetrievalResult> {
  progress(`a library of ${sizes.chunks} parts with ${sizes.dimensions} dimensions`);
  const { chunks, question } = makeLibrary(sizes);
  const questions = Array.from({ length: warmUpSearches + sizes.searches }, (_, at) => question(at));

  const before = usedMb();
  const index = makeEmbeddedIndex();
  const buildMs = await timed(() => index.replaceAll(chunks, never));
  const memoryMb = usedMb() - before;
  const changed = chunks.map((chunk, at) =>
    at < 4 ? { ...chunk, digest: 'new', text: `${chunk.text} again` } : chunk,
  );
  const rebuildMs = await timed(() => index.replaceAll(changed, never));
  const search = async ({ words, vector }: Asked) => {
    const hits = await index.search({ words, vector, kind: 'sop', environment: 'production', limit: 10 }, never);
    return hits.map((hit) => hit.doc);
  };
  progress(`searching ${sizes.searches} times by words, by vectors and by both`);
  const times = await measure(questions, warmUpSearches, search);

  progress(`the naive search, ${naiveSearches} times each`);
  const began = performance.now();
  const naive = makeNaiveRetrieval(chunks);
  const naiveBuildMs = performance.now() - began;
  const naiveTimes = await measure(questions.slice(0, naiveSearches + 5), 5, async (asked) => naive.search(asked));
  let same = 0;
  for (const { vector } of questions.slice(0, naiveSearches)) {
    const asked = { words: '', vector, kind: undefined, environment: undefined, limit: 1 };
    const [best] = await index.search(asked, never);
    if (best?.doc === naive.search({ words: '', vector })[0]) same += 1;
  }
  naive.close();

  return {
    sizes,
    embedded: { ...times, buildMs: round(buildMs), rebuildMs: round(rebuildMs), memoryMb: Math.round(memoryMb) },
    naive: { ...naiveTimes, buildMs: round(naiveBuildMs) },
    sameBest: same / naiveSearches,
    targets: [
      ...kinds.map((kind) => ({
        target: `${kind}: at most ${targetMs} ms at p99`,
        seen: `${times[kind].p99} ms`,
        met: times[kind].p99 <= targetMs,
      })),
      { target: 'vectors are exact', seen: `${same} of ${naiveSearches}`, met: same === naiveSearches },
    ],
  };
}

interface Asked {
  readonly words: string;
  readonly vector: readonly number[] | undefined;
}

async function measure(
  questions: readonly Question[],
  warmUp: number,
  search: (asked: Asked) => Promise<readonly string[]>,
): Promise<ByKind> {
  const shapes: Readonly<Record<(typeof kinds)[number], (one: Question) => Asked>> = {
    words: ({ words }) => ({ words, vector: undefined }),
    vectors: ({ vector }) => ({ words: '', vector }),
    hybrid: (one) => one,
  };
  const timesOf = async (shape: (one: Question) => Asked): Promise<Times> => {
    const times: number[] = [];
    for (const one of questions) times.push(await timed(() => search(shape(one))));
    const sorted = times.slice(warmUp).toSorted((a, b) => a - b);
    const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);
    return { p50: at(0.5), p99: at(0.99), max: at(1) };
  };
  return {
    words: await timesOf(shapes.words),
    vectors: await timesOf(shapes.vectors),
    hybrid: await timesOf(shapes.hybrid),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function usedMb(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function retrievalText(result: RetrievalResult & { readonly environment: Environment }): string {
  const { embedded, naive, environment: here, sizes } = result;
  const line = (times: ByKind) =>
    kinds.map((kind) => `${kind} p50 ${times[kind].p50} p99 ${times[kind].p99} max ${times[kind].max}`).join(', ');
  return [
    `${here.cpu}, ${here.cores} cores, Node ${here.node}, commit ${here.commit}, ${here.at}`,
    `${sizes.chunks} parts, ${sizes.dimensions} dimensions, ${sizes.searches} searches of each kind, milliseconds`,
    `embedded: ${line(embedded)}; built in ${embedded.buildMs}, one file changed in ${embedded.rebuildMs}, ${embedded.memoryMb} MB`,
    `naive:    ${line(naive)}; built in ${naive.buildMs}`,
    ...result.targets.map((one) => `${one.met ? 'met    ' : 'NOT MET'}  ${one.target}: ${one.seen}`),
  ].join('\n');
}
