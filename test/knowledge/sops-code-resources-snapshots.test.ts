import { describe, expect, test } from 'vitest';
import { find, shipped } from './shipped-sops.ts';

/** What people type; none of it stands in a SOP. */
const phrasings: Readonly<Record<string, readonly string[]>> = {
  'wrong-java-version': [
    'our jar was compiled with java 21 and the flink image still has java 17',
    'major version mismatch when loading job classes, jdk too old on the nodes',
    'module java.base does not open java.util to kryo after moving to jdk 17',
    'TaskManagers have an older JRE than the one we built with',
    'flink on java 17 fails without --add-opens flags',
  ],
  'job-main-failed': [
    'jar submission via REST returns Could not execute application',
    'the main() method throws before any job is created',
    'program arguments are not passed to the job after upgrading to flink 2.0, submit fails',
    'sql statement is rejected on submission with a parse error',
    'flink run -d ends with ProgramInvocationException, job never starts',
  ],
  'bad-release': [
    'since the new image was rolled out the pipeline keeps failing, previous tag was ok',
    'deployment of version 2.3 broke the job, should we revert',
    'after the upgrade the job crashes, the old release worked',
    'need to roll back the flink deployment to the last good version',
    'config change this afternoon broke the job',
  ],
  'partition-not-found': [
    'Partition not found exception right after the job started',
    'downstream task cannot find result partition of upstream task',
    'consumer subtask requests a partition that is not there yet',
    'PartitionNotFoundException on every restart with high parallelism',
    'intermediate result partition unavailable when tasks are deployed',
  ],
  'container-oom-killed': [
    'pod was OOM killed but java heap looks fine',
    'kubernetes killed taskmanager, exit 137, memory limit exceeded',
    'container keeps getting killed by the oom killer because of rocksdb',
    'task manager container restarts with reason OOMKilled',
    'yarn container killed, beyond physical memory limits',
    'memory working set grows until the pod is killed',
  ],
  'disk-full': [
    'no space left on device in rocksdb on tm',
    '/tmp filled up on a task manager',
    'ephemeral storage exceeded, pod evicted',
    'disk of the node is at 100%, logs everywhere',
    'local rocksdb dir ran out of space',
  ],
  'stuck-cancelling': [
    'job has been in CANCELLING for half an hour',
    'cancel does not work, job hangs',
    "tried to cancel the job but it won't stop",
    'job stuck in canceling state, slots still occupied',
    'sink thread ignores interrupts and the task never terminates',
  ],
  'jobmanager-overloaded': [
    'dashboard extremely slow and rpc timeouts in the jobmanager log',
    'akka ask timeout when submitting jobs',
    'JM heap almost full, too many jobs on the session cluster',
    'pekko framesize exceeded',
    'job manager CPU is pegged and REST calls time out',
  ],
  'checkpoint-storage-too-small': [
    'state exceeds 5MB limit of memory state backend',
    'checkpoint fails: size of the state is larger than maximum permitted',
    'we never configured a checkpoint directory and now the state is too big',
    'jobmanager checkpoint storage cannot hold our state any more',
    'in-memory checkpoint storage limit exceeded',
  ],
  'savepoint-refused': [
    'cannot trigger savepoint, no savepoint dir configured',
    'manual savepoint fails because some tasks are not running',
    'savepoint request is rejected',
    'savepoint trigger id not found any more after jobmanager restart',
    'too many queued savepoint requests',
  ],
  'stop-with-savepoint-failed': [
    'flink stop created the savepoint but then the job failed',
    'stopping with savepoint ended in FAILED',
    'stop command failed halfway, savepoint is there',
    'job went to FAILED during stop with savepoint, uncommitted transactions',
    'suspend with savepoint failed while closing the sink',
  ],
  'snapshot-resource-failed': [
    'FlinkStateSnapshot CR is in FAILED state',
    'operator snapshot resource was abandoned',
    'flink kubernetes operator periodic savepoint fails',
    'flinkstatesnapshot stuck in TRIGGER_PENDING',
    'savepoint CR shows error and no path',
  ],
  'missing-class': [
    'ClassNotFoundException for the kafka connector after deploy',
    "job can't find the mysql driver class",
    'could not find factory for identifier jdbc',
    'a dependency is not included in our uber jar',
    'flink does not find class from our library',
  ],
  'class-conflict': [
    'NoSuchMethodError, looks like a wrong guava version',
    'ClassCastException: cannot cast com.acme.Foo to com.acme.Foo',
    'jackson version clash between our jar and flink',
    'same class loaded twice by different class loaders',
    'library conflict after adding a new connector',
  ],
  'duplicate-job': [
    'the same job is running twice',
    'we have two instances of the pipeline after a retried deploy',
    'duplicate job submission',
    'old version of the job still running next to the new one',
    'two copies of the job write into the same topic',
  ],
  'not-enough-slots': [
    'no task slots available',
    'job waiting for resources, cluster has no capacity',
    'taskmanager pods stay Pending, insufficient cpu',
    'job does not start, could not acquire minimum required resources',
    'scheduled but no taskmanagers register',
  ],
  'taskmanager-lost': [
    'task manager heartbeat timed out',
    'lost connection to a taskmanager',
    'node went down and took a task manager with it',
    'connection unexpectedly closed by remote task manager',
    'tm pod got evicted',
  ],
  'heap-exhausted': [
    'java heap space OutOfMemoryError in our window function',
    'very long GC pauses on task managers',
    'heap usage 95% and full gc all the time',
    'task managers run out of heap memory',
    'gc overhead limit exceeded in taskmanager',
  ],
  'metaspace-exhausted': [
    'OutOfMemoryError metaspace after several job restarts',
    'metaspace keeps growing on every redeploy',
    'class loader leak in session cluster',
    'trying to access closed classloader after job finished',
    'jvm metaspace is full',
  ],
  'direct-memory-exhausted': [
    'out of direct memory',
    'direct buffer memory oom on the taskmanager',
    'netty cannot allocate direct memory',
    'off-heap memory too small, direct buffers',
    'direct memory leak',
  ],
  'network-buffers-exhausted': [
    'insufficient network buffers when starting job',
    'after increasing parallelism we get network buffer errors',
    'taskmanager.memory.network too small',
    'not enough network memory for shuffle',
    'number of network buffers too low',
  ],
  'leadership-lost': [
    'zookeeper connection lost, jobs restarted',
    'jobmanager failover happened',
    'leader election is ongoing, rest api returns 503',
    'jm pod was rescheduled and all jobs recovered',
    'job manager lost leadership',
  ],
  'checkpoint-expired': [
    'checkpoint timed out',
    'checkpoints expire under back pressure',
    'our checkpoints never complete in time',
    'checkpoint takes longer than 10 minutes and is aborted',
    'alignment duration very high and checkpoints fail',
  ],
  'checkpoint-declined': [
    'checkpoint declined by task',
    'tasks not ready, checkpoint declined',
    'checkpoint cannot be triggered because not all tasks are running',
    'checkpoints rejected since one source finished',
    'task is closing and declines checkpoint',
  ],
  'checkpoint-storage-failing': [
    's3 returns 503 slow down during checkpointing',
    'checkpoint write to s3 fails with access denied',
    'minio is down, checkpoints fail',
    'could not write checkpoint to hdfs',
    "bucket policy changed and checkpoints can't be uploaded",
  ],
  'snapshot-missing': [
    'checkpoint file not found on restore',
    "savepoint was deleted, job can't restore",
    '_metadata missing in savepoint directory',
    'someone cleaned the bucket and the job cannot recover',
    'could not retrieve checkpoint from state handle',
  ],
};

