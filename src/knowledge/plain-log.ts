/** What container tools, mail and tables put before each line: `taskmanager-1  | `, `[pod/orders-tm/main] `, `> `, `│ `. */
const lineHead = /^(?:[\w.-]{1,80} +\| ?|\[pod\/[^\]\s]+\] ?|(?:> ?)+|[│┃] ?)/;
/** A time before what is only a line of a trace. */
const timeHead =
  /^\[?(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d+)?Z?\]?[ \t]+(?=Caused by: |at [\w$.]+\(|\.\.\. \d+ )/;
/** A frame in the middle of a line: somebody's tool has joined the lines. */
const joinedFrame =
  /[ \t]at [\w$.<>/@-]+\((?:[\w$-]+\.(?:java|scala|kt)(?::\d+)?|Native Method|Unknown Source)\)(?: ~?\[[^\]\n]{0,200}\])?/g;
const frameLine = /^\s*(?:at [\w$.<>/@ -]+\(|\.\.\. \d+ )/;
/** How the Kubernetes operator writes an exception into a status. */
const asJson = /\\?"type\\?":\s*\\?"([\w.$]+)\\?",\s*\\?"message\\?":\s*\\?"/g;
const maxChars = 64 * 1024;

/** A pasted log as the program wrote it, without frames: they name code, not trouble. The first 64 KiB only. */
export function plainLog(pasted: string): string {
  return pasted
    .slice(0, maxChars)
    .replaceAll('\r\n', '\n')
    .replaceAll('：', ': ')
    .replace(asJson, '$1: ')
    .split('\n')
    .map((line) => line.replace(lineHead, '').replace(timeHead, ''))
    .filter((line) => !frameLine.test(line))
    .map((line) => line.replace(joinedFrame, ''))
    .join('\n');
}
