export const flink = 'org.apache.flink';
export const transport = `${flink}.runtime.io.network.netty.exception.RemoteTransportException: Connection unexpectedly closed by remote task manager '10.42.0.17/10.42.0.17:43219 [ 10.42.0.17:6122-9a8b7c ] '. This might indicate that the remote task manager was lost.`;
export const refused =
  'java.net.ConnectException: Connection refused\n\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)';
/** Of Flink 2.3.0, whose blob server had stopped while its REST answered. */
export const noBlob = [
  'java.io.IOException: Failed to fetch BLOB p-10abc76b0d106b98b8bf7a61ada214351cec39eb-8736b83a73b001322149b91f32198e84 for application 4a20287042b520682dde49b63c4cd19e from /127.0.0.1:34567 and store it under /tmp/tm_taskmanager-1/blobStorage/incoming/temp-00000331',
  `\tat ${flink}.runtime.blob.BlobClient.downloadFromBlobServer(BlobClient.java:244)`,
  'Caused by: java.io.IOException: Could not connect to BlobServer at address /127.0.0.1:34567',
  '\t... 9 more',
  'Caused by: java.net.ConnectException: Connection refused',
  '\tat java.base/sun.nio.ch.Net.connect0(Native Method)',
].join('\n');
/** Of Flink 2.3.0 with connector 4.0.1: what an operator threw that is chained to the Kafka source. The source's own words stand above it. */
export const chainedToKafka = (thrown: string): string =>
  [
    'java.io.IOException: Failed to deserialize consumer record due to',
    `\tat ${flink}.connector.kafka.source.reader.KafkaRecordEmitter.emitRecord(KafkaRecordEmitter.java:56)`,
    `Caused by: ${flink}.streaming.runtime.tasks.ExceptionInChainedOperatorException: Could not forward element to next operator`,
    `\tat ${flink}.streaming.runtime.tasks.CopyingChainingOutput.pushToOperator(CopyingChainingOutput.java:92)`,
    `\tat ${flink}.connector.kafka.source.reader.KafkaRecordEmitter$SourceOutputWrapper.collect(KafkaRecordEmitter.java:67)`,
    '\t... 15 more',
    `Caused by: ${thrown}`,
  ].join('\n');
export const suppressed = `${flink}.runtime.JobException: Recovery is suppressed by FixedDelayRestartBackoffTimeStrategy(maxNumberRestartAttempts=3, backoffTimeMS=1000)\n\tat ${flink}.runtime.executiongraph.failover.ExecutionFailureHandler.handleFailure(ExecutionFailureHandler.java:213)\nCaused by: `;
export const parse =
  'java.lang.NumberFormatException: For input string: "1.299,00"\n\tat com.acme.OrderParser.map(OrderParser.java:12)';
export const expired = 'Checkpoint expired before completing.';

