/** A failure as Flink words it. */
export interface Failure {
  readonly name: string;
  readonly stacktrace: string;
}

/** What an asynchronous call of Flink makes of its cause. */
export function wrapped(frame: string, cause: Failure): Failure {
  const first = cause.stacktrace.split('\n')[0] ?? '';
  return causedBy(failure('java.util.concurrent.CompletionException', first, [frame]), cause.stacktrace);
}

export function failure(name: string, message: string, frames: readonly string[]): Failure {
  return { name, stacktrace: [`${name}: ${message}`, ...frames.map((frame) => `\tat ${frame}`)].join('\n') };
}

export function causedBy(outer: Failure, trace: string): Failure {
  return { name: outer.name, stacktrace: `${outer.stacktrace}\nCaused by: ${trace}` };
}
