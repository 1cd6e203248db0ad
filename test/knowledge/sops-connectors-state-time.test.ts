import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { causeChain } from '../../src/domain/cause-chain.ts';
import { makeSopLibrary } from '../../src/knowledge/load-sops.ts';
import type { SopQuery } from '../../src/knowledge/asked-text.ts';
import { retrieve } from '../../src/knowledge/retrieve.ts';
import { makeSopFolder } from '../../src/knowledge/sop-folder.ts';

const library = makeSopLibrary({
  name: 'sops',
  folder: makeSopFolder(path.join(import.meta.dirname, '../../sops')),
});

function find(query: Partial<SopQuery>): string {
  const match = retrieve({ exceptions: [], signals: [], ...query }, library);
  return match.kind === 'fits' ? `${match.sop.id} by ${match.by}` : 'none';
}

/** How people put it; none of these stands in a SOP. */
const sayings: Readonly<Record<string, readonly string[]>> = {
  'data-skew': [
    'our keyBy on tenant id sends almost everything to a single subtask',
    'one task of the aggregation is at 100 percent while the rest are at 5 percent',
    'records received differ a lot between parallel subtasks',
    'load is not balanced across task slots, one hot subtask',
    'skewed keys make one reducer the bottleneck',
    'increasing parallelism has no effect, the same subtask is always the slow one',
    'one parallel instance of my window operator is doing all the work',
  ],
  'watermark-stalled': [
    'no results from my event time window although data is coming in',
    'watermarks are not moving forward, one of the partitions has no events',
    'window function never gets called',
    'our tumbling windows do not emit anything when a kafka partition is empty',
    'temporal join does not output because the watermark is not progressing',
    'event time is frozen, downstream windows stay open',
    'No watermark is displayed for the operator in the flink dashboard',
  ],
  'late-data': [
    'many events are discarded as late by the window operator',
    'the number of late records dropped is increasing',
    'a device with a wrong clock sent timestamps of next year and now all events are late',
    'allowed lateness exceeded, out-of-order data is lost',
    'session window merging fails with end timestamp earlier than current watermark',
    'late arriving events are silently thrown away',
    'why are my out of order events ignored by the window',
  ],
  'autoscaler-thrashing': [
    'the autoscaler triggers scaling operations too frequently',
    'flink operator autoscaler scales up, then immediately scales down',
    'autoscaler is flapping between two parallelism values',
    'constant rescaling because of the kubernetes autoscaler',
    'ineffective scaling events keep coming',
    'too many scaling events from the flink autoscaler',
    'job rescaled 20 times a day',
  ],
  'external-service-slow': [
    'async io requests to our rest service time out',
    'jdbc sink is very slow, database cannot handle the writes',
    'lookups against redis are taking too long',
    'elasticsearch returns 429 and bulk indexing is rejected',
    'connection pool to postgres is exhausted',
    'http enrichment calls have high latency and block the operator',
    'async function timeouts against the external api',
  ],
  'kafka-offset-lost': [
    'offset out of range after the job was down over the weekend',
    'kafka retention expired and the checkpointed offset is gone',
    'consumer group has no committed offsets and no reset policy is defined',
    'cannot resume from the savepoint because the old offsets do not exist in kafka',
    'fetch offset is out of range, auto.offset.reset none',
    'offsets out of range for partition',
    'data has been aged out of kafka before we restarted from the checkpoint',
  ],
  'kafka-transaction-lost': [
    'producer has been fenced by another producer with the same transactional id',
    'kafka transaction could not be committed after recovery, possible data loss',
    'exactly once sink: transaction was aborted by the broker because it expired',
    'invalid pid mapping when committing kafka transactions',
    'records missing in the output topic after restore with EXACTLY_ONCE',
    'two deployments share one transactional id prefix',
    'ProducerFenced errors in the sink',
  ],
  'kafka-transaction-timeout': [
    'exactly once kafka producer cannot be initialized because the transaction timeout exceeds the broker maximum',
    'transaction.timeout.ms is bigger than transaction.max.timeout.ms',
    'after enabling exactly-once the kafka sink fails at startup with a timeout setting error',
    'broker does not allow a transaction timeout of one hour',
    'InvalidTxnTimeout when starting the job',
    'max transaction timeout of the broker is 15 minutes but the sink wants 1 hour',
    'transaction timeout larger than broker max',
  ],
  'kafka-transaction-lingering': [
    'downstream consumers with read_committed do not get any messages any more',
    'an open transaction blocks the topic',
    'LSO is not moving after the flink job was stopped',
    'dangling kafka transactions from a dead job',
    'read committed reader hangs at an offset',
    'uncommitted transaction left behind by a killed exactly-once job',
    'consumers in read_committed mode stopped seeing messages after flink job cancel',
  ],
  'schema-registry': [
    'cannot reach the confluent schema registry',
    'avro schema incompatible, subject version was changed by the producer',
    'schema with id 17 not found in registry',
    'deserialization fails with unknown magic byte',
    'schema registry answers 401 unauthorized',
    'new avro field without default breaks the source',
    'schema registry unavailable',
  ],
  'record-too-large': [
    'kafka producer fails because the message exceeds max.request.size',
    'event is bigger than 1 MB and cannot be sent to kafka',
    'sink rejects a very large record',
    'message size larger than what the broker accepts',
    'max.message.bytes exceeded on the output topic',
    'message too large for kafka',
    'producer error record larger than maximum request size',
  ],
  'serializer-changed': [
    'state cannot be restored after I changed the class of the state',
    'new serializer is incompatible with the previous one',
    'kryo exception when restoring from savepoint',
    'changed a field type in the pojo and now the savepoint is rejected',
    'state schema evolution failed',
    'after upgrade to flink 2 kryo state is unreadable',
    'restore fails due to incompatible state serializer',
  ],
  'rocksdb-pressure': [
    'rocksdb too many open files',
    'rocksdb write stall, compaction is falling behind',
    'state backend reads are slow because of the disk',
    'level-0 files pile up in rocksdb and writes are stopped',
    'get and put on rocksdb state take most of the time',
    'ulimit for open files exceeded by the state backend',
    'rocksdb is the bottleneck, heavy compaction',
  ],
  'state-growing': [
    'checkpoint size increases continuously',
    'our state never gets cleaned up and grows by 10 GB per day',
    'state keeps growing since we have no ttl',
    'full checkpoint size goes up and up over weeks',
    'join state grows infinitely',
    'old entries are not expired from the map state',
    'state size is exploding over time',
  ],
  'operator-deployment-missing': [
    'flink operator cannot restore the job, ha metadata missing',
    'jobmanager deployment was deleted and operator reports MISSING',
    'FlinkDeployment stuck, upgrade waits for an upgradeable state',
    'manual restore required says the kubernetes operator',
    'operator reconcile fails with recovery failure exception',
    'last-state upgrade is not possible because the config maps are gone',
    'kubernetes operator says JobManager deployment is missing',
  ],
  backpressure: [
    'job is backpressured and lag grows',
    'throughput of the pipeline is not enough for the traffic',
    'kafka consumer lag keeps growing, the job is too slow',
    'pending records increase continuously',
    'high backpressure on the source since the load doubled',
    'pipeline is too slow for incoming events',
    'operator busy 100 percent, upstream backpressured',
  ],
  'kafka-unreachable': [
    'flink cannot connect to kafka',
    'kafka broker is not available',
    'bootstrap servers are not resolvable',
    'timeout while fetching topic metadata from kafka',
    'kafka nodes disconnected, connection to node could not be established',
    'brokers unreachable from flink pods',
    'metadata fetch timeout from kafka',
  ],
  'credentials-rejected': [
    'sasl authentication failed for the kafka consumer',
    'not authorized to access the topic',
    'ssl handshake failed with the brokers',
    'wrong password for kafka after secret rotation',
    'certificate expired for the kafka client',
    'consumer group is not permitted by acl',
    'authentication to kafka fails',
  ],
  'poison-record': [
    'a corrupt message in the topic makes the job fail repeatedly',
    'json parsing fails for one event',
    'job cannot deserialize a message and restarts at the same offset',
    'bad data in kafka, number format exception',
    'malformed csv row crashes the pipeline',
    'invalid json message kills the job',
  ],
  'state-incompatible': [
    'savepoint cannot be restored because an operator is missing in the new job',
    'cannot map state to the new program',
    'max parallelism was changed and restore fails',
    'uid of an operator changed, restore from savepoint refused',
    'operator removed from the job graph, restore fails',
    'need allowNonRestoredState to start',
    'job graph changed and savepoint does not match',
  ],
  'restart-loop': [
    'the job is in a restart loop',
    'numRestarts increases constantly',
    'job flaps between running and restarting',
    'endless restarts of the pipeline',
    'the job is constantly restarting',
    'flink job goes running, restarting, running again',
    'job unstable, it restarts every few minutes',
  ],
  'restarts-exhausted': [
    'job is in FAILED state after all restart attempts',
    'recovery is suppressed',
    'restart strategy gave up',
    'no more restarts left, job failed permanently',
    'job failed for good and will not come back',
    'maximum number of restart attempts reached',
    'restart attempts are exhausted',
  ],
};

