import { expect, test } from 'vitest';
import type { RuleCause } from '../../src/diagnosis/causes.ts';
import { kafkaWords } from '../../src/diagnosis/kafka-words.ts';
import { diagnose, looped, signal } from './evidence.ts';
import { flink } from './real-traces.ts';

/** Of connector 4.0.1 with client 3.9.1. */
const writing = [
  'java.io.IOException: One or more Kafka Producer send requests have encountered exception',
  `\tat ${flink}.connector.kafka.sink.KafkaWriter.checkAsyncException(KafkaWriter.java:290)`,
  `Caused by: ${flink}.util.FlinkRuntimeException: Failed to send data to Kafka orders-out-0@-1 with FlinkKafkaInternalProducer@883875499{transactionalId='orders-0-2', transactionState=NOT_IN_TRANSACTION, closed=false} `,
  'Caused by: org.apache.kafka.common.errors.InvalidProducerEpochException: Producer attempted to produce with an old epoch.',
].join('\n');
const committing = [
  `java.io.IOException: java.lang.IllegalStateException: Failed to commit KafkaCommittable{producerId=12, epoch=3, transactionalId=orders-0-7}`,
  'Caused by: org.apache.kafka.common.errors.InvalidPidMappingException: The producer attempted to use a producer id which is not currently assigned to its transactional id.',
].join('\n');
const topics = [
  `${flink}.util.FlinkRuntimeException: Failed to list subscribed topic partitions due to `,
  'Caused by: java.lang.RuntimeException: Failed to get metadata for topics [orders].',
  'Caused by: java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.',
  'Caused by: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.',
].join('\n');
const fetchers = [
  'java.lang.RuntimeException: One or more fetchers have encountered exception',
  'Caused by: java.lang.RuntimeException: SplitFetcher thread 0 received unexpected exception while polling the records',
].join('\n');
const noPosition = `${fetchers}\nCaused by: org.apache.kafka.clients.consumer.NoOffsetForPartitionException: Undefined offset with no reset policy for partitions: [orders-1, orders-0]`;
const gone = `${fetchers}\nCaused by: org.apache.kafka.clients.consumer.OffsetOutOfRangeException: Fetch position FetchPosition{offset=41, offsetEpoch=Optional[0], currentLeader=LeaderAndEpoch{leader=Optional[127.0.0.1:9092 (id: 1 rack: null)], epoch=0}} is out of range for partition orders-0`;
const brokers =
  'org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: listTopics';

test.each<[title: string, trace: string, cause: string, says: string, not: string]>([
  [
    'records of a transaction that was ended are written again',
    writing,
    'kafka-transaction-lost',
    'writes these records again',
    'may be lost',
  ],
  [
    'records of a checkpoint whose transaction was ended may be lost',
    committing,
    'kafka-transaction-lost',
    'data may be lost',
    'writes these records again',
  ],
  [
    'a topic that Kafka does not know is not to be created anew',
    topics,
    'kafka-unreachable',
    'must not be created anew',
    'once Kafka answers again',
  ],
  [
    'brokers that do not answer are waited for',
    brokers,
    'kafka-unreachable',
    'once Kafka answers again',
    'created anew',
  ],
  [
    'a group that never had a position has lost nothing yet',
    noPosition,
    'kafka-offset-lost',
    'until people set where it starts',
    'lost at the source',
  ],
  ['a position that is gone has cost records', gone, 'kafka-offset-lost', 'lost at the source', 'set where it starts'],
])('%s', (_title, trace, cause, says, not) => {
  const diagnosis = diagnose({ exceptions: looped(trace), signals: [signal('restart-loop')] });

  expect(diagnosis.cause).toBe(cause);
  expect(diagnosis.summary).toContain(says);
  expect(diagnosis.summary).not.toContain(not);
});

test.each<[what: string, cause: RuleCause, root: string, message: string, isSaid: boolean]>([
  ['an unknown topic', 'kafka-unreachable', 'UnknownTopicOrPartitionException', '', true],
  ['an unknown topic that is not the cause', 'poison-record', 'UnknownTopicOrPartitionException', '', false],
  ['no position', 'kafka-offset-lost', 'NoOffsetForPartitionException', '', true],
  ['no position that is not the cause', 'kafka-unreachable', 'NoOffsetForPartitionException', '', false],
  [
    'a transaction that ended while records were sent',
    'kafka-transaction-lost',
    'E',
    'Failed to send data to Kafka',
    true,
  ],
  ['records that could not be sent', 'kafka-unreachable', 'E', 'Failed to send data to Kafka', false],
  ['a transaction that ended otherwise', 'kafka-transaction-lost', 'E', 'expired', false],
])('words of their own are for the cause alone: %s', (_what, cause, root, message, isSaid) => {
  const link = { class: `org.apache.kafka.common.errors.${root}`, message: '' };

  expect(kafkaWords(cause, link, [{ class: 'java.io.IOException', message }, link]) !== undefined).toBe(isSaid);
});