/** Root exceptions, each as it stands in a real trace: behind wrappers, with hosts, ids and numbers. */
export const tracesByCause: readonly [cause: string, stacktrace: string][] = [
  [
    'missing-class',
    'java.lang.NoClassDefFoundError: com/acme/pricing/Rates\n\tat com.acme.Enrich.open(Enrich.java:33)\nCaused by: java.lang.ClassNotFoundException: com.acme.pricing.Rates\n\t... 14 more',
  ],
  [
    'missing-class',
    `${flink}.streaming.runtime.tasks.StreamTaskException: Cannot load user class: com.acme.Enricher\nClassLoader info: URL ClassLoader:\n    file: '/tmp/blobStore-1/job_2'`,
  ],
  [
    'missing-class',
    `${flink}.table.api.ValidationException: Could not find any factory for identifier 'kafka' that implements 'org.apache.flink.table.factories.DynamicTableFactory' in the classpath.`,
  ],
  ['class-conflict', "java.lang.NoSuchMethodError: 'com.google.common.collect.ImmutableList com.acme.Prices.all()'"],
  [
    'class-conflict',
    `java.lang.LinkageError: loader constraint violation: loader ${flink}.util.ChildFirstClassLoader @5a1c wants to load class`,
  ],
  [
    'class-conflict',
    'java.lang.ClassCastException: class com.acme.Order cannot be cast to class com.acme.Order (com.acme.Order is in unnamed module of loader A @1; com.acme.Order is in unnamed module of loader B @2)',
  ],
  [
    'class-conflict',
    'java.lang.ClassCastException: cannot assign instance of java.lang.invoke.SerializedLambda to field com.acme.Job.f',
  ],
  ['poison-record', parse],
  [
    'poison-record',
    "java.io.IOException: Failed to deserialize consumer record due to\n\tat org.apache.flink.connector.kafka.source.reader.KafkaRecordEmitter.emitRecord(KafkaRecordEmitter.java:56)\nCaused by: com.fasterxml.jackson.core.JsonParseException: Unexpected character ('<' (code 60))",
  ],
  [
    'poison-record',
    `${flink}.util.FlinkRuntimeException: One or more fetchers have encountered exception\nCaused by: java.lang.RuntimeException: SplitFetcher thread 0 received unexpected exception while polling the records\nCaused by: org.apache.kafka.common.errors.RecordDeserializationException: Error deserializing VALUE for partition orders-3 at offset 4711.`,
  ],
  [
    'poison-record',
    'java.lang.RuntimeException: cannot read line\nCaused by: java.lang.ArrayIndexOutOfBoundsException: Index 2 out of bounds for length 1',
  ],
  [
    'heap-exhausted',
    'java.lang.OutOfMemoryError: Java heap space\n\tat java.base/java.util.Arrays.copyOf(Arrays.java:3537)',
  ],
  [
    'heap-exhausted',
    `${flink}.runtime.taskmanager.AsynchronousException: Caught exception while processing timer.\nCaused by: java.lang.OutOfMemoryError: GC overhead limit exceeded`,
  ],
  [
    'metaspace-exhausted',
    'java.lang.OutOfMemoryError: Metaspace. The metaspace out-of-memory error has occurred. This can mean two things: either the job requires a larger size of JVM metaspace to load classes or there is a class loading leak.',
  ],
  [
    'metaspace-exhausted',
    'java.lang.IllegalStateException: Trying to access closed classloader. Please check if you store classloaders directly or indirectly in static fields.',
  ],
  [
    'direct-memory-exhausted',
    'java.lang.OutOfMemoryError: Direct buffer memory. The direct out-of-memory error has occurred.',
  ],
  [
    'direct-memory-exhausted',
    `${flink}.shaded.netty4.io.netty.util.internal.OutOfDirectMemoryError: failed to allocate 16777216 byte(s) of direct memory (used: 134217735, max: 134217728)`,
  ],
  [
    'network-buffers-exhausted',
    'java.io.IOException: Insufficient number of network buffers: required 65, but only 2 available. The total number of network buffers is currently set to 2048 of 32768 bytes each.',
  ],
  [
    'credentials-rejected',
    `${flink}.util.FlinkRuntimeException: Failed to list subscribed topic partitions due to \nCaused by: java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-512`,
  ],
  [
    'credentials-rejected',
    'org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [orders]',
  ],
  [
    'kafka-unreachable',
    'java.lang.RuntimeException: Failed to get metadata for topics [orders].\nCaused by: java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: describeTopics',
  ],
  [
    'kafka-unreachable',
    "java.io.IOException: Failed to commit 1 committables after 10 retries: [CommitRequestImpl{state=RETRY, numRetries=11, committable=KafkaCommittable{producerId=38, epoch=0, transactionalId='orders-0-15', producer=null}}]",
  ],
  [
    'kafka-unreachable',
    'org.apache.kafka.common.errors.TimeoutException: Topic payments not present in metadata after 60000 ms.',
  ],
  [
    'kafka-unreachable',
    'org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.',
  ],
  [
    'snapshot-missing',
    `${flink}.runtime.client.JobInitializationException: Could not start the JobMaster.\nCaused by: java.io.FileNotFoundException: Cannot find checkpoint or savepoint file/directory 's3://flink/checkpoints/chk-12' on file system 's3'.`,
  ],
  [
    'snapshot-missing',
    `${flink}.util.FlinkException: Could not retrieve checkpoint 4711 from state handle under /0000000000000004711. This indicates that the retrieved state handle is broken. Try cleaning the state handle store.`,
  ],
  // As 1.20.4 and 2.3.0 wrote them.
  [
    'missing-class',
    `${flink}.runtime.client.JobInitializationException: Could not start the JobMaster.\nCaused by: ${flink}.util.FlinkRuntimeException: Failed to create checkpoint storage at checkpoint coordinator side.\nCaused by: ${flink}.core.fs.UnsupportedFileSystemSchemeException: Could not find a file system implementation for scheme 's3'. The scheme is directly supported by Flink through the following plugin(s): flink-s3-fs-hadoop, flink-s3-fs-presto.`,
  ],
  [
    'direct-memory-exhausted',
    "java.lang.OutOfMemoryError: Can't allocate enough direct buffer for batch shuffle read buffer pool (bytes allocated: 48271360, bytes still needed: 18837504). To avoid the exception, you need to do one of the following adjustments",
  ],
  [
    'poison-record',
    `${flink}.table.runtime.operators.sink.constraint.EnforcerException: Column 'x' is NOT NULL, however, a null value is being written into it. You can set job configuration 'table.exec.sink.not-null-enforcer'='DROP' to suppress this exception and drop such records silently.`,
  ],
  [
    'poison-record',
    'java.lang.RuntimeException: RowTime field should not be null, please convert it to a non-null long value.',
  ],
  [
    'checkpoint-declined',
    `java.io.IOException: Could not perform checkpoint 13 for operator work (1/1)#0.\nCaused by: ${flink}.runtime.checkpoint.CheckpointException: Could not complete snapshot 13 for operator work (1/1)#0. Failure reason: Checkpoint was declined.\nCaused by: java.lang.IllegalStateException: connection pool is closed`,
  ],
  [
    'state-incompatible',
    'java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint s3://sp/savepoint-1. Cannot map checkpoint/savepoint state for operator 0a448493b4782967b150582570326227 to the new program, because the operator is not available in the new program.',
  ],
  [
    'serializer-changed',
    `${flink}.util.StateMigrationException: The new state serializer (${flink}.A@1) must not be incompatible with the old state serializer (${flink}.A@2).`,
  ],
  [
    'checkpoint-storage-failing',
    'java.io.IOException: Could not flush to file and close the file system output stream to s3://flink/checkpoints/chk-7 in order to obtain the stream state handle\nCaused by: com.amazonaws.services.s3.model.AmazonS3Exception: Please reduce your request rate. (Service: Amazon S3; Status Code: 503; Error Code: SlowDown)',
  ],
  [
    'checkpoint-storage-failing',
    `${flink}.runtime.checkpoint.CheckpointException: Could not complete snapshot 5 for operator totals (1/2)#0. Failure reason: Checkpoint was declined.\nCaused by: java.io.IOException: Could not open output stream for state backend`,
  ],
  [
    'checkpoint-expired',
    `${flink}.util.FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold. The latest checkpoint failed due to Checkpoint expired before completing., view the Checkpoint History tab or the Job Manager log to find out why continuous checkpoints failed.`,
  ],
  [
    'checkpoint-declined',
    `${flink}.util.FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold.\nCaused by: ${flink}.runtime.checkpoint.CheckpointException: Checkpoint was declined (tasks not ready)`,
  ],
  [
    'not-enough-slots',
    `${flink}.runtime.jobmanager.scheduler.NoResourceAvailableException: Could not acquire the minimum required resources.`,
  ],
  [
    'not-enough-slots',
    `java.util.concurrent.CompletionException: ${flink}.runtime.jobmanager.scheduler.NoResourceAvailableException: Slot request bulk is not fulfillable! Could not allocate the required slot within slot request timeout`,
  ],
  [
    'leadership-lost',
    'java.util.concurrent.TimeoutException: The heartbeat of JobManager with id 5d1c0a9b7e6f timed out.',
  ],
  [
    'leadership-lost',
    `${flink}.util.FlinkException: Disconnect from JobManager responsible for 5d1c.\nCaused by: java.lang.Exception: Job leader for job id 5d1c lost leadership.`,
  ],
  [
    'taskmanager-lost',
    'java.util.concurrent.TimeoutException: Heartbeat of TaskManager with id 10.42.0.17:6122-9a8b7c timed out.',
  ],
  [
    'taskmanager-lost',
    `${flink}.runtime.jobmaster.JobMasterException: TaskManager with id 10.42.0.17:6122-9a8b7c is no longer reachable.`,
  ],
  ['taskmanager-lost', transport],
  [
    'partition-not-found',
    `${flink}.runtime.io.network.netty.exception.RemoteTransportException: Error at remote task manager '10.42.0.17/10.42.0.17:43219'.\nCaused by: ${flink}.runtime.io.network.partition.PartitionNotFoundException: Partition 4a0b8c1f0e#0@9a1b not found.`,
  ],
  [
    'checkpoint-storage-failing',
    `${flink}.runtime.checkpoint.CheckpointException: Could not finalize the pending checkpoint 3.\nCaused by: java.io.FileNotFoundException: /ckpt/5d1c/chk-3/_metadata (Permission denied)`,
  ],
  [
    'taskmanager-lost',
    `${flink}.runtime.io.network.netty.exception.RemoteTransportException: Connecting to remote task manager '10.42.0.17/10.42.0.17:43219' has failed. This might indicate that the remote task manager has been lost.\nCaused by: java.net.ConnectException: Connection refused`,
  ],
  ['wrong-java-version', 'java.lang.NoSuchMethodError: java.nio.ByteBuffer.position(I)Ljava/nio/ByteBuffer;'],
  ['wrong-java-version', "java.lang.NoSuchMethodError: 'java.util.List java.util.List.of(java.lang.Object)'"],
  [
    'wrong-java-version',
    'java.lang.NoClassDefFoundError: javax/xml/bind/DatatypeConverter\nCaused by: java.lang.ClassNotFoundException: javax.xml.bind.DatatypeConverter',
  ],
  [
    'class-conflict',
    "java.lang.NoSuchMethodError: 'java.lang.String com.acme.Names.of(java.util.List, java.nio.ByteBuffer, java.lang.String)'",
  ],
  [
    'wrong-java-version',
    'java.lang.UnsupportedClassVersionError: com/acme/Job has been compiled by a more recent version of the Java Runtime (class file version 65.0), this version of the Java Runtime only recognizes class file versions up to 55.0',
  ],
  [
    'wrong-java-version',
    'java.lang.reflect.InaccessibleObjectException: Unable to make field private final java.lang.Object[] java.util.Arrays$ArrayList.a accessible: module java.base does not "opens java.util" to unnamed module @14899482',
  ],
  [
    'kafka-offset-lost',
    'java.lang.RuntimeException: One or more fetchers have encountered exception\nCaused by: org.apache.kafka.clients.consumer.OffsetOutOfRangeException: Offsets out of range with no configured reset policy for partitions: [orders-0]',
  ],
  [
    'kafka-transaction-lost',
    `${flink}.kafka.shaded.org.apache.kafka.common.errors.ProducerFencedException: There is a newer producer with the same transactionalId which fences the current one.`,
  ],
  [
    'kafka-transaction-timeout',
    'org.apache.kafka.common.KafkaException: Unexpected error in InitProducerIdResponse; The transaction timeout is larger than the maximum value allowed by the broker (as configured by transaction.max.timeout.ms).',
  ],
  [
    'record-too-large',
    `${flink}.util.FlinkRuntimeException: Failed to send data to Kafka orders-0@-1\nCaused by: org.apache.kafka.common.errors.RecordTooLargeException: The message is 1051237 bytes when serialized which is larger than the maximum request size`,
  ],
  [
    'schema-registry',
    'java.io.IOException: Failed to deserialize consumer record due to\nCaused by: java.io.IOException: Could not find schema with id 100001 in registry',
  ],
  [
    'schema-registry',
    'org.apache.kafka.common.errors.SerializationException: Error deserializing Avro message for id -1\nCaused by: org.apache.kafka.common.errors.SerializationException: Unknown magic byte!',
  ],
  [
    'stop-with-savepoint-failed',
    `${flink}.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException: A savepoint has been created at: s3://sp/savepoint-1, but the corresponding job 5d1c failed during stopping.`,
  ],
  [
    'disk-full',
    'java.io.IOException: Could not flush to file and close the file system output stream to file:/ckpt/chk-7\nCaused by: java.io.IOException: No space left on device',
  ],
  [
    'disk-full',
    'org.rocksdb.RocksDBException: While appending to file: /tmp/flink-io-1/db/000123.sst: No space left on device',
  ],
  [
    'checkpoint-storage-too-small',
    'java.lang.Exception: Could not materialize checkpoint 14 for operator Window (1/1).\nCaused by: java.io.IOException: Size of the state is larger than the maximum permitted memory-backed state. Size=14068058, maxSize=5242880.',
  ],
  [
    'container-oom-killed',
    `${flink}.util.FlinkException: Pod terminated, container termination statuses: [flink-main-container(exitCode=137, reason=OOMKilled, message=null)], pod status: Failed(reason=null, message=null)`,
  ],
  [
    'network-buffers-exhausted',
    'java.io.IOException: Timeout triggered when requesting exclusive buffers: The total number of network buffers is currently set to 2048 of 32768 bytes each.',
  ],
  [
    'partition-not-found',
    `${flink}.runtime.io.network.partition.PartitionNotFoundException: Partition 4a0b#0@9a1b not found.`,
  ],
];
