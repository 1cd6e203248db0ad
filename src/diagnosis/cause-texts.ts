import type { RuleCause } from './causes.ts';

interface CauseText {
  /** Completes "Job x failed twice: …". */
  readonly what: string;
  /** What it means for the job, as a sentence without its full stop. */
  readonly means: string;
}

export const causeTexts: Readonly<Record<RuleCause, CauseText>> = {
  backpressure: {
    what: 'it is slower than its input',
    means: 'Records wait longer and longer until its slowest part gets more room or less work',
  },
  'checkpoint-declined': {
    what: 'its checkpoints are declined',
    means: 'Until one completes, any failure repeats all work since the last one',
  },
  'checkpoint-expired': {
    what: 'checkpoints do not finish within their time limit',
    means: 'Until one completes, any failure repeats all work since the last one',
  },
  'checkpoint-storage-failing': {
    what: 'checkpoints cannot be written to their storage',
    means: 'No new recovery point is made until the storage takes writes again',
  },
  'checkpoint-storage-too-small': {
    what: 'its state is too large for checkpoints that are kept in memory',
    means: 'No checkpoint completes until they go to a file system',
  },
  'class-conflict': {
    what: 'two versions of a class or library clash',
    means: 'It fails the same way after every restart until its build holds one version',
  },
  'container-oom-killed': {
    what: 'a process was killed because it used more memory or threads than it may',
    means: 'It will be killed again under the same load unless its limits or its use change',
  },
  'data-skew': {
    what: 'one of its subtasks gets most of the records and holds up the rest',
    means: 'More parallelism moves the load to another subtask and costs a restart',
  },
  'credentials-rejected': {
    what: 'a service rejects its credentials or rights',
    means: 'Restarts do not help until credentials or rights are put right',
  },
  'direct-memory-exhausted': {
    what: 'a process ran out of direct buffer memory',
    means: 'It will fail again under the same load unless the memory settings change',
  },
  'disk-full': {
    what: 'a disk is full',
    means: 'It fails again on the same machine until there is room',
  },
  'duplicate-job': {
    what: 'two live jobs have this name',
    means: 'Both may write the same output, so people must decide which of them stays',
  },
  'heap-exhausted': {
    what: 'a process ran out of Java heap',
    means: 'It gets no better unless memory, state or load changes',
  },
  'kafka-offset-lost': {
    what: 'the position in Kafka from which it should go on is gone',
    means: 'Records in between are lost at the source, so people must decide where it goes on',
  },
  'kafka-transaction-lost': {
    what: 'a Kafka transaction can no longer be completed and data may be lost',
    means: 'Each further restart may lose more, so people must first count what is missing',
  },
  'kafka-transaction-timeout': {
    what: 'Kafka does not allow a transaction timeout as long as the job asks for',
    means: 'It fails the same way after every restart until one of the two limits is changed',
  },
  'kafka-unreachable': {
    what: 'Kafka or one of its topics cannot be reached',
    means: 'It can go on from its last checkpoint once Kafka answers again',
  },
  'leadership-lost': {
    what: 'the JobManager was lost or changed',
    means:
      'With high availability the next JobManager brings its jobs back; without it they are gone until people start them again',
  },
  'metaspace-exhausted': {
    what: 'a process ran out of metaspace, most often because old class loaders are held',
    means: 'Every restart of a job in the same process makes it worse until that process is replaced',
  },
  'missing-class': {
    what: 'a class that it needs is not in its jar or image',
    means: 'It fails the same way after every restart until a build with that class is deployed',
  },
  'network-buffers-exhausted': {
    what: 'there are too few network buffers for its parallelism',
    means: 'It cannot run until network memory grows or its parallelism shrinks',
  },
  'not-enough-slots': {
    what: 'there are not enough free task slots',
    means: 'It cannot run until TaskManagers are added or other jobs give slots back',
  },
  'partition-not-found': {
    what: 'a task could not find the data that another task should hand it',
    means: 'It is most often the echo of a task or a TaskManager that was not ready or was lost',
  },
  'poison-record': {
    what: 'it met data that it cannot read',
    means: 'After a restart it reads the same record again, so only a change of the record or of the code helps',
  },
  'record-too-large': {
    what: 'a record is larger than Kafka accepts',
    means:
      'After a restart it meets the same record again, so only a change of the limits, the record or the code helps',
  },
  'restart-loop': {
    what: 'no rule here knows why',
    means: 'It makes little or no progress until the reason is found',
  },
  'restarts-exhausted': {
    what: 'its restart attempts are used up',
    means: 'It stays down until it is started again, which helps only once what stopped it has passed',
  },
  'schema-registry': {
    what: 'records and the schema that should describe them do not fit, or the schema cannot be had',
    means: 'Restarts do not help until registry, schema and records agree again',
  },
  'serializer-changed': {
    what: 'values were written with another serializer than the one that should read them',
    means: 'It fails the same way until the type or the build that wrote them is back; its state itself is unharmed',
  },
  'snapshot-missing': {
    what: 'the snapshot that it should start from cannot be found or read',
    means: 'It cannot start until people choose a snapshot that is whole',
  },
  'state-incompatible': {
    what: 'its code does not fit the state that it should start from',
    means: 'It cannot start until code and state fit again; its state must not be dropped to get around this',
  },
  'stop-with-savepoint-failed': {
    what: 'stopping it with a savepoint failed',
    means: 'If that savepoint is complete, only it may be started from: from anything older, output is written twice',
  },
  'stuck-cancelling': {
    what: 'tasks that are to end do not end',
    means: 'Until they do, it neither ends nor starts again and its slots stay taken',
  },
  'taskmanager-lost': {
    what: 'a TaskManager was lost',
    means: 'Flink restarts what ran there from the last checkpoint as soon as enough slots are free',
  },
  'watermark-stalled': {
    what: 'its event time stands still, so what waits for it gives out nothing',
    means:
      'Records gather in its state, and results come once the input that holds event time back has data or counts as idle',
  },
  'wrong-java-version': {
    what: 'its classes do not fit the Java that runs them',
    means: 'It fails the same way after every restart until build and image use one Java version',
  },
};
