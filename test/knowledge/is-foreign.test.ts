import { expect, test } from 'vitest';
import { isForeign } from '../../src/knowledge/is-foreign.ts';

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
])('a long paste of %j takes no time', (part) => {
  const started = performance.now();

  isForeign(part.repeat(100_000));

  expect(performance.now() - started).toBeLessThan(2000);
});
