import { traceSections } from './cause-chain.ts';
import type { FlinkException } from './flink.ts';
import type { SignalKind } from './signal.ts';

const maxText = 2_000;
/** Classes that only carry another exception from one place to the next. */
const carriers = [
  'org.apache.flink.runtime.JobException',
  'org.apache.flink.runtime.execution.SuppressRestartsException',
  'org.apache.flink.util.SerializedThrowable',
  'java.util.concurrent.CompletionException',
  'java.util.concurrent.ExecutionException',
  'java.lang.reflect.InvocationTargetException',
];
const jdk = /^(?:java|javax|jdk|sun|com\.sun|scala)\./;
const framework = /^(?:org\.apache\.(?:flink|pekko)|akka|io\.netty)\./;
/** Java fills these in only the first time that a class is looked for. */
const classLoading = /ClassLoader(?:s|\$\w+)?\.\w+$/;

/**
 * Equal for the same failure at the same place, whatever the host, subtask, attempt, job id, time or record:
 * made of the classes of the cause chain, the first frames of user code (else of the framework) and the vertex.
 * Messages are left out, for they carry data. Readable head, then 16 hex digits.
 */
export function exceptionFingerprint(exception: FlinkException): string {
  const sections = traceSections(exception.stacktrace, 60);
  const all = sections.map((one) => one.link.class);
  const own = all.filter((one) => !carriers.includes(one));
  const classes = (own.length > 0 ? own : all.length > 0 ? all : [exception.name]).map(normaliseName);
  const frames = topFrames(sections.map((one) => one.frames));
  const vertex = exception.taskName === undefined ? '' : vertexNameOf(exception.taskName);
  const full = [classes.join(' < '), frames.join(', '), vertex].join(' | ');
  const head = `${simpleName(classes.at(-1) ?? '')}${vertex === '' ? '' : ` in ${vertex}`}`;
  return `${head.slice(0, 80)} ${hash64(full)}`;
}

/** Equal for the same kind of trouble of the same job of the same cluster; `detail` tells two of one kind apart. */
export function signalFingerprint(kind: SignalKind, cluster: string, job: string | null, detail: string): string {
  return `${kind} ${hash64(JSON.stringify([kind, cluster, job, normaliseText(detail)]))}`;
}

/** `parse -> enrich (1/4) - execution #2` → `parse -> enrich`; changing numbers and ids within are taken out too. */
export function vertexNameOf(taskName: string): string {
  const plain = taskName
    .slice(0, maxText)
    .replace(/(?:\s*- execution)?\s*#\d+\s*$/, '')
    .replace(/\s*\(\d+\/\d+\)(?:\s*\([0-9a-f_]+\))?\s*$/, '');
  return normaliseText(plain);
}

/** Takes out what differs between two occurrences of one text: times, ids, hosts, ports, numbers. */
export function normaliseText(text: string): string {
  return text
    .slice(0, maxText)
    .replace(/\$\$Lambda[$/\w.]*|\$Proxy\d+|GeneratedMethodAccessor\d+/g, '$gen')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>')
    .replace(/\b0x[0-9a-f]+\b/gi, '<id>')
    .replace(/\b(?=[a-f]*\d)[0-9a-f]{8,}\b/gi, '<id>')
    .replace(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?/g, '<host>')
    .replace(/(?<![\w.-])[\w-]+(?:\.[\w-]+)*:\d{2,5}\b/g, '<host>')
    .replace(/\d+(?:[.,]\d+)*/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A class or method without the numbers that Java and Flink's code generator draw at run time. */
function normaliseName(text: string): string {
  return text
    .slice(0, 300)
    .replace(/\$\$Lambda[$/\w.]*/g, '$$Lambda')
    .replace(/\$Proxy\d+/g, '$$Proxy')
    .replace(/GeneratedMethodAccessor\d+/g, 'GeneratedMethodAccessor')
    .replace(/\$\d+/g, '$$#')
    .replace(/__\d+|0x[0-9a-f]+/gi, '#');
}

/** At most two frames of user code or a library, from the innermost exception that has any; else of the framework. */
function topFrames(sections: readonly (readonly string[])[]): string[] {
  const cleaned = sections.map((frames) => frames.map(methodOf).filter((one) => !classLoading.test(one)));
  const isOurs = (one: string): boolean => !jdk.test(one) && !framework.test(one);
  for (const wanted of [isOurs, (one: string): boolean => !jdk.test(one)]) {
    for (const frames of cleaned.toReversed()) {
      const found = frames.filter(wanted);
      if (found.length > 0) return found.slice(0, 2);
    }
  }
  return [];
}

/** `java.base/java.lang.Double.parseDouble(Double.java:651)` → `java.lang.Double.parseDouble`. */
function methodOf(frame: string): string {
  const open = frame.indexOf('(');
  const method = normaliseName(open === -1 ? frame : frame.slice(0, open));
  return method.slice(method.lastIndexOf('/') + 1);
}

function simpleName(className: string): string {
  return className.slice(className.lastIndexOf('.') + 1);
}

/** FNV-1a, 64 bits, over UTF-16 units: for telling apart, not for secrets. */
function hash64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