/** As logs and REST answers print them, behind the wrappers of several Flink versions. */
const thrown: readonly (readonly [id: string, text: string])[] = [
  [
    'wrong-java-version',
    'org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: com/acme/Main has been compiled by a more recent version of the Java Runtime\nCaused by: java.lang.UnsupportedClassVersionError: com/acme/Main has been compiled by a more recent version of the Java Runtime (class file version 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0',
  ],
  [
    'wrong-java-version',
    'com.esotericsoftware.kryo.KryoException: java.lang.reflect.InaccessibleObjectException: Unable to make field private final byte[] java.lang.String.value accessible: module java.base does not "opens java.lang" to unnamed module @1f',
  ],
  [
    'job-main-failed',
    'org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: null\n\tat org.apache.flink.client.program.PackagedProgram.callMainMethod(PackagedProgram.java:372)\nCaused by: java.lang.NullPointerException\n\tat com.acme.Job.main(Job.java:22)',
  ],
  [
    'job-main-failed',
    'org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute application.\n\tat org.apache.flink.runtime.webmonitor.handlers.JarRunHandler.lambda$handleRequest$1(JarRunHandler.java:114)\nCaused by: java.util.concurrent.CompletionException: org.apache.flink.util.FlinkRuntimeException: Could not execute application.',
  ],
  [
    'job-main-failed',
    'org.apache.flink.client.deployment.application.ApplicationExecutionException: Could not execute application.',
  ],
  [
    'job-main-failed',
    'org.apache.flink.util.FlinkRuntimeException: Cannot have more than one execute() or executeAsync() call in a single environment.',
  ],
  [
    'job-main-failed',
    'org.apache.flink.util.FlinkRuntimeException: Cannot have more than 1 streaming jobs in a single environment.',
  ],
  [
    'job-main-failed',
    'java.util.concurrent.CompletionException: org.apache.flink.util.FlinkException: Failed to serialize ExecutionPlan.',
  ],
  [
    'job-main-failed',
    "java.lang.NullPointerException: Keyed state 'totals' with type VALUE can only be used on a 'keyed stream', i.e., after a 'keyBy()' operation.",
  ],
  [
    'job-main-failed',
    '\tat org.apache.flink.api.java.typeutils.TypeExtractor.getUnaryOperatorReturnType(TypeExtractor.java:346)\n\tat org.apache.flink.cep.PatternStream.select(PatternStream.java:64)\n\tat com.acme.Job.main(Job.java:7)',
  ],
  [
    'job-main-failed',
    'org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: SQL parse failed. Encountered "FORM" at line 1, column 10.',
  ],
  [
    'partition-not-found',
    'org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy\nCaused by: org.apache.flink.runtime.io.network.partition.PartitionNotFoundException: Partition 84df3c1b42ae2c8cc0b2ed2ac60d4d5b#0@7f9a not found.',
  ],
  [
    'container-oom-killed',
    '2024-01-10 11:00:00,123 WARN org.apache.flink.runtime.resourcemanager.active.ActiveResourceManager - Worker orders-taskmanager-1-3 is terminated. Diagnostics: Pod terminated, container termination statuses: [flink-main-container(exitCode=137, reason=OOMKilled, message=null)], pod status: Failed(reason=null, message=null)',
  ],
  [
    'container-oom-killed',
    'java.lang.Exception: Container [pid=70947,containerID=container_e22_1432969244945_6026_01_000075] is running beyond physical memory limits. Current usage: 4.0 GB of 4 GB physical memory used; 5.8 GB of 8.4 GB virtual memory used. Killing container.',
  ],
  [
    'container-oom-killed',
    'org.apache.flink.util.FlinkException: Closing TaskExecutor connection container_1 because: [2023-02-01 10:00:00.000]Container killed on request. Exit code is 137',
  ],
  [
    'container-oom-killed',
    "java.lang.Exception: Container [pid=4,containerID=container_e1_2] is running 1723304448B beyond the 'PHYSICAL' memory limit. Current usage: 5.6 GB of 4 GB physical memory used",
  ],
  [
    'disk-full',
    'org.apache.flink.util.FlinkRuntimeException: Error while adding data to RocksDB\nCaused by: org.rocksdb.RocksDBException: IO error: No space left on deviceWhile appending to file: /data/tmp/flink-io-3/000012.sst: No space left on device',
  ],
  [
    'disk-full',
    'java.io.IOException: No space left on device\n\tat java.base/sun.nio.ch.FileDispatcherImpl.write0(Native Method)',
  ],
  [
    'disk-full',
    'org.apache.hadoop.util.DiskChecker$DiskErrorException: Could not find any valid local directory for s3ablock-0001-',
  ],
  ['disk-full', 'org.apache.hadoop.fs.FSError: java.io.IOException: No space left on device'],
  [
    'stuck-cancelling',
    'ERROR org.apache.flink.runtime.taskmanager.Task - Task did not exit gracefully within 180 + seconds.\norg.apache.flink.util.FlinkRuntimeException: Task did not exit gracefully within 180 + seconds.\n\tat org.apache.flink.runtime.taskmanager.Task$TaskCancelerWatchDog.run(Task.java:1791)',
  ],
  [
    'stuck-cancelling',
    "2024-03-01 10:00:00,000 WARN  org.apache.flink.runtime.taskmanager.Task [] - Task 'Source: Custom Source -> Map (1/1)#0' did not react to cancelling signal - notifying TM; it is stuck for 30 seconds in method:\n java.lang.Thread.sleep(Native Method)",
  ],
  [
    'jobmanager-overloaded',
    "java.util.concurrent.CompletionException: akka.pattern.AskTimeoutException: Ask timed out on [Actor[akka.tcp://flink@172.168.0.109:38601/user/taskmanager_0#-939973561]] after [10000 ms]. Message of type [org.apache.flink.runtime.rpc.messages.RemoteRpcInvocation]. A typical reason for `AskTimeoutException` is that the recipient actor didn't send a reply.",
  ],
  [
    'jobmanager-overloaded',
    'Caused by: java.util.concurrent.TimeoutException: Invocation of public abstract java.util.concurrent.CompletableFuture org.apache.flink.runtime.dispatcher.DispatcherGateway.submitJob(org.apache.flink.runtime.jobgraph.JobGraph,org.apache.flink.api.common.time.Time) timed out.',
  ],
  [
    'jobmanager-overloaded',
    'java.util.concurrent.TimeoutException: Invocation of [RemoteRpcInvocation(JobMasterOperatorEventGateway.sendRequestToCoordinator(OperatorID, SerializedValue))] at recipient [akka.tcp://flink@localhost:6123/user/rpc/jobmanager_2] timed out. This is usually caused by: 1) Akka failed sending the message silently, due to problems like oversized payload or serialization failures.',
  ],
  [
    'jobmanager-overloaded',
    'java.io.IOException: The rpc invocation size 17825792 exceeds the maximum akka framesize.',
  ],
  [
    'checkpoint-storage-too-small',
    'org.apache.flink.util.FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold.\nCaused by: java.util.concurrent.ExecutionException: java.io.IOException: Size of the state is larger than the maximum permitted memory-backed state. Size=32967000, maxSize=5242880. Consider using a different checkpoint storage, like the FileSystemCheckpointStorage.',
  ],
  [
    'checkpoint-storage-too-small',
    'org.apache.flink.runtime.checkpoint.CheckpointException: Asynchronous task checkpoint failed.\nCaused by: java.lang.Exception: Could not materialize checkpoint 12 for operator Window (1/1).\nCaused by: java.util.concurrent.ExecutionException: java.io.IOException: Size of the state is larger than the maximum permitted memory-backed state. Size=6306404 , maxSize=5242880 . Consider using a different state backend, like the File System State backend.',
  ],
  [
    'savepoint-refused',
    'java.util.concurrent.CompletionException: org.apache.flink.runtime.checkpoint.CheckpointException: Failed to trigger savepoint. Failure reason: An Exception occurred while triggering the checkpoint.',
  ],
  [
    'savepoint-refused',
    "java.lang.IllegalStateException: No savepoint directory configured. You can either specify a directory while cancelling via -s :targetDirectory or configure a cluster-wide default via key 'state.savepoints.dir'.",
  ],
  [
    'savepoint-refused',
    '{"errors":["org.apache.flink.runtime.rest.handler.RestHandlerException: Config key [state.savepoints.dir] is not set. Property [target-directory] must be provided."]}',
  ],
  [
    'savepoint-refused',
    'org.apache.flink.runtime.rest.NotFoundException: There is no savepoint operation with triggerId=4711aa for job 5d1c.',
  ],
  [
    'stop-with-savepoint-failed',
    'org.apache.flink.util.FlinkException: Could not stop with a savepoint job "eb5ad9271f8a9824238845ff19ae171d".\nCaused by: java.util.concurrent.ExecutionException: java.util.concurrent.CompletionException: org.apache.flink.runtime.checkpoint.CheckpointException: Task has failed.',
  ],
  [
    'stop-with-savepoint-failed',
    'org.apache.flink.util.FlinkException: Could not stop with a savepoint job "eb5ad9271f8a9824238845ff19ae171d".\nCaused by: java.util.concurrent.TimeoutException',
  ],
  [
    'stop-with-savepoint-failed',
    'org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy\nCaused by: org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException: A savepoint has been created at: hdfs:///sp/savepoint-1, but the corresponding job 5d failed during stopping. The savepoint is consistent, but might have uncommitted transactions. If you want to commit the transaction please restart a job from this savepoint.',
  ],
  [
    'missing-class',
    "org.apache.flink.core.fs.UnsupportedFileSystemSchemeException: Could not find a file system implementation for scheme 's3a'.",
  ],
  [
    'missing-class',
    "org.apache.flink.table.api.NoMatchingTableFactoryException: Could not find a suitable table factory for 'org.apache.flink.table.factories.TableSourceFactory' in the classpath.",
  ],
  ['missing-class', 'java.sql.SQLException: No suitable driver found for jdbc:mysql://db:3306/x'],
  [
    'class-conflict',
    'java.lang.ClassCastException: org.apache.kafka.common.serialization.ByteArraySerializer cannot be cast to org.apache.kafka.common.serialization.Serializer',
  ],
  [
    'class-conflict',
    'org.apache.flink.streaming.runtime.tasks.StreamTaskException: Cannot instantiate user function.\nCaused by: java.lang.ClassCastException: cannot assign instance of org.apache.commons.collections.map.LinkedMap to field org.apache.flink.streaming.connectors.kafka.FlinkKafkaConsumerBase.pendingOffsetsToCommit',
  ],
  ['class-conflict', 'java.lang.NoSuchFieldError: FACTORY'],
  ['duplicate-job', 'org.apache.flink.runtime.client.DuplicateJobSubmissionException: Job has already been submitted.'],
  [
    'not-enough-slots',
    'org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException: Slot request bulk is not fulfillable! Could not allocate the required slot within slot request timeout',
  ],
  [
    'not-enough-slots',
    'java.util.concurrent.CompletionException: java.util.concurrent.TimeoutException\nCaused by: org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException: Could not allocate all requires slots within timeout of 300000 ms. Slots required: 8, slots allocated: 4',
  ],
  [
    'taskmanager-lost',
    "org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: Lost connection to task manager '10.1.1.1/10.1.1.1:40303'. This indicates that the remote task manager was lost.\nCaused by: java.io.IOException: Connection reset by peer",
  ],
  [
    'checkpoint-storage-failing',
    'java.io.IOException: Could not flush to file and close the file system output stream to s3a://state/orders/chk-7/1f in order to obtain the stream state handle\nCaused by: com.amazonaws.SdkClientException: Unable to execute HTTP request: Timeout waiting for connection from pool\nCaused by: org.apache.http.conn.ConnectionPoolTimeoutException: Timeout waiting for connection from pool',
  ],
  [
    'taskmanager-lost',
    'java.util.concurrent.TimeoutException: The heartbeat of TaskManager with id container_1 timed out.',
  ],
  [
    'taskmanager-lost',
    'org.apache.flink.runtime.taskexecutor.exceptions.TaskManagerException: x\nCaused by: org.apache.flink.util.FlinkException: The TaskExecutor is shutting down.',
  ],
  [
    'heap-exhausted',
    'org.apache.flink.runtime.taskmanager.AsynchronousException\nCaused by: java.lang.OutOfMemoryError: Java heap space',
  ],
  ['metaspace-exhausted', 'java.lang.OutOfMemoryError: Metaspace'],
  [
    'direct-memory-exhausted',
    'org.apache.flink.shaded.netty4.io.netty.handler.codec.DecoderException: java.lang.OutOfMemoryError: Direct buffer memory',
  ],
  [
    'network-buffers-exhausted',
    "java.io.IOException: Insufficient number of network buffers: required 33, but only 10 available. The total number of network buffers is currently set to 4096 of 32768 bytes each. You can increase this number by setting the configuration keys 'taskmanager.memory.network.fraction'",
  ],
  ['leadership-lost', 'org.apache.flink.util.FlinkException: JobManager responsible for 5d lost the leadership.'],
  [
    'leadership-lost',
    'org.apache.flink.runtime.rpc.exceptions.FencingTokenException: Fencing token mismatch: Ignoring message RemoteFencedMessage because the fencing token a did not match the expected fencing token b.',
  ],
  ['leadership-lost', 'java.util.concurrent.TimeoutException: The heartbeat of JobManager with id a timed out.'],
  [
    'checkpoint-expired',
    'org.apache.flink.util.FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold. The latest checkpoint failed due to Checkpoint expired before completing.',
  ],
  [
    'checkpoint-declined',
    'org.apache.flink.runtime.checkpoint.CheckpointException: Could not complete snapshot 3 for operator Source (1/1). Failure reason: Checkpoint was declined.',
  ],
  [
    'checkpoint-declined',
    'org.apache.flink.runtime.checkpoint.CheckpointException: The job has been stopped. Checkpoint Coordinator is suspending.',
  ],
  [
    'checkpoint-storage-failing',
    'org.apache.hadoop.fs.s3a.AWSS3IOException: saving output on x: com.amazonaws.services.s3.model.AmazonS3Exception: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied)',
  ],
  [
    'checkpoint-storage-failing',
    'java.io.IOException: Could not open output stream for state backend\nCaused by: org.apache.hadoop.security.AccessControlException: Permission denied: user=flink, access=WRITE, inode="/flink/checkpoints"',
  ],
  [
    'checkpoint-storage-failing',
    'org.apache.hadoop.ipc.RemoteException(java.io.IOException): File /flink/chk-1/x could only be written to 0 of the 1 minReplication nodes. There are 3 datanode(s) running',
  ],
  [
    'snapshot-missing',
    "java.lang.RuntimeException: Failed to fetch checkpoint metadata\nCaused by: java.io.FileNotFoundException: Cannot find meta data file '_metadata' in directory 's3://b/sp'. Please try to load the checkpoint/savepoint directly from the metadata file instead of the directory.",
  ],
  [
    'snapshot-missing',
    'org.apache.flink.util.FlinkRuntimeException: Could not recover job with job id 5d1c.\nCaused by: java.io.FileNotFoundException: /ha/default/submittedJobGraph7f80 (No such file or directory)',
  ],
  [
    'snapshot-missing',
    'org.apache.flink.util.SerializedThrowable: No such file or directory: s3a://b/checkpoints/5d/shared/abc\nCaused by: java.io.FileNotFoundException: No such file or directory: s3a://b/checkpoints/5d/shared/abc',
  ],
  ['missing-class', 'java.lang.IllegalStateException: No ExecutorFactory found to execute the application.'],
  [
    'missing-class',
    'java.lang.IllegalStateException: No Executor found. Please make sure to export the HADOOP_CLASSPATH environment variable',
  ],
  [
    'wrong-java-version',
    'java.lang.NoClassDefFoundError: javax/xml/bind/DatatypeConverter\n\tat org.apache.flink.api.common.JobID.fromHexString(JobID.java:110)',
  ],
  [
    'jobmanager-overloaded',
    'org.apache.flink.util.FlinkException: Could not connect to the leading JobManager. Please check that the JobManager is running.\nCaused by: org.apache.flink.runtime.leaderretrieval.LeaderRetrievalException: Could not retrieve the leader gateway.',
  ],
  [
    'not-enough-slots',
    'org.apache.flink.configuration.IllegalConfigurationException: The number of virtual cores per node were configured with 8 but Yarn only has 4 virtual cores available.',
  ],
  [
    'checkpoint-declined',
    'org.apache.flink.util.FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold.\n\tat org.apache.flink.runtime.checkpoint.CheckpointFailureManager.handleCheckpointException(CheckpointFailureManager.java:98)\n\tat org.apache.flink.runtime.checkpoint.CheckpointCoordinator.receiveDeclineMessage(CheckpointCoordinator.java:991)',
  ],
  [
    'credentials-rejected',
    'org.apache.hadoop.security.AccessControlException: Permission denied: user=app, access=WRITE, inode="/flink/ha/application_1/blob":hdfs:hdfs:drwxr-xr-x\n\tat org.apache.flink.runtime.blob.FileSystemBlobStore.<init>(FileSystemBlobStore.java:61)',
  ],
  [
    'kafka-unreachable',
    'java.lang.Exception: Could not complete snapshot 69 for operator sink\nCaused by: java.lang.Exception: Failed to send data to Kafka: This server is not the leader for that topic-partition.',
  ],
  [
    'job-main-failed',
    `Exception in thread "main" org.apache.flink.api.common.functions.InvalidTypesException: \nThe type could not be determined. You can let your function\nimplement the 'ResultTypeQueryable' interface.\n\tat org.apache.flink.api.dag.Transformation.getOutputType(Transformation.java:508)`,
  ],
  [
    'missing-class',
    'io.grpc.ManagedChannelProvider$ProviderNotFoundException: No functional channel service provider found. Try adding a dependency on the grpc-okhttp artifact\n\tat org.apache.flink.streaming.api.a.B.c(B.java:1)',
  ],
  [
    'duplicate-job',
    'java.lang.RuntimeException: File deletion conflicts detected! Give up committing.\n\tat org.apache.paimon.flink.sink.StoreCommitter.commit(StoreCommitter.java:1)',
  ],
  [
    'jobmanager-overloaded',
    'java.util.concurrent.CompletionException: org.apache.flink.shaded.netty4.io.netty.channel.AbstractChannel$AnnotatedConnectException: 拒绝连接: host/10.0.0.1:8081',
  ],
];

