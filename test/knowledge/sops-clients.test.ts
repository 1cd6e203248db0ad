import { describe, expect, test } from 'vitest';
import { find } from './shipped-sops.ts';

/** What Kafka's client throws, by the procedure it asks for. Any other class of it says that something is wrong with the brokers. */
const ofKafka: Readonly<Record<string, readonly string[]>> = {
  'credentials-rejected': [
    'AuthenticationException AuthorizationException ClusterAuthorizationException DelegationTokenAuthorizationException',
    'DelegationTokenDisabledException DelegationTokenExpiredException DelegationTokenNotFoundException',
    'DelegationTokenOwnerMismatchException GroupAuthorizationException IllegalSaslStateException InvalidPrincipalTypeException',
    'PrincipalDeserializationException SaslAuthenticationException SecurityDisabledException SslAuthenticationException',
    'TopicAuthorizationException TransactionalIdAuthorizationException UnacceptableCredentialException',
    'UnsupportedByAuthenticationException UnsupportedSaslMechanismException',
  ],
  'kafka-transaction-lost': [
    'ConcurrentTransactionsException DuplicateSequenceException InvalidPidMappingException InvalidProducerEpochException',
    'InvalidTxnStateException OutOfOrderSequenceException ProducerFencedException TransactionAbortableException',
    'TransactionAbortedException TransactionCoordinatorFencedException TransactionalIdNotFoundException UnknownProducerIdException',
  ],
  'kafka-transaction-timeout': ['InvalidTxnTimeoutException'],
  'kafka-transaction-lingering': ['UnstableOffsetCommitException'],
  'kafka-offset-lost': ['OffsetOutOfRangeException OffsetMovedToTieredStorageException InvalidOffsetException'],
  'poison-record': [
    'CorruptRecordException RecordDeserializationException InvalidTimestampException SerializationException',
  ],
  'record-too-large': ['RecordBatchTooLargeException RecordTooLargeException'],
  'kafka-unreachable': [
    'ApiException BrokerNotAvailableException ControllerMovedException CoordinatorLoadInProgressException',
    'CoordinatorNotAvailableException DisconnectException FencedLeaderEpochException InvalidTopicException',
    'LeaderNotAvailableException NetworkException NotCoordinatorException NotEnoughReplicasException NotLeaderOrFollowerException',
    'PolicyViolationException ReplicaNotAvailableException ThrottlingQuotaExceededException TimeoutException',
    'UnknownServerException UnknownTopicIdException UnknownTopicOrPartitionException UnsupportedVersionException SomeLaterException',
  ],
};

describe('Kafka', () => {
  const thrown = Object.entries(ofKafka).flatMap(([id, names]) =>
    names.flatMap((line) => line.split(' ')).map((name) => [id, name] as const),
  );

  test.each(thrown)('%s is asked for by %s, below a source or a sink, moved or not', (id, name) => {
    const below = (text: string) => [
      `java.lang.RuntimeException: SplitFetcher thread 0 received unexpected exception while polling the records\nCaused by: ${text}`,
      `org.apache.flink.util.FlinkRuntimeException: Failed to send data to Kafka orders-0@-1 with FlinkKafkaInternalProducer{}\nCaused by: ${text}`,
    ];
    const plain = `org.apache.kafka.common.errors.${name}`;
    const texts = [plain, `org.apache.flink.kafka.shaded.${plain}`].flatMap(below);

    expect(texts.map(find)).toEqual(texts.map(() => id));
  });
});

const jdbc = 'at org.apache.flink.connector.jdbc.internal.JdbcOutputFormat.flush(JdbcOutputFormat.java:222)';