/** Traces and log lines as Flink, its connectors and its operator print them. */
const traces: Readonly<Record<string, readonly string[]>> = {
  'restart-loop': [
    'java.lang.RuntimeException: One or more fetchers have encountered exception\n\tat org.apache.flink.connector.base.source.reader.fetcher.SplitFetcherManager.checkErrors(SplitFetcherManager.java:223)\n\tat org.apache.flink.connector.base.source.reader.SourceReaderBase.pollNext(SourceReaderBase.java:116)',
  ],
  'late-data': [
    'java.lang.UnsupportedOperationException: The end timestamp of an event-time window cannot become earlier than the current watermark by merging. Current watermark: 1 window: TimeWindow{start=0, end=1}\n\tat org.apache.flink.streaming.runtime.operators.windowing.WindowOperator$2.merge(WindowOperator.java:342)',
  ],
  'external-service-slow': [
    'java.lang.Exception: Could not complete the stream element: Record @ 1699: x.\n\tat org.apache.flink.streaming.api.operators.async.AsyncWaitOperator$ResultHandler.completeExceptionally(AsyncWaitOperator.java:633)\nCaused by: java.util.concurrent.TimeoutException: Async function call has timed out.\n\tat org.apache.flink.streaming.api.functions.async.AsyncFunction.timeout(AsyncFunction.java:97)',
    'java.io.IOException: Writing records to JDBC failed.\nCaused by: java.io.IOException: java.sql.BatchUpdateException: Lock wait timeout exceeded; try restarting transaction',
    'org.apache.flink.util.FlinkRuntimeException: Complete bulk has failed.\nCaused by: ElasticsearchStatusException[method [POST], host [http://es:9200], URI [/_bulk?timeout=1m], status line [HTTP/1.1 429 Too Many Requests]]',
    'java.sql.SQLTransientConnectionException: HikariPool-2 - Connection is not available, request timed out after 30001ms.',
    'io.lettuce.core.RedisCommandTimeoutException: Command timed out after 1 minute(s)',
    'com.datastax.oss.driver.api.core.DriverTimeoutException: Query timed out after PT2S',
    'io.grpc.StatusRuntimeException: DEADLINE_EXCEEDED: deadline exceeded after 4.99s',
  ],
  'kafka-offset-lost': [
    'java.lang.RuntimeException: One or more fetchers have encountered exception\n\tat org.apache.flink.connector.base.source.reader.fetcher.SplitFetcherManager.checkErrors(SplitFetcherManager.java:333)\nCaused by: java.lang.RuntimeException: SplitFetcher thread 0 received unexpected exception while polling the records\nCaused by: org.apache.kafka.clients.consumer.OffsetOutOfRangeException: Fetch position FetchPosition{offset=100, offsetEpoch=Optional.empty, currentLeader=LeaderAndEpoch{leader=Optional[b:9092 (id: 1 rack: null)], epoch=0}} is out of range for partition t-0',
    'org.apache.flink.kafka.shaded.org.apache.kafka.clients.consumer.NoOffsetForPartitionException: Undefined offset with no reset policy for partitions: [t-1]',
  ],
  'kafka-transaction-lost': [
    "org.apache.flink.util.FlinkRuntimeException: Failed to send data to Kafka t-0@-1 with FlinkKafkaInternalProducer{transactionalId='p-0-1', inTransaction=true, closed=false}\nCaused by: org.apache.kafka.common.errors.ProducerFencedException: There is a newer producer with the same transactionalId which fences the current one.",
    'org.apache.flink.util.FlinkRuntimeException: Some committables failed to commit\nCaused by: org.apache.kafka.common.errors.InvalidPidMappingException: The producer attempted to use a producer id which is not currently assigned to its transactional id.',
    'org.apache.kafka.common.KafkaException: Cannot execute transactional method because we are in an error state\nCaused by: org.apache.kafka.common.errors.InvalidProducerEpochException: Producer attempted to produce with an old epoch.',
    'org.apache.kafka.common.errors.OutOfOrderSequenceException: The broker received an out of order sequence number.',
    "2024-05-01 10:00:00,123 ERROR org.apache.flink.connector.kafka.sink.KafkaCommitter [] - Unable to commit transaction (org.apache.flink.streaming.runtime.operators.sink.committables.CommitRequestImpl@1b) because its producer is already fenced. This means that you either have a different producer with the same 'transactional.id'",
  ],
  'kafka-transaction-timeout': [
    'Caused by: org.apache.kafka.common.KafkaException: Unexpected error in InitProducerIdResponse; The transaction timeout is larger than the maximum value allowed by the broker (as configured by transaction.max.timeout.ms).',
    'org.apache.flink.kafka.shaded.org.apache.kafka.common.errors.InvalidTxnTimeoutException: The transaction timeout is larger than the maximum value allowed by the broker (as configured by transaction.max.timeout.ms).',
  ],
  'schema-registry': [
    'java.io.IOException: Failed to deserialize consumer record due to\n\tat org.apache.flink.connector.kafka.source.reader.KafkaRecordEmitter.emitRecord(KafkaRecordEmitter.java:59)\nCaused by: java.io.IOException: Failed to deserialize Avro record.\nCaused by: java.io.IOException: Could not find schema with id 3 in registry\nCaused by: org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException: Schema 3 not found; error code: 40403',
    'java.io.IOException: Could not register schema in registry\n\tat org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder.writeSchema(ConfluentSchemaRegistryCoder.java:90)\nCaused by: io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException: User is denied operation Write on Subject: a-value; error code: 40301',
    'java.io.IOException: Failed to deserialize consumer record due to\nCaused by: java.io.IOException: Failed to deserialize Avro record.\nCaused by: java.io.IOException: Unknown data format. Magic number does not match',
    'org.apache.flink.avro.shaded.org.apache.avro.AvroTypeException: Found string, expecting union',
    'org.apache.kafka.common.errors.SerializationException: Error retrieving Avro schema for id 100\nCaused by: java.net.ConnectException: Connection refused',
  ],
  'record-too-large': [
    "org.apache.flink.util.FlinkRuntimeException: Failed to send data to Kafka out-0@-1 with FlinkKafkaInternalProducer{transactionalId='null', inTransaction=false, closed=false}\nCaused by: org.apache.kafka.common.errors.RecordTooLargeException: The request included a message larger than the max message size the server will accept.",
    'java.util.concurrent.ExecutionException: org.apache.flink.kafka.shaded.org.apache.kafka.common.errors.RecordTooLargeException: The message is 1048700 bytes when serialized which is larger than 1048576, which is the value of the max.request.size configuration.',
  ],
  'serializer-changed': [
    'java.lang.Exception: Exception while creating StreamOperatorStateContext.\nCaused by: org.apache.flink.util.FlinkException: Could not restore keyed state backend for KeyedProcessOperator_1(1/1) from any of the 1 provided restore options.\nCaused by: org.apache.flink.runtime.state.BackendBuildingException: Failed when trying to restore heap backend\nCaused by: com.esotericsoftware.kryo.KryoException: Unable to find class: x\u0001',
    'org.apache.flink.util.StateMigrationException: The new state serializer (org.apache.flink.api.common.typeutils.base.MapSerializer@a) must not be incompatible with the old state serializer (org.apache.flink.api.common.typeutils.base.MapSerializer@b).',
    'org.apache.flink.util.FlinkRuntimeException: Error while adding data to RocksDB\nCaused by: com.esotericsoftware.kryo.kryo5.KryoException: java.util.ConcurrentModificationException',
    'java.lang.RuntimeException: Cannot instantiate class.\nCaused by: java.lang.UnsupportedOperationException: Generic types have been disabled in the ExecutionConfig and type java.util.List is treated as a generic type.',
    'org.apache.flink.util.StateMigrationException: The new namespace serializer (X@1) must be compatible with the old namespace serializer (X@2).',
  ],
  'rocksdb-pressure': [
    'org.apache.flink.util.FlinkRuntimeException: Error while retrieving data from RocksDB.\nCaused by: org.rocksdb.RocksDBException: While open a file for random read: /tmp/rocks/000771.sst: Too many open files',
    '2024/01/01-00:00:00.000 7f [WARN] [/column_family.cc:866] [x] Stalling writes because we have 21 level-0 files rate 16777216',
    'java.nio.file.FileSystemException: /data/tmp/blob: Too many open files',
  ],
  'operator-deployment-missing': [
    'org.apache.flink.kubernetes.operator.exception.UpgradeFailureException: JobManager deployment is missing and HA data is not available to make stateful upgrades. It is possible that the job has finished or terminally failed, or the configmaps have been deleted. Manual restore required.',
    'org.apache.flink.kubernetes.operator.exception.RecoveryFailureException: HA metadata not available to restore from last state. It is possible that the job has finished or terminally failed, or the configmaps have been deleted.',
    'INFO o.a.f.k.o.r.d.ApplicationReconciler [ERROR][default/x] Job is not running and checkpoint information is not available for executing the upgrade, waiting for upgradeable state',
  ],
  'kafka-unreachable': [
    "org.apache.flink.util.FlinkException: Global failure triggered by OperatorCoordinator for 'Source: kafka' (operator cbc3).\nCaused by: org.apache.flink.util.FlinkRuntimeException: Failed to list subscribed topic partitions due to\nCaused by: java.lang.RuntimeException: Failed to get metadata for topics [a].\nCaused by: java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.TimeoutException: Call(callName=describeTopics, deadlineMs=1) timed out at 2 after 1 attempt(s)\nCaused by: org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment.",
    'org.apache.flink.util.FlinkRuntimeException: Failed to send data to Kafka a-0@-1 with FlinkKafkaInternalProducer{}\nCaused by: org.apache.kafka.common.errors.TimeoutException: Expiring 1 record(s) for a-0:120000 ms has passed since batch creation',
    'org.apache.kafka.common.errors.TimeoutException: Timeout expired after 60000ms while awaiting InitProducerId',
    'org.apache.kafka.common.KafkaException: Failed to construct kafka consumer\nCaused by: org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers',
    'org.apache.kafka.common.errors.NotEnoughReplicasException: Messages are rejected since there are fewer in-sync replicas than required.',
  ],
  'credentials-rejected': [
    'java.lang.RuntimeException: Failed to get metadata for topics [a].\nCaused by: java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.TopicAuthorizationException: Topic authorization failed.',
    'org.apache.kafka.common.KafkaException: Failed to create new KafkaAdminClient\nCaused by: org.apache.kafka.common.KafkaException: javax.security.auth.login.LoginException: Could not login: the client is being asked for a password',
    'org.apache.kafka.common.errors.SslAuthenticationException: SSL handshake failed\nCaused by: javax.net.ssl.SSLHandshakeException: No subject alternative names matching IP address 10.0.0.1 found',
  ],
  'poison-record': [
    "java.io.IOException: Failed to deserialize consumer record due to\nCaused by: java.io.IOException: Failed to deserialize JSON '{'.\nCaused by: org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.io.JsonEOFException: Unexpected end-of-input",
    'org.apache.kafka.common.errors.RecordDeserializationException: Error deserializing key/value for partition a-0 at offset 7. If needed, please seek past the record to continue consumption.',
  ],
  'state-incompatible': [
    'org.apache.flink.runtime.client.JobInitializationException: Could not start the JobMaster.\nCaused by: java.util.concurrent.CompletionException: java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint file:/sp. Cannot map checkpoint/savepoint state for operator ab to the new program, because the operator is not available in the new program.',
    'java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint s3://x. Max parallelism mismatch between checkpoint/savepoint state and new program. Cannot map operator a with max parallelism 128 to new program with max parallelism 200.',
  ],
  'restarts-exhausted': [
    'org.apache.flink.runtime.JobException: Recovery is suppressed by FixedDelayRestartBackoffTimeStrategy(maxNumberRestartAttempts=10, backoffTimeMS=10000)\nCaused by: java.lang.RuntimeException: boom',
  ],
};