describe('the SOPs about code, resources and snapshots', () => {
  test.each(Object.entries(phrasings).flatMap(([id, texts]) => texts.map((text) => [id, text] as const)))(
    '%s is found by a person: %s',
    (id, text) => {
      expect(find(text)).toBe(id);
    },
  );

  test.each(thrown)('%s is found by what was thrown: %s', (id, text) => {
    expect(find(text)).toBe(id);
  });

  test.each([
    ['disk-full', 'No space left on device'],
    ['disk-full', ' no space left  on device\n'],
    ['none', 'cp: write error: No space left on device'],
    ['none', 'docker pull of my nginx image says no space left on device'],
  ])('%s is found by the sentence alone that an exception tells: %j', (id, text) => {
    expect(find(text)).toBe(id);
  });

  test.each(Object.entries(phrasings))('%s is asked for in five or more words of its own', (id, texts) => {
    const sop = shipped.refresh().sops.find((one) => one.id === id);

    expect(texts.length).toBeGreaterThanOrEqual(5);
    expect(texts.filter((text) => sop?.examples.includes(text))).toEqual([]);
    expect(sop?.actions).toEqual(id === 'checkpoint-expired' ? ['rescale-job'] : []);
  });

  test('checkpoints that expire are answered with more parallelism only where records wait', () => {
    const sop = shipped.refresh().sops.find((one) => one.id === 'checkpoint-expired');

    expect(sop?.plan.map((step) => step.when)).toEqual([['checkpoint-failing', 'backpressure-high']]);
  });
});
