/** What container tools, mail and tables put before each line: `taskmanager-1  | `, `[pod/orders-tm/main] `, `> `, `│ `. */
const lineHead = /^(?:[\w.-]{1,80} +\| ?|\[pod\/[^\]\s]+\] ?|(?:> ?)+|[│┃] ?)/;
/** A time, and perhaps a level, before what is only a line of a trace. */
const timeHead =
  /^\[?(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}[T ])?(?:[上下]午)?\d{1,2}:\d\d:\d\d(?:[.,]\d+)?Z?\]?[ \t]*(?:\[?(?:TRACE|DEBUG|INFO|WARN|ERROR)\]?[ \t]+)?(?=Caused by: |at [\w$.]+\(|\.\.\. \d+ )/;
/** A frame in the middle of a line: somebody's tool has joined the lines. */
const joinedFrame =
  /[ \t]at [\w$.<>/@-]+\((?:[\w$-]+\.(?:java|scala|kt)(?::\d+)?|Native Method|Unknown Source)\)(?: ~?\[[^\]\n]{0,200}\])?/g;
const frameLine = /^\s*(?:at [\w$.<>/@ -]+\(|\.\.\. \d+ )/;
/** How the Kubernetes operator writes an exception into a status. */
const asJson = /\\?"type\\?":\s*\\?"([\w.$]+)\\?",\s*\\?"message\\?":\s*\\?"/g;
/** The program of a job may be Python. */
const pythonFrame = /^\s*(File "[^"\n]{1,300}", line \d+, in \S+)/;
const throwsHere = /(?:Exception|Error|Throwable)(?![\w.])/;
/** Sockets and streams are opened through many frames of Java itself. */
const ofJava = /^at (?:java\.base\/|java\.(?!util\.concurrent\.)|javax\.net\.|sun\.|jdk\.)/;
/** What notices that a task failed, and tells it on. */
const ofTheEnd =
  /^at org\.apache\.flink\.(?:client|runtime\.(?:executiongraph|scheduler|jobmaster|dispatcher|minicluster|rest))\./;
const maxChars = 64 * 1024;
/** Below these a frame names who called, not what broke. */
const nearestFrames = 8;

/** A pasted log as the program wrote it, without frames: they name code, not trouble. The first 64 KiB only. */
export function plainLog(pasted: string): string {
  return linesOf(pasted)
    .filter((line) => !frameLine.test(line))
    .map((line) => line.replace(joinedFrame, ''))
    .join('\n');
}

/**
 * Where the root cause of a pasted trace was thrown, nearest first: tells whose code broke when the exception itself tells nothing.
 * Of several traces, the first that is not only about the end of the job.
 */
export function throwingFrames(pasted: string): readonly string[] {
  // The last cause may show none of its own, all being in common with what was thrown around it.
  const telling = tracesIn(pasted).map((causes) =>
    (causes.find((frames) => frames.length > 0) ?? [])
      .filter((frame) => frame.startsWith('at ') && !ofJava.test(frame))
      .slice(0, nearestFrames),
  );
  return telling.find(([nearest]) => nearest !== undefined && !ofTheEnd.test(nearest)) ?? telling.at(-1) ?? [];
}

/** All frames of pasted traces, those of the root cause first; a line of a Python traceback is one, too. */
export function tracePath(pasted: string): readonly string[] {
  return tracesIn(pasted).flat(2);
}

/** Of each trace, the frames of each cause, root cause first. */
function tracesIn(pasted: string): string[][][] {
  let frames: string[] = [];
  let causes = [frames];
  const traces = [causes];
  let suppressed = false;
  for (const line of linesOf(pasted)) {
    const joined = line.match(joinedFrame) ?? [];
    const isFrame = frameLine.test(line);
    if (!isFrame && throwsHere.test(line)) {
      suppressed = line.trimStart().startsWith('Suppressed:');
      const isNew = !suppressed && /^\S/.test(line) && !/Caused by: /.test(line);
      if (isNew) traces.push((causes = []));
      if (!suppressed) causes.unshift((frames = []));
    }
    const shown = (isFrame ? [line] : joined).map((frame) => frame.trim());
    if (!suppressed) frames.push(...shown.filter((frame) => frame.startsWith('at ')));
    const [, python] = pythonFrame.exec(line) ?? [];
    if (python !== undefined && !suppressed) frames.push(python);
  }
  return traces;
}

function linesOf(pasted: string): string[] {
  return pasted
    .slice(0, maxChars)
    .replaceAll('\r\n', '\n')
    .replaceAll('：', ': ')
    .replace(asJson, '$1: ')
    .split('\n')
    .map((line) => line.replace(lineHead, '').replace(timeHead, ''));
}
