import { expect, test } from 'vitest';
import { isForeign } from '../../src/knowledge/is-foreign.ts';
import { cpuMs } from '../support/cpu-ms.ts';

test.each([
  ['a web application', 'java.sql.SQLException: no\n\tat javax.servlet.http.HttpServlet.service(HttpServlet.java:741)'],
  [
    'Spring',
    'redis.clients.jedis.exceptions.JedisDataException: no\n\tat org.springframework.data.redis.X.y(X.java:2)',
  ],
  [
    'Vert.x',
    'java.net.ConnectException: Connection refused\n\tat io.vertx.core.net.impl.NetClient.connect(NetClient.java:9)',
  ],
  ['a build', "org.gradle.api.tasks.TaskExecutionException: Execution failed for task ':jar'."],
  ['a migration of a schema', 'org.flywaydb.core.internal.exception.FlywaySqlException: Unable to obtain a connection'],
  ['a client of .NET', 'System.Data.SqlClient.SqlException (0x80131904): Login failed for user x'],
  ['a phone', 'android.database.sqlite.SQLiteFullException: database or disk is full'],
  ['a command of a shell', 'rm: cannot remove file: No space left on device'],
  ['a dump of a database', 'mysqldump: Got error: 1045: Access denied for user'],
  ['the log of MySQL', '2024-01-01T10:00:00.000Z 0 [ERROR] [MY-012592] [InnoDB] error number 28 in a file operation'],
  ['the log of PostgreSQL', '2024-01-01 10:00:00 UTC [77] PANIC: could not write: No space left on device'],
  ['the log of MongoDB', '2024-01-01T10:00:00.000+0000 I NETWORK  [conn12] end connection'],
  ['an index', 'OutOfMemoryError\n\tat org.elasticsearch.search.query.QueryPhase.execute(QueryPhase.java:1)'],
  ['the log of HBase', 'FATAL [main] regionserver.HRegionServer: ABORTING region server rs1'],
  ['nginx', '2024/01/01 10:00:00 [error] 7#7: *1 connect() failed (111: Connection refused)'],
  ['a client of MySQL', "ERROR 1045 (28000): Access denied for user 'x'"],
  ['a library of Python', 'sqlalchemy.exc.OperationalError: connection refused'],
  ['a program of Node', 'Error: EMFILE: too many open files'],
  ['a server that speaks of itself', 'redis: MISCONF errors writing to disk'],
  ['a compiler', 'error TS2322: Type string is not assignable to type number'],
  ['a task of Kafka Connect', 'sink connector ignores tasks.max, only one task comes up'],
  ['Kafka Streams', 'KStreams closes the thread on InvalidPidMappingException'],
  ['the controller of a broker', 'QuorumController is fenced and does not come back'],
  ['a broker', 'Kafka broker crashes with OutOfMemoryError'],
  ['RocksDB in C', 'rocksdb_open() fails with Too many open files'],
  ['a database on RocksDB', 'BlueStore: compaction of RocksDB blocks the OSD'],
  ['a scheduler', 'DAG tasks stay in scheduled state after the upgrade'],
  ['a shipper of logs', '[engine] failed to flush chunk: status 429, es_rejected_execution_exception'],
  ['a log of Rust', 'ERROR vector::sinks::kafka: Message production error: MessageSizeTooLarge'],
  ['a program started by hand', '$ java -jar tool.jar\nUnsupportedClassVersionError: class file version 65.0'],
  ['another process that was killed', 'Out of memory: Killed process 7616 (pipeline-server) total-vm:39943008kB'],
  ['the engine of SeaTunnel', 'org.apache.seatunnel.engine.server.Coordinator - trigger checkpoint failed'],
  ['the layout of the tools of Kafka', 'WARN Error while fetching metadata (org.apache.kafka.clients.NetworkClient)'],
  ['a shortened logger', 'WARN o.a.k.c.NetworkClient - Connection to node -1 could not be established'],
  ['a client that no job has', 'kafka-admin-client-thread | adminclient-1: listTopics timed out'],
  ['another actor system', 'Ask timed out on [Actor[akka://shop/user/orders#1]] after [3000 ms]'],
  ['a service of its own', 'our Rust consumer cannot fetch the metadata of the topic'],
  ['Clojure', 'clojure.lang.ExceptionInfo: Caught exception inside task lifecycle'],
  ['a composed container', 'rest-proxy_1  | TimeoutException: Call(callName=fetchMetadata) timed out'],
  [
    'RocksDB below other code',
    'RocksDBException: no\n\tat org.rocksdb.RocksDB.write0(Native Method)\n\tat a.b.C.run(C.java:1)',
  ],
  ['RocksDB in a folder of a person', 'RocksDBException: IO error: /Users/me/nodes/021806.log: Too many open files'],
  ['RocksDB in another folder', 'RocksDBException: IO error: /srv/index/LOCK: Too many open files'],
  ['a plugin of Elasticsearch', 'org.elasticsearch.xpack.monitoring.exporter.ExportException: bulk failed'],
  ['the log of Spark', '24/03/01 10:10:10 ERROR Inbox: Ignoring error'],
  ['the registry of others in ZooKeeper', 'KeeperErrorCode = Session expired for /solr/live_nodes'],
  [
    'code of another program',
    'IOException\n\tat com.acme.shop.Cart.load(Cart.java:1)\n\tat com.acme.shop.Api.get(Api.java:1)',
  ],
  ['the log of an application', '08:38:49 WARN [f.p.e.c.ElasticsearchClient] Got a hard failure of the bulk request'],
  [
    'the layout of a broker',
    '[2025-03-20 08:04:15,034] ERROR Uncaught exception. (SlidingWindowService)\njava.io.IOException',
  ],
  ['a logger of a broker', '2021-05-24 22:06:31 WARN Disk quota exceeded (kafka.utils.CoreUtils$) [pool-6-thread-1]'],
  ['what only a broker receives', 'InvalidReceiveException: Invalid receive (size = 112881916 larger than 104857600)'],
  ['a thread of other actors', '10:00:00 shop-akka.actor.default-dispatcher-15 ERROR - Communications link failure'],
  ['a region server', '2017-04-20 10:42:52 ERROR [RS:0;hbase:45891] Received unexpected KeeperException'],
  [
    'a task of MapReduce',
    'Killing container.\n|- 92799 (bash) java -Xmx820m org.apache.hadoop.mapred.YarnChild 10.0.0.6',
  ],
  ['its attempt', 'attempt_1409329200275_1810_r_000001_1, Status : FAILED\nrunning beyond physical memory limits'],
  [
    'a function of Pulsar',
    'IllegalStateException: no\n\tat org.apache.pulsar.functions.instance.ContextImpl.getState(C.java:4)',
  ],
  [
    'the store of RocketMQ',
    'InaccessibleObjectException: no\n\tat org.apache.rocketmq.store.MappedFile.clean(M.java:94)',
  ],
  [
    'Beam elsewhere',
    'OutOfMemoryError: Java heap space\n org.apache.beam.runners.dataflow.worker.Fn.output(Fn.java:1)',
  ],
  [
    'the shell of Hive',
    'NoClassDefFoundError: org/apache/tez/A\n\tat org.apache.hadoop.hive.cli.CliDriver.run(C.java:1)',
  ],
  ['what Hive compiles', 'Error while compiling statement: FAILED: SemanticException [Error 10001]: Table not found'],
  ['a generator of ksqlDB', 'when I run bin/ksql-datagen the topic is not present in metadata'],
  [
    'the log of Cassandra',
    'ERROR [CompactionExecutor:14] 2022-03-22 12:15:09,118 CassandraDaemon.java:228 - no space left',
  ],
  [
    'the log of ClickHouse',
    '2023.04.05 11:20:31 [ 812 ] {} <Error> CheckpointCoordinator: Failed to trigger checkpoint',
  ],
  ['the log of Redis', "1:M 14 Jul 2022 09:30:12.011 # Can't save in background: fork: Cannot allocate memory"],
  ['the log of a newer MongoDB', '{"t":{"$date":"2023-02-01T10:00:00"},"s":"E","msg":"No space left on device"}'],
  ['a line of a session of PostgreSQL', '2022-07-13 01:30:04 CEST [58401]: [203-1] LOG:  checkpoint starting: time'],
  ['MyBatis', '### Error querying database.  Cause: CommunicationsException: Communications link failure'],
  [
    'a thread of a web server',
    '2016-08-23 15:31:49 [ERROR] [http-nio-127.0.0.1-8080-exec-10] InitController - Access Denied',
  ],
  ['a wrapped service', 'jvm 1    | EsRejectedExecutionException[rejected execution (queue capacity 50)]'],
  ['the logger of Java', 'Feb 17, 2021 7:36:15 AM com.acme.Import run\nWARNING: No space left on device'],
  ['its level', 'SEVERE: Exception in thread Flush\njava.io.IOException: No space left on device'],
  [
    'a program that somebody starts',
    'Exception in thread "main" java.lang.UnsupportedClassVersionError: com/acme/cli/Tool',
  ],
  ['no set up logger', '[main] WARN org.apache.kafka.clients.NetworkClient - Connection could not be established'],
  ['a log of librdkafka', '2017-05-25T13:45:03 RDKAFKA - 3 - FAIL: SSL handshake failed'],
  ['a build of Scala', '[error] Exception in thread "main" OutOfMemoryError\n[error] \tat a.B.c(B.java:1)'],
  ['a game', '[12:01:44] [Server thread/ERROR]: java.lang.OutOfMemoryError: Java heap space'],
  [
    'a program that Java starts',
    'Error: A JNI error has occurred\nUnsupportedClassVersionError: a/Main class file version 57.0',
  ],
  ['a scaler of nodes', 'cluster-autoscaler nodes flap during scale-up and never settle'],
  ['a node of a chain', 'testnet node crashes when it creates a RocksDB checkpoint: Too many open files'],
  ['the training of a model', 'the training is stuck when it is resumed from the checkpoint, 8 GPUs'],
  ['a server of applications', 'Metaspace is full after some redeployments of the war file'],
  ['a worker of Presto', 'presto-worker_1 | os::commit_memory failed; Cannot allocate memory'],
])('%s is foreign', (_name, text) => {
  expect(isForeign(text)).toBe(true);
});

