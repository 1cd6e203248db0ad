/** A vertex as the plan describes it: a line for each of its operators, and what each of them does. */
interface PlanNode {
  readonly id: string;
  readonly description?: string | null | undefined;
}

/**
 * Ids of the vertices with an operator that gives out its results when the watermark passes, and only then. Seen live on 1.20.4 and 2.3.0:
 * a window is described with its trigger whatever name it was given, and SQL with all that its operators do. What only sometimes
 * waits, such as timers of a function, patterns of a stream and inner joins, does not count, nor what gives out results early.
 */
export function eventTimeVertices(nodes: readonly PlanNode[]): ReadonlySet<string> {
  const operators = nodes.map(({ id, description }) => ({ id, list: operatorsOf(description ?? '') }));
  const all = operators.flatMap(({ list }) => list);
  // SQL has no event time without one of them.
  const hasWatermark = all.some((one) => /^WatermarkAssigner\(|\bwatermark=(?:\[|true\b)/.test(one));
  const processingTimes = hasWatermark ? processingTimesIn(all) : new Set();
  const waits = (operator: string): boolean =>
    isEventTimeWindow.test(operator) ||
    (hasWatermark && isTimedSql(operator) && !processingTimes.has(timeOf(operator) ?? ''));
  return new Set(operators.flatMap(({ id, list }) => (list.some(waits) ? [id] : [])));
}

/** One after the other, of one column. */
const mostRenames = 10;

/** What a query calls its processing time, which is told where it is made, and where it gets another name. */
function processingTimesIn(operators: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  const renamed: (readonly [from: string, to: string])[] = [];
  for (const operator of operators) {
    for (const [, name = ''] of operator.matchAll(/\bproctime\([^()]*\) AS ([\w$]+)/gi)) names.add(name);
    for (const [, from = '', to = ''] of operator.matchAll(/(?<![\w$])([\w$]+) AS ([\w$]+)/g)) renamed.push([from, to]);
  }
  for (let round = 0; round < mostRenames; round += 1) {
    for (const [from, to] of renamed) if (names.has(from)) names.add(to);
  }
  return names;
}

function operatorsOf(description: string): string[] {
  return description.split(/<br\/>|\n/).map((line) => line.replace(/^[\s:|+-]*(?:\[\d+\]:)?/, ''));
}

/** Its assigner, then its trigger, if that is one of Flink's own: another of a similar name may tell early. */
const isEventTimeWindow = /^Window\([\w.$@]+(?:\([^()]*\))?, (?:Continuous)?EventTimeTrigger\b/;

/** Not the local half of a window, which also gives on what it has with every checkpoint. */
const timedSql =
  /^(?:GlobalWindowAggregate|WindowAggregate|(?:Python)?GroupWindowAggregate|(?:Python)?OverAggregate|WindowJoin|WindowRank|WindowDeduplicate|Match|TemporalJoin|TemporalSort)\(/;

function isTimedSql(operator: string): boolean {
  if (/\bemit=\[/.test(operator)) return false;
  // An inner one gives out what matches at once.
  if (operator.startsWith('IntervalJoin('))
    return /\bisRowTime=true\b/.test(operator) && !/\bInnerJoin\b/.test(operator);
  return timedSql.test(operator);
}

/** The column by which an operator tells the time. */
function timeOf(operator: string): string | undefined {
  return /\btime_col=\[([\w$]+)|\borderBy=\[([\w$]+)|GroupWindow\('[\w$]+, ([\w$]+)|__TEMPORAL_JOIN_CONDITION\(([\w$]+)/
    .exec(operator)
    ?.slice(1)
    .find((name) => name !== undefined);
}
