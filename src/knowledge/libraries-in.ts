import type { CauseLink } from '../domain/incident.ts';

/** Thrown by Java itself, or without a class of its own, whoever speaks to whomever. */
const anyConnection =
  /^(?:java\.net\.|javax\.net\.|java\.nio\.channels\.|io\.netty\.|java\.io\.(?:IO|EOF|InterruptedIO)Exception|java\.util\.concurrent\.TimeoutException|org\.apache\.flink\.util\.SerializedThrowable)/;
/** Thrown by whoever had nothing better to throw. */
const anyFault =
  /^(?:java\.lang\.(?:Runtime|IllegalState|)Exception|org\.apache\.flink\.util\.Flink(?:Runtime)?Exception)$/;

/** What nearly every client sends its requests through. */
const transport =
  /^(?:[\w$]+\.)*(?:apache\.http|apache\.hc|okhttp3|okio|io\.netty|io\.grpc|asynchttpclient|jetty\.client|apache\.thrift|com\.amazonaws\.(?:http|retry|internal)|awssdk\.(?:core|http|utils))\./;

/** What all of Flink's own sources and sinks are made of. */
const ofEveryConnector = /^org\.apache\.flink\.connector\.base\./;

/**
 * The code in the frames that threw this, nearest first, by which a library may be known. A broken connection is
 * the same whoever uses it, so its callers tell whose it is; a fault of no special kind belongs to the very code
 * that threw it; any other exception speaks for itself.
 */
export function librariesIn(frames: readonly string[], thrown: CauseLink | undefined): readonly string[] {
  if (thrown === undefined) return [];
  const most = anyConnection.test(thrown.class) ? frames.length : anyFault.test(thrown.class) ? 1 : 0;
  return frames
    .flatMap((frame) => /^at (?:[\w.@-]+\/{1,2})*([\w$.<>]+)\(/.exec(frame)?.[1] ?? [])
    .filter((code) => !transport.test(code) && !ofEveryConnector.test(code))
    .slice(0, most);
}