function rows(table: Readonly<Record<string, readonly string[]>>): (readonly [id: string, text: string])[] {
  return Object.entries(table).flatMap(([id, texts]) => texts.map((text) => [id, text] as const));
}

describe('words of a person find the procedure', () => {
  test.each(rows(sayings))('%s: %s', (id, words) => {
    expect(find({ words })).toMatch(new RegExp(`^${id} by (words|exception)$`));
  });

  test('and none of them is written in it', () => {
    const examples = new Set(library.refresh().sops.flatMap((sop) => sop.examples));

    expect(rows(sayings).filter(([, words]) => examples.has(words))).toEqual([]);
  });

  test('with five or more ways to say each', () => {
    const few = Object.entries(sayings).filter(([, texts]) => texts.length < 5);

    expect(few).toEqual([]);
  });
});

describe('what was thrown or logged finds the procedure', () => {
  test.each(rows(traces))('%s: %s', (id, trace) => {
    expect(find({ words: trace })).toBe(`${id} by exception`);
  });

  test.each(rows(traces).filter(([, trace]) => causeChain(trace).length > 0))('%s, as a chain: %s', (id, trace) => {
    expect(find({ exceptions: causeChain(trace).toReversed() })).toBe(`${id} by exception`);
  });
});

describe('procedures for people only', () => {
  // Waiting, code, configuration or a decision about data: nothing that a program may do alone.
  test.each([
    'data-skew',
    'watermark-stalled',
    'late-data',
    'autoscaler-thrashing',
    'external-service-slow',
    'kafka-unreachable',
    'credentials-rejected',
    'kafka-offset-lost',
    'kafka-transaction-lost',
    'kafka-transaction-timeout',
    'kafka-transaction-lingering',
    'poison-record',
    'schema-registry',
    'record-too-large',
    'state-incompatible',
    'serializer-changed',
    'rocksdb-pressure',
    'state-growing',
    'restart-loop',
    'operator-deployment-missing',
  ])('%s permits no action', (id) => {
    const sop = library.refresh().sops.find((one) => one.id === id);

    expect(sop).toMatchObject({ actions: [], plan: [] });
  });
});