describe('a library names the service', () => {
  test.each([
    ['external-service-slow', 'com.mongodb.MongoNotPrimaryException: Command failed with error 10107'],
    ['external-service-slow', 'redis.clients.jedis.exceptions.JedisClusterMaxAttemptsException: No more attempts'],
    [
      'external-service-slow',
      'com.datastax.driver.core.exceptions.UnavailableException: Not enough replicas available',
    ],
    ['external-service-slow', `java.sql.SQLException: Table 'shop.orders' is marked as crashed\n\t${jdbc}`],
    [
      'external-service-slow',
      'org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ExpiredIteratorException: no',
    ],
    ['checkpoint-storage-failing', 'com.aliyun.oss.SomethingException: no'],
    ['leadership-lost', 'io.fabric8.kubernetes.client.WatcherException: too old'],
    ['schema-registry', 'io.apicurio.registry.rest.client.exception.ArtifactNotFoundException: no'],
  ])('%s: %s', (id, text) => {
    expect(find(`java.lang.Exception: it did not work\nCaused by: ${text}`)).toBe(id);
  });

  test.each([
    [
      'poison-record',
      'org.postgresql.util.PSQLException: ERROR: null value in column "name" violates not-null constraint',
    ],
    ['credentials-rejected', 'java.sql.SQLException: ORA-01017: invalid username/password; logon denied'],
    ['credentials-rejected', 'com.mongodb.MongoCommandException: Command failed with error 13 (Unauthorized)'],
    [
      'kafka-offset-lost',
      'org.postgresql.util.PSQLException: ERROR: requested WAL segment 0001 has already been removed',
    ],
    ['missing-class', 'java.sql.SQLException: No suitable driver found for jdbc:mysql://m/x'],
    ['record-too-large', 'com.mysql.cj.jdbc.exceptions.PacketTooBigException: Packet for query is too large'],
    [
      'credentials-rejected',
      'javax.security.auth.callback.UnsupportedCallbackException: Unsupported callback type: AWSCredentialsCallback',
    ],
    [
      'kafka-transaction-lost',
      'org.apache.flink.util.FlinkRuntimeException: Failed to send data to Kafka orders-0@-1 with FlinkKafkaInternalProducer{inTransaction=true, closed=false} because of a bug in the Kafka broker (KAFKA-9310). Please upgrade to Kafka 2.5+.',
    ],
  ])('but what is known exactly decides: %s: %s', (id, text) => {
    expect(find(`java.io.IOException: Writing records to JDBC failed.\nCaused by: ${text}`)).toBe(id);
  });

  test('the files of a snapshot are said to fail by what was done with them', () => {
    const file = 'Caused by: java.io.FileNotFoundException: /ckpt/5d1c/chk-7/0b1c (No such file or directory)';

    expect(find(`java.lang.Exception: Could not materialize checkpoint 7 for operator x\n${file}`)).toBe(
      'checkpoint-storage-failing',
    );
    expect(find(`java.lang.Exception: Could not restore keyed state backend for x\n${file}`)).toBe('snapshot-missing');
    expect(
      find(
        `org.apache.flink.util.FlinkException: Could not restore keyed state backend for x\nCaused by: org.apache.flink.runtime.state.BackendBuildingException: Failed when trying to restore heap backend\n${file}`,
      ),
    ).toBe('snapshot-missing');
    expect(find(file)).toBe('snapshot-missing');
  });
});

describe('a broken connection names nobody, the frames that threw it do', () => {
  const broken =
    'Caused by: java.net.SocketException: Broken pipe\n\tat java.net.SocketOutputStream.write(SocketOutputStream.java:1)';

  test.each([
    ['external-service-slow', 'com.mysql.cj.protocol.a.SimplePacketSender.send'],
    ['external-service-slow', 'org.apache.flink.streaming.api.operators.async.AsyncWaitOperator.processElement'],
    ['kafka-unreachable', 'org.apache.kafka.common.network.NetworkReceive.readFrom'],
    ['checkpoint-storage-failing', 'org.apache.hadoop.hdfs.DFSOutputStream.close'],
    ['schema-registry', 'io.confluent.kafka.schemaregistry.client.rest.RestService.sendHttpRequest'],
    ['none', 'com.acme.Report.send'],
  ])('%s: %s', (id, code) => {
    expect(find(`${broken}\n\tat okio.Okio$1.write(Okio.java:2)\n\tat ${code}(A.java:3)`)).toBe(id);
  });

  test('a cause without frames of its own was thrown by what stands above it', () => {
    const above =
      'java.lang.IllegalArgumentException: nn\n\tat org.apache.hadoop.hdfs.NameNodeProxies.create(N.java:1)';

    expect(find(`${above}\nCaused by: java.net.UnknownHostException: nn\n\t... 20 more`)).toBe(
      'checkpoint-storage-failing',
    );
  });

  test("an exception that has nothing to do with a connection is nobody else's", () => {
    expect(
      find('java.lang.NullPointerException\n\tat org.apache.flink.connector.kafka.source.KafkaSource.open(K.java:1)'),
    ).toBe('none');
  });
});