test.each([
  [
    'a driver',
    'java.sql.SQLException: no\n\tat com.mysql.cj.jdbc.exceptions.SQLError.createSQLException(SQLError.java:129)',
  ],
  ['a class that is missing', 'java.lang.NoClassDefFoundError: javax/servlet/http/HttpServlet'],
  ['a table called so', 'Table sink_android has 3 rows less than its source'],
  [
    'the parts of a source',
    'org.apache.kafka.connect.errors.ConnectException: An exception occurred in the change event producer',
  ],
  ['a client in a lake', 'Caused by: org.apache.hadoop.hive.metastore.api.MetaException: no'],
  ['a jar that was signed', 'SecurityException: class "javax.servlet.Filter"\'s signer information does not match'],
  ['what a server answers', 'Caused by: org.elasticsearch.index.mapper.MapperParsingException: failed to parse'],
  ['a region that moved', 'org.apache.hadoop.hbase.regionserver.RegionServerStoppedException: Server rs1 not running'],
  ['a pod', 'mv-enrich-taskmanager-1-1: the task was moved'],
  ['RocksDB in few words', 'rocksdb compaction is behind, writes stall'],
  ['RocksDB below a job', `the job is slow, ${'its RocksDB compacts all day long and '.repeat(4)} the disk is busy`],
  ['a plugin', 's3 presto plugin: Access Denied'],
  ['a connector for Hive', 'hive connector works in lib, but not in the fat jar'],
  ['a process of Java that was killed', 'Out of memory: Killed process 7616 (java) total-vm:39943008kB'],
  ['the actor system of Flink', 'Ask timed out on [Actor[akka://flink/user/dispatcher#1]] after [10000 ms]'],
  ['RocksDB of a worker', 'RocksDBException: IO error: /data1/tmp/job_1_op_2/db/000123.sst: Too many open files'],
  [
    'RocksDB alone',
    'RocksDBException: no\n\tat org.rocksdb.RocksDB.get(Native Method)\n\tat org.rocksdb.RocksDB.get(RocksDB.java:1)',
  ],
  ['a checkpoint', 'Could not materialize checkpoint 14 for operator Window'],
  ['a broker that a job talks to', 'our sink loses the transaction when a broker restarts'],
  ['a database whose name is in a word', 'Rollback after a bad upgrade, the deployment stays down'],
  ['a user of a database', 'GRANT SELECT ON *.* TO `maxwell`@`%`'],
  ['a task in the layout of Hadoop', '2022-01-01 10:00:00,001 WARN Task: Sink: es (3/8)#0 switched to FAILED'],
  [
    'the start of a job by Java',
    'Error: LinkageError occurred while loading main class com.acme.OrdersJob\nclass file version 61.0',
  ],
  [
    'the main thread of a job',
    'Exception in thread "main" java.lang.IllegalStateException: No operators defined in streaming topology',
  ],
  ['the main thread of a pipeline', 'Exception in thread "main" org.apache.beam.sdk.util.UserCodeException: no'],
  ['a scaler that a job suffers from', 'Karpenter replaces nodes all the time and the job restarts'],
  ['a chain that a job reads', 'our job indexes Ethereum and its Kafka source cannot reach the brokers'],
  ['a model that a job calls', 'the async call to a GPU server takes two seconds'],
  ['a tracker of faults', "ParsingException: DDL couldn't be parsed. Please open a Jira issue with the statement"],
  [
    'a connector of SeaTunnel',
    'no\n\tat org.apache.seatunnel.jdbc.A.b(A.java:1)\n\tat org.apache.seatunnel.jdbc.A.c(A.java:1)',
  ],
])('%s in a job is not', (_name, text) => {
  expect(isForeign(text)).toBe(false);
});

test.each([
  '\n',
  'org.',
  'a.',
  'rm',
  '[1] ',
  'I NETWORK',
  '[MY-',
  ' pg_wal',
  'RocksDBException: ',
  'at org.rocksdb.',
  'akka://',
  '\nkafka',
  '### ',
  '[2025-03-20 08:04:15,034] ERROR (',
  '[error] \n',
  ' a-akka.',
  '[main] INFO a',
  'training ',
  'Exception in thread "main" ',
])('a long paste of %j takes no time', (part) => {
  const started = cpuMs();

  isForeign(part.repeat(100_000));

  expect(cpuMs() - started).toBeLessThan(2000);
});
