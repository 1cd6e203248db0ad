import { isOfFlink, isOfLibrary } from './foreign-frames.ts';
import { plainLog } from './plain-log.ts';

/** A line of a log: what stands before its level, then maybe the thread, then the logger, with its package in full or shortened, and what follows it. */
const loggedBy =
  /^([^\n]{0,120}?)(?<!\w)(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|SEVERE)(?!\w)((?:[ \t:\]-]|\d{1,7} |\[[^\]\n]{0,80}\]|\([^)\n]{0,80}\)|[\w.-]{1,80}\t){0,16}?[[(]?)(?<![\w.$:/])((?:[a-z_][\w$-]{0,40}\.){1,12}[A-Z][\w$]{1,80})(?=\[\d{1,5}\]|\]? (?!exception)|\t|\]?:|$)/gm;
/** Flink and its operator, in short, and the threads of its tasks: `[Source: orders -> Map (1/4)#0]`. */
const ofFlinkInShort =
  /(?:^|\W)(?:o\.a\.f|i\.j\.o)\.|\(\d{1,5}\/\d{1,5}\)(?:#\d{1,4})?\]|\[Source(?:Coordinator)?[: -]/;
/** Libraries, in short: Hadoop, ZooKeeper, Netty, HikariCP, drivers of databases. */
const ofLibraryInShort =
  /^(?:o\.a\.(?:h|z|c|p|i|hadoop|zookeeper|curator|parquet|iceberg)|i\.n|c\.z\.h|o\.p|c\.m|i\.d)\./;
/** How Flink lays out its own log, unless told otherwise: only the time before the level, no thread, the package in full. A function of a job writes so too. */
const asFlinkWrites = /^[\d\s.,:TZ+[\]/-]*$/;
/** What people call the class that starts a job. */
const ofJob = /(?:Job|Pipeline|Stream\w{0,20})$/;
/** A class that was thrown, after the level of a line without a logger. */
const thrown = /(?:Exception|Error|Throwable)$/;

/** Whether the lines of a pasted log were written by another program: code of its own logs in them, and none of Flink. The first 64 KiB only. */
export function showsForeignLoggers(text: string): boolean {
  let own = false;
  for (const [, before = '', between = '', logger = ''] of plainLog(text).matchAll(loggedBy)) {
    const head = `${before}${between}${logger}`;
    if (isOfFlink(head) || ofFlinkInShort.test(head) || ofJob.test(logger)) return false;
    if (thrown.test(logger) || isOfLibrary(logger) || ofLibraryInShort.test(logger)) continue;
    const isShort = /^(?:[a-z]\.){2,}/.test(logger);
    if (!isShort && asFlinkWrites.test(before) && between.trim() === '') continue;
    own = true;
  }
  return own;
}

/** Whether a line of a pasted log was written by code of Flink, or of what runs in it. The first 64 KiB only. */
export function showsOwnLogger(text: string): boolean {
  return [...plainLog(text).matchAll(loggedBy)].some(([, , , logger = '']) => isOfFlink(logger));
}
