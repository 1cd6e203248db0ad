import type { FakeVersion } from './cluster.ts';
import { causedBy, type Failure, failure, wrapped } from './failure.ts';

export function missingSnapshot(path: string): Failure {
  const message = `Cannot find checkpoint or savepoint file/directory '${path}' on file system 'file'.`;
  const cause = failure('java.io.FileNotFoundException', message, [
    'org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(AbstractFsCheckpointStorageAccess.java:275)',
  ]);
  return wrapped('org.apache.flink.util.concurrent.FutureUtils.lambda$switchExecutor$24(FutureUtils.java:1333)', cause);
}

/** `failure-cause` of an operation, as its status shows it. */
export function operationFailure(cause: Failure): { class: string; stacktrace: string } {
  const frame = 'java.base/java.util.concurrent.CompletableFuture.encodeThrowable(CompletableFuture.java:332)';
  const { name, stacktrace } = wrapped(frame, cause);
  return { class: name, stacktrace };
}

export function checkpointFailure(message: string, version: FakeVersion): { class: string; stacktrace: string } {
  const line = version === '1.20.4' ? 549 : 561;
  return operationFailure(
    failure('org.apache.flink.runtime.checkpoint.CheckpointException', message, [
      `org.apache.flink.runtime.checkpoint.PendingCheckpoint.abort(PendingCheckpoint.java:${line})`,
    ]),
  );
}

export const ioProblem = 'An Exception occurred while triggering the checkpoint. IO-problem detected.';

export function cannotWrite(target: string): Failure {
  return causedBy(
    failure('org.apache.flink.runtime.checkpoint.CheckpointException', ioProblem, []),
    `java.io.IOException: Failed to create savepoint directory at ${target}`,
  );
}

export function jobNotFound(job: string): Failure {
  return failure('org.apache.flink.runtime.messages.FlinkJobNotFoundException', `Could not find Flink job (${job})`, [
    'org.apache.flink.runtime.dispatcher.Dispatcher.getJobMasterGateway(Dispatcher.java:2432)',
  ]);
}
