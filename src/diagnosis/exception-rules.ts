import type { ExceptionRule, Hit, Rank, RuleCause } from './causes.ts';

const flink = 'org.apache.flink.';
const io = ['java.io.IOException', 'java.io.UncheckedIOException', 'FileSystemException', 'PathIOException'];
const outside: Hit = { kind: 'outside' };

/** `weak`: the text fits other troubles too. */
export function names(cause: RuleCause, rank: Rank = 5, weak?: 'weak'): Hit {
  return { kind: 'cause', cause, rank, sure: weak === undefined };
}
function noProcedure(says: string): Extract<Hit, { kind: 'no-procedure' }> {
  return { kind: 'no-procedure', says };
}

/**
 * In this order; the first that fits an exception decides about it. Classes whose messages quote records come first, and a text counts
 * only in classes that Flink or the library throws it with: what a record holds must not choose the cause.
 */
export const exceptionRules: readonly ExceptionRule[] = [
  {
    hit: names('poison-record'),
    classes: [
      'NumberFormatException',
      'ArrayIndexOutOfBoundsException',
      'StringIndexOutOfBoundsException',
      'DateTimeParseException',
      'java.text.ParseException',
      'JsonParseException',
      'JsonEOFException',
      'JsonMappingException',
      'MismatchedInputException',
      'InvalidFormatException',
      'UnrecognizedPropertyException',
      'JsonSyntaxException',
      'MalformedJsonException',
      'InvalidProtocolBufferException',
      'MalformedInputException',
      'CsvReadException',
      'CsvMappingException',
      'DeserializationException',
    ],
  },
  { hit: names('poison-record'), classes: ['AvroRuntimeException'], texts: ['malformed data'] },
  { hit: names('poison-record'), classes: ['RecordDeserializationException'], wraps: true },
  {
    hit: names('poison-record'),
    classes: [flink, ...io, 'kafka.common.errors.SerializationException'],
    texts: [
      'failed to deserialize consumer record',
      'failed to deserialize json',
      'failed to deserialize csv',
      'failed to deserialize avro record',
      'corrupt debezium json message',
      'error deserializing key/value for partition',
    ],
    wraps: true,
  },
  {
    hit: names('poison-record'),
    classes: [flink, 'java.lang.RuntimeException'],
    texts: ['a null value is being written into it', 'rowtime field should not be null'],
  },

  {
    hit: names('heap-exhausted'),
    classes: ['OutOfMemoryError'],
    texts: ['java heap space', 'gc overhead limit exceeded', 'requested array size exceeds vm limit'],
  },
  {
    hit: names('metaspace-exhausted'),
    classes: ['OutOfMemoryError'],
    texts: ['metaspace', 'compressed class space'],
  },
  {
    hit: names('metaspace-exhausted'),
    classes: ['java.lang.IllegalStateException'],
    texts: ['trying to access closed classloader'],
  },
  {
    hit: names('direct-memory-exhausted'),
    classes: ['OutOfMemoryError'],
    texts: ['direct buffer memory', 'cannot reserve', 'enough direct buffer'],
  },
  { hit: names('direct-memory-exhausted'), classes: ['OutOfDirectMemoryError'] },
  {
    hit: names('container-oom-killed'),
    classes: ['OutOfMemoryError'],
    texts: ['unable to create native thread', 'unable to create new native thread'],
  },
  {
    hit: noProcedure('a process got no more memory from the operating system'),
    classes: ['OutOfMemoryError'],
  },
  {
    hit: names('network-buffers-exhausted'),
    classes: [flink, ...io],
    texts: ['insufficient number of network buffers', 'timeout triggered when requesting exclusive buffers'],
  },

  {
    // As long as the process lives: why, only its first failure says.
    hit: { ...noProcedure('a class could not be initialised'), echo: true },
    classes: ['NoClassDefFoundError'],
    texts: ['could not initialize class'],
  },
  // What Java itself lacks, as it is older or newer than the one that the code was compiled for. As a parameter it has no method behind it.
  {
    hit: names('wrong-java-version'),
    classes: ['NoSuchMethodError'],
    texts: [
      'java.nio.bytebuffer.',
      'java.nio.charbuffer.',
      'java.util.list.of(',
      'java.util.map.of(',
      'java.util.set.of(',
      'java.util.optional.',
      'java.util.stream.stream.tolist',
      'java.lang.string.',
      'sun.nio.ch.',
    ],
  },
  {
    hit: names('wrong-java-version'),
    classes: ['NoClassDefFoundError', 'ClassNotFoundException'],
    texts: ['javax/xml/bind/', 'javax.xml.bind.'],
  },
  { hit: names('missing-class'), classes: ['ClassNotFoundException', 'NoClassDefFoundError'] },
  {
    hit: names('missing-class'),
    classes: [flink],
    texts: [
      'cannot load user class:',
      'could not find any factory for identifier',
      'could not find a file system implementation for scheme',
    ],
  },
  { hit: names('wrong-java-version'), classes: ['UnsupportedClassVersionError', 'InaccessibleObjectException'] },
  {
    hit: names('wrong-java-version'),
    classes: ['IllegalAccessError', 'IllegalAccessException'],
    texts: ['does not export', 'cannot access class sun.'],
  },
  {
    hit: names('wrong-java-version'),
    classes: ['java.lang.IllegalArgumentException'],
    texts: ['unsupported class file major version'],
  },
  {
    hit: names('class-conflict'),
    classes: ['java.lang.RuntimeException'],
    texts: ['not found in class org.apache.flink'],
  },
  {
    hit: names('class-conflict'),
    classes: [
      'NoSuchMethodError',
      'NoSuchFieldError',
      'AbstractMethodError',
      'IncompatibleClassChangeError',
      'LinkageError',
      'VerifyError',
    ],
  },

  {
    hit: names('duplicate-job'),
    classes: ['DuplicateJobSubmissionException', 'DuplicateApplicationSubmissionException'],
  },

  {
    hit: names('credentials-rejected'),
    classes: [
      'SaslAuthenticationException',
      'SslAuthenticationException',
      'TopicAuthorizationException',
      'GroupAuthorizationException',
      'ClusterAuthorizationException',
      'TransactionalIdAuthorizationException',
      'SSLHandshakeException',
      'SunCertPathBuilderException',
    ],
  },
  { hit: names('credentials-rejected'), classes: ['ValidatorException'], texts: ['pkix path building failed'] },

  {
    hit: names('kafka-offset-lost'),
    classes: ['OffsetOutOfRangeException', 'NoOffsetForPartitionException', 'LogTruncationException'],
  },
  {
    hit: names('kafka-offset-lost'),
    classes: ['SQLException', 'OracleDatabaseException'],
    texts: ['ora-01291', 'ora-01292'],
  },
  {
    hit: names('kafka-offset-lost'),
    classes: ['DebeziumException'],
    texts: ['history topic or its content is fully or partially missing'],
  },
  {
    hit: names('kafka-transaction-lost'),
    classes: [
      'ProducerFencedException',
      'InvalidProducerEpochException',
      'InvalidTxnStateException',
      'UnknownProducerIdException',
      'InvalidPidMappingException',
      'OutOfOrderSequenceException',
    ],
  },
  { hit: names('kafka-transaction-timeout'), classes: ['InvalidTxnTimeoutException'] },
  {
    hit: names('kafka-transaction-timeout'),
    classes: ['KafkaException'],
    texts: ['the transaction timeout is larger than the maximum value allowed by the broker'],
  },
  { hit: names('record-too-large'), classes: ['RecordTooLargeException', 'RecordBatchTooLargeException'] },
  {
    hit: names('schema-registry'),
    classes: [
      'AvroTypeException',
      'AvroMissingFieldException',
      'SchemaParseException',
      'schemaregistry.client.rest.exceptions.RestClientException',
    ],
  },
  {
    hit: names('schema-registry'),
    classes: [...io, 'kafka.common.errors.SerializationException'],
    texts: [
      'unknown magic byte',
      'unknown data format. magic number does not match',
      'could not find schema with id',
      'could not register schema in registry',
    ],
  },
  {
    hit: names('kafka-unreachable'),
    classes: [
      'kafka.common.errors.TimeoutException',
      'kafka.common.errors.DisconnectException',
      'kafka.common.errors.NetworkException',
      'UnknownTopicOrPartitionException',
      'BrokerNotAvailableException',
      'CoordinatorNotAvailableException',
    ],
  },
  { hit: names('kafka-unreachable'), classes: ['ConfigException'], texts: ['no resolvable bootstrap urls'] },
  {
    hit: names('kafka-unreachable'),
    classes: [flink, 'java.lang.RuntimeException', ...io],
    texts: ['failed to get metadata for topics', 'broker may not be available'],
  },
  // Tried again only while Kafka may take it yet; why it did not stands in the TaskManager's log.
  { hit: names('kafka-unreachable'), classes: io, texts: ['committable=kafkacommittable{'] },

  { hit: names('stop-with-savepoint-failed'), classes: ['StopWithSavepointStoppingException'] },
  {
    hit: names('stop-with-savepoint-failed'),
    classes: [flink],
    texts: ['inconsistent execution state after stopping with savepoint', 'could not stop with a savepoint'],
  },
  { hit: names('stuck-cancelling'), classes: [flink], texts: ['task did not exit gracefully within'] },
  { hit: names('serializer-changed'), classes: ['StateMigrationException'] },
  {
    hit: names('serializer-changed'),
    classes: [flink, 'java.lang.IllegalStateException'],
    texts: ['must not be incompatible with the old state'],
  },
  {
    hit: names('serializer-changed'),
    classes: ['java.lang.UnsupportedOperationException'],
    texts: ['generic types have been disabled'],
  },
  { hit: names('serializer-changed'), classes: ['java.io.IOException'], texts: ['corrupt stream, found tag'] },
  {
    hit: names('state-incompatible'),
    classes: [flink, 'java.lang.IllegalStateException'],
    texts: [
      'cannot map checkpoint/savepoint state for operator',
      'max parallelism mismatch between checkpoint/savepoint state',
      'failed to rollback to checkpoint/savepoint',
    ],
  },
  { hit: names('serializer-changed'), classes: ['KryoException'] },
  {
    hit: names('snapshot-missing'),
    classes: [flink],
    texts: ['could not retrieve checkpoint', 'this indicates that the retrieved state handle is broken'],
  },
  // How Java says that a file may not be written.
  {
    hit: names('checkpoint-storage-failing'),
    classes: ['FileNotFoundException'],
    texts: ['_metadata (permission denied)', '_metadata (read-only file system)'],
  },
  {
    hit: names('snapshot-missing'),
    classes: ['FileNotFoundException', 'NoSuchFileException'],
    texts: [
      'cannot find checkpoint or savepoint file/directory',
      '_metadata',
      '/chk-',
      'savepoint-',
      '/shared/',
      '/taskowned/',
    ],
  },

  {
    hit: names('checkpoint-storage-failing'),
    classes: [
      'AmazonS3Exception',
      'S3Exception',
      'AWSS3IOException',
      'AWSServiceThrottledException',
      'NoSuchBucketException',
    ],
    texts: ['slowdown', 'reduce your request rate', 'chk-', 'checkpoint', 'savepoint'],
  },
  {
    hit: names('checkpoint-storage-failing', 5, 'weak'),
    classes: [
      'AmazonS3Exception',
      'S3Exception',
      'AWSS3IOException',
      'AWSServiceThrottledException',
      'NoSuchBucketException',
      'DSQuotaExceededException',
    ],
  },
  {
    hit: names('checkpoint-storage-failing'),
    classes: [flink, ...io],
    texts: [
      'could not open output stream for state',
      'did not describe the authority',
      'could not flush to file and close the file system output stream',
      'could not flush and close the file system output stream',
      'mkdirs failed to create',
    ],
  },
  {
    hit: names('checkpoint-storage-too-small'),
    classes: io,
    texts: ['larger than the maximum permitted memory-backed state'],
  },
  {
    hit: names('disk-full'),
    classes: [flink, ...io, 'RocksDBException', 'FSError', 'DiskErrorException'],
    texts: ['no space left on device', 'there is not enough space on the disk'],
  },
  { hit: names('checkpoint-storage-failing', 5, 'weak'), classes: [flink, ...io], texts: ['disk quota exceeded'] },
  {
    hit: names('checkpoint-expired', 4),
    classes: [flink],
    texts: [' expired before completing'],
  },
  {
    hit: names('checkpoint-storage-failing', 4),
    classes: [flink, ...io, 'java.lang.Exception'],
    texts: [
      'asynchronous task checkpoint failed',
      'could not materialize checkpoint',
      'failure to finalize checkpoint',
      'could not finalize the pending checkpoint',
      'failed to create checkpoint storage',
      'io-problem detected',
    ],
  },
  {
    hit: names('checkpoint-declined', 2),
    classes: ['CheckpointException'],
    texts: [
      'checkpoint was declined',
      'not all required tasks are currently running',
      'checkpoint coordinator is suspending',
      'is not being executed at the moment. aborting checkpoint',
      'task received cancellation from one of its inputs',
      'task has failed',
    ],
  },
  {
    hit: names('checkpoint-declined', 2),
    classes: [flink],
    texts: ['the latest checkpoint failed due to checkpoint was declined'],
  },

  { hit: names('not-enough-slots', 4), classes: ['NoResourceAvailableException', 'UnfulfillableSlotRequestException'] },
  {
    hit: names('not-enough-slots', 4),
    classes: [flink],
    texts: [
      'slot request bulk is not fulfillable',
      'could not acquire the minimum required resources',
      'could not allocate the required slot within slot request timeout',
      'could not fulfill slot request',
    ],
  },
  {
    hit: names('leadership-lost', 4),
    classes: ['FencingTokenException', 'LeadershipLostException', 'LeaderRetrievalException'],
  },
  {
    hit: names('leadership-lost', 4),
    classes: ['java.lang.Exception'],
    texts: ['lost leadership', 'lost the leadership', 'revoked leadership'],
  },
  {
    hit: names('leadership-lost', 4),
    classes: [flink, 'java.util.concurrent.TimeoutException'],
    texts: [
      'jobmanager with id',
      'resourcemanager with id',
      'ongoing leader election',
      'could not retrieve jobresults of globally-terminated jobs',
      'revoked leadership',
      'lost leadership',
      'lost the leadership',
      'leader changed to new address',
      'connection to zookeeper suspended',
    ],
  },
  {
    hit: names('container-oom-killed'),
    classes: ['java.lang.Exception', flink],
    texts: [
      'reason=oomkilled',
      'exitcode=137',
      'exit code is 137',
      'running beyond physical memory limits',
      "beyond the 'physical' memory limit",
      'container killed by yarn for exceeding',
    ],
  },
  {
    hit: names('taskmanager-lost', 4),
    classes: ['java.lang.Exception', flink],
    texts: ['container released on a *lost* node', 'container termination statuses'],
  },
  // Its producer was lost or not ready: whatever else is known of that says more.
  { hit: names('partition-not-found', 3), classes: ['PartitionNotFoundException'] },
  {
    hit: names('taskmanager-lost', 4),
    classes: [flink, 'java.util.concurrent.TimeoutException'],
    texts: [
      'taskmanager with id',
      'the taskexecutor is shutting down',
      'taskmanager was lost',
      'lost connection to task manager',
    ],
  },
  // It answered, so it is there: what it answered says more.
  {
    hit: names('taskmanager-lost', 4),
    classes: ['RemoteTransportException'],
    texts: ['error at remote task manager'],
    wraps: true,
  },
  { hit: names('taskmanager-lost', 4), classes: ['RemoteTransportException', 'LocalTransportException'] },
  {
    hit: names('taskmanager-lost', 4),
    classes: ['RecipientUnreachableException'],
    texts: ['taskexecutorgateway', '/taskmanager_'],
  },

  // The job's own jar: whoever does not answer is the JobManager, and no service of the job.
  {
    hit: noProcedure("its TaskManagers cannot fetch its jar from the JobManager's blob server"),
    classes: io,
    texts: ['failed to fetch blob', 'could not connect to blobserver'],
  },

  {
    hit: outside,
    classes: [
      'ConnectException',
      'NoRouteToHostException',
      'UnknownHostException',
      'UnresolvedAddressException',
      'SocketException',
      'SocketTimeoutException',
      'ConnectTimeoutException',
      'ReadTimeoutException',
      'HttpTimeoutException',
      'HttpConnectTimeoutException',
      'HttpHostConnectException',
      'NoHttpResponseException',
      'ConnectionPoolTimeoutException',
      'ConnectionClosedException',
      'ClosedChannelException',
      'TimeoutException',
      'AskTimeoutException',
      'SQLTransientException',
      'SQLTransientConnectionException',
      'SQLNonTransientConnectionException',
      'SQLTimeoutException',
      'SQLRecoverableException',
      'CommunicationsException',
      'CJCommunicationsException',
      'RedisConnectionException',
      'JedisConnectionException',
      'MongoTimeoutException',
      'MongoSocketException',
      'ProvisionedThroughputExceededException',
    ],
  },
  {
    hit: outside,
    classes: [...io, 'StatusRuntimeException', 'PSQLException', 'SSLException'],
    texts: [
      'connection refused',
      'connection reset',
      'connection timed out',
      'broken pipe',
      'read timed out',
      'unavailable',
      'deadline_exceeded',
      'the connection attempt failed',
    ],
  },
];
