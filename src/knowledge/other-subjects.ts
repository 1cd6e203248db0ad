/**
 * What people write that no procedure is for, one text per line: wishes and questions about Flink, statements and builds that
 * are refused before any job runs, troubles of other products in words that Flink uses too, business and small talk.
 * `subject.ts` learns from it what is not spoken of here; a line more makes it surer, none decides alone.
 */
export const otherSubjects = `
It would be nice if the file sink could name the finished part files after the event time of the bucket instead of a uuid
Add an option to FileSink so that small Parquet files are merged by size and not only by checkpoint count
[FLINK-31877][connectors/kafka] Support regex exclusion list when subscribing topics by pattern
FLIP-412: Introduce a unified rate limiter for all FLIP-27 sources
Support reading Avro unions with more than two branches in flink-avro SQL format
Feature request: allow JDBC sink to use COPY for PostgreSQL instead of batched inserts
Would love to see a native Redis connector in the official Flink connector repositories, with both lookup and sink side
Proposal: expose the RocksDB block cache hit ratio as a default metric rather than an opt in
[feature] Kubernetes operator should let me set a custom savepoint path per FlinkSessionJob
Add support for VARIANT type in the Table API and in the JSON format
[FLIP-388] Pluggable failure labels for the exceptions history, discussion thread
Please add an "are you sure" dialog before the Cancel button in the web dashboard
Support Iceberg v3 deletion vectors in the Flink sink writer
PR: Implement LookupTableSource partial caching for the MongoDB connector
Could the SQL Client get auto completion for catalog and database names?
Improvement: show watermark per source split in the Web UI graph
Enable Kerberos delegation token renewal for Hive Metastore in application mode – new feature
Add PIVOT and UNPIVOT syntax to Flink SQL, as other engines already have it
[FLINK-34012][runtime] Make the adaptive scheduler take task balancing into account when it assigns slots
Wish: operator chart should support topologySpreadConstraints for the operator deployment itself
As a platform team we want a REST endpoint that lists all savepoints of a job, so that our portal can show them
Introduce asynchronous state access for interval joins (FLIP-424 follow-up)
Support Java records as POJO types out of the box
[Feature][CDC] support MySQL 8.4 LTS and the renamed binlog statements
Flink CDC pipeline: add a sink for Snowflake via Snowpipe streaming
Idea: let a checkpoint interval be chosen per job region so that batch-like parts do not snapshot at all
Make the number of retained checkpoints visible in the REST API
Nice to have: sbt giter8 template for Flink 2.x projects with Scala 3
[FLINK-29411][python] Provide KeyedCoProcessFunction timers with side outputs in PyFlink
Allow upsert-kafka to be read from a given timestamp – currently only earliest is possible
Add OpenTelemetry trace reporter for checkpoint and recovery spans
Request: helm chart values for extra labels on the webhook service
Support exactly once delivery in the Elasticsearch sink using external versioning
New connector: Google Bigtable as lookup source and sink
Proposal to deprecate SourceFunction and SinkFunction and remove them in the next major release
[umbrella] Improve disaggregated state for cloud native deployments
Please consider adding HashiCorp Vault as a provider for secrets in flink-conf
Add GROUPING SETS support for window table valued functions in batch mode
Feature: let autoscaler recommend only, and publish its decision as a Kubernetes event without acting
[FLINK-35265] Add a custom resource FlinkStateSnapshot so that savepoints can be managed declaratively
We would like dynamic partition discovery to be switched off per topic rather than for the whole source
Add protobuf schema registry format to Flink SQL similar to avro-confluent
Enhancement: allow user defined serializers to be registered through YAML config only
Support schema evolution for nested rows in the Paimon sink action
DISCUSS: dropping Java 8 and making Java 17 the default for docker images
The dashboard should have a dark mode, long shifts are hard on the eyes
Add REST call to change the log level of a running TaskManager
Support temporal join against a view with deduplication hidden behind it
Introduce MATERIALIZED TABLE refresh by workflow scheduler plugin
[hudi] Flink: add bucket index with consistent hashing resizing
Let 'flink run' accept an http URL for the jar
pulsar connector: make it possible to consume with Key_Shared subscription in SQL
Feature suggestion – cost based choice between broadcast and shuffle for lookup joins
Add a built-in dead letter queue for records a deserializer cannot parse, something every team now builds by hand
Could JdbcCatalog support Oracle and SQL Server too?
[FLINK-33497] Update the Kubernetes client used by native deployments and offer EndpointSlice based discovery
Make ProcessingTimeService mockable for user tests
FLIP idea: speculative execution for sinks in batch jobs
feat(operator): add printer column with the current parallelism to kubectl get flinkdep
Add ML_PREDICT and model DDL to the SQL gateway
Support S3 Express One Zone buckets in the filesystem plugin
Kinesis: implement Enhanced Fan-Out in the new source
Sink V2: offer a hook that runs after the global commit
It'd be great to pause a single source from the UI without stopping the whole pipeline
Add ARRAY_INTERSECT and MAP_FILTER built-in functions
Backport request: bring the kafka 3.7 client bump to the v3.1 connector branch
Allow CREATE TABLE AS SELECT to define a primary key and a watermark
RFC: state processor API reader for window operators with custom triggers in Python
Extend metrics with the age of the last completed checkpoint
Introduce a lightweight profiler tab based on async-profiler for the JobManager as well
doris connector: group commit mode wanted for stream load
Support Azure Workload Identity in flink-azure-fs-hadoop
Provide ARM64 images on the official Docker Hub repository for every patch release
Add savepoint label or description field so people can tell later why it was taken
[FLINK-20928] new option to let the source reader emit idle status faster after assignment of empty splits
Operator: please support suspending jobs on a cron schedule, for dev environments at night
Support LATERAL snapshot of Delta Lake tables as lookup dimension
Enable HTTP/2 for the REST server
feature: mTLS between operator and JobManager REST with cert-manager issued certificates
Let users give hints for state TTL per join input in SQL
ClickHouse sink should implement the async sink base, contributions welcome
Umbrella ticket: Flink history server scalability and pagination
Add lineage listener that reports column level lineage to OpenLineage
Introduce window offset for session TVF and early fire as an experimental SQL option
希望 FileSink 支持按照自定义时间字段滚动目录，现在只能用处理时间
[Feature] 支持 Flink CDC 整库同步到 StarRocks 时自动新增列
能否给 Flink Web UI 增加一个按作业名称搜索的功能？
建议 Kubernetes Operator 支持自定义 Pod 优先级
需求：SQL 网关增加用户级别的权限控制和审计日志
希望官方提供 Redis 维表连接器，并支持缓存策略配置
How do I decide between ValueState holding a map and MapState when the backend is RocksDB?
What is the difference between a savepoint and a checkpoint, and when should I take which?
Why does Flink need a watermark at all if I only use processing time windows?
How can I join two streams by key within 15 minutes with the DataStream API?
Is it possible to share one Kafka source between several SQL INSERT statements?
What does setBufferTimeout do exactly and what value is sensible for low latency?
Which Flink version is compatible with flink-connector-kafka 3.2.0-1.19?
Can I use Java 21 with Flink 1.20 or should I wait for 2.x?
How to write a custom trigger that fires early every minute and finally at the end of window
Spark Structured Streaming or Flink for a new fraud detection project, what would you choose and why?
Flink vs Kafka Streams: which one is easier to operate for a small team?
What's the recommended way of passing secrets to a FlinkDeployment custom resource?
How many task slots per TaskManager do people normally configure on 4-core pods?
Could someone explain the meaning of "keyed state" versus "operator state" to a beginner
Where can I see numRecordsInPerSecond in Prometheus, what is the full metric name?
How do I test a KeyedProcessFunction with timers, is there a harness?
In PyFlink, how do I convert a DataStream to a Table with event time attribute?
Is there any way to read only new files of a directory with FileSource and then remember them?
How can one deduplicate events in Flink SQL by id, keeping the last row?
What is the use of uid() on operators, and must I set it on every one?
Does the helm chart of the flink kubernetes operator install the CRDs automatically on upgrade?
How do I watch only certain namespaces with the operator, and can I add one later?
Application mode, session mode, per-job mode: which of them should we use on Kubernetes?
Why are there two jars, flink-table-planner and flink-table-planner-loader, and which one do I need?
What happens to timers when a key is never seen again?
How to broadcast rules to all parallel instances and update them at runtime
Can Flink CDC read from a Postgres standby or only from the primary?
How does Flink SQL handle late rows in TUMBLE windows by default?
What is the best practice for schema evolution with Avro POJOs in state?
How can I migrate from FlinkKafkaConsumer to KafkaSource without losing my place in the topic?
Is there documentation on sizing managed memory for a job with 200 GB of state?
Do I have to install Hadoop if I only want to write to S3?
How do I enable incremental checkpoints through the config file?
Question about parallelism: should it equal the number of Kafka partitions?
In which order are elements of different partitions processed after keyBy?
How to add custom metrics, say a histogram of payload size, in a RichMapFunction
Understanding the difference between rebalance, rescale and shuffle
How do you do blue/green deployment with Flink on EKS?
What is the semantic of CURRENT_TIMESTAMP in a streaming query, per row or per query?
Is exactly-once possible with a JDBC sink and what would I have to do?
How can I limit the rate at which a source reads, for example 1000 records per second?
Can a Flink job be started from a savepoint of another job with a different graph? What are the rules?
How does unaligned checkpointing work under the hood?
What is an appropriate value for state.backend.rocksdb.memory.managed?
Which serialization is faster for case classes, Kryo or a custom TypeInformation?
How to access the Kafka header and the partition number in a Flink SQL table
Any good book or course to learn stateful stream processing with Flink?
How does the adaptive batch scheduler choose the parallelism of a vertex?
Is it ok to call a REST service from a map function, or should I go for async I/O?
How to unit test SQL queries locally without a Kafka broker
What's the minimal pom for a Flink 2.0 job written in Kotlin?
Does Amazon Managed Service for Apache Flink let you set your own JVM options?
Where does Flink store uploaded jars and how do I change that directory?
Can you run a Python UDF in thread mode and what are the limits?
Trying to understand whether a session window keeps all elements or only the aggregate
How to use a CEP pattern with "not followed by" at the end and a time limit
Is there an equivalent of Spark's foreachBatch in Flink?
Which catalog should I pick for production: Hive, JDBC, Iceberg REST or generic in memory?
What are the default values of the restart strategy in 1.18 and where is it written down?
How do I make the history server read archives from GCS?
Does anybody use Flink with Pulsar in production and can share experience?
How can the TaskManager log level be set only for my own package with log4j2?
How to get the job id inside of a rich function at runtime
Would a broadcast join be better than a lookup join for a 50 MB dimension table?
What is the purpose of the Flink SQL Gateway compared with the SQL client?
How to configure Prometheus scraping for TaskManager pods created in native Kubernetes mode
Are temporal joins on processing time supported with a Hive table?
Where do I find a compatibility matrix of Flink CDC and Flink releases?
Can I set different parallelism per operator in SQL?
How do I split one stream to several sinks by a field: side outputs or filter?
Is a changelog stream with retractions the same as an upsert stream?
Can the operator manage session clusters created by hand?
Learning question: what is a key group, and why can max parallelism not be changed later?
What does "credit based flow control" mean?
How to read a compressed JSON lines file from S3 as bounded source in batch mode
How do event time timers behave when the source is idle? Just asking for understanding
Why does the explain plan show Exchange(distribution=[hash]) twice for one group by?
What is the difference between allowedLateness and the out-of-orderness bound?
Best approach for enriching a stream with a slowly changing table of customers
How to schedule a Flink batch job from Airflow?
How should I size the network memory of TaskManagers for parallelism 256? Looking for a rule of thumb
Is there a way to query state from outside, now that queryable state is deprecated?
flink on yarn: how do you ship extra config files to containers?
Which garbage collector do you recommend for heap state of about 10 GB?
How to write Parquet with Snappy compression with the bulk writer
Do savepoints in native format restore faster than canonical ones?
How do I pass program arguments with spaces through the REST jar run call?
Is it allowed to mix DataStream and Table API in one program and have a single execute?
Newbie here, how to print a DataStream on the console when running in docker compose
What are the consequences of disabling operator chaining for debugging?
How can I get the current watermark inside a ProcessFunction?
Will savepoints taken with 1.17 be readable by 1.20?
Do I need ZooKeeper for HA when I am on Kubernetes?
How to emit results of a windowed count even if no event arrived for that key
Kafka offsets: does Flink commit them to the broker and who uses the committed ones?
How can I use ROW and nested field access in Table API expressions?
What is the recommended method to count distinct users per day over a huge stream, exact or HyperLogLog?
Is there a hook to run code once per TaskManager when it starts?
Flink 状态后端选 HashMap 还是 RocksDB，有什么判断标准？
请问 Flink SQL 里 interval join 和 regular join 的区别是什么？
水位线的乱序时间一般设置多大比较合适？
如何在 Flink 中实现每天零点清空一次累计值
PyFlink 怎么引入第三方 jar 包和 Python 依赖？
想问下并行度和 slot 数量之间是什么关系
Flink CDC 3.x 支持哪些 Flink 版本，有对照表吗？
新人求教：Flink on Yarn 和 Flink on K8s 该选哪个
怎么用 Prometheus 采集 Flink 作业的指标，需要改哪些配置？
KeyedProcessFunction 的定时器如何写单元测试？
savepoint 和 checkpoint 在使用场景上有什么不同
维表数据量只有几万条，用广播流还是 lookup join 更好？
SQL validation failed. From line 1, column 15 to line 1, column 22: Object 'orders_v' not found
org.apache.calcite.sql.parser.SqlParseException: Encountered "value" at line 4, column 3, was expecting one of: identifier, backtick
Cannot resolve method 'assignTimestampsAndWatermarks' with a lambda in IntelliJ, Flink 1.19
The generic type parameters of 'Tuple2' are missing, how do I give the type hint with returns() in a flatMap lambda
java: incompatible types: SingleOutputStreamOperator<String> cannot be converted to DataStreamSource<String>
TableException: Table sink 'out' doesn't support consuming update changes which is produced by node GroupAggregate
could not find implicit value for evidence parameter of type TypeInformation[Event] when compiling with sbt
Maven shade: why does my fat jar contain flink-runtime although I marked it as provided?
When I press Run in IntelliJ I get NoClassDefFoundError StreamExecutionEnvironment because of provided scope
Could not find any factory for identifier 'kafka' that implements DynamicTableFactory in the classpath while running my IDE example
ValidationException: Unsupported options found for 'filesystem': 'formt'. Did I misspell something
mvn clean package fails: Could not resolve dependencies for flink-connector-base:jar:2.0-SNAPSHOT
gradle shadowJar merges META-INF/services wrongly, table factories disappear from the jar I build
Unit test with KeyedOneInputStreamOperatorTestHarness complains that the key selector is null
JUnit 5 test hangs because MiniClusterExtension is started twice in the same class, how to structure it
Rowtime attributes must not be in the input rows of a regular join. As a workaround you can cast ... – what should I write instead?
Function signature mismatch: No match found for function signature TUMBLE(<TIMESTAMP_LTZ(3)>, <INTERVAL>)
Type mismatch of query result and sink schema: query [id: BIGINT], sink [id: STRING]
InvalidProgramException: The implementation of the MapFunction is not serializable, since my class holds a DB client field
compile error: value keyBy is not a member of org.apache.flink.streaming.api.scala.DataStream after upgrading Scala
Which dependency do I need for Row and RowTypeInfo in Flink 1.18? pom only has flink-streaming-java
pip install apache-flink fails on Mac M2 with Python 3.12, cannot build wheel for pemja
ModuleNotFoundError: No module named 'pyflink' in VS Code although I installed it into the venv
No ExecutorFactory found to execute the application – new project, started from main in Eclipse
After adding flink-clients to build.gradle the IDE still shows red imports
PyCharm: TypeError: Could not found the Java class 'org.apache.flink.connector.kafka.source.KafkaSource', do I need to add jar first?
Parser error on backtick quoted column with a dot inside, how do I escape it in SQL client
CREATE VIEW with WITH clause refused by the parser at line 2, what is the right syntax?
Cannot convert a Table with update changes by toDataStream(), compiler suggests toChangelogStream
'slf4j: multiple bindings' warnings when I run my Flink unit tests with surefire
The program does not contain sinks; execute() in my main throws "No operators defined in streaming topology"
Window can only be defined over a time attribute column, but proctime was expected, says the planner when I write HOP
java.lang.IllegalArgumentException in my test: parallelism must be 1 for non-parallel operator fromElements
Spring Boot plus Flink in a single jar: bean of type StreamExecutionEnvironment cannot be autowired
scalac: object flink is not a member of package org.apache – build.sbt inside
kotlin lambda does not compile where Flink expects a KeySelector; object expression works
How can I mock RuntimeContext in Mockito? getState returns null in my unit test of a RichFlatMapFunction
Temporal table join currently only supports FOR SYSTEM_TIME AS OF left table's time attribute field – planner message
org.apache.flink.table.api.ValidationException: Primary key can't be nullable, column user_id in my DDL
Expression 'amount' is not being grouped – error from Flink SQL on a query that MySQL would accept
Dependency convergence error between flink-avro 1.17.2 and our parent pom that fixes avro at 1.9
javac: [ERROR] class file has wrong version 61.0, should be 55.0 when building example project
The UDF's eval method cannot be found: "Could not extract a valid type inference for function class"
DataTypes hint missing: cannot extract a data type from java.util.Map in my ScalarFunction, developing locally
Unable to build flink from source behind corporate proxy, npm step of web dashboard times out
spotless check fails in my local build of the connector
sbt assembly: deduplicate: different file contents found in module-info.class, flink jars
SQL client: [ERROR] Could not execute SQL statement. Reason: Unknown identifier 'watermrk'
My IDE debug session never stops at the breakpoint in the process function, how do I debug Flink locally?
TestHarness gives watermark Long.MIN_VALUE after processWatermark call, is my test wrong?
Incompatible types for sink column ts: TIMESTAMP(3) vs TIMESTAMP_LTZ(3), does the planner not cast implicitly?
Cannot instantiate catalog: missing required option 'default-database' while trying the quickstart
StreamTableEnvironment import is not found, do I need the bridge module?
Unsupported query: ORDER BY on non-time-attribute field without LIMIT in streaming mode
I call env.execute() twice and collectAsync in the same main, compiler fine but the API says it's illegal
Archetype generation: mvn archetype:generate flink-quickstart-java asks for version, none is accepted
Ambiguous method call keyBy(KeySelector) / keyBy(int...) reported by javac
MATCH_RECOGNIZE: greedy quantifier on last pattern variable rejected at validation
checkstyle rule ImportOrder violated in module flink-examples-streaming on my branch
Hive dialect parse error: FAILED: ParseException line 1:7 cannot recognize input near 'INSERT' 'INTO'
lombok @Value class is not treated as POJO: "must have a default constructor" message at compile of my type test
embedded Kafka in integration test binds port 9092 twice, tests cannot be run in parallel from gradle
Does flink-test-utils bring log4j in transitively? Want to exclude it in my build
Tried to write an AggregateFunction in Table API, getting "Function class is not public and static"
IDEA 里运行 Flink 程序报找不到类，provided 作用域要怎么勾选？
SQL 校验报错：Column 'dt' not found in any table，语法应该怎么写
maven 打包时 shade 插件把 META-INF/services 覆盖了，怎么配置合并
lambda 表达式泛型擦除，编译提示要用 returns 指定类型
pip 安装 apache-flink 一直失败，Python 3.12 是不是还不支持？
建表语句里 PRIMARY KEY 不写 NOT ENFORCED 就解析不通过
[hotfix][docs] Fix broken link to the savepoint page in the ops section
Typo in documentation: "recieve" should read "receive" in the task lifecycle chapter
[FLINK-36210][docs-zh] Translate the page about watermark alignment into Chinese
KafkaSinkITCase.testRecoveryWithExactlyOnceGuarantee is unstable on Azure, disabled for now
Flaky test: AdaptiveSchedulerTest fails once in fifty runs on CI
Release Flink Kubernetes Operator 1.11.0: checklist and vote thread
[VOTE] Release flink-connector-jdbc 3.2.1, release candidate #2
Bump netty to 4.1.115 to silence the CVE scanner, no behaviour change
License header missing in three generated files, RAT plugin complains
NOTICE file does not list the newly bundled protobuf dependency
Refactor CheckpointCoordinator into smaller classes, pure clean-up without functional change
Move AbstractStreamOperatorTestHarness to the test jar, internal refactoring
Migrate module flink-runtime tests from JUnit 4 to JUnit 5 and AssertJ
Website: the download page shows the wrong sha512 link for 1.19.2
CI: nightly e2e job takes 4 hours, split it in two stages
GitHub Actions runner is out of disk space when it builds the docs for all branches
Remove deprecated methods of Time class from the public API annotations
Docs: the RocksDB tuning page should explain what write stalls are and give an example
Add a "how to debug failed checkpoints" tutorial to the learn section of the docs
[chore] upgrade Maven wrapper and drop unused profiles from root pom
Azure pipeline fails in the "compile cron jdk17" stage since yesterday's merge of the parent pom
Javadoc build broken by an unescaped ampersand
Improve wording of the exactly-once paragraph in the README of the elasticsearch connector repo
docs: config option table misses default for execution.checkpointing.timeout
Python wheels for release branch can't be uploaded to PyPI because the project quota is used up
Cherry-pick the commit of FLINK-33101 to branch release-1.18
[build] shade guava31 relocations moved to flink-shaded 19
Rename variable names in SlotPool implementation to be consistent with the style guide
flink-web: add blog post announcing 2.1.0
Update copyright year to 2026
ArchUnit violation store has to be regenerated after package move
E2E test of SQL client times out waiting for docker image pull from registry mirror
Dependabot: bump follow-redirects from 1.15.2 to 1.15.6 in /flink-runtime-web/web-dashboard
Test instability in HybridSourceITCase on JDK 21 nightly; log attached from the CI artefacts
Create snapshot repository for the new Prometheus connector and wire it into nightly builds
Remove scala 2.11 leftovers from build scripts
Spelling of "asynchronous" in the state backend comments
sonar reports 14 code smells in the kinesis module, tidy them up
Add codeowners file and issue template to the flink-cdc repository
Document that the helm value watchNamespaces needs a redeploy of the role bindings
Broken anchors in search results of nightlies docs site
Docs for PyFlink state API lack imports, example cannot be copied
Release notes 1.20: mention removal of legacy options
PR template: ask contributors whether generative tooling was used
testcontainers upgrade so that integration tests run with the newest Docker engine
[test] replace Thread.sleep by CommonTestUtils.waitUntilCondition in the checkpoint tests
[docs] 修正中文文档"状态后端"一页的错别字
翻译任务：把 SQL 窗口函数页面同步到最新英文版本
CI 上 PostgresSourceITCase 偶发超时，先标记为不稳定用例
升级 flink-shaded 依赖版本并更新 NOTICE 文件
Spark structured streaming query dies with "offsets out of range" after the topic was truncated, and the checkpoint location cannot be reused
ExecutorLostFailure (executor 14 exited caused by one of the running tasks) Reason: Container killed by YARN for exceeding memory limits
Our Spark job hangs at stage 23, 199 of 200 tasks finished and the last one runs for hours
spark driver OOM: java heap space when collecting broadcast table in nightly ETL
pyspark foreachBatch writes duplicate rows after the streaming query restarted from its checkpoint directory
WARN HDFSBackedStateStoreProvider: state for version 118 doesn't exist in loadedMaps, Spark streaming slow after restart
Spark on Kubernetes: driver pod Pending, executors never registered, initial job has not accepted any resources
org.apache.spark.shuffle.FetchFailedException: Failed to connect to worker-07:7337, stage retried four times
Databricks streaming table stops with "Detected a data update in the source table", need to reset the checkpoint
Databricks cluster terminated: driver unresponsive, GC overhead, notebook detached
Delta Lake OPTIMIZE hits ConcurrentAppendException every night
AutoLoader backlog grows, RocksDB state store of the Databricks stream takes 90 s per micro batch
Spark thrift server leaks memory, restart needed every two days
Kafka broker 3 went down, 142 under-replicated partitions, ISR shrinks and expands constantly
KRaft controller quorum lost leadership, brokers fenced because heartbeats were late
Kafka: log dir /data1 failed with IOException No space left on device, broker shut itself down
Consumer group of our Go service keeps rebalancing: member failed to heartbeat within session timeout, lag climbs to 2 million
CommitFailedException in the Spring Kafka listener because poll interval exceeded max.poll.interval.ms
librdkafka: Local: Maximum application poll exceeded, consumer leaves the group and the lag on six partitions increases
Kafka Connect worker in an endless rebalance loop since we added the third node
Debezium MySQL connector task FAILED: binlog position no longer available on server
Kafka Connect S3 sink: task is being killed and will not recover until manually restarted
Debezium postgres: replication slot debezium is active for PID 2231, connector won't start
MirrorMaker 2 does not translate consumer offsets, the checkpoint topic stays empty on the target cluster
Kafka Streams app stuck in REBALANCING, state restoration of the changelog topic takes forever
Kafka Streams RocksDBException: while lock file: /tmp/kafka-streams/0_1/LOCK: no locks available
ProducerFencedException in our Kafka Streams service, threads die one after the other
Unclean leader election happened on topic payments, some messages were lost on the Kafka cluster
__consumer_offsets partition 12 has no leader, all groups there get COORDINATOR_NOT_AVAILABLE
Kafka log cleaner thread died, compaction backlog, disks of the brokers filling up
ZooKeeper session expired, Kafka controller re-elected four times tonight
Strimzi operator cannot roll kafka-2, pod never becomes ready within 300000 ms
Schema Registry returns 50003 forwarding request to leader failed, node says no leader elected
Cruise Control rebalance proposal stuck in execution for 9 h
ksqlDB persistent query in ERROR state after deserialization exception
Airflow: tasks stuck in queued state, the scheduler heartbeat is 12 minutes old
[Airflow] Detected zombie job, task marked failed though the pod finished successfully
airflow scheduler in CrashLoopBackOff, database migrations incomplete
All pool slots used, DAG runs pile up in Airflow and sensors block workers
Celery worker lost: WorkerLostError exited prematurely signal 9 (SIGKILL), Airflow 2.7
Airflow triggerer doesn't defer, deadlock found when trying to get lock on MySQL metadata DB
HDFS namenode in safe mode after power outage, missing blocks 0.3 percent
Both NameNodes standby, ZKFC leader election fails with session timeout
DataNode heartbeat lost, 3 dead nodes, replication of blocks under way and slow
SecondaryNameNode checkpoint is 40 hours old, fsimage not merged and edits directory keeps growing
JournalNode timeouts: NameNode shutting down, quorum not reached
YARN ResourceManager failover: all MapReduce applications went back to ACCEPTED and wait for containers
NodeManager marked unhealthy: local-dirs usable space is below configured utilization percentage
MapReduce job fails: Error: Java heap space in reducer attempt_1690000000_0001_r_000003
Hive metastore connection pool exhausted, queries wait
Hive compaction stuck in "initiated", delta directories grow, queries on ACID table slow down
HiveServer2 out of memory after a user selected the whole partitioned table
Tez session hangs, container preempted over and over
Trino query failed: Query exceeded per-node memory limit of 8GB
Presto coordinator GC pause 40 s, workers gone from discovery
Trino worker graceful shutdown never ends, tasks remain in FLUSHING
Trino Iceberg connector: failed to commit, metadata location changed
CockroachDB: pebble write stall, L0 sublevels 28, node liveness heartbeat failing
cockroach node decommission is stuck with 11 ranges left
TiKV write stall due to too many L0 files; raftstore cpu saturated and leader drops
TiKV: region unavailable, no leader for region 8812 after store 4 was down
PD leader election keeps flapping between pd-0 and pd-2
MyRocks replica lags, compaction pending bytes 200 GB, writes are stopped
RocksDB in our C++ ingestion service: memtables flush stalls and the process takes 30 GB RSS
YugabyteDB tablet server falls behind, remote bootstrap loops
Ceph OSD crashes with rocksdb: Corruption: block checksum mismatch
BlueStore slow ops, OSD heartbeats no reply, PG stuck peering
postgres log: checkpoints are occurring too frequently (9 seconds apart), consider increasing max_wal_size
PostgreSQL pg_wal fills the disk since an inactive replication slot holds 400 GB of WAL
ERROR: deadlock detected. Process 1887 waits for ShareLock on transaction 9921, postgres 14
Standby cannot catch up: requested WAL segment has already been removed
Patroni lost the leader lock in etcd, demoted itself and there was no primary for three minutes
autovacuum can't keep up, transaction id wraparound warning on the main Postgres
FATAL: sorry, too many clients already – pgbouncer pool saturated after deploy
Rollback to SAVEPOINT fails: savepoint "sp1" does not exist, in our JDBC transaction with Postgres
Postgres backend killed by the OOM killer during a hash join, database entered recovery mode
MySQL replication stopped: Error 1236, could not find first log file name in binary log index
InnoDB: page_cleaner: 1000ms intended loop took 8200ms, checkpoint age close to max
Lock wait timeout exceeded; try restarting transaction, on the orders table of MySQL
MySQL Group Replication: member expelled, no majority, cluster read only
Galera node stuck in joiner state, SST transfer fails
Aurora failover lasted 6 minutes, writers got read-only errors
MongoDB secondary is too stale to catch up, oplog window exceeded
mongod WiredTiger checkpoint takes 120 s, tickets exhausted, latency through the roof
MongoDB replica set without primary: election loop because of clock skew
Mongo balancer stuck on jumbo chunk migration
Redis: MISCONF Redis is configured to save RDB snapshots, but it is currently not able to persist on disk
redis cluster slot 8122 not served, CLUSTERDOWN after failover
Redis OOM command not allowed when used memory > 'maxmemory'
Sentinel can't agree on a new master, odown flapping
Redis Streams consumer group has 40k pending entries and XAUTOCLAIM is stuck
Elasticsearch cluster red: 14 unassigned shards, flood stage disk watermark exceeded on node es-data-3
CircuitBreakingException: [parent] Data too large on Elasticsearch coordinating nodes
Elasticsearch master not discovered yet: this node must discover master-eligible nodes to bootstrap
es_rejected_execution_exception in bulk queue of logstash, 200 queued tasks
OpenSearch snapshot to S3 is PARTIAL, repository verification exception
Kibana: Unable to load, no living connections
Cassandra: pending compactions 5400, read latency p99 3 s, nodes flagged DOWN by gossip
Cassandra hinted handoff fills the disk, dropped mutations
java.lang.OutOfMemoryError: Direct buffer memory in Cassandra native transport
ScyllaDB shard 3 stalls, reactor stalled for 900 ms during compaction
ClickHouse: DB::Exception: Too many parts (301). Merges are processing significantly slower than inserts
ClickHouse Keeper lost quorum, ReplicatedMergeTree tables are readonly
Kafka engine table in ClickHouse stopped consuming, offset doesn't move
clickhouse memory limit (total) exceeded: would use 57 GiB on insert select
HBase region stuck in transition, RegionServer aborted after ZooKeeper session expiry
HBase: memstore above high water mark, updates blocked, compaction queue 900
Druid middle manager has no free task slots, indexing tasks pending for hours
Druid supervisor for kafka ingestion UNHEALTHY_TASKS, offset was reset
Pinot realtime segment stuck in CONSUMING, lag ten million
InfluxDB compaction panics on startup, WAL replay endless
etcd: apply request took too long, leader changed, database space exceeded alarm NOSPACE
kube-controller-manager on master-2 restarts every hour: leaderelection lost
Pod payments-api OOMKilled six times in the last hour, exit code 137
CrashLoopBackOff: back-off 5m0s restarting failed container=web pod=frontend-6c9d
Node NotReady, kubelet stopped posting node status, pods evicted for disk pressure
ImagePullBackOff on the billing cronjob in namespace prod
PVC stays Pending: waiting for first consumer, no volume plugin matched
cert-manager challenge pending, ingress shows the fake certificate
HPA flaps between 3 and 12 replicas of checkout service
CoreDNS SERVFAIL bursts, services can't resolve each other
StatefulSet rollout of zookeeper stuck at 1 of 3
ArgoCD application OutOfSync in a loop, self heal restarts the deployment again and again
Helm upgrade failed: another operation (install/upgrade/rollback) is in progress for grafana
Karpenter doesn't launch nodes, insufficient capacity error in eu-west-1a
nginx: upstream timed out (110: Connection timed out) while reading response header from upstream
Ingress controller answers 503 for api.shop.example since this morning's release
nginx worker_connections are not enough, 2048
Envoy: upstream connect error or disconnect/reset before headers, reset reason: overflow
Istio sidecar not ready, readiness probe 15021 fails, pods killed
istiod memory leak, push to 900 proxies takes minutes
HAProxy backend has no server available, all health checks L4TOUT
Prometheus crash loops on WAL replay, OOMKilled at 32 GiB
Prometheus compaction failed: "write block: no space left on device"
Grafana dashboards show no data since datasource proxy returns 502
Alertmanager cluster peers flapping, notifications come twice
Thanos compactor halted: overlapping blocks found
Loki ingester: too many unhealthy instances in the ring
Jenkins agent went offline during the build, remoting channel closed
GitLab runner: job failed (system failure): no space left on device
GitLab CI stuck: this job is stuck because you don't have any active runners with the tag docker
Gitaly out of memory, pushes to the monorepo hang
Docker daemon hangs, docker ps does not return, containerd shim deadlock
docker: Error response from daemon: OCI runtime create failed, cgroup memory limit below minimum
docker build cache eats 180 GB of /var/lib/docker on the build server
terraform apply: Error acquiring the state lock, ConditionalCheckFailedException
Terraform state file corrupt after interrupted run, how do I restore an older version of the state
Ansible playbook hangs at gathering facts on two hosts
Node.js FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory in our webpack build
Express API leaks memory, pm2 restarts it every 20 minutes
React app rerenders in an infinite loop after login, useEffect missing dependency
Next.js hydration failed in production only
Django: OperationalError: server closed the connection unexpectedly under gunicorn load
Celery tasks stuck in PENDING, beat heartbeat missed, RabbitMQ queue has 80k messages
gunicorn [CRITICAL] WORKER TIMEOUT (pid:88), 502 to users
FastAPI service blocks, asyncio event loop starved by sync call
goroutine leak in the order service, 400k goroutines and rising
fatal error: all goroutines are asleep - deadlock! in our Go worker
.NET service: System.OutOfMemoryException in the report generator, IIS app pool recycles
Deadlock in Entity Framework transaction, SQL Server chose our process as victim
Spring Boot actuator health DOWN, Hikari pool: connection is not available, request timed out after 30000ms
Tomcat: java.lang.OutOfMemoryError: Metaspace after the fifth hot redeploy of the webapp
JVM of the pricing microservice: GC overhead limit exceeded at noon peak
Quartz scheduler misfires, two nodes both think they own the trigger lock
Hazelcast split brain, partition lost events in the session cache
Ignite node segmented, baseline topology changed and checkpoint read lock held too long
Android app ANR in broadcast receiver, Play console shows 2 percent crash rate
android.view.InflateException on Android 14 devices after update
Room database migration crash on Android, schema hash mismatch
iOS build stuck in processing on App Store Connect
RuntimeError: CUDA out of memory. Tried to allocate 2.40 GiB while resuming training from checkpoint-12000
PyTorch: Missing key(s) in state_dict when I load the checkpoint into a new model class
Training loss is NaN after restoring from last checkpoint, optimizer state seems not loaded
NCCL watchdog timeout, rank 3 hangs in allreduce, whole training job stuck
DeepSpeed checkpoint save fails, disk quota exceeded on shared storage
TensorFlow ModelCheckpoint callback writes nothing, val_loss not available
HuggingFace Trainer resume_from_checkpoint starts at step 0 again
vLLM server crashes: no available memory for the cache blocks
Slurm job killed: Exceeded job memory limit at some point, GPU node drained
Kubeflow pipeline step stuck in pending, no GPU slots
Ray head node OOM, raylet heartbeat missed, all actors died
Ray Tune trial can't restore from checkpoint after the worker was preempted
ray.exceptions.OutOfDiskError: object store spilled to full local disk
Dask scheduler: worker exceeded 95% memory budget, restarting, task never completes
distributed.nanny - WARNING - Restarting worker, dask cluster in a restart loop
Dataflow streaming pipeline: system lag 4 h, data watermark does not advance, Pub/Sub backlog rises
Beam on Dataflow: workers fail with "Processing stuck in step WriteToBigQuery for at least 10m"
Dataflow update rejected: new job is not compatible with the old one, coder of state has changed
Cloud Dataflow workers crash looping, OOM in sdk harness
Pub/Sub subscription oldest unacked message age 9 h after the Cloud Run subscriber scaled to zero
Storm topology: tuples time out, spout keeps replaying, worker killed by supervisor heartbeats
Storm nimbus leader lost, topologies unassigned, zookeeper connection loss
Samza container fails to restore its changelog store, job coordinator restarts it
Samza checkpoint topic has wrong number of partitions, containers abort
Pulsar broker: topic fenced, managed ledger exception, cannot open ledger
BookKeeper bookie in read-only mode because ledger disk above 95 percent
Pulsar consumers stop receiving, backlog quota exceeded, unacked message limit reached
RabbitMQ memory alarm, publishers blocked on node rabbit@mq2
RabbitMQ network partition detected, Mnesia inconsistent, quorum queue without leader
ActiveMQ KahaDB checkpoint takes long, journal disk full, producers throttled
NATS JetStream consumer stuck, stream leader not available
NiFi FlowFile repository checkpoint fails, disk full, processors show back pressure on every connection
NiFi cluster coordinator election: node disconnected due to lack of heartbeat
NiFi OutOfMemoryError in SplitText with 2 GB files
Logstash persistent queue corrupted: checkpoint file is missing
Fluentd buffer overflow, chunks retried forever, logs late in OpenSearch
Telegraf: output buffer full, metrics dropped
dbt run aborted: Database Error in model fct_orders, relation locked by another session
dbt incremental model produces duplicates after partition overwrite
Snowflake task suspended after 10 failures, stream is stale
Snowpipe lag one hour, files stuck in pending state
Snowflake warehouse queue overload, queries wait for compute slots
BigQuery: Resources exceeded during query execution, reservation slots used up
Redshift disk full error 1016 on large vacuum, leader node restarted
AWS Glue job fails: Command failed with exit code 10, executor OOM, job bookmark state wrong
Kinesis Client Library worker loses leases, checkpoint throttled by DynamoDB ProvisionedThroughputExceededException
Lambda consumer iterator age grows on the Kinesis stream, function times out
Azure Event Hubs processor: ownership of partition stolen by another instance, checkpoint blob lease lost
Fivetran connector sync stuck at 0 rows, Postgres source
Hudi compaction in our Spark job fails with FileNotFoundException on log file
EMR step pending forever, core node disk utilisation 98 percent
Vault sealed after leader step-down, raft heartbeat timeouts
Consul: no cluster leader, serf health critical on three servers
Synology NAS volume degraded, disk 4 failed SMART
VMware snapshot consolidation needed, datastore runs out of space
Oracle ORA-00060: deadlock detected while waiting for resource
Oracle log: Checkpoint not complete, cannot allocate new log, redo groups too small
Minecraft server: Can't keep up! Is the server overloaded? Running 5042ms behind, watchdog kills the tick
Spark 流作业的 checkpoint 目录损坏，重启后从头消费
Kafka 集群三台 broker 有一台磁盘写满，副本掉出 ISR，消费者组一直 rebalance
Airflow 任务一直处于 queued 状态，调度器心跳超时
MySQL 主从延迟越来越大，从库复制线程报错停止
Elasticsearch 分片未分配，磁盘水位超过 95%，索引变成只读
Redis 主从切换失败，哨兵一直选不出新的主节点
TiKV 写入卡顿，RocksDB compaction 堆积，延迟飙到几秒
PyTorch 加载 checkpoint 继续训练时显存溢出
[FIRING:2] RedisMemoryHigh instance=cache-1 severity=page, evictions climbing for ten minutes
PAGE: checkout-api p99 latency above 4 s, error budget burn 14x, last deploy 12 minutes ago
Temporal workflow tasks time out, history shard ownership lost, worker heartbeat missing on activity
Zookeeper ensemble: follower can't sync with leader, snapshot too large, fsync took 4312 ms on the transaction log
Good morning all, coffee machine on the third floor is repaired
Thanks a lot, that solved it, have a nice weekend!
Who is joining lunch at half past twelve? Thai or pizza
lol, that was me, sorry for the noise in this channel
Happy birthday Priya, cake in the kitchen at three
Can you please approve my holiday request for the first two weeks of August
Reminder: submit your timesheets by Friday noon, otherwise payroll will be late
The quarterly all-hands moves to Thursday because the big room is booked
HR: new parental leave policy is published on the intranet, please read it before the end of the month
We are hiring a Senior Flink Engineer in Berlin, five years of Java and streaming experience, hybrid
Job offer: data platform engineer (Kafka, Flink, Kubernetes), remote in Europe, up to 95k
Looking for a freelancer who can review our Flink pipelines for two weeks, day rate negotiable
Recruiter here: your profile with Apache Flink and Scala caught my eye, are you open to a chat?
Interview feedback: candidate explains exactly-once well but has little experience with RocksDB
Flink Forward Berlin: call for papers closes at the end of May, send in your talks
Talk abstract: how we process one trillion events per day with Apache Flink and what we learned about checkpoints
Meetup announcement: stream processing evening with two Flink talks, pizza and drinks
Keynote recap – the future of stateful streaming, disaggregated state and AI agents
Slides and recordings from the conference are online now
Workshop: hands-on introduction to Flink SQL, bring your own laptop
We are happy to announce general availability of our managed Flink service in Frankfurt
Press release: vendor acquires streaming start-up to strengthen its real-time portfolio
Apache Flink 2.1 released! Thanks to the 116 contributors who made it possible
Newsletter: ten things you may have missed in the streaming world this month
Webinar on Wednesday: why batch is dead, real-time analytics for retail
New case study: how a bank cut fraud losses by a third with stream processing
Congratulations to our new committer in the Flink community
Revenue dashboard shows minus 12 percent against last week, marketing wants to know why
Sales in the Nordics doubled since the spring campaign
The number of orders per minute on the business dashboard looks low today, is it a public holiday in Spain?
Conversion dropped after the new checkout page, product team is looking at it
Churn report for March is attached, please comment before the board meeting
Finance needs the cloud cost breakdown by team until Monday
Our budget for the Kafka cluster next year must be approved by procurement
Contract renewal with the vendor is due, legal asks for the signed data processing agreement
Customer asks for a refund because the parcel arrived too late
Invoice 20431 has been paid twice, please clarify with accounting
Could somebody translate this letter from the tax office
Please rotate the on-call schedule, I am on vacation from Monday, Tom takes over
Retro notes: fewer meetings, more pairing, keep the demo on Fridays
Sprint goal: finish the migration concept and write the architecture decision record
Standup: yesterday I wrote the docs, today reviews, no blockers
What's the wifi password for guests?
The elevator is out of order again, use the stairs
My laptop keyboard is broken, can IT give me a replacement
I can't log in to Jira since I changed my password
VPN keeps asking for the token code twice
Printer on floor two has a paper jam
Slack huddle has an echo, try headphones
Can you add me to the distribution list of the data team?
Onboarding plan for our new colleague who starts on the first of June
Please fill in the employee survey, it takes five minutes
Team event: bowling or escape room, vote until tomorrow
Is the office open on Whit Monday?
Just testing whether this bot answers
hello, is anybody there right now?
ok thx, will have a look after lunch
Nice work everyone, the launch went smoothly
Which monitor do you use at home, I need a recommendation
What do you think about the football game last night
Tell me a joke about distributed systems
Write me a haiku about autumn leaves
Can you summarise the attached PDF on the market outlook?
How tall is the television tower in Berlin
Recipe wanted for a vegan lasagna that serves twelve
The weather will be stormy, please work from home tomorrow if you can
Train to Hamburg delayed by 40 minutes, start the meeting without me
Flight checkpoint at terminal two had a queue of an hour, I'll be late
Warehouse team needs more slots for deliveries at the loading dock on Mondays
Our checkpoint for the project is on the 15th, please update the status slides
The job fair at the university wants a speaker on real-time data
Please review the blog post "Five lessons from running Flink for five years" before we publish it
Certification: has anyone passed the Confluent Flink developer exam and was it worth the money?
Podcast episode 42: a chat with a maintainer about the history of Flink and the squirrel logo
Where can I order stickers with the squirrel mascot?
Survey of stream processing adoption 2026: three of four companies plan to invest more
大家早上好，今天下午三点在大会议室开周会
招聘：高级 Flink 开发工程师，坐标杭州，薪资面议
Flink 社区线下沙龙本周六在上海举行，欢迎报名参加
本月销售额比上月增长了百分之八，请运营同学补充原因
kubectl: pod is in ImagePullBackOff
the pod of our web application cannot pull its image
cron job did not run last night
Operator 1.5.0 is out with many improvements
our catalog service runs out of memory when a table has half a million small files
translate the page on back pressure
please emit events on job failure so that our integration can react
TTL for the state of remote functions
it is hoped that an automatic restart can be added, with a number of attempts to be configured
Is it fine to set more than one JobManager replica, or does HA need a leader only? The operator does not accept the value 2 for it
Does the restart counter of the fixed delay strategy ever go back to zero after a quiet period?
When a region fails over, are rows of the other regions lost or repeated? I only want to know what the guarantee is
If I turn on local recovery, will the job still need the distributed copy of its state?
When a sink function keeps no state, can it lose rows after a failover of one region?
What happens with rows in flight when one worker is lost in the middle of a checkpoint?
Would changing the name of an operator break the savepoint, or only a changed uid?
Does a job that is stopped with a savepoint commit its last transaction to Kafka?
Which of the two timeouts wins, that of the producer or the one of the broker? The documentation names both
The page on Kafka settings names an option that does not exist, it should be the other way round
I could not find this setting in the manual, is its name spelled right there?
The API to start a job from a savepoint is missing on the execution environment, only the command line can do it
There should be a method that resumes from the last retained checkpoint, as there is one for stopping with a savepoint
We would like the operator to try the last savepoint first and to begin without state if that does not work; an option for it would be good
The exception should be handled in the same way as the fenced one, by closing the task and joining the group again
On start compare the configured list of tables with the one in the snapshot, and forget the tables that are not configured any more
Users should be able to cancel a job while the master is restarting; queue the request until then
The connector counts flush failures in a metric of its own, please also wire the standard counter of send errors
The default size limit of the memory state backend can only be changed in code; shall we add it to the configuration file?
State TTL for remote functions, proposal and discussion of the semantics
Describe how backpressure is computed in the new dashboard, and translate it
Automatic restart after a detected failure of a task can be added, with a number of attempts that the user sets
The master could keep the history of failed attempts longer, now only the last one is shown
Investigate the memory consumption of RocksDB in the workflow engine's broker, cgroup limit 16 GB
RocksDB in our metadata server: slave catch-up of a table is slow while compaction runs
Plain RocksDB from Java: too many level-0 files, how can I force a compaction by hand?
rocksdb.write of an empty batch from Python takes seconds every now and then, is that a write stall?
I open the database with the C API and set max open files to a million, still every Put fails after some thousand objects
Benchmark of overwrites shows that the slowdown stage is skipped and writes stop at once, universal compaction
The graph database stores its data in RocksDB and stops accepting writes after a bulk import
Object storage daemon: compaction of its embedded store takes hours and slow requests pile up
The log shipper cannot deliver a chunk to Elasticsearch, bulk queue is full, status 429
The agent drops events, as the broker answers that the message is too large
td-agent buffer overflows because the output to Kafka raises an error on every flush
Redis sink connector of Kafka Connect starts one task only, although tasks.max is four
The source connector cannot read from the stream and its task goes to FAILED, Connect has to be restarted by hand
Converter of the Connect worker cannot deserialize the Avro value, error tolerance exceeded
Kafka Streams thread dies on an invalid producer id mapping after seven idle days
Broker retries assignments of partitions for topics that were deleted, controller log is full of it
KRaft controller is removed from the quorum and the next one does not start
After the upgrade of the scheduler to 2.9 all DAG tasks stay in scheduled for an hour
The DAG processor times out, no new runs are created since midnight
Executor of the batch engine lost its shuffle files, stage is retried four times and aborted
A Spring service cannot send to Kafka: record larger than max.request.size
Our consumer in Go cannot commit, as its group has rebalanced meanwhile
A binlog relay that writes to Kafka stops at a row of two megabytes
Command line tool in a jar was compiled for a newer Java than the one installed on my laptop
Process engine on Java 17: reflective access to java.lang.reflect is not allowed, the designer does not start
The management console says that this version of the engine is not supported by it
Game server falls behind by 80 ticks, garbage collection takes two seconds
Query node of the vector database is killed by the kernel after loading a large collection
Backend node of the warehouse exceeds its memory limit and cancels the query
Scheduled loads of the warehouse are paused since too many rows were filtered
The MPP database refuses an insert because there are too many parts
Backup of the file server failed during the night, target volume is full
The coffee machine is out of order again, somebody should call the vendor
git push was rejected, I have no permission on the repository
Release 3.1 supports schema evolution and contains many fixes for failures of the snapshot phase
Version 1.4 of the operator is out with a working autoscaler
Release notes of the broker: fixes for a transaction timeout and a memory leak
The planner throws a NullPointerException for a view that contains a lateral join
Hints in a view are not supported by the parser
Sum divided by count gives a wrong plan when the aggregate is split
The unparsed statement of drop partition has wrong syntax
RAND in a branch of IF makes code generation complain
任务失败以后怎么从指定的 checkpoint 或 savepoint 启动，命令行参数是什么？
断电时来不及手动保存，希望可以直接从最近的检查点恢复作业
文档里没有找到这个配置项，名字应该写反了吧
请问提交作业时怎么指定并行度和内存？
如何监控 Flink 是否正常消费 Kafka，有没有好的办法
能不能从指定的时间点开始消费，而不用重新提交
希望失败时可以发送告警通知到钉钉
同步任务支持增加字段吗，后续版本有计划吗
Как Flink обрабатывает опоздавшие события, где об этом написано?
Como funciona o checkpoint no Flink, quem grava o estado no S3?
¿Cuál es la forma recomendada de configurar los slots por TaskManager?
Bagaimana cara membaca JSON dari Kafka dengan Flink SQL?
Wie stelle ich die Parallelität eines Jobs richtig ein?
The default size of a batch in the sink is too high, choose one that suits most people
Better defaults for the flush interval and the buffered rows of table sinks would be welcome
The stream of a state file is closed without being synced first, this change adds the call
Compatibility table of savepoints lacks a column for the newest version, and one of its links is dead
Console tools of the broker print warnings on my machine, I only followed the first steps of the guide
Both the producer and the consumer of the tutorial complain that the topic is not authorized
Our actor based service asks a supervisor for an answer and the ask is not answered in time
An index of the search cluster went read-only as its disk is nearly full, monitoring cannot export
The batch scheduler's executor leaks class loaders between runs of flows
My map importer opens thousands of files of its embedded store and the operating system says stop
Which component would speed up queries over a relational database with many conditions
Is memory isolated between the slots of one worker, or the CPU, and how is it done
Can a bounded data set be made from a stream, or the other way round
How is high availability switched on in the custom resource, and where do the properties go
Which property lets the operator take savepoints periodically
有什么组件可以让数据库查询更快
同一个节点上的槽位之间内存是隔离的吗，原理是什么
有没有触发器或者水印的示例代码
自己编译源码的时候报错，有人遇到过吗
流和批的 API 可以互相转换吗
24/11/05 03:12:44 ERROR Executor: Exception in task 17.3 in stage 41.0 (TID 9921) java.lang.OutOfMemoryError: Java heap space at org.apache.spark.util.collection.ExternalSorter.insertAll(ExternalSorter.scala:192) at org.apache.spark.shuffle.sort.SortShuffleWriter.write(SortShuffleWriter.scala:63)
24/11/05 03:14:02 WARN TaskSetManager: Lost task 88.0 in stage 12.0 (TID 4410) (ip-10-1-4-9 executor 6): org.apache.spark.SparkException: Task failed while writing rows to hdfs://nn1/warehouse/clicks/dt=2024-11-04
ERROR MicroBatchExecution: Query clickstream [id = 4f1c, runId = 88ab] terminated with error java.lang.IllegalStateException: Set() are gone. Some data may have been missed at org.apache.spark.sql.kafka010.KafkaMicroBatchStream.reportDataLoss(KafkaMicroBatchStream.scala:310)
org.apache.spark.sql.streaming.StreamingQueryException: Job aborted due to stage failure === Streaming Query === Identifier: orders_agg Current Committed Offsets: {KafkaV2[Subscribe[orders]]: {"orders":{"0":55121}}}
java.util.concurrent.TimeoutException: Futures timed out after [300 seconds] at scala.concurrent.impl.Promise$DefaultPromise.ready(Promise.scala:259) at org.apache.spark.sql.execution.exchange.BroadcastExchangeExec.doExecuteBroadcast(BroadcastExchangeExec.scala:211)
Exception in thread "main" java.lang.NoClassDefFoundError: org/apache/hadoop/fs/s3a/S3AFileSystem at org.apache.spark.deploy.SparkSubmit.main(SparkSubmit.scala:1120)
25/02/19 11:40:17 ERROR CheckpointFileManager: could not rename temp file of the offset log s3a://lake/_spark/offsets/.9912.tmp org.apache.spark.sql.execution.streaming.HDFSMetadataLog AccessDeniedException: 403 Forbidden
WARN ExecutorAllocationManager: Unable to reach the cluster manager to request 40 total executors! WARN YarnSchedulerBackend$YarnSchedulerEndpoint: Attempted to request executors before the AM has registered
[2024-10-02 04:11:09,118] ERROR [ReplicaManager broker=4] Error processing append operation on partition invoices-7 (kafka.server.ReplicaManager) org.apache.kafka.common.errors.RecordTooLargeException: The record batch size in the append is 2193321 bytes
[2024-10-02 04:15:31,440] WARN [ReplicaFetcher replicaId=2, leaderId=5, fetcherId=1] Error in response for fetch request (kafka.server.ReplicaFetcherThread) java.io.IOException: Connection to 5 was disconnected before the response was read
[2024-12-11 21:03:55,006] ERROR Error while accepting connection (kafka.network.Acceptor) java.io.IOException: Too many open files at java.base/sun.nio.ch.ServerSocketChannelImpl.accept0(Native Method) at kafka.network.Acceptor.accept(SocketServer.scala:713)
[2025-01-08 08:00:19,871] ERROR Failed to clean up log for __consumer_offsets-33 in dir /kafka/d2 due to IOException (kafka.log.LogCleaner) java.lang.OutOfMemoryError: Map failed at kafka.log.AbstractIndex.resize(AbstractIndex.scala:195)
[2025-03-14 17:22:10,904] INFO [GroupCoordinator 1]: Member web-tracker-3-77ac in group web-tracker has failed, removing it from the group (kafka.coordinator.group.GroupCoordinator)
[2025-03-15 02:50:48,300] ERROR [RaftManager id=102] Unexpected error UNKNOWN_SERVER_ERROR in FETCH response (org.apache.kafka.raft.KafkaRaftClient)
[2025-04-01 13:09:27,551] WARN [SocketServer listenerType=ZK_BROKER, nodeId=3] Unexpected error from /10.8.0.66 (channelId=10.8.0.3:9092-10.8.0.66:50112); closing connection org.apache.kafka.common.network.InvalidReceiveException: Invalid receive (size = 369296129 larger than 104857600)
[2025-05-20 06:31:12,019] ERROR WorkerSinkTask{id=jdbc-orders-2} Task threw an uncaught and unrecoverable exception. Task is being killed (org.apache.kafka.connect.runtime.WorkerTask:212) org.apache.kafka.connect.errors.ConnectException: java.sql.BatchUpdateException: ORA-01653: unable to extend table
[Worker clientId=connect-1, groupId=etl-connect] Unable to connect to group coordinator within the timeout org.apache.kafka.connect.runtime.distributed.DistributedHerder TimeoutException: Timed out while waiting to write connector config
ERROR WorkerSourceTask{id=mongo-src-0} Failed to flush, timed out while waiting for producer to flush outstanding 318 messages (org.apache.kafka.connect.runtime.WorkerSourceTask:509) ERROR Failed to commit offsets (SourceTaskOffsetCommitter:113)
org.apache.kafka.connect.errors.DataException: Failed to deserialize data for topic customers to Avro: at io.confluent.connect.avro.AvroConverter.toConnectData(AvroConverter.java:148) at org.apache.kafka.connect.runtime.WorkerSinkTask.convertValue(WorkerSinkTask.java:541)
ERROR stream-thread [loyalty-v2-StreamThread-3] Encountered the following exception during processing and the registered exception handler opted to SHUTDOWN_CLIENT org.apache.kafka.streams.errors.StreamsException: Exception caught in process. taskId=1_4, processor=KSTREAM-AGGREGATE-0000000011
stream-thread [rates-StreamThread-1] task [0_2] Timeout exception caught trying to initialize transactions org.apache.kafka.common.errors.TimeoutException: Timeout expired after 60000ms while awaiting InitProducerId at org.apache.kafka.streams.processor.internals.StreamsProducer.initTransaction(StreamsProducer.java:154)
org.apache.kafka.streams.errors.InvalidStateStoreException: The state store, views-store, may have migrated to another instance at org.apache.kafka.streams.state.internals.CompositeReadOnlyKeyValueStore.get(CompositeReadOnlyKeyValueStore.java:63)
org.apache.kafka.streams.errors.ProcessorStateException: Error opening store geo-cache at location /var/kstreams/geo/0_5/rocksdb Caused by: org.rocksdb.RocksDBException: IO error: while open a file for lock: Permission denied
2025-06-03T09:18:33.412Z ERROR 1 --- [ntainer#0-0-C-1] o.s.k.l.KafkaMessageListenerContainer : Consumer exception java.lang.IllegalStateException: This error handler cannot process 'SerializationException's directly; please consider configuring an 'ErrorHandlingDeserializer'
2025-06-03 09:20:01.003 WARN 7 --- [nio-8080-exec-4] o.h.engine.jdbc.spi.SqlExceptionHelper : SQL Error: 0, SQLState: 08S01 Communications link failure The last packet sent successfully to the server was 0 milliseconds ago
org.springframework.beans.factory.UnsatisfiedDependencyException: Error creating bean with name 'invoiceController' defined in file [InvoiceController.class] Caused by: java.lang.ClassNotFoundException: com.acme.billing.TaxClient
o.s.boot.SpringApplication: Application run failed org.springframework.context.ApplicationContextException: Failed to start bean 'webServerStartStop' Caused by: java.net.BindException: Address already in use: bind
[reactor-http-epoll-2] r.n.http.client.HttpClientConnect : The connection observed an error io.netty.channel.ConnectTimeoutException: connection timed out after 30000 ms: partner-api.acme.test/203.0.113.9:443 at reactor.netty.transport.TransportConnector
[Consumer clientId=mailer-1, groupId=mailer] Offset commit failed on partition mails-2 at offset 8812: The coordinator is not aware of this member. Exception in thread "main" at com.acme.mailer.Loop.run(Loop.java:57)
Exception in thread "kafka-producer-network-thread | audit-svc" java.lang.OutOfMemoryError: Java heap space at org.apache.kafka.common.memory.MemoryPool$1.tryAllocate(MemoryPool.java:30) [audit-svc spring-boot-3.2.1.jar, tomcat-embed-core]
org.apache.kafka.common.errors.TimeoutException: Topic telemetry not present in metadata after 60000 ms. at com.acme.gateway.Publisher.send(Publisher.java:88) at io.quarkus.vertx.http.runtime.VertxHttpRecorder
org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed: Invalid username or password at com.acme.cli.TopicTool.list(TopicTool.java:31) at picocli.CommandLine.execute(CommandLine.java:2078)
%4|1728893021.114|FAIL|rdkafka#producer-1| [thrd:ssl://b-1.msk.test:9094/bootstrap]: ssl://b-1.msk.test:9094/bootstrap: SSL handshake failed: certificate verify failed: unable to get local issuer certificate
cimpl.KafkaException: KafkaError{code=_MSG_TIMED_OUT,val=-192,str="Local: Message timed out"} File "/srv/app/publish.py", line 42, in on_delivery
kafka.errors.NoBrokersAvailable: NoBrokersAvailable File "consumer.py", line 12, in <module> consumer = KafkaConsumer('alerts', bootstrap_servers=['localhost:9092'])
2024-09-30 01:17:22,530 ERROR org.apache.hadoop.hdfs.server.datanode.DataNode: dn-14:9866:DataXceiver error processing WRITE_BLOCK operation src: /10.2.2.14:51882 java.io.IOException: Premature EOF from inputStream
2024-09-30 01:19:05,002 WARN org.apache.hadoop.hdfs.server.namenode.FSNamesystem: trying to get DT with no secret manager running; ReadLock held for 18744 ms via java.lang.Thread.getStackTrace at FSNamesystem.readUnlock
org.apache.hadoop.hdfs.server.namenode.SafeModeException: Cannot delete /user/etl/_tmp. Name node is in safe mode. The reported blocks 881230 needs additional 1204 blocks to reach the threshold 0.9990. hdfs dfs -rm -r
2024-10-11 20:12:40,778 WARN org.apache.hadoop.yarn.server.nodemanager.DirectoryCollection: Directory /grid/3/yarn/local error, used space above threshold of 90.0%, removing from list of valid directories
2024-10-11 22:30:00,101 FATAL org.apache.hadoop.yarn.server.resourcemanager.ResourceManager: Error starting ResourceManager java.lang.NoSuchFieldError: DEFAULT_YARN_APP_PRIORITY at org.apache.hadoop.yarn.server.resourcemanager.recovery.ZKRMStateStore
Error: java.io.IOException: Spill failed at org.apache.hadoop.mapred.MapTask$MapOutputBuffer.checkSpillException(MapTask.java:1600) Caused by: org.apache.hadoop.util.DiskChecker$DiskErrorException: No space available in any of the local directories. attempt_1728_0042_m_000017_0
mapreduce.Job: Task Id : attempt_1729000000000_0311_r_000002_1, Status : FAILED Error: org.apache.hadoop.mapreduce.task.reduce.Shuffle$ShuffleError: error in shuffle in fetcher#3
2025-02-02 12:00:44,019 WARN [RpcServer.default.FPBQ.Fifo.handler=27] regionserver.HRegion: Region is too busy due to exceeding memstore size limit regionName=events,a1f,1700000.77c org.apache.hadoop.hbase.RegionTooBusyException
org.apache.hadoop.hbase.client.RetriesExhaustedException: Failed after attempts=16, exceptions: RpcRetryingCaller{globalStartTime=1737, pause=100, maxAttempts=16}, java.net.ConnectException: Connection refused at com.acme.profile.ProfileServlet.doGet(ProfileServlet.java:77) at org.eclipse.jetty.servlet.ServletHolder.handle
ERROR [MASTER_SERVER_OPERATIONS] master.HMaster: Master server abort: loaded coprocessors are: [] java.lang.RuntimeException: Timedout 300000ms waiting for namespace table to be assigned
FAILED: Execution Error, return code 2 from org.apache.hadoop.hive.ql.exec.mr.MapRedTask MapReduce Jobs Launched: Stage-Stage-1: Map: 412 Reduce: 99 Cumulative CPU: 8812.1 sec HDFS Read: 0 FAIL
hive.log: ERROR [HiveServer2-Background-Pool: Thread-881]: operation.Operation (SQLOperation.java:run(258)) - org.apache.hive.service.cli.HiveSQLException: Lock acquisition for LockComponent dw.sales timed out after 5503221ms
MetaException(message:Got exception: org.apache.hadoop.security.AccessControlException Permission denied: user=analyst, access=WRITE, inode="/apps/hive/warehouse") beeline> CREATE TABLE t1
ERROR [CompactionExecutor:7] 2025-01-19 05:44:10,812 CassandraDaemon.java:581 - Exception in thread Thread[CompactionExecutor:7,1,main] org.apache.cassandra.io.FSWriteError: java.io.IOException: No space left on device
com.datastax.oss.driver.api.core.AllNodesFailedException: Could not reach any contact point, make sure you've provided valid addresses at com.acme.cart.CartResource.list(CartResource.java:29) at org.glassfish.jersey.server.ServerRuntime
WARN [ReadStage-3] 2025-01-19 06:00:31,700 ReadCommand.java:546 - Read 5001 live rows and 118822 tombstone cells for query SELECT * FROM ks.inbox WHERE uid = 9; token 447 (see tombstone_warn_threshold)
[2025-03-05T02:12:09,771][WARN ][o.e.m.j.JvmGcMonitorService] [es-hot-2] [gc][old][88120][14] duration [21.4s], collections [1]/[22s], total [21.4s]/[1.8m], memory [29.1gb]->[28.8gb]/[30gb]
[2025-03-05T02:13:40,004][ERROR][o.e.b.ElasticsearchUncaughtExceptionHandler] [es-hot-2] fatal error in thread [elasticsearch[es-hot-2][refresh][T#4]], exiting java.lang.OutOfMemoryError: Java heap space
[2025-03-09T14:50:02,610][WARN ][o.e.c.r.a.DiskThresholdMonitor] [es-cold-1] high disk watermark [90%] exceeded on [Vx1][es-cold-1][/data/es] free: 41.2gb[8.1%], shards will be relocated away from this node
{"error":{"root_cause":[{"type":"snapshot_restore_exception","reason":"[nightly:snap-0611/abc] cannot restore index [logs-2025.06] because an open index with same name already exists in the cluster"}],"status":500}
ERROR (qtp1203-44) [c:products s:shard2 r:core_node6] o.a.s.h.RequestHandlerBase org.apache.solr.common.SolrException: ClusterState says we are the leader, but locally we don't think so
solr.log: WARN (recoveryExecutor-7-thread-1) o.a.s.c.RecoveryStrategy Stopping recovery for core=[docs_shard1_replica_n2] Could not find max version from peer, tlog replay
17:31:08.221 [BookKeeperClientWorker-OrderedExecutor-2-0] WARN org.apache.bookkeeper.client.PendingAddOp - Failed to write entry (40213, 9): Bookie handle is not available
2025-04-22T08:10:54,871+0000 [pulsar-io-4-3] WARN org.apache.pulsar.broker.service.ServerCnx - [/10.9.1.7:44318] Failed to create producer persistent://shop/prod/carts, reason: ProducerBusyException: Producer with name 'carts-0' is already connected
org.apache.pulsar.client.api.PulsarClientException$TimeoutException: The producer eu-writer-3 can not send message to the topic persistent://tenant/ns/ping within given timeout: createdAt 30.001 seconds ago
2025-05-02T22:40:15,330 WARN [task-runner-0-priority-0] org.apache.druid.indexing.kafka.IncrementalPublishingKafkaIndexTaskRunner - OffsetOutOfRangeException with message [Fetch position is out of range for partition adclicks-3], retrying in 30000ms
2025-05-02T22:48:59,001 ERROR [qtp-overlord-61] org.apache.druid.indexing.overlord.ForkingTaskRunner - Process exited with code[137] for task: index_parallel_sales_kjhbeplc
2025/05/17 10:02:31.445 ERROR [LLRealtimeSegmentDataManager_views__4__118__20250517] Exception while in work: could not build segment views__4__118 java.nio.file.FileSystemException: No space left on device
[pinot-broker] WARN BaseBrokerRequestHandler requestId=55120, table=views_REALTIME, timed out waiting for 2 of 6 servers, numServersResponded=4
2025-06-12 13:51:03,188 ERROR [Timer-Driven Process Thread-9] o.a.n.processors.standard.PutSQL PutSQL[id=018a] Failed to process session due to FlowFileAccessException: Could not write to content claim
o.a.n.c.repository.WriteAheadFlowFileRepository Unable to checkpoint FlowFile Repository or swap out records due to java.io.IOException: Too many open files; NiFi will retry in 2 mins
[2025-07-01, 05:00:12 UTC] {taskinstance.py:1937} ERROR - Task failed with exception File "/opt/airflow/dags/load_crm.py", line 61, in extract requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='crm.test', port=443)
[2025-07-01, 05:04:40 UTC] {local_task_job_runner.py:228} INFO - Task exited with return code Negsignal.SIGKILL dag_id=finance_close task_id=aggregate try_number=3
airflow.exceptions.AirflowTaskTimeout: Timeout, PID: 7715 sensor wait_for_export has been poking for 21600 s
sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) could not connect to server: Connection refused Is the server running on host "airflow-db" and accepting TCP/IP connections on port 5432?
18-Jul-2025 16:20:09.713 SEVERE [http-nio-8443-exec-12] org.apache.catalina.core.StandardWrapperValve.invoke Servlet.service() for servlet [dispatcher] threw exception java.lang.StackOverflowError
18-Jul-2025 16:22:55.002 WARNING [Catalina-utility-1] org.apache.catalina.loader.WebappClassLoaderBase.checkThreadLocalMapForLeaks The web application [intranet] created a ThreadLocal but failed to remove it when the web application was stopped
SEVERE: Failed to initialize connector [Connector[HTTP/1.1-8080]] org.apache.catalina.LifecycleException: Protocol handler initialization failed Caused by: java.net.BindException: Permission denied
hudson.remoting.ChannelClosedException: Channel "hudson.remoting.Channel@2b1:linux-agent-7": Remote call on linux-agent-7 failed. The channel is closing down or has closed down FATAL: Unable to delete script file /tmp/jenkins881.sh
java.nio.file.FileSystemException: /var/jenkins_home/jobs/api/builds/1182/workflow: No space left on device at org.jenkinsci.plugins.workflow.support.storage.SimpleXStreamFlowNodeStorage
> Task :app:compileDebugKotlin FAILED e: java.lang.OutOfMemoryError: Metaspace The daemon will expire after the build after running out of JVM metaspace
FAILURE: Build failed with an exception. * What went wrong: Execution failed for task ':service:bootJar'. > Could not resolve com.acme:shared-model:4.2.0. Received status code 401 from server: Unauthorized
[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.1.2:test (default-test) on project ledger: The forked VM terminated without properly saying goodbye. VM crash or System.exit called?
E/AndroidRuntime(11822): FATAL EXCEPTION: main Process: com.acme.reader, PID: 11822 java.lang.NullPointerException: Attempt to invoke virtual method 'int java.util.ArrayList.size()' at com.acme.reader.ShelfAdapter.getItemCount(ShelfAdapter.java:54)
W/System.err: android.os.TransactionTooLargeException: data parcel size 1204418 bytes at android.os.BinderProxy.transactNative(Native Method)
D/skia: --- Failed to create image decoder with message 'unimplemented' E/art: Throwing OutOfMemoryError "Failed to allocate a 46080012 byte allocation with 8388608 free bytes"
Unhandled exception. System.IO.IOException: Too many open files at System.IO.FileSystemWatcher.StartRaisingEvents() at Microsoft.Extensions.FileProviders.Physical.PhysicalFilesWatcher
fail: Microsoft.EntityFrameworkCore.Database.Command[20102] Failed executing DbCommand (30,017ms) Microsoft.Data.SqlClient.SqlException (0x80131904): Execution Timeout Expired.
System.Threading.Tasks.TaskCanceledException: The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing. at Acme.Shipping.LabelClient.PrintAsync() in LabelClient.cs:line 73
System.BadImageFormatException: Could not load file or assembly 'Acme.Native, Version=2.0.0.0'. An attempt was made to load a program with an incorrect format.
panic: runtime error: invalid memory address or nil pointer dereference [signal SIGSEGV: segmentation violation] goroutine 91 [running]: main.(*Worker).flush(0x0) /src/worker.go:118 +0x4c
level=error ts=2025-08-02T10:11:58Z caller=consumer.go:88 msg="read failed" err="kafka: error while consuming bids/3: EOF" group=bid-writer lib=sarama
http: Accept error: accept tcp [::]:8080: accept4: too many open files; retrying in 1s /usr/local/go/src/net/http/server.go
2025/08/03 04:00:00 rpc error: code = DeadlineExceeded desc = context deadline exceeded exit status 1 (cmd/backfill/main.go)
thread 'tokio-runtime-worker' panicked at src/ingest/sink.rs:204:31: called 'Result::unwrap()' on an 'Err' value: Os { code: 28, kind: StorageFull, message: "No space left on device" }
memory allocation of 8589934592 bytes failed Aborted (core dumped) ./target/release/indexer --workers 8
Traceback (most recent call last): File "/app/sync.py", line 19, in pull ConnectionRefusedError: [Errno 111] Connection refused During handling of the above exception, another exception occurred: urllib3.exceptions.MaxRetryError
MemoryError: Unable to allocate 37.3 GiB for an array with shape (50000, 100000) and data type float64 File "features.py", line 88, in pivot
OSError: [Errno 24] Too many open files: '/tmp/pymp-tz1k' multiprocessing/connection.py line 613 in Listener
pickle.PicklingError: Can't pickle <function <lambda> at 0x7f2c>: attribute lookup <lambda> on __main__ failed concurrent.futures.process
torch.distributed.elastic.multiprocessing.errors.ChildFailedError: train.py FAILED Root Cause (first observed failure): rank: 5, exitcode: -9, restarts left 0
events.js:377 throw er; // Unhandled 'error' event Error: connect ECONNREFUSED 127.0.0.1:6379 at TCPConnectWrap.afterConnect [as oncomplete] (net.js:1144:16)
Error: EMFILE: too many open files, watch '/home/dev/site/src' at FSWatcher.<computed> (node:internal/fs/watchers:247:19) webpack 5.91 compiled with 1 error
(node:3318) MaxListenersExceededWarning: Possible EventEmitter memory leak detected. 11 drain listeners added to [WriteStream]
KafkaJSNumberOfRetriesExceeded: The coordinator is loading and hence can't process requests for this group at /app/node_modules/kafkajs/src/consumer/runner.js:112
Puma caught this error: could not obtain a connection from the pool within 5.000 seconds (waited 5.001 seconds); all pooled connections were in use (ActiveRecord::ConnectionTimeoutError)
sidekiq WARN: Redis::CannotConnectError: Error connecting to Redis on queue:6379 (Errno::ECONNREFUSED) jid-88ab21 class=InvoiceMailerJob retry=25
PHP Fatal error: Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /var/www/shop/vendor/composer/ClassLoader.php on line 571
[28-Aug-2025 11:08:30] WARNING: [pool www] server reached pm.max_children setting (50), consider raising it
laravel.ERROR: SQLSTATE[HY000] [2002] Connection timed out {"exception":"[object] (Illuminate.Database.QueryException) at Connection.php:712)"} queue:work default
2025-09-04 01:00:03.551 UTC [4411] ERROR: could not extend file "base/16401/88213": No space left on device HINT: Check free disk space.
2025-09-04 01:10:44.900 UTC [1] LOG: checkpoint complete: wrote 88122 buffers (33.6%); 0 WAL file(s) added, 12 removed, 31 recycled; write=269.9 s, sync=41.2 s, total=311.3 s
2025-09-04 02:31:27.118 UTC [902] FATAL: no pg_hba.conf entry for replication connection from host "10.4.4.19", user "standby", no encryption
psql:restore.sql:8812: ERROR: duplicate key value violates unique constraint "orders_pkey" DETAIL: Key (id)=(99121) already exists. pg_restore: warning: errors ignored on restore: 1
2025-09-10T03:40:00.118822Z 44 [ERROR] [MY-010584] [Repl] Slave SQL for channel '': Could not execute Write_rows event on table crm.lead; Duplicate entry '771' for key 'PRIMARY', Error_code: MY-001062
[ERROR] [MY-012872] [InnoDB] Operating system error number 24 in a file operation. Error number 24 means 'Too many open files' /var/lib/mysql/ibtmp1
com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure at com.acme.pos.ReceiptStore.save(ReceiptStore.java:140) at io.micronaut.transaction.TransactionInterceptor
{"t":{"$date":"2025-09-21T19:02:11Z"},"s":"F","c":"STORAGE","id":28595,"ctx":"WTCheckpointThread","msg":"Terminating.","attr":{"reason":"BadValue: WiredTiger checkpoint failed"}}
MongoServerSelectionError: connection timed out at Topology.selectServer (/srv/node_modules/mongodb/lib/sdam/topology.js:276) ReplicaSetNoPrimary
1:M 30 Sep 2025 08:55:20.771 # Can't save in background: fork: Cannot allocate memory 1:M 30 Sep 2025 08:55:26.002 * 10000 changes in 60 seconds. Saving...
1:S 02 Oct 2025 12:13:14.551 * MASTER <-> REPLICA sync: receiving 8812201922 bytes from master to disk # Timeout receiving bulk data from MASTER
redis.clients.jedis.exceptions.JedisConnectionException: Could not get a resource from the pool at com.acme.session.SessionCache.touch(SessionCache.java:45) at javax.servlet.http.HttpServlet.service
2025/10/04 22:19:01 [alert] 31#31: *771202 socket() failed (24: Too many open files) while connecting to upstream, client: 198.51.100.7, server: shop.test
2025/10/04 22:40:19 [error] 31#31: *771988 client intended to send too large body: 20971520 bytes, client: 198.51.100.8, request: "POST /upload HTTP/2.0"
kubelet: E1008 02:11:45 pod_workers.go:1294] "Error syncing pod, skipping" err="failed to StartContainer for migrate with RunContainerError" pod="crm/crm-web-6df9"
Warning FailedScheduling 3m default-scheduler 0/9 nodes are available: 9 Insufficient nvidia.com/gpu. preemption: 0/9 nodes are available (pod notebook-anna-0)
Warning FailedMount kubelet MountVolume.MountDevice failed for volume "pvc-2f" : rpc error: code = Internal desc = rbd image is still being used, statefulset mysql-0
Error from server (Forbidden): deployments.apps is forbidden: User "system:serviceaccount:ci:deployer" cannot patch resource "deployments" in the namespace "web"
Error: creating EC2 Instance: VcpuLimitExceeded: You have requested more vCPU capacity than your current limit on main.tf line 40, in resource "aws_instance" "bastion"
Error: Failed to persist state to backend. Error saving state: failed to upload state: AccessDenied status code: 403 errored.tfstate was written
Run actions/checkout@v4 Error: The process '/usr/bin/git' failed with exit code 128 fatal: could not read Username for 'https://github.com': terminal prompts disabled
##[error]The runner has received a shutdown signal. This can happen when the runner service is stopped, or a manually started runner is canceled. ##[error]Process completed with exit code 143.
Error: Unhandled error: HttpError: Resource not accessible by integration job: label-stale-issues workflow: housekeeping.yml
Event 7031 Service Control Manager: The Print Spooler service terminated unexpectedly. It has done this 3 time(s). Restart the service in 60000 milliseconds.
The program outlook.exe version 16.0 stopped interacting with Windows and was closed. Faulting module ntdll.dll exception code 0xc0000005
[88123.441201] Out of memory: Killed process 20114 (chrome) total-vm:9921140kB, anon-rss:4410220kB oom_score_adj:300
kernel: EXT4-fs error (device sdb1): ext4_find_entry:1658: inode #2: comm rsync: reading directory lblock 0; remounting filesystem read-only
kernel: INFO: task jbd2/dm-3-8:1120 blocked for more than 120 seconds. watchdog: BUG: soft lockup - CPU#11 stuck for 23s! [kworker/11:2]
systemd[1]: backup-home.service: Main process exited, code=exited, status=28 systemd[1]: Failed to start nightly rsync of home directories
org.elasticsearch.client.ResponseException: method [POST], host [http://search:9200], URI [/_bulk], status line [HTTP/1.1 413 Request Entity Too Large] at com.acme.catalog.Reindexer.main(Reindexer.java:66)
io.lettuce.core.RedisCommandTimeoutException: Command timed out after 1 minute(s) at com.acme.promo.CouponService.redeem(CouponService.java:39) [spring-tx-6.1.4.jar]
io.grpc.StatusRuntimeException: UNAVAILABLE: io exception Caused by: io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: billing/10.7.0.3:50051 at com.acme.portal.PortalApi
org.quartz.JobPersistenceException: Couldn't retrieve trigger: Communications link failure QuartzScheduler_nightly-MisfireHandler
akka.pattern.AskTimeoutException: Ask timed out on [Actor[akka://game-lobby/user/match-7#881]] after [5000 ms] at com.acme.lobby.MatchRoutes play-framework dispatcher
java.lang.UnsupportedClassVersionError: com/acme/report/Main has been compiled by a more recent version of the Java Runtime (class file version 65.0) Windows task scheduler exit 1
2025-10-20 07:31:55 [http-nio-9090-exec-7] ERROR c.x.job.admin.core.trigger.XxlJobTrigger - xxl-job remoting error(Connection refused: connect), for url : http://10.6.0.8:9999/run 调度失败
[DataX] 2025-10-21 00:10:44.321 [job-0] ERROR JobContainer - 运行scheduler 模式[standalone]出错. com.alibaba.datax.common.exception.DataXException: Code:[DBUtilErrorCode-10], 连接数据库失败
nacos 日志: com.alibaba.nacos.api.exception.NacosException: Client not connected, current status:STARTING 服务 order-center 启动失败
Dubbo: com.alibaba.dubbo.rpc.RpcException: Invoke remote method timeout. method: queryStock, provider: dubbo://10.3.3.3:20880 线程池已耗尽
RocketMQ broker.log: CODE: 14 DESC: service not available now, maybe disk full, CL: 0.95 消息写入被拒绝
2025-10-23 09:00:12.007 [SeaTunnel] ERROR org.apache.seatunnel.core.starter.SeaTunnel - Fatal Error, Zeta 引擎 hazelcast 节点 member left 找不到驱动类 com.mysql.jdbc.Driver
DolphinScheduler worker-server: [TaskLogInfo] process has exited, exitStatusCode:137 shell 节点 被系统杀死, 工作流 daily_report 实例失败
StarRocks fe.log: WARN (thrift-server-pool-33) [LoadAction] tablet 10221 has few replicas, backend 10004 is not alive 导入任务被取消
ERROR 3101 TDengine: taosd 节点 dnode 3 离线, vnode 正在从 leader 同步快照, 写入超时
com.clickhouse.client.ClickHouseException: Code: 241. DB::Exception: Memory limit (for query) exceeded: would use 9.32 GiB, executed by metabase-ro
Fine-tuning was killed at epoch 3 and the newest checkpoint folder has no optimizer file in it, can I go on from the one before?
Stable Diffusion web UI refuses to load the checkpoint I downloaded, it says safetensors header is too large
My LoRA merges fine but the resulting checkpoint is four times the size of the base model
Keras EarlyStopping restores the wrong weights, the best checkpoint is from epoch 12 and I get epoch 40
Lightning says checkpoint was saved with a newer version and then the learning rate scheduler is lost after restore
JAX orbax: restoring a sharded checkpoint on fewer TPUs fails with a sharding mismatch
The Proxmox snapshot of the mail VM has been at 99 percent since noon and the machine is locked
VirtualBox won't revert to the snapshot from Monday, it says the parent medium is missing
ZFS send of an incremental snapshot stops because the destination was modified since the most recent snapshot
Restoring the RDS snapshot gave us an instance with the wrong parameter group and half of the indexes bloated
btrfs: too many snapshots, mounting the root partition takes ten minutes
In Oracle, rolling back to a savepoint inside a trigger raises ORA-04092, how do people avoid that?
JPA nested transaction with a savepoint is rolled back completely, Hibernate doesn't seem to honour it
Does a savepoint in MariaDB keep row locks after I roll back to it? Our deadlocks suggest so
Photoshop batch adds our watermark twice on portrait pictures
The watermark in the PDF export covers the totals column and the customer complained
How do I remove the draft watermark from a Word template for all sections
ImageMagick composite makes the watermark black on transparent PNGs since the update
Low watermark of the water tank sensor is reported late, the pump runs dry
Node stream pipeline eats memory because nobody waits for drain, is that what they call backpressure?
Writable.write returns false forever and our CSV export never ends, backpressure with pg-query-stream
Reactor: overflow since the subscriber requests less than the hot source emits, onBackpressureBuffer fills the heap
gRPC streaming client in Go floods the server, there is no backpressure on our side of the channel
WebSocket backpressure in the browser, bufferedAmount grows until the tab crashes
Service worker serves an old bundle after deploy and users are stuck on the previous version
Two Sidekiq workers pick the same job and the customer gets the mail twice
php-fpm workers are all busy and the site answers with 504 at lunch time
Laravel queue worker keeps running old code after each release, must I restart it by hand?
The third M.2 slot of my mainboard is not detected after the BIOS update
The booking widget shows a free slot, but saving answers that the slot is taken
Azure deployment slot swap takes the app down for two minutes because it warms up too late
Slot filling in our chat assistant asks for the city again and again
Keyboard input lag of half a second in the remote desktop session
Game has terrible lag on the Frankfurt server, ping 240 and rubber-banding
Audio in our Teams rooms lags behind the picture by a second
Our support backlog has 900 open tickets and grows, how do other teams get out of it?
SMTP backlog: 40 thousand mails deferred by the receiving provider
The EFI partition is too small for two kernels, update aborts
After resizing the D: partition Windows asks to format it
Citus: one partition of events is skewed, a single tenant sits on one node and the queries are slow
Nobody can rejoin after the network partition, our Elixir nodes keep two leaders
Time zone offset is wrong by an hour in the calendar feed since the clocks changed
Print is offset by 4 mm to the left on labels, same PDF as last week
LIMIT with a huge OFFSET is slow in our admin list, page 4000 takes 20 seconds
Redux state is undefined after reload, persist does not restore it from localStorage
Terraform wants to destroy everything since the state bucket was moved, how do I restore the last good state?
State machine in Step Functions stays in RUNNING though its Lambda has timed out
MacBook restarts itself with a kernel panic whenever the USB hub is attached
The restart of the phone system did not help, line two is still dead
Docker restart policy unless-stopped doesn't bring the container up after host reboot
Windows update stuck at 27 percent, then undoing changes, then restart, in a loop
App review stuck in "waiting" for nine days, release window is over
GitHub merge queue is stuck behind a check that never reports
Nomad cluster has no leader after two of three servers were replaced
Who is the leader of the Redis election in redlock, both of my pods believe they are
Salesforce Apex heap size too large 6291457 in the nightly batch class
Eclipse MAT says a char array holds 70 percent of the heap of our Liferay server
DRF serializer drops nested fields on update, validated_data is empty
Symfony serializer: circular reference when serializing the Category entity
Newtonsoft serializer turns my enum into a number in the message for the partner
GraphQL schema stitching fails after the inventory team renamed a type
Protobuf schema check in CI says that removing a reserved field is a breaking change
XML schema of the tax authority changed and our declaration is refused
PulseAudio sink disappears when the monitor sleeps, no sound after wake-up
The kitchen sink is blocked again, facility management please
Serilog sink for Seq is slow and blocks the request thread
Vector's S3 sink drops events with a 400 after the bucket policy changed
Power supply of the rack is on a single source, electrician comes Thursday
Source maps are not found in Sentry, stack traces are minified
OBS game source shows a black screen on laptops with two GPUs
Tkinter window does not close while the download thread is alive
Maintenance window was missed as the on-call slept through the alarm
Window function in SQL Server: running total is wrong for ties in the order by
The X11 window jumps to the other screen when a dialog opens
Late fees were charged although the payment came in on time
Events in Google Analytics arrive two days late and yesterday's report is too low
Clock skew between the two domain controllers is six minutes, logins fail with Kerberos
JWT not yet valid: skew between our auth server and the phone
Join in Snowflake spills to remote disk, one customer id makes up half the rows, skew everywhere
KEDA autoscaler scales our RabbitMQ consumer to zero although messages wait
Cluster autoscaler doesn't remove the empty node because of a local volume pod
GKE autoscaler adds GPU nodes for the notebooks and nobody uses them, the bill exploded
Cluster of label printers loses the queue when the spool server fails over
SAP job BTCEND hangs since the transport, variant not found
Cron job in Plesk sends an empty mail every minute
SQL Server Agent job failed at step 2, the executing user has no rights on the share
sklearn Pipeline: ColumnTransformer complains about unseen columns in predict
Gas pipeline pressure sensor B7 sends zeros, field team is informed
Gulp: task never defined, did you forget to signal async completion?
FreeRTOS task starves as the priority of the display task is higher
Gradle task up-to-date check is wrong, the generated sources are old
训练到第八千步断了，重新加载 checkpoint 之后 loss 突然变得很大，优化器状态好像没恢复
虚拟机快照删不掉，一直提示正在合并磁盘
Stable Diffusion 换了新的 checkpoint 模型以后出图全黑
公司图片水印太淡，打印出来根本看不见，怎么批量加深
Postgres 的 savepoint 回滚之后游标失效了，业务代码报错
Node 里读大文件写 HTTP 响应，没有处理背压，进程内存一直涨
Nacos 集群选不出 leader，服务注册全部超时
Doris 的 be 节点磁盘满了，导入任务一直排队
RocketMQ 某个队列消费积压上百万，重启消费者也不动
ES 的快照恢复到新集群后分片一直是黄色
XXL-JOB 任务调度成功但是执行器一直没有回调结果
海豚调度的工作流卡在提交状态，worker 分组显示为空
ClickHouse 分区太多，写入越来越慢，merge 跟不上
MySQL 分库分表后数据倾斜，一个库的数据量是别的十倍
Jenkins 流水线卡在拉代码这一步，工作节点离线
Hive on Tez 跑到 reduce 99% 不动了，明显是有个 key 太大
k8s 里 Redis 的 pod 被驱逐，重启以后数据没了
Gunicorn のワーカーが毎晩タイムアウトで落ちて、サイトが 502 になる
仮想マシンのスナップショットから復元したら、ネットワークの設定が消えていた
젠킨스 파이프라인이 도커 빌드 단계에서 멈추고 디스크 공간이 부족하다고 나옵니다
파이토치 체크포인트를 불러오면 GPU 메모리가 부족하다고 죽어요
Der Snapshot unserer Exchange-VM lässt sich nicht konsolidieren, das Datastore läuft voll
Unser Druckserver hängt seit dem Neustart, in der Warteschlange stehen 300 Aufträge
Le plugin WordPress ajoute le filigrane deux fois sur chaque photo du catalogue
La réplication MySQL a quatre heures de retard et l'esclave redémarre sans arrêt
El clúster de Elasticsearch está en rojo y no puedo restaurar el snapshot del viernes
El trabajo nocturno de SAP se queda colgado y bloquea la tabla de facturas
O worker do Celery morre por falta de memória e a fila de e-mails não anda
O pipeline do GitLab trava na etapa de testes e ninguém consegue publicar
Is there a Flink equivalent of Kafka Streams' GlobalKTable, or do I model that as broadcast state?
How would you explain event time to a colleague who only knows nightly batch loads?
What does the underscore in TIMESTAMP_LTZ(3) mean and when do I prefer it over TIMESTAMP(3) in DDL?
Syntax question: can a computed column refer to another computed column in CREATE TABLE?
How do I write an interval of 90 minutes in Flink SQL, INTERVAL '90' MINUTE or '01:30' HOUR TO MINUTE?
Does Flink SQL know QUALIFY, or must ROW_NUMBER go into a subquery?
Where in the docs is the list of reserved keywords? 'value'-like names always need quotes for me
What exactly does EXPLAIN CHANGELOG_MODE print after each node, and what do I, UB, UA and D stand for?
Could you show a small example of a process table function with two inputs in 2.1?
In the Table API, what is the Java expression for CASE WHEN a THEN b ELSE c END?
CumulateWindow: is the step allowed to be larger than the max size, the manual does not say
Difference between env.fromData, fromElements and fromCollection, please
Can I pass a Supplier to KafkaRecordSerializationSchema builder to choose a topic per record?
What should equals and hashCode of a key class look like, and may the key be an array?
Can one operator install look after two Flink versions at once, 1.20 and 2.0?
What is the YAML for a pod template with an init container in FlinkDeployment?
How much faster is the ForSt backend with remote storage compared with local RocksDB, any public numbers?
ververica platform or plain operator, how did you decide?
Beam with the Flink runner or native DataStream API: what would you lose in portability?
Spark real-time mode against Flink, has anybody measured latency for both on the same Kafka topics?
Comparison wanted: RisingWave, Materialize and Flink SQL for five streaming joins
Arroyo claims to be ten times faster than Flink, is the benchmark fair?
org.apache.flink.table.api.ValidationException: Temporal Table Join requires primary key in versioned table – so where do I put it in my view?
SqlParserException: SQL parse failed. Non-query expression encountered in illegal context, thrown at my INSERT INTO with two selects
CodeGenException in my local test: Unsupported cast from ROW to STRING, which built-in do I use?
"A group window expects a time attribute for grouping in a stream environment" – I typed the query from a blog
planner says: Cannot apply '=' to arguments of type '<VARCHAR> = <INTEGER>', do I need CAST on both sides?
CatalogException when typing USE CATALOG hive in the tutorial: A catalog with that name does not exist
ALTER TABLE ADD COLUMN AFTER is rejected in the SQL client of 1.16, since which version is it known?
Error while writing a hint: Hint 'LOOKUP' must be specified with key-value options, what is the right form
The @FunctionHint annotation on eval with varargs isn't accepted, compile-time extraction error in my project
Gradle: Could not find org.apache.flink:flink-connector-kafka:2.0.0, is the version scheme with a dash suffix?
Kotlin 2.1 data class seen as GenericType by TypeExtractor in a unit test, how do I make it a POJO
IntelliJ marks 'stream.keyBy(_.id)' red though sbt compiles it, implicit TypeInformation import missing in the IDE only
Eclipse JDT drops lambda signatures, so my flatMap example from the book does not compile there
maven-enforcer: Found duplicate classes in flink-table-planner-loader and flink-table-planner_2.12 at build time
pyflink in a Jupyter notebook: gateway process exited before sending its port number, JAVA_HOME is probably wrong on my laptop
mypy has no stubs for pyflink.datastream, any plans to ship py.typed?
My MiniCluster test passes alone and fails in the suite because two tests share a static collector list
How do I assert on the output of a side output in ProcessFunctionTestHarnesses?
In a test, how can I move processing time forward by one hour without sleeping?
README of flink-connector-aws: table of compatible Flink releases needs the 2.x row
[FLINK-37114][docs] Explain how idleness interacts with alignment groups
[FLINK-38002][table] Add PARSE_URL_ENCODED scalar function
Draft FLIP: native vector search in the Table API, looking for co-authors
Wish: print in the web UI which config values were overridden by the job itself
An idea for the operator – a dry-run mode that shows which change would cause a restart, without doing it
What changed in 2.0 about the default of execution.checkpointing.unaligned? The release notes are hard to read
End of life: how long does 1.20 LTS get patches, and is there an official calendar
Is the JDBC connector with the Oracle driver allowed under the Apache licence if we ship it to customers?
May we use the squirrel logo on our company slide, who do I ask for trademark approval?
Release announcement: Flink Kubernetes Operator 1.14 brings better in-place rescaling and bug fixes
Changelog of connector-jdbc 4.0: dialects moved to their own modules, minimum Java is 11
Interview question: draw how barriers travel through a two-input operator and what alignment means
Which ten Flink questions would you ask a senior candidate for a streaming team?
Contract position in Zurich: Flink and Paimon lakehouse, six months, start in January
Looking for a speaker on stateful functions for our meetup in Lisbon, travel is paid
Paris stream processing meetup: from Storm to Flink in ten years, doors open at 18:30
Thesis topic wanted around reconfiguration of stateful dataflows, preferably with Flink as prototype
Dashboard screenshot for the manual: which parts of the job detail page should I label?
I'd like to contribute a first patch, which starter tickets are free and how do I get Jira rights?
Flink SQL 里怎么把一列 JSON 字符串拆成多行？用 UNNEST 还是自定义 UDTF
建表的时候 METADATA FROM 'timestamp' 后面要不要加 VIRTUAL，有什么区别
请教一下 CUMULATE 窗口的语法，步长和最大长度的顺序老是写反
写 SQL 时提示 keyword 冲突，字段名叫 user 要用什么引号包起来
TableEnvironment 和 StreamTableEnvironment 该用哪一个，新项目怎么选
IDEA 里 import 的 TypeInformation 隐式转换变红，但 sbt 能编译过
单元测试里怎么模拟处理时间前进，有没有现成的 harness 示例
本地编译 flink-runtime-web 时 npm install 太慢，可以换镜像源吗
flink-connector-kafka 的版本号后缀 -1.20 是什么意思，和 2.0 能一起用吗
官网中文文档里 "算子状态" 那一页的链接打不开
Flink 和 Spark Streaming 面试常问的区别有哪些？求总结
面试题：两阶段提交在 sink 端是怎么实现的，讲讲思路
Flink 2.1 发布了，AI 函数和 Delta Join 是主要亮点
Flink CDC 3.5 的更新说明在哪里看，新增了哪些目标端
希望 SQL Client 能支持语法高亮和历史记录搜索
有没有人写过 Flink 与 Paimon 入门的系列教程，推荐一下
深圳招实时数仓工程师，熟悉 Flink SQL 和 Hologres，双休
Flink Forward Asia 的演讲视频什么时候上传到 B 站
毕业设计想做基于 Flink 的电商实时大屏，技术选型请各位指点
想给社区提第一个 PR，Jira 权限怎么申请
自定义 UDF 的 eval 方法能不能重载，类型推断注解该怎么写
Flink SQL の TUMBLE と HOP の書き方の違いを教えてください
Flink 2.0 の変更点をまとめた日本語の資料はありますか
Flink SQL에서 조인 힌트 문법이 어떻게 되나요? 문서 예제가 헷갈립니다
Gibt es ein deutsches Buch über Flink, das die neue Source-Schnittstelle erklärt?
Wie schreibt man in Flink SQL einen Lookup-Join mit zwei Schlüsseln, nur die Syntax?
Quelle est la différence entre flatMap et process dans l'API DataStream ?
¿Qué licencia tiene el conector de MongoDB y puedo incluirlo en un producto comercial?
Procuro um curso de Apache Flink em português, de preferência com exercícios de SQL
Order 55120 was shipped with the wrong size, please send a return label
Can we move the tasting to the seventh, the chef is away on the sixth
Your parcel is stuck at customs, a copy of the invoice is needed before release
Please book me an aisle seat on the 7:40 to Vienna and a room near the station
The leader of the choir has a cold, rehearsal is cancelled tonight
Quarter-final: late goal in the 93rd minute, the home side goes through
Bake the tart for 35 minutes, let it rest, then dust it with sugar
The restaurant lost our reservation and the next free slot is at ten
Passport control has one checkpoint open and the queue goes round the hall
Old banknotes show a watermark when held to the light
The river is two metres above the high watermark of 1997
My daughter's school starts an hour late because of the snow
The state of New York changed its sales tax form, see the attached notice
Social worker visits the family on Wednesday mornings
Restore the old oak table: sand it, oil it, wait a day
Her heap of laundry is taller than the dog
Payroll asks for the new bank details of two colleagues by the 20th
Annual leave: how many days may I carry over to next year?
The job interview was moved to room 4.12, please tell the candidate
Expense claim 771 refused, the taxi receipt is missing
We lost a big client last month and the pipeline for next quarter looks thin, says sales
Marketing wants a stream of short videos for the product launch
The stadium has a new window for ticket pickup on the east side
Could the plumber look at the sink in the ladies' room as well
Yoga class at six is full, there is a waiting list
Please water the plants on floor five while Ana is on holiday
Cyclist of the year award goes to a nineteen-year-old from Ghent
The apartment has a partition wall that the landlord wants to take out
Carbon offset for the team trip: who pays, us or the agency?
Delivery driver could not find the address, second attempt tomorrow
I was charged twice for the gym and nobody answers the phone
The choir, the band and the snack bar share one power socket, be kind to it
Bring a snapshot of your grandparents for the memory wall
Customer in Oslo asks whether the lamp works with 110 volts
Legal needs the signed NDA back before the kick-off
Please restart the projector in the big hall before the guests arrive
Cluster of grapes, 200 g flour, two eggs and a pinch of salt
Taskmaster is on television tonight, anyone want to watch it together?
Lost and found: one grey scarf, one left glove, a library card
下周一的客户拜访改到周三下午，地点不变
这个月的报销单还差一张高铁票，麻烦补交一下
我买的鞋子码数不对，想换大一号，运费谁出？
周末去爬山的同学早上七点在地铁站口集合
红烧肉要先焯水，再用小火炖一个小时
昨晚的球赛加时才分出胜负，嗓子都喊哑了
新员工入职培训安排在三楼会议室，请带身份证复印件
快递显示已签收但我没收到，帮忙查一下
年会节目报名截止到本周五，欢迎踊跃参加
房东说下个月要涨租金，大家有合适的房源吗
孩子幼儿园的家长会几点开始？
明日の打ち合わせは十時からに変更になりました、よろしくお願いします
注文した本がまだ届きません、配送状況を確認してください
회식은 금요일 저녁 일곱 시, 회사 앞 고깃집입니다
Die Bahn fällt heute aus, ich arbeite von zu Hause
Bitte den Urlaubsantrag bis Ende der Woche im Sekretariat abgeben
La machine à café du deuxième étage est encore en panne
Le colis est arrivé abîmé, je souhaite un remboursement
¿Alguien tiene la receta de la tortilla de tu madre?
A reunião de sexta passou para a sala grande, tragam os relatórios de vendas
Where does the walking tour of the old harbour start, and is it fit for a pram?
everything is fine
all good again, nothing to do
it works now, thank you all
no problems to report this week
Redis answers most commands in a millisecond, yet now and then one of them takes seconds and the slow log shows nothing
our Redis begins to time out after some hours under load, clients see connection errors, memory is fine
log search in Loki over the last hour times out while all its nodes are at full CPU
Grafana panels take half a minute since the retention of the log store was raised
the connection pool of the web application ran dry, expired connections are not opened again
under a load test with sixty users the Postgres server takes no more connections and all services go down
the database of the shop is slow in the morning, requests to the page queue up
Elasticsearch bulk request from our indexer fails with listener timeout after waiting for 30000 ms
our Elasticsearch cluster goes yellow when we index a hundred million documents with the bulk API
the search service answers with timeouts since the nodes were moved to smaller machines
all build jobs on the CI server fail since the root file system of the machine is full of old workspaces
build agent cannot write its environment file, no space left on device, job is not accepted
Jenkins says no space left on device while it stores the build log
the monitoring library of our servlet container cannot write its counters, no space left on device
exception while collecting data: java.io.IOException: No space left on device at net.acme.monitoring.CounterStorage.write
java.lang.reflect.InaccessibleObjectException: Unable to make field private java.util.Map accessible: module java.base does not opens sun.reflect at com.acme.util.ReflectUtil.setAccessible
since the move of our Spring Boot service from Java 11 to 17: Unable to make protected final java.lang.Class java.lang.ClassLoader.defineClass accessible
Gson on Java 21 cannot make field of SimpleDateFormat accessible in our REST backend
the sample code from the web site prints InaccessibleObjectException with the new JDK
mockito tests fail on JDK 17 with InaccessibleObjectException
the metadata server runs into java.lang.OutOfMemoryError: Metaspace after days, requests answer with 500
our application server hits OutOfMemoryError: Metaspace after many redeployments of the web application
the catalog service dies with Java heap space when many users list tables
Job aborted due to stage failure: Task 3 in stage 12.0 failed 4 times, most recent failure: org.rocksdb.RocksDBException: Too many open files
state store of the structured streaming query cannot open its files, too many open files
the sink connector tries to produce to its control topic: org.apache.kafka.common.errors.RecordTooLargeException
our Python producer gets MessageSizeTooLarge when it sends images to the topic
the mirror of the topics stops at a record that is larger than the broker takes
com.datastax.oss.driver.api.core.AllNodesFailedException: Could not reach any contact point at com.acme.api.UserDao.find
NoHostAvailableException: All host(s) tried for query failed at com.acme.rest.UserResource.get
the session store of the API cannot reach Cassandra after the nodes were replaced
KryoException: UnsupportedOperationException Serialization trace: typeInfo (org.apache.hadoop.hive.ql.plan.ExprNodeGenericFuncDesc) at org.apache.hive.service.cli
hive query fails in the reducer with kryo serialization trace of the plan
executor reports task instance finished (failed) although the task says it is queued, was the task killed externally
the scheduler shows the task as failed after seconds although the submitted application is still running
our scheduler thinks the shell task has failed while the process is alive
rollback to a savepoint of the Hudi table with the CLI fails without an error message
a savepoint inside a transaction cannot be released after the error, says the JDBC driver of our application
fix(state): make max_size an argument of the backend so that larger results are not stored
fix: handle null in the serializer of the cache
refactor the state backend interface of the workflow engine
how can updates of a partition column in an Iceberg table be handled without duplicates
what is the right way to deduplicate rows when the partition key of the lake table changes
how do I read a savepoint with the state processor API
what does the field lastCheckpointSize of the REST API mean
which connector should I use for Oracle
is it possible to write to two topics with one sink
postgres logs: LOG: checkpoint starting: time, then FATAL: too many connections for role
autovacuum cannot keep up and the tables of our billing database bloat
replication slot of the reporting database grows, the replica is down
nginx upstream timed out while reading response header from upstream
the pod of our frontend is OOMKilled after each deployment of the web shop
HikariPool-1 - Connection is not available, request timed out after 30000ms at com.acme.orders.OrderController
Could not get a resource from the pool at redis.clients.jedis.util.Pool.getResource at com.acme.session
the message queue of the shop lags behind because its consumers are slow PHP workers
celery workers are stuck and the backlog of mails grows
RabbitMQ blocks publishers because of the memory alarm
the Windows service stops with exit code 137 in the container of our .NET application
MinIO returns SlowDown to our backup tool
the backup of the file server takes longer than its window and is cancelled
VM snapshot cannot be deleted, the data store is full
the checkpoint of the training run cannot be loaded, keys of the state dict are missing
the model server restarts in a loop since the GPU driver was updated
the watermark of the PDF is not printed
the game server lags when more than ten players join
our Airflow scheduler heartbeat is missing and tasks stay queued
Spark executors are lost with exit code 137 when the shuffle is large
the Kafka Connect worker leaves the group and rebalances all the time
Debezium server stops because the slot is active for another PID
the Kafka Streams application does not come out of rebalancing
Proof of concept: expose a scale subresource so the Horizontal Pod Autoscaler can change the number of task managers
Add an option for the maximum scale up factor of the autoscaler, default 2.0 or much higher?
Druid middle manager dies with OutOfMemoryError Direct buffer memory during batch ingestion, I never set -XX:MaxDirectMemorySize
pulsar-perf stops with OutOfDirectMemoryError failed to allocate 16777216 bytes, nearly all of 28 GB direct memory used
Running a debezium source in pulsar on k8s the broker logs OutOfDirectMemoryError from bookkeeper allocator
Pull request to drop the strict upper limit of direct memory because netty's allocations can run into it
Reading note: article on how to find where the backpressure of a Flink job comes from
新增示例：用 LocalKeyBy 的方式处理 Flink 数据倾斜
Proposal: limit the backlog per subpartition so that a skewed partition can't take all buffers of the local pool
Suggestion: with the bucket index in Flink write.tasks can't usefully be higher than the number of buckets, please take the partition into account
doris connector change: in batch mode do not flush on tiny intervals, new defaults for max rows and bytes
Tracking issue: more ways to shuffle data in the flink iceberg sink than keyBy on partition columns
Feature: a new distribution mode BUCKET_LOAD_BALANCE for the Fluss flink sink
Motivation: dynamic shuffle for the fluss sink like iceberg's range mode
How is checkpointing implemented during the full data phase of mysql cdc 2.0?
Please document how one investigates OOMs in Beam workers
ray beam runner runs out of memory with a large number of HDFS files
Fluo workers on YARN exceed their 256 MB and are killed
spark container is running beyond physical memory limits so yarn kills it
Fluent operator installed with helm is OOMKilled, default limit 30Mi too low
Report pod OOM kills as a metric of the resource manager on kubernetes
Blog post about the new memory model of task managers in 1.10
kafka connect hdfs can't get a new kerberos ticket after the old one ends
kubeflow pipelines 2.4 gets Access Denied checking the bucket though IRSA is configured
What is the way to upgrade the operator without touching running Flink apps?
Feature: operator should automate the upgrade of a job or session cluster instead of delete and create
better error message when table discovery fails for lack of mysql permission
seatunnel web 整库同步 mysql，多次 Checkpoint expired before completing，提示改 seatunnel.yaml 里的超时
change permission of the checkpoint directory to 700
show the root cause when the checkpoint failure threshold is exceeded
clarify in the docs what tolerable checkpoint failure number means
raise tolerableCheckpointFailureNumber in tests to find out why CI runs take 6 hours
streampark 升到 2.1.3 之后有些任务脱离管理，显示失败，其实 flink 任务都在正常跑
DolphinScheduler: starting a flink stream task gives an error in the api server
Oracle reports ORA-27102: out of memory on the database server during cdc
flink cdc 是怎么保存 state 的，全放内存吗
numaflow: replicas keep going up though the pipeline hit another bottleneck, we'd like smarter autoscaling
arroyo: add timeouts to the iceberg commit so checkpoints don't stall
给 sink.properties.timeout 补文档，说明它小于 checkpoint 间隔会怎样
throw an error when the plugin of a known file system scheme is missing
elasticsearch 开了账号密码，建表时怎么配置认证，支持吗
PR to support username and password in the new Elasticsearch SQL connector
ES 开启 x-pack 后 flink sql 怎么配账号密码
strimzi: producer Failed authentication with my-cluster-kafka-bootstrap, SSL handshake failed
is the newest CRD of the operator backwards compatible with 0.30?
does mongodb cdc support checkpoints to resume, setting it seems to have no effect
hertzbeat collector: OutOfMemoryError Cannot reserve 4194304 bytes of direct buffer memory
Is the state of a Cloudflare agent limited to 2MB or 1GB? docs are unclear
koordinator spark colocation example dies with java.io.IOException No space left on device in the Spark shuffle writer
spark executor pods evicted, node was low on ephemeral-storage, can I request storage in the SparkApplication?
PR: raise the JobManager heap in the statefun helm chart to 1 GB
druid kafka indexing: add an option to reset the offset automatically when OffsetOutOfRangeException occurs
laminardb window aggregation still takes events that are behind the watermark, is that intended?
spark jobserver: POST /jobs answers Ask timed out after 10000 ms AskTimeoutException
PR for flink: TaskManager should exit its JVM on fatal errors, optional taskmanager.jvm-exit-on-oom
operator spawns a whole lot of job-submitter pods, all Terminating, each time I redeploy my flink job
PR for starrocks flink connector: do not abort transactions that are already complete when starting stateless from latest offset
redpanda: consumer with new transactional.id receives nothing, OffsetFetch keeps answering UNSTABLE_OFFSET_COMMIT
KoP read_committed consumer sees messages of a transaction that was aborted
Spring Kafka producer: The producer attempted to use a producer id which is not currently assigned to its transactional id, after a week idle
Parallel consumer keeps looping on InvalidPidMappingException for the same record in transactional mode
Kafka Connect elasticsearch sink: Flush timeout expired with unflushed records
risingwave kafka sink: Failed to initialize Producer ID: Local: Timed out
Paimon PR: options to give only the committer more heap with fine grained resources
streampark flink sql verify button gives internal server error NullPointerException in FlinkSqlController
Doris stream load with 37 million rows fails: timeout by txn manager
PR: retry UNKNOWN_TOPIC_OR_PARTITION quietly in Kafka's replica fetcher while topics are being created
logstash kafka input spams unknown topic or partition after the topic was deleted
Beam PR: let the python SDK set allowed_lateness on a window
PR dropping late data in the Beam Flink runner
big docs review: flink windows page, when are late elements dropped and what does allowed lateness default to
sql-flow: one row stamped a day in the future makes all honest rows late and they get dropped
Metron storm profiler: one message two days in the future moves time ahead and the right ones are ignored
hudi upsert from Spark fails with No Space Left On Device, /tmp too small, spark.local.dir does not help
How can Flink write exactly once to ClickHouse when ClickHouse has no transactions?
recipe suggestion: set isolation.level read_committed on the KafkaSource, default reads uncommitted records and gave me duplicates
DolphinScheduler builds a wrong flink run command for python jobs, the -py is missing
docs fix: HashMapStateBackend page recommends it for large state by mistake
flink-clickhouse-sink: TIMEOUT_SEC 60 seems to have no effect, batches flush only when MAX_BUFFER_SIZE is reached
ClickHouse kafka connect sink fails under heavy load: Write timed out after 30000 ms
Pulsar transaction is not aborted after its timeout when the app was killed, message stays in pending ack
Oracle 同步到 kafka，任务提交后 Oracle 库所在服务器内存一直涨，单个连接一天从 180MB 涨到 1.7G
oracle returns ORA-27102: out of memory when the Flink CDC connector connects
storm withTumblingWindow drops messages when processing is slower than the input
dinky k8s application 模式同一个任务停了再提交报 Duplicate entry 'test' for key 'idx_name'
Workaround for the deadlock on failed lease renewal: create a new fabric8 LeaderElector for each leadership instead of reusing one
Use the system classloader in the job manager for SQL jobs that bring no jars
Improve the error text for direct memory and metaspace out of memory
Lower the minimum of floating buffers to 0 so that fewer network buffers are needed
Docs page that explains network buffers and how many a channel takes
We plan to run over 10000 flink clusters with this operator; what does it do when the node below a running cluster goes away?
Support Zookeeper HA in the operator and clean up its data when an application is deleted or suspended
Can the operator start jobs in job cluster mode instead of session cluster, by changing the entrypoint to standalone-job.sh?
Kafka Connect parity source cannot send traces: RecordTooLargeException, the message is 4794004 bytes, do we need to raise the size again
Add a maximum of attempts to the exponential delay restart strategy
Make the default restart delay 1 second
Put hangs in rocksdb 3.11 on spinning disk though iostat shows almost no load
Raise the L0 compaction triggers of Spark's RocksDB state store so that compaction falls behind less
Option to use DirectIO in RocksDB for reads and compactions
streampark 里提交 flink sql 任务，页面状态一直是 starting，不会变
Is there a Linux command to restart jobs managed in streampark, I have to check them regularly and do not want to click
Flink CDC 数据摄入作业怎么用脏数据收集器把解析失败的数据记到日志里
Plain Java Kafka producer throws Record Too Large when sending a 2 MB message, which limits to raise
Proposal: keep the History Server archives in RocksDB, the many small directories eat all inodes when jobs have 5000 subtasks
Feature ticket: put several sst files of incremental checkpoints into one DFS file to spare the namenode
Ask for redundant task managers only after all pending slots are registered
gearpump app with a fat jar: ClassNotFoundException kafka2kafka.String2Tuple2Task
Spark job writing Hudi on MapR: NoClassDefFoundError HoodieException, then "does not support scheme maprfs"
Hive says Cannot find class com.uber.hoodie.hadoop.HoodieInputFormat when the Spark writer syncs the table
TaskManagers should quit the JVM on fatal exceptions, optionally on OutOfMemoryError
任务挂了重启之后，FlinkDatabaseHistory 还能拿到表结构吗，重启前做过 ddl 会不会有问题？
mini load into Doris from a text file says too many filtered rows
SeaTunnel engine (zeta) job to Doris: stream load error, too many filtered rows
Stream load of a csv with curl into StarRocks fails and I can't see why
Stream Load 导入 json 文件失败，curl 命令如下
setRestartStrategy(noRestart()) has no effect, is it not supported with cdc?
Feature: look for new Kafka partitions every five minutes so that nothing is lost when the topic is expanded
Add an UnrecoverableException that stops a job from being restarted
Figure for the docs that shows slots and parallelism
Wish: end the job when the submitter fails so that it does not use resources
Call cancel on deletion of the resource and clean up its configmaps
Blockchain node crashed when creating a RocksDB checkpoint: MANIFEST Too many open files
Do not observe the cluster while an upgrade is going on
Merge the restore logic of LAST_STATE and SAVEPOINT upgrade modes
Replace numberOfBuffers with a fraction, a minimum and a maximum of network memory
Add gauges for the total and the available network memory segments
Adjust how many buffers a result partition may use to read sort-shuffle data
Let Flink fall back to its built-in shuffle when Celeborn has no quota or no workers
Add remoteShuffleResultPartition to the flink plugin
Print a message in the client when the leading JobManager changes
High availability by ZooKeeper: elect a leader among several JobManagers
One leader election per JobManager process instead of one per component
博客的 dark 模式下代码块看不清
Flume Kafka Sink: check the message size before sending, drop and log what is over message.max.bytes
TiCDC exits with ErrKafkaAsyncSendMessage when message-max-bytes is set below 4MB
Docs on async heap backends and incremental checkpoints
Document how to bound the memory of the RocksDB state backend
Docs for the Sql enricher: say where the database driver has to be put
Zeppelin in docker throws NullPointerException in FlinkInterpreterLauncher.chooseFlinkAppJar when I run a cookbook sample
Add an interpreter for Flink 1.20 to Zeppelin
Worker task of our Python service crashes every two hours inside the process, container restart counters stay at zero
Kafka Connect elasticsearch task fails with document_parsing_exception though malformed documents are set to IGNORE
Kafka Elasticsearch connector pod on k8s keeps restarting
streamx 控制台重启起不来，Error creating bean flinkSqlController，NoClassDefFoundError JobStatus
Zeta engine's REST API for a running job returns ClassNotFoundException on the Kafka source class
SeaTunnel batch mysql to mysql in local zeta mode: job executed failed
Migration note: state of scenarios with Kafka source or sink will not be restored in 1.19.0
Introduce a SUSPENDED job status for the loss of leadership
Design page for JobManager fault tolerance: one leader, several standby, coordination by ZooKeeper
flink 选择 slot 的顺序在 SlotManagerImpl 哪里改
飞书 SDK 示例在 Java 17 下跑不起来，反射访问 java.util 报 InaccessibleObjectException
Java11でビルドしたSpring BootのjarをJava8で動かすとUnsupportedClassVersionErrorになる
Use the stop endpoint so savepoint and stop happen in one atomic step, with configurable timeout instead of 60s polling
I deleted and applied my flink app and it started without the savepoint. Turned out I never gave the savepointInfo, only the savepoints dir
DirectRunner: GroupByKey after FixedWindows on Pubsub emits nothing, works in Python
Dataflow: any Map after GroupByKey with session windows outputs no data
Add support for Flink 1.10 to the Pravega connectors
Add a flag to force state migration although the serializers are incompatible, for advanced users
DolphinScheduler: flink on yarn task keeps "ready to stop" after I press stop, killing it in the yarn UI is the only way
fix: send flink cancel before killing the shell process when a Flink task is stopped in DolphinScheduler
Feature: AI flow should support cancel and stop of a flink job
C# AvroDeserializer: Magic byte was 48, expecting 0, producer registers with Apicurio
elasticsearch sink connector fails with unknown magic byte after restart although AvroConverter is set
manuscript-cli demo: docker compose up, task-manager container exits with code 1 at start
ksqlDB: state.dir on the hosts grows far beyond what a 2 minute WITHIN join needs, please support a grace period
How do I move a job from 1.15 to 1.18 with a savepoint?
FLIP for SUSPEND and TERMINATE modes when a job is stopped with a savepoint
Docs: when should I use stop --drain and when not
Unify the code paths of stop-with-savepoint with and without drain
Refactoring of the savepoint routines in the operator, new job states
Don't observe the job while an upgrade is in progress
Stop the periodic interrupts after the thread has left user code, avoids confusing InterruptedExceptions in the log
Support incremental native savepoints with RocksDB
More documentation about incremental checkpoints and the shared state registry
avro-confluent format: option to switch off auto registration of schemas
POST to /subjects/testing-value returns 422 even though the subject has a schema, HDFS connector can't find it
Docs for Aiven Flink with the Confluent Avro format
please support flink 1.20 in the starrocks connector
starrocks 的 flink connector 什么时候支持 1.17
How can I let the autoscaler ignore one vertex of the job graph?
What is the difference between busyTimeMsPerSecond and the old backpressure sampling in the UI?
[Feature] support a cool-down between two scaling decisions in the standalone autoscaler
PR: add jitter to the scaling interval so that not all jobs are rescaled at once
Is it possible to use the Kubernetes operator's autoscaler with Flink 1.16 or do I need 1.17?
FLIP for unaligned checkpoints, discussion thread on the mailing list
how does flink decide which checkpoints to delete, is it state.checkpoints.num-retained
flink checkpoint 和 savepoint 有什么区别
Wish: show the reason of a failed checkpoint in the REST response
Is there a recommended interval for checkpoints with 200 GB state?
Add test for CheckpointCoordinator when a task finishes in between, flaky on CI
[hotfix] typo in the docs of checkpointing storage
docs: explain which directory is used when both state.checkpoints.dir and the code set one
请问 flink on k8s application 模式怎么把 checkpoint 存到 minio，有没有示例
Can I use Google Cloud Storage without hadoop jars for state?
Bump guava from 31.1-jre to 32.0.0-jre in /flink-connector-x
Shade jackson in the elasticsearch connector (pull request)
Which version of flink-connector-kafka do I use for Flink 1.18?
what does child-first classloading mean and when should I change it
Release 1.7.0 of the operator: change log and upgrade notes
Support rolling back to the last stable spec, design proposal
How do I do blue/green deployments of Flink jobs on Kubernetes?
能不能在 StreamPark 里面一键回滚到上个版本，希望支持
Deprecate MemoryStateBackend and FsStateBackend
IntelliJ can't resolve import org.apache.flink.streaming.api.scala._ after changing the scala version
Exception in thread "main" java.lang.NoSuchMethodError: scala.Predef$.refArrayOps([Ljava/lang/Object;)Lscala/collection/mutable/ArrayOps; at org.apache.spark.examples.SparkPi
java.lang.ClassCastException: class org.springframework.boot.devtools.restart... UserDto cannot be cast to UserDto, restart class loader of Spring devtools
org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'entityManagerFactory': Invocation of init method failed; nested exception is java.lang.NoSuchMethodError
HorizontalPodAutoscaler flaps between 2 and 10 replicas of our nginx deployment, metrics-server v0.6
Cluster autoscaler adds nodes and removes them ten minutes later, EKS 1.27, no Flink here
Warning FailedGetResourceMetric horizontalpodautoscaler unable to get metrics for resource cpu: no metrics returned from resource metrics API
WARN streaming.scheduler.JobScheduler Spark streaming batches pile up, scheduling delay 40 min, backpressure.enabled is true
reactor.core.Exceptions$OverflowException: Could not emit tick due to lack of requests
RxJava MissingBackpressureException: Queue is full?!
io.confluent.connect.s3 S3SinkTask: org.apache.kafka.connect.errors.ConnectException: Non-recoverable exception while flushing, com.amazonaws.services.s3.model.AmazonS3Exception: Access Denied
ERROR MicroBatchExecution: Query terminated with error java.io.FileNotFoundException: checkpoint/offsets/0 does not exist (Spark structured streaming)
PostgreSQL LOG: checkpoints are occurring too frequently (9 seconds apart), HINT: Consider increasing max_wal_size
hadoop: org.apache.hadoop.hdfs.server.namenode.SafeModeException: Cannot create directory /tmp/hive. Name node is in safe mode
SecondaryNameNode: Exception in doCheckpoint java.io.IOException: Inconsistent checkpoint fields
WARN hdfs.DFSClient: DataStreamer Exception, could only be replicated to 0 nodes instead of minReplication, hadoop fs -put of a csv
kubelet Failed to pull image "registry.local/web:1.9": rpc error: code = NotFound
Back-off restarting failed container api in pod api-6fdd, Spring Boot actuator liveness 503
docker: Error response from daemon: OCI runtime create failed: exec: "java": executable file not found in $PATH
helm upgrade fails: another operation (install/upgrade/rollback) is in progress
error: unable to recognize "deployment.yaml": no matches for kind "Deployment" in version "extensions/v1beta1"
[ERROR] Failed to execute goal org.apache.maven.plugins:maven-shade-plugin:3.1.1:shade: Error creating shaded jar: duplicate entry META-INF/LICENSE
2023-04-11 09:12:44 WARN com.zaxxer.hikari.pool.PoolBase HikariPool-1 - Failed to validate connection (No operations allowed after connection closed.)
com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure in our Tomcat app every morning
org.apache.kafka.common.errors.TimeoutException: Topic test not present in metadata after 60000 ms, plain Spring Kafka
[2022-08-30 03:11:09,321] ERROR Shutdown broker because all log dirs in /var/kafka have failed (kafka.log.LogManager)
INFO [GroupCoordinator 1]: Preparing to rebalance group connect-cluster in state PreparingRebalance
zookeeper: org.apache.zookeeper.server.NIOServerCnxn Exception causing close of session: Len error 1195725856
Cassandra: WriteTimeoutException: Cassandra timeout during SIMPLE write query at consistency LOCAL_QUORUM
ERROR o.e.b.ElasticsearchUncaughtExceptionHandler fatal error in thread [main], bootstrap checks failed: max virtual memory areas vm.max_map_count [65530] is too low
es_rejected_execution_exception: rejected execution of coordinating operation, from logstash
DB::Exception: Too many parts (300). Merges are processing significantly slower than inserts, clickhouse-client insert from python
Presto query exceeded per-node memory limit of 8GB
org.apache.hive.service.cli.HiveSQLException: Error while compiling statement: FAILED: SemanticException Table not found
java.util.concurrent.RejectedExecutionException: Task rejected from ThreadPoolExecutor, our own webserver
redis.clients.jedis.exceptions.JedisConnectionException: Could not get a resource from the pool
io.grpc.StatusRuntimeException: UNAVAILABLE: io exception from a client of our order service
etcdserver: request timed out, possibly due to previous leader failure
doris BE 节点内存占用很高，compaction score 一直上涨，怎么调
starrocks FE 启动失败 bdbje replica 报错
spark 写 hudi 报 HoodieUpsertException: Error upserting bucketType UPDATE for partition
dolphinscheduler worker 心跳丢失，任务一直 running
seatunnel zeta 引擎 checkpoint 目录怎么改到 s3
Kafka Streams StreamThread: task [0_1] Failed to flush state store, org.apache.kafka.streams.errors.ProcessorStateException
ksqlDB server: Exhausted retries in committing, TaskCorruptedException, changelog offset out of range
Debezium: An exception occurred in the change event producer. This connector will be stopped. (Postgres, Kafka Connect)
TensorFlow: NotFoundError Unsuccessful TensorSliceReader constructor: Failed to find any matching files for model.ckpt
PyTorch RuntimeError: Error(s) in loading state_dict, size mismatch, from checkpoint
jenkins agent: java.lang.LinkageError duplicate class definition for hudson plugin
Blog: how we run 2000 Flink jobs with autoscaling at our company
Is there any benchmark of unaligned vs aligned checkpoints?
请问大家 flink 状态后端怎么选，rocksdb 和 hashmap 各自适合什么场景
[improvement] log the name of the subtask which has not acknowledged a checkpoint
[Umbrella] connector externalization, move elasticsearch connector to own repository
terraform plan wants to replace aws_kinesisanalyticsv2_application on every apply, provider 4.5
gcloud dataflow job autoscaling: raised the number of workers to 100, then lowered again, worker logs fine
What is the difference between taskmanager.memory.process.size and taskmanager.memory.flink.size?
How do I compute the number of KPUs I need for a Managed Flink app that reads 10 MB/s?
Expose container memory working set next to JVM metrics in the TaskManager page of the web UI
flink 的 managed memory 是做什么用的，不用 rocksdb 可以设成 0 吗
Spark executor lost: ExecutorLostFailure (executor 12 exited caused by one of the running tasks) Reason: Container killed by YARN for exceeding memory limits. 5.5 GB of 5.5 GB physical memory used
prometheus pod is OOMKilled during WAL replay, 16Gi limit, exit code 137
Elasticsearch container exits with 137 in docker compose, Docker Desktop has 2GB only
[FLINK] PR: use jemalloc as the default allocator in the docker image
Does Flink support OAUTHBEARER with Kafka? any example of jaas config
How to hide passwords from the flink sql DDL shown in the web ui
org.springframework.kafka.KafkaException: Seek to current after exception; nested exception is TopicAuthorizationException: Not authorized to access topics: [payments]
logstash kafka input: org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed, invalid credentials
mysql 8: ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: NO)
psql: FATAL: password authentication failed for user "postgres"
Error from server (Forbidden): pods is forbidden: User "dev" cannot list resource "pods" in API group "" in the namespace "prod"
docker pull: denied: requested access to the resource is denied
Support delegation tokens for S3 in the Kubernetes session mode (feature request)
Refactor SecurityUtils to load contexts through ServiceLoader
How does keyBy assign keys to subtasks? Is it hash modulo parallelism?
flink rebalance 和 rescale 有什么区别
Spark join: 199 tasks finish in seconds and the last one runs for 2 hours, AQE skew join is enabled
Cassandra: one node holds a partition of 12 GB, WARN Writing large partition ks/tbl:key (12.1GiB)
kafka: how do I move partitions between brokers so that the leaders are even
Add an expected-skew metric to the vertex details of the REST API
Key groups explained: blog post about max parallelism and rescaling
hbase regionserver java.lang.OutOfMemoryError: Direct buffer memory, bucket cache offheap 20g
cassandra: io.netty.util.internal.OutOfDirectMemoryError: failed to allocate 16777216 byte(s) of direct memory in native transport
Spring WebFlux gateway LEAK: ByteBuf.release() was not called before it's garbage-collected
Presto worker: java.lang.OutOfMemoryError: Direct buffer memory at sun.nio.ch.Util.getTemporaryDirectBuffer in exchange client
[Umbrella] Rework the memory model of TaskExecutors
Document the framework off-heap option in the memory setup guide
Kafka broker: java.io.IOException: No space left on device, log dir /kafka/data offline, ReplicaManager stopped serving
jenkins agent: fatal: write error: No space left on device
Elasticsearch: flood stage disk watermark [95%] exceeded on node, index read-only / allow delete (api)
docker build: failed to register layer: Error processing tar file(exit status 1): no space left on device
hdfs namenode: NameNode low on available disk space. Entering safe mode
How can I rotate the taskmanager log files by size with log4j2?
zookeeper: java.io.IOException: No space left on device writing snapshot, No snapshot found but there are log entries
Is it possible to set a unique job name and make Flink refuse a second one?
给 flink 作业加标签可以吗，想按业务线区分
Delete old jars from the session cluster automatically, is there a REST call?
Quartz runs my job twice in a cluster, @DisallowConcurrentExecution is set
Airflow DAG run was triggered twice for the same execution_date after scheduler restart
kafka consumer in the same group reads messages twice after a rebalance, spring boot 2.7
MERGE in SQL server: Violation of PRIMARY KEY constraint, Cannot insert duplicate key in object 'dbo.orders'
Add an option to name sink operators of statement sets
AsyncFunction with retry: which strategies exist and since which version
Ordered or unordered wait, what should I choose for enrichment?
Add retry predicates to the Python async API
support batch lookup in JDBC dim table join
com.zaxxer.hikari.pool.HikariPool$PoolInitializationException / HikariPool-1 - Connection is not available, request timed out after 30000ms
nginx 504 Gateway Time-out upstream timed out (110: Connection timed out) while reading response header
io.lettuce.core.RedisCommandTimeoutException: Command timed out after 1 minute(s), spring data redis
org.elasticsearch.common.util.concurrent.EsRejectedExecutionException: rejected execution of coordinating operation, from our logstash
ORA-00054: resource busy and acquire with NOWAIT specified or timeout expired
mysql: Lock wait timeout exceeded; try restarting transaction, in our order service
Is Flink faster than Spark Structured Streaming for lookups?
kafka connect worker: java.lang.OutOfMemoryError: Java heap space in JdbcSourceTask, table with 40M rows
hive: Error: Java heap space in map join, hive.auto.convert.join
IntelliJ runs out of memory when it indexes the flink repository
maven build of flink fails with GC overhead limit exceeded in the scala compiler plugin
tomcat: Exception in thread "http-nio-8080-exec-3" java.lang.OutOfMemoryError: Java heap space
Spark driver: java.lang.OutOfMemoryError: Java heap space at collectToPython, toPandas of a large frame
hadoop NameNode pauses: Detected pause in JVM or host machine (eg GC): pause of approximately 18234ms
Neo4j import runs out of heap, dbms.memory.heap.max_size=4G
How can I take a heap dump from a taskmanager in kubernetes without jmap in the image?
Which garbage collector do you recommend for Flink 1.18 with Java 17?
ci: e2e test for PyFlink times out on Azure, disable for the moment
[hotfix] typo in MemoryConfiguration docs
chunjun 支持 flink 1.16 吗，什么时候发版
dinky 怎么配置多个 flink 集群实例
StreamPark: 页面菜单切换语言不生效
SeaTunnel Zeta engine: Hazelcast member left cluster, java.lang.OutOfMemoryError in JdbcSource
DataX: Code:[DBUtilErrorCode-10], 连接数据库失败. 请检查您的 账号、密码、数据库名称、IP、Port
pulsar bookie: NoWritableLedgerDirException: All ledger directories are non writable
Canal: IOException: Received error packet: errno = 1045, sqlstate = 28000 errmsg = Access denied for user 'canal'
trino: Query exceeded per-node memory limit of 8GB
clickhouse server: DB::Exception: Memory limit (total) exceeded: would use 27.94 GiB, on a SELECT with join
Support K8s ResourceQuota aware scheduling of task managers (wish)
terraform: AccessDeniedException not authorized to perform kinesisanalytics:CreateApplication
How do I pass program arguments to a PyFlink script with flink run -py?
What does transactional-id-prefix mean in the Kafka sink and must it be unique per job or per cluster?
Difference between allowedLateness and bounded out of orderness?
flink kafka source 怎么设置从指定时间戳开始消费
[FLIP] Support server-side transaction completion (KIP-939) in the Kafka sink
org.apache.kafka.common.KafkaException: Failed to construct kafka producer at org.apache.kafka.clients.producer.KafkaProducer.<init>(KafkaProducer.java:440) at org.springframework.kafka.core.DefaultKafkaProducerFactory.createRawProducer
Is there a metric for the number of late records in the Table API?
[hotfix][docs] Fix typo in watermark strategy page
[2023-04-11 08:22:10,118] WARN [ReplicaFetcher replicaId=2, leaderId=1, fetcherId=0] Connection to node 1 (kafka-1/10.0.2.11:9092) could not be established. (org.apache.kafka.clients.NetworkClient)
kafka-console-consumer: Offsets out of range, resetting with auto.offset.reset=latest, how to see which offsets still exist
java.lang.IllegalStateException: Cannot fetch offset 8123 (GroupId: spark-executor-x, TopicPartition: logs-1). Current offset: 8123 ... Some data may have been lost because they are not available in Kafka any more; either the data was aged out by Kafka
Spark structured streaming: does withWatermark drop late rows in append mode only?
Add KafkaSink option to set transaction timeout from the table options with a validation message
Exception in thread "main" org.apache.spark.sql.AnalysisException: Table or view not found: dwd.orders; line 1 pos 14
Kafka Streams TaskMigratedException: Producer got fenced trying to commit a transaction; it means all tasks belonging to this thread should be migrated
ERROR [Controller id=1] Error while electing or becoming controller (kafka.controller.KafkaController) org.apache.zookeeper.KeeperException$SessionExpiredException
Would be nice if the web UI could show the watermark per split
Make jobmanager REST handlers async for job details, reduce load on the main thread
io.fabric8.kubernetes.client.KubernetesClientException: Operation: [list] for kind: [Pod] with name: [null] in namespace: [default] failed.
Can I use the same transactional id in two Spring Boot instances? tx-id-prefix with kubernetes replicas
2022-06-30 11:02:17.730 ERROR 1 --- [ntainer#0-0-C-1] essageListenerContainer$ListenerConsumer : Consumer exception java.lang.IllegalStateException: This error handler cannot process 'SerializationException's directly
How many jobs can one session cluster run, any recommendation for jobmanager memory?
请问 flink 的 kafka exactly once 和 at least once 性能差多少
PR: FlinkKafkaConsumer throws on unknown startup mode, add test
Caused by: com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure The last packet sent successfully to the server was 0 milliseconds ago.
[Feature] dinky 支持作业提交前的参数校验
Confluent REST proxy returns 50003 Producer error while the coordinator is loading
org.apache.hadoop.ipc.RemoteException(org.apache.hadoop.hdfs.server.namenode.SafeModeException): Cannot create directory /user/hive. Name node is in safe mode.
Dataflow streaming job: droppedDueToLateness counter increases, fixed windows of 5 min with PubSubIO
Kafka MirrorMaker 2 does not translate consumer group offsets to the target cluster
[Bug] Docs: example for KafkaSource.setStartingOffsets does not compile
how to run several execute() statements from one jar in application mode, is it possible at all
docker: Error response from daemon: driver failed programming external connectivity on endpoint kafka: Bind for 0.0.0.0:9092 failed: port is already allocated.
nginx ingress returns 413 Request Entity Too Large
sarama: kafka: client has run out of available brokers to talk to (Is your cluster reachable?)
%3|1655368204.112|FAIL|rdkafka#consumer-1| [thrd:localhost:9092/bootstrap]: localhost:9092/bootstrap: Connect to ipv4#127.0.0.1:9092 failed: Connection refused (after 0ms in state CONNECT)
aiokafka.errors.UnknownTopicOrPartitionError: [Error 3] UnknownTopicOrPartitionError
Proposal: late-event handling in window TVF, let users choose drop, emit or fail
Kafka broker: ERROR Error while appending records to __transaction_state-12 in dir /var/lib/kafka (kafka.server.LogDirFailureChannel)
Which JDK do I need to build flink-connector-kafka from source?
elasticsearch: circuit_breaking_exception [parent] Data too large, data for [<http_request>] would be [1029331612/981.6mb]
[MINOR] Rename KafkaCommittable field producerId, add toString
Kafka Connect: Task threw an uncaught and unrecoverable exception. Task is being killed and will not recover until manually restarted (org.apache.kafka.connect.runtime.WorkerTask)
java.lang.IllegalArgumentException: Could not resolve placeholder 'kafka.bootstrap' in value "$ {kafka.bootstrap}" at org.springframework.util.PropertyPlaceholderHelper.parseStringValue
What happens with open transactions when the producer dies, does the broker abort them? reading KIP-98
Feature request: REST endpoint to fetch the stack trace of the job's main thread while submitting
python-kafka NoBrokersAvailable when connecting from a jupyter container
Warning FailedScheduling 3m default-scheduler 0/5 nodes are available: 5 Insufficient cpu.
hive on tez: Vertex failed, vertexName=Map 1, diagnostics=[Task failed, taskId=task_1651, Container container_e10 finished with diagnostics set to [Container failed, exitCode=255
flink sql 里 watermark for ts as ts - interval '5' second 这句是什么意思
Add e2e test for savepoint with transactional sink
akka.pattern.AskTimeoutException: Ask timed out on [Actor[akka://application/user/session-manager#-1240]] after [5000 ms] at play.api.libs.concurrent
zookeeper: Unable to read additional data from client sessionid 0x0, likely client has closed socket
ksqlDB: late records are dropped after grace period, where do they go
ClickHouse Kafka engine: Code: 1001, cppkafka::Exception Local: Broker transport failure, materialized view gets nothing
Upgrade kafka-clients to 3.9.1
org.apache.kafka.connect.errors.ConnectException: The db history topic or its content is fully or partially missing. Please check database history topic configuration and re-execute the snapshot.
airflow SparkSubmitOperator: Cannot execute: spark-submit --master yarn. Error code is: 1
Is exactly once possible from Flink to a JDBC database without XA?
The scheduler should aggregate task deployment descriptors to save jobmanager heap, umbrella ticket
ERROR org.apache.zookeeper.server.quorum.QuorumPeerMain - Invalid config, exiting abnormally
redis.clients.jedis.exceptions.JedisConnectionException: Could not get a resource from the pool at redis.clients.util.Pool.getResource(Pool.java:53)
Kafka brokers: group coordinator removed offsets, expired 14 offsets in 3 milliseconds (kafka.coordinator.group.GroupMetadataManager)
Logstash kafka input stops with org.apache.kafka.clients.consumer.OffsetOutOfRangeException after topic was recreated
Kafka UI shows N/A for consumer lag of groups with no members
有没有 flink 作业血缘的方案，解析 sql 的
Exception in thread "main" java.lang.ArrayIndexOutOfBoundsException: 0 at storm.starter.WordCountTopology.main(WordCountTopology.java:92)
org.postgresql.util.PSQLException: FATAL: sorry, too many clients already
Support disabling the web submission per user role in the Flink dashboard
Debezium Server stuck: Timeout expired after 60000ms while awaiting InitProducerId (quarkus)
NiFi PublishKafka_2_6 with transactions on: Failed to send, ProducerFencedException, two nodes with same prefix
Error: INSTALLATION FAILED: rendered manifests contain a resource that already exists. Unable to continue with install: CustomResourceDefinition
vector kafka sink: Message production error: MessageTimedOut (Local: Message timed out)
trino: Query exceeded per-node memory limit of 2GB
my notes on watermark alignment in Flink 1.15, part 2
Kafka tiered storage: fetch of remote segment failed with OFFSET_OUT_OF_RANGE on follower, org.apache.kafka.server.log.remote.storage.RemoteStorageException
Refactor: move TransactionalIdFactory to its own package and make it public evolving
reactor.netty.http.client.PrematureCloseException: Connection prematurely closed BEFORE response
camel-kafka consumer: Kafka consumer thread stopped polling, max.poll.interval.ms exceeded and group rebalances
Is there an operator setting to validate job args before a FlinkDeployment is accepted (admission webhook)?
How can I read from two Kafka clusters with different kerberos realms in one Flink job?
Caused by: org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'entityManagerFactory' defined in class path resource
[hotfix][docs] Fix typo in the HA services page
Is it possible to use the operator in several namespaces with watchNamespaces and one helm release?
ERROR [ReplicaFetcher replicaId=2, leaderId=1, fetcherId=0] Error for partition __consumer_offsets-14 at offset 0 (kafka.server.ReplicaFetcherThread) org.apache.kafka.common.errors.NotLeaderOrFollowerException
feature request: show the slot sharing group of each vertex in the web UI
flink 和 spark structured streaming 在状态管理上有什么区别
java.lang.OutOfMemoryError: Metaspace in tomcat 9 after hot redeploying my war several times
zookeeper: org.apache.zookeeper.server.quorum.Learner - Exception when following the leader java.io.EOFException
Add a release-note entry for the removal of SourceFunction in 2.0
kubelet: Failed to pull image "registry.local/app:1.2": rpc error: code = NotFound
Elasticsearch node fails with master not discovered exception after one of three masters was removed
How do I get the current watermark inside a ProcessFunction?
Warning FailedScheduling pod/spark-exec-12 0/5 nodes are available: 5 Insufficient memory
Refactor SlotManager: remove the declarative slot manager after fine-grained one is default
org.apache.hadoop.hbase.NotServingRegionException: Region orders,,1600 is not online on rs3
is exactly once possible from Kafka to MySQL with the jdbc connector? please explain
Make the class loader leak check configurable per job
spark-submit: java.lang.ClassNotFoundException: Failed to find data source: kafka
PR: support configuring pod templates with init containers in native kubernetes mode
请问 flink sql 如何实现动态表名写入，有没有案例
kafka-streams: org.apache.kafka.streams.errors.LockException: task [0_3] Failed to lock the state directory
Debezium connect worker: Connector task is being killed, java.lang.RuntimeException: org.apache.kafka.connect.errors.DataException: JsonConverter with schemas.enable requires "schema" and "payload" fields
presto query failed: Encountered too many errors talking to a worker node
Dropping Scala 2.11 support, discussion
nacos client: com.alibaba.nacos.api.exception.NacosException: Client not connected, current status:STARTING
Can I see in the REST API which checkpoint a job was restored from?
hdfs namenode in safe mode: org.apache.hadoop.hdfs.server.namenode.SafeModeException: Cannot create directory /tmp
Support for Azure Event Hubs auth with managed identity in the Kafka connector would be nice
com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure in a spring boot service after idle of 8 hours
Test BatchShuffleITCase is unstable on azure pipelines
Bump kubernetes-client from 6.9.2 to 6.13.2
[FLINK] Retry partition request when the upstream task is not yet registered, with a timeout
What happens with my timers when I change the parallelism? just to understand
RabbitMQ: com.rabbitmq.client.ShutdownSignalException: channel error; PRECONDITION_FAILED - unknown delivery tag 1
Hive on Tez: Vertex failed, vertexName=Map 1, OutOfMemoryError: Java heap space
What does upgradeMode last-state do compared with savepoint?
I'm looking for a good book or course on stateful stream processing
java.lang.IllegalStateException: Not the leader, at io.atomix raft server in ONOS
Pulsar broker: org.apache.bookkeeper.client.BKException$BKNotEnoughBookiesException
Trino iceberg: Failed to read metadata file s3://lake/db/t/metadata/00012.metadata.json
How to unit test a KeyedProcessFunction with timers? TestHarness docs are poor
Allow to skip corrupt messages in the Avro format, like json.ignore-parse-errors
Let the operator emit kubernetes events for autoscaler decisions
cassandra: com.datastax.driver.core.exceptions.NoHostAvailableException: All host(s) tried for query failed
operator-sdk: failed to renew lease kube-system/controller-lock: timed out waiting for the condition, manager exits (go controller of ours)
Logstash kafka input keeps rebalancing: Offset commit failed, the coordinator is not aware of this member
怎么用 flink 读取 hive 维表并且定时刷新，求教
flink 的 keyBy 之后数据是怎么分配到各个 subtask 的，想了解原理
Deprecate the Queryable State client
Nifi: FlowFile repository failed to update, No space left on device
storm worker: java.lang.RuntimeException: java.nio.channels.ClosedChannelException kafka spout
Would love a pluggable slot allocation strategy that is aware of zones
com.amazonaws.services.kinesis.clientlibrary.exceptions.ShutdownException: Can't update checkpoint - instance doesn't hold the lease for this shard
Which flink-connector-kafka version fits Flink 1.19? the versioning confuses me
flink ha 模式下 zookeeper 里都存了哪些东西？
ksqlDB: Failed to deserialize message from topic, processing log shows DeserializationError and the query moves on
etcdserver: request timed out, possibly due to connection lost
Make the number of retained completed checkpoints visible in the UI
org.postgresql.util.PSQLException: FATAL: remaining connection slots are reserved for non-replication superuser connections
java.lang.ClassNotFoundException: org.apache.kafka.connect.json.JsonConverter in plugin.path of my connect image
java.util.concurrent.RejectedExecutionException: Task rejected from ThreadPoolExecutor in our Netty gateway
SeaTunnel Zeta engine: Hazelcast master node election loop after one node was restarted
Print the job name in the message of NoResourceAvailableException
Proposal: unify the names of checkpoint options under execution.checkpointing
MapReduce job fails: Error in shuffle in fetcher#3, Exceeded MAX_FAILED_UNIQUE_FETCHES; bailing-out
ignite: Failed to wait for partition map exchange
Should network memory be set by fraction or by absolute min and max? looking for best practice
flink cdc 支持达梦数据库吗
protoc-gen plugin not found in our maven build, protobuf-maven-plugin 0.6.1
Hadoop ResourceManager: Transitioned to standby state, ZKRMStateStore: Session expired
what does parallelism 1 of the committer mean, will it be a bottleneck later?
Spark Structured Streaming: Cannot find offset of partition in checkpoint, failOnDataLoss
io.grpc.StatusRuntimeException: UNAVAILABLE: upstream connect error or disconnect/reset before headers in the go/java client of our API
Clean up unused imports in flink-runtime-web, switch eslint version
Akka cluster app: Cluster Node unreachable, marking as down, split brain resolver took decision DownAll
Presto coordinator: No worker nodes available, Insufficient active worker nodes. Waited 5.00m for at least 1 workers
Kafka controller: zookeeper session expired, broker re-registered, leader election for 600 partitions took a minute
What is the difference between a savepoint and a retained checkpoint, and which one should I use for upgrades?
How do I find the path of the latest completed checkpoint from the REST api?
Is there a way to list all savepoints of a job with the kubernetes operator?
What does "incremental" mean for RocksDB savepoints in native format
[FLINK] Add schema evolution support for Java records to the PojoSerializer
PR: deprecate FlinkKafkaProducer and point to KafkaSink in the docs
Support Avro schema reuse by id in the confluent format, needs a new table option
flink 的 restart-strategy 里 failure-rate 和 exponential-delay 有什么区别，生产上一般用哪个
org.apache.kafka.common.errors.RecordTooLargeException: The message is 1205711 bytes when serialized which is larger than 1048576, at org.springframework.kafka.core.KafkaTemplate.doSend(KafkaTemplate.java:660)
[Worker clientId=connect-1] ERROR WorkerSourceTask{id=mysql-src-0} failed to send record to topic: org.apache.kafka.common.errors.RecordTooLargeException (org.apache.kafka.connect.runtime.AbstractWorkerSourceTask)
kafkajs: The request included a message larger than the max message size the server will accept
librdkafka: Local: Message size too large when I send a 1.5 MB protobuf from Python, message.max.bytes is set
Mirror Maker 2 stops replicating one topic, record is larger than the target cluster permits
ERROR [ReplicaFetcher replicaId=2] Found RecordTooLargeException for partition logs-4, kafka.server.ReplicaFetcherThread
io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException: Subject 'orders-value' not found.; error code: 40401 at io.confluent.connect.avro.AvroConverter.fromConnectData
org.apache.kafka.common.errors.SerializationException: Unknown magic byte! in my @KafkaListener, container stops
schema registry pod: ERROR Server died unexpectedly: io.confluent.kafka.schemaregistry.exceptions.SchemaRegistryInitializationException: Error initializing kafka store
ksqlDB: deserialization error, Error retrieving Avro value schema version for id 9
PR for the schema registry maven plugin: test-local-compatibility should accept several previous schemas
org.apache.spark.sql.avro.IncompatibleSchemaException: Cannot convert Avro type to SQL type in from_avro, Spark 3.2
com.esotericsoftware.kryo.KryoException: Buffer overflow. Available: 0, required: 61 at org.apache.spark.serializer.KryoSerializerInstance.serialize
java.io.InvalidClassException: org.apache.spark.rdd.RDD; local class incompatible, driver 3.1 and cluster 3.0
Redis session in Spring: SerializationException: Cannot deserialize; nested exception is java.io.InvalidClassException, after devtools reload
Hazelcast: HazelcastSerializationException: java.io.StreamCorruptedException: invalid type code
com.fasterxml.jackson.databind.exc.InvalidDefinitionException: Java 8 date/time type 'java.time.LocalDateTime' not supported by default, in a RestController
Kafka Streams: RocksDBException: Column family not found, after downgrading from 2.8
org.apache.kafka.streams.errors.ProcessorStateException: Error opening store KSTREAM-AGGREGATE-STATE-STORE-0000000003, Caused by: org.rocksdb.RocksDBException: lock hold by current process
TiKV: rocksdb write stall, level0 files 36, scheduler pending commands above 10k
CockroachDB node crashed: pebble: too many open files, ulimit -n 1024
[rocksdb:main] Compaction IO error in ceph osd.12, BlueFS: No space
myrocks: ERROR 1105 Status error 5 received from RocksDB: IO error: While fdatasync
MySQL server: [ERROR] Can't open file: './shop/orders.ibd' (errno: 24 - Too many open files)
nginx: accept4() failed (24: Too many open files)
java.net.SocketException: Too many open files at sun.nio.ch.ServerSocketChannelImpl.accept, tomcat 9
Back-off restarting failed container mysql in pod mysql-0, exit code 1
kubelet: CrashLoopBackOff for coredns after I changed the CNI, plugin/loop: Loop detected
docker container of grafana restarts again and again, permission denied /var/lib/grafana
systemd: elasticsearch.service: Start request repeated too quickly
Spring boot app restarts in a loop on Openshift because the readiness probe path is wrong
Airflow scheduler in docker compose keeps restarting after I upgraded to 2.7
Job has reached the specified backoff limit, my Helm migration job of GitLab
org.apache.spark.SparkException: Job aborted due to stage failure: Task 3 in stage 12.0 failed 4 times, most recent failure: Lost task 3.3
java.io.FileNotFoundException: File does not exist: hdfs://nn/user/spark/checkpoint/offsets/1182, Spark structured streaming query can't start
Spark streaming: No checkpoint directory has been set in the SparkContext
org.apache.iceberg.exceptions.NotFoundException: File does not exist: s3a://lake/db/t/metadata/snap-551.avro, trino query
org.apache.hadoop.hdfs.BlockMissingException: Could not obtain block: BP-18 file=/hbase/data/default/t/..., region server aborts
Delta Lake: The checkpoint file is missing, cannot reconstruct state at version 240 since the transaction log has been truncated
ZFS snapshot missing after pool import
Velero: restore PartiallyFailed, volumesnapshot not found
PyTorch: FileNotFoundError: checkpoint-1500/pytorch_model.bin when resume_from_checkpoint is true
elasticsearch snapshot_missing_exception when I restore from the S3 repository
etcdctl snapshot restore: expected sha256 [...], got [...]
Wish: let the operator clean old savepoints in S3 by age also for suspended jobs
Document which state migrations are allowed for POJOs, Avro and Kryo types
Is it ok to delete files in the shared folder of incremental checkpoints by hand? How do I know that none is in use
Does Flink have something like Spark's maxOffsetsPerTrigger?
flink state processor api 能不能直接读 rocksdb 增量 checkpoint，有没有例子
请问 flink sql 怎么给算子设置 uid
[hotfix][docs] Fix typo in savepoints page
[FLIP] Unify the savepoint directory layout and make it self-contained and relocatable
Expose numRestarts per region as a metric
PR: make RestClusterClient retry savepoint status polling on a 503
Test is flaky: RocksDBStateBackendTest.testCancelFullyAsyncCheckpoints on Azure CI
Bump frocksdb to 8.10 and publish aarch64 binaries
How to write a unit test for a KeyedProcessFunction with timers using the test harness
Which metric tells me how large a record my KafkaSink writes? Want to plot a histogram
Can the broker setting message.max.bytes be changed without a restart of Kafka 2.x?
Should big payloads go to S3 and only a reference to Kafka? Looking for the best pattern
ActiveMQ: java.io.IOException: Frame size of 257 MB larger than max allowed 100 MB
grpc: received message larger than max (5242880 vs. 4194304), python client
413 Request Entity Too Large when I push an image to the nexus registry
RabbitMQ: PRECONDITION_FAILED - message size 150000000 is larger than max size 134217728
com.mongodb.MongoWriteException: BSONObjectTooLarge, document of 17 MB
com.mysql.cj.jdbc.exceptions.PacketTooBigException: Packet for query is too large (5,192,040 > 4,194,304)
Resilience4j retry is exhausted and my Feign client still throws RetryableException, read timed out
reactor.core.Exceptions$RetryExhaustedException: Retries exhausted: 3/3 in WebClient
AWS Lambda keeps retrying the same failed Kinesis batch till it expires
Pulsar broker: org.apache.bookkeeper.client.BKException$BKNoSuchLedgerExistsException: No such ledger exists on Metadata Server
Apicurio registry UI gives 403 for my user after Keycloak upgrade
Kettle 8.2 连 schema registry 报 SSL 握手失败，java 自带 cacerts 已经导入证书
What is the difference between stop with savepoint and cancel with savepoint?
How do I take a savepoint automatically every 6 hours with the kubernetes operator, CronJob or periodic snapshot interval?
What is the meaning of ABANDONED in the FlinkStateSnapshot status, compared with FAILED?
[FLINK-35265] Implement FlinkStateSnapshot custom resource
PR: add e2e tests for FlinkStateSnapshot with session jobs
Wish: printer columns for the path and age in kubectl get flinksnp
Allow TTL to be set per state in SQL with a hint
怎么给单个算子设置不同的 state ttl，flink sql 支持吗
How to estimate the state size of a deduplication over 30 days before going to production
Is it possible to read the content of a RocksDB savepoint with the State Processor API in Python?
state processor api 怎么修改 operator uid
Do I have to set uid on stateless operators as well, what is best practice?
Docs: describe which changes of a SQL query keep savepoint compatibility
FLIP-190: Support version upgrades for Table API and SQL programs
How does Flink map uid hashes to operators, is it murmur3 over the stream graph node
Rename the REST field cancel-job to be consistent with the stop endpoint
Remove deprecated cancel with savepoint from CLI frontend
What is the heartbeat interval between JobManager and TaskManager, and should I change the default of 50 seconds?
Expose the number of registered task managers per zone as metric
Log the container id together with ResourceID when a TaskExecutor is disconnected
Refactor HeartbeatManagerImpl to get rid of the monitoring target iterable
Article: how watermarks are generated per split in the new KafkaSource and merged
水位线和 allowedLateness 有什么区别，面试题
How to generate watermarks from a field inside a nested JSON in Flink SQL DDL?
WatermarkStrategy: punctuated vs periodic, which one for IoT devices that send a marker
FLIP-467: generalized watermarks in DataStream V2
Print current watermark in a ProcessFunction for debugging, which method of the context
Which Java versions does Flink 1.20 support for compile and run?
Drop support for Java 8 in Flink 2.0, discussion on dev list
[FLINK-15736] Support Java 17 (LTS)
CI: add nightly build with JDK 21 and fix failing ITCases
Can I mix a Java 17 user jar with a Scala 2.12 API?
Build of flink from source with maven 3.9 gives spotless error on import order
test StopWithSavepointITCase is unstable on azure pipelines
Hotfix typo in javadoc of TaskCancellationWatchDog
Support to configure task.cancellation.timeout per job in session clusters
how to see which savepoint a running job was started from
想问一下 flink 的 checkpoint 目录下 shared 和 taskowned 分别存什么
Why is full checkpoint size different from checkpointed data size in the UI?
Is there a way to clean old savepoints in S3 that nobody references, lifecycle rule or script?
Exception in thread "main" java.lang.UnsupportedClassVersionError: org/springframework/boot/loader/JarLauncher has been compiled by a more recent version of the Java Runtime (class file version 61.0)
java.lang.reflect.InaccessibleObjectException: Unable to make field private final java.lang.Object[] java.util.Arrays$ArrayList.a accessible, with lombok 1.18.16 and gradle on JDK 17
Spark 3.1 on Java 17: java.lang.IllegalAccessError: class org.apache.spark.storage.StorageUtils$ cannot access class sun.nio.ch.DirectBuffer
Unsupported class file major version 65 when I run gradle 7.4 build with jdk 21
Elasticsearch 7.17: the minimum required Java version is 11; your Java version from /usr/lib/jvm/java-8 does not meet this requirement
hive 3.1.3 beeline on jdk 11: ClassCastException AppClassLoader cannot be cast to java.net.URLClassLoader
Jenkins agent: Could not create the Java Virtual Machine, Unrecognized VM option 'UseConcMarkSweepGC'
WARN org.apache.spark.HeartbeatReceiver: Removing executor 12 with no recent heartbeats: 164563 ms exceeds timeout 120000 ms
ERROR YarnScheduler: Lost executor 7 on ip-172-31-4-9.ec2.internal: Container marked as failed, exit status: -100, Container released on a *lost* node
WARN NodeLossEvent nodelifecycle: Node ip-10-2-1-9 status is now: NodeNotReady, evicting coredns pods
The node was low on resource: ephemeral-storage. Container nginx was using 12Gi, which exceeds its request of 0
Kafka Streams: StreamThread has missed rebalance, org.apache.kafka.clients.consumer.CommitFailedException after max.poll.interval.ms
org.apache.zookeeper.ClientCnxn: Client session timed out, have not heard from server in 26670ms for sessionid 0x17a, solr cloud
org.apache.hadoop.hdfs.server.namenode: BLOCK* removeDeadDatanode: lost heartbeat from 10.0.0.14:9866
HBase RegionServer aborted: YouAreDeadException: Server REPORT rejected; currently processing as dead server
com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure, last packet successfully received 28,800,123 milliseconds ago, spring boot with hikari
io.lettuce.core.RedisCommandTimeoutException: Command timed out after 1 minute(s)
org.postgresql.util.PSQLException: FATAL: terminating connection due to administrator command
Spark structured streaming: watermark with append mode gives no output until next trigger, is it by design
spark structured streaming: state store grows, numRowsTotal up to 400 million with dropDuplicates without watermark
java.lang.IllegalStateException: Error reading delta file hdfs://checkpoint/state/0/5/1.delta does not exist, Spark streaming restart
Kafka Streams RocksDB store directory keeps growing after I removed the windowed store, changelog topic retention
Redis memory grows without bound, keys without expire, maxmemory-policy noeviction
prometheus tsdb head series grows, high cardinality label user_id
Velero PartiallyFailed: error taking snapshot of volume: rpc error: code = Unavailable, CSI VolumeSnapshot readyToUse false
VolumeSnapshotContent error: Failed to create snapshot: InvalidVolume.NotFound, ebs csi driver
elasticsearch snapshot state FAILED, repository_exception [backup] could not read repository data from index blob
namespace stuck in Terminating, finalizers kubernetes, discovery of metrics.k8s.io/v1beta1 failed
helm uninstall hangs since a CRD has a finalizer that the removed controller should take away
systemd: A stop job is running for Apache Kafka (1min 30s / no limit)
airflow task stuck in state up_for_retry / "State of this instance has been externally set to removed. Terminating instance."
Databricks job run remains in TERMINATING for 40 minutes after I press cancel
Kafka Connect: Graceful stop of task jdbc-sink-3 failed.
DolphinScheduler workflow state "ready stop" never changes to stopped, shell task with spark-submit
kill -9 does not end a process in D state, NFS mount is gone
ERROR: could not restore schema version, flyway validate failed: Migration checksum mismatch for migration version 12
java.io.InvalidClassException: com.acme.Order; local class incompatible: stream classdesc serialVersionUID = 1, spring session in redis
ksqlDB: Cannot upgrade data source: Key columns must be identical, CREATE OR REPLACE STREAM
terraform: state snapshot was created by Terraform v1.5.0, which is newer than current v1.3.7; upgrade to work with this state
docker: Error response from daemon: cannot stop container: tried to kill container, but did not receive an exit event
org.apache.spark.SparkException: Job aborted due to stage failure: Task 41 in stage 7.0 failed 4 times, most recent failure: Lost task 41.3 ExecutorLostFailure exit code 137
Structured streaming: java.lang.IllegalStateException: Partition events-3's offset was changed from 88120 to 201, some data may have been missed, failOnDataLoss is true
Spark dynamic allocation adds forty executors for ten seconds and drops them again, the YARN queue hates us
pyspark writes to S3 through the magic committer and gets 503 Slow Down from the bucket when the last stage commits
spark-submit on Kubernetes says Forbidden, service account default cannot create pods in namespace etl
our Spark join has one task that shuffles 60 GB while its 199 siblings have 20 MB
Spark 3.5 after the platform upgrade: NoSuchMethodError com.google.common.base.Stopwatch in the history server
kafka broker log: Closing socket connection to /10.8.3.2 because of error SaslAuthenticationException, our REST proxy uses the old password
Kafka broker process is oom killed on the node as page cache and heap do not fit the pod limit
Log segment upload of tiered storage in our Kafka cluster fails with access denied, RemoteLogManager retries forever
kafka-reassign-partitions is throttled and has been at 12 percent since Monday
Connect worker dies at start: java.lang.NoSuchMethodError in the Avro converter after we installed a second plugin under plugin.path
Kafka Connect JDBC sink task failed: password authentication failed for user etl_app, tasks stay FAILED until I restart them by REST
Debezium server on ECS: direct buffer memory error inside the Kinesis sink client
Streams topology of our billing service: one stream thread owns the hot partition, lag on the other eleven is zero
Kafka Streams exits with TaskCorruptedException and wipes its local store in the state directory
the mirror of our Kafka clusters is behind by four hours and MirrorSourceConnector only runs one task
Airflow KubernetesPodOperator: Pod returned a failure, remote pod terminated with reason OOMKilled, 2 Gi limit
DAG import error after deploying the new image of Airflow, cannot import name appengine from requests
airflow worker cannot write its remote log to GCS, 403 storage.objects.create denied
task of our dbt run in Dagster is retried over and over after the code location was redeployed
Postgres: checkpoints are occurring too frequently (9 seconds apart), consider increasing max_wal_size
FATAL: no pg_hba.conf entry for host 10.2.7.9, user report, database sales, SSL off, when Metabase connects
Patroni refuses to reinit the replica, basebackup ends with could not write to file, no space left
MySQL group replication expels one node every hour because flow control throttles it
org.postgresql.util.PSQLException: FATAL: remaining connection slots are reserved at com.shop.cart.CartRepository.find
Oracle RMAN backup expired before complete, media manager timed out
Elasticsearch circuit_breaking_exception: [parent] Data too large, data for http_request would be larger than the limit
Snapshot repository verification failed in OpenSearch: path is not accessible on master node, access denied to S3
one shard of our search index holds 70 percent of the documents as we route by customer
Logstash pipeline blocked, persisted queue is full and the beats input closes connections
Redis Cluster: MISCONF Redis is configured to save RDB snapshots but is currently unable to persist to disk
WRONGPASS invalid username-password pair, from our Node session store since the secret was rotated
redis pod gets killed with exit code 137 while it forks for bgsave
kube-scheduler: 0/14 nodes are available: 14 Insufficient memory, for the new ingress controller
HPA for the web frontend swings between 3 and 30 replicas all afternoon, what stabilization window do you use
VPA evicts our Java API pod every few minutes to apply a different memory request
kubelet garbage collects images and then ImagePullBackOff for the payment gateway since registry is down
cert-manager order is stuck in pending, the challenge does not propagate to the ingress
etcd: apply request took too long, leader changed twice, control plane is sluggish
Helm upgrade of Grafana failed and helm rollback complains that another operation is in progress
Argo Rollouts aborted the canary of our checkout service since the success rate dropped
Karpenter consolidates the nodes of the batch namespace again and again, pods are moved each ten minutes
Spring Boot 3 upgrade broke the service: java.lang.NoSuchMethodError org.springframework.core.annotation.MergedAnnotation at startup
io.netty.util.internal.OutOfDirectMemoryError: failed to allocate 4194304 byte(s) in our Spring Cloud Gateway
class com.acme.api.UserDto cannot be cast to class com.acme.api.UserDto, loader of spring devtools RestartClassLoader
org.springframework.kafka.listener.ListenerExecutionFailedException in the invoice consumer, listener is paused by the error handler
after the last release our Quarkus pods answer 500 and we want to redeploy the previous version
Tomcat: GC overhead limit exceeded in the session replication of the intranet portal
javax.net.ssl.SSLHandshakeException: PKIX path building failed at com.acme.mail.SmtpClient.send
Vert.x event loop blocked for 4120 ms, the REST gateway becomes slow under load
WebFlux client: Failed to allocate direct memory after we raised maxInMemorySize to 256 MB
namenode audit: AccessControlException Permission denied user=hue, access=EXECUTE, inode=/user/finance when listing in the file browser
HDFS balancer exits with no block can be moved although datanodes are uneven
hdfs dfs -put says DSQuotaExceededException for my home directory
Hive on Tez: Container killed on request exit code is 143, vertex failed, in the monthly report query
HiveServer2 login fails, GSS initiate failed from beeline after the realm was changed
Hive metastore times out on get_partitions for a table with 900k partitions
Trino: Query exceeded per-node memory limit of 20GB when joining the two fact tables
Trino worker disappears, REMOTE_HOST_GONE in each long query since nodes were downsized
Superset cannot log in to Trino, error 401 after OAuth client was renewed
Pulsar bookie switched to read only as ledger disks are above 95 percent
Pulsar proxy returns AuthenticationDataProvider error for the PHP client
Cassandra: mutation messages dropped, compaction backlog 1400 and read latency high on one token range
cassandra repair session failed, snapshot was not created on replica in time
ScyllaDB hot partition warning for key 0 in the table of counters of our web app
Celery: one worker gets all tasks and the others prefetch nothing
python asyncio service: asyncpg.exceptions.InvalidPasswordError after the nightly secret rotation
PyTorch DDP: saving a checkpoint takes twenty minutes on the NFS and NCCL watchdog kills the ranks
torch.load: RuntimeError size mismatch for head.weight when I load the checkpoint of the older model
nginx: 413 Request Entity Too Large on uploads to the partner portal
nginx worker process exited on signal 9 after lua shared dict was enlarged
GitLab CI: job failed, exit code 137, in the webpack stage of the shop front end
GitHub Actions cannot assume the AWS role with OIDC, not authorized to perform sts:AssumeRoleWithWebIdentity
Bitbucket pipeline pushes the image, but the tag is missing in the registry when the next step wants it
Does checkpoint alignment also matter for a pipeline with only one input per operator?
Is there a tutorial that shows what the numbers in the checkpoint details page stand for?
What is the meaning of busy, idle and backpressured in the colours of the job graph?
Which URI scheme should a checkpoint directory on Azure Data Lake have, abfs or abfss?
How does the memory model split process size into heap, managed and off-heap, with an example for 4 GB
Would be good to have autoscaler recommendations exported as a Prometheus metric
Proposal: per-operator checkpoint timeout, so that large windows can have more time than others
[FLINK-37702][runtime] Log subtask index in CheckpointDeclineReason messages
[FLINK-36998][autoscaler] Extract ScalingMetricEvaluator into an interface, no functional change
Release 1.15.0 of the operator supports custom scaling strategies and drops Java 11
By default, checkpointing is disabled; call enableCheckpointing with the interval in milliseconds to switch it on
Data skew can be reduced with local-global aggregation, which is described in the performance tuning chapter
Spark 任务数据倾斜，一个 executor 跑了两个小时，其他几分钟就结束了
Jenkins 发布新版本以后网站打不开，回滚按钮是灰的
想请教 Flink 的反压机制在 1.5 之后有什么变化，有没有推荐的文章
ERROR Executor: Exception in task 4.0 in stage 7.1 (TID 913) java.io.IOException: No space left on device at org.apache.spark.storage.DiskBlockObjectWriter.commitAndGet
Spark SQL dynamic partition overwrite leaves empty folders for days without rows, since we moved to 3.5
org.apache.spark.sql.AnalysisException: [UNRESOLVED_COLUMN.WITH_SUGGESTION] A column with name 'amt' cannot be resolved in our nightly ETL notebook
Livy session goes to dead after spark-submit returned 1, our PySpark main can't find its config json
Structured streaming from Kafka: KafkaSourceProvider says some data may have been lost, set failOnDataLoss to false, is that safe in 3.4?
SparkContext: java.lang.OutOfMemoryError: Java heap space at org.apache.spark.sql.execution.exchange.BroadcastExchangeExec on the driver
Spark history server takes ten minutes to show an application, event log of 40 GB
Two spark drivers of the same streaming query append to one Delta table: ConcurrentAppendException after the YARN retry
withWatermark in pyspark drops my test rows although they are only 3 minutes old
[KafkaServer id=2] ERROR Shutdown broker because all log dirs in /var/lib/kafka have failed
ERROR [LogDirFailureChannel] Error while writing leader epoch checkpoint: java.io.IOException: No space left on device (kafka.server)
WARN [Producer clientId=mailer-1, transactionalId=mailer-tx] Got error produce response, fenced by newer epoch at com.acme.mail.OutboxPublisher.run
Spring Kafka: ProducerFencedException after scaling our order service to three replicas, transaction-id-prefix is the same in all pods
Quarkus app with SmallRye reactive messaging: transaction coordinator not available when the outbox publisher starts
Kafka Streams: TimeoutException initializing transactional state, task 0_4 is migrated and the app restarts its stream threads
Kafka Streams grace period of zero makes suppress() emit less than expected, records are skipped as expired window
[kafka-streams] WARN Skipping record for expired window. topic=[logins] partition=[3] offset=[4001] timestamp=[17000]
Connect worker log: WorkerSinkTask{id=s3-archive-0} Commit of offsets timed out, then task is killed and will not recover until manually restarted
Connect: Sink connector resets to earliest after we deleted its consumer group by accident and archives everything again
MirrorMaker 2 offset sync lags behind by hours, failover drill of the Java microservices did not find their positions
Sarama consumer in our Go billing service: kafka server: The requested offset is outside the range of offsets maintained by the server
librdkafka %3|FAIL|rdkafka#consumer-1| ssl://broker-1:9093/bootstrap: Connect to ipv4#10.4.0.7:9093 failed: Connection timed out, from our C++ gateway
kafkajs: Closed connection, KafkaJSNumberOfRetriesExceeded in the node notification service
kafka-reassign-partitions has been in progress for two days, throttle seems too small
AKHQ shows no topics since its upgrade, the brokers are fine
KRaft migration: zookeeper brokers do not register in the new quorum
Airflow: DAG run started twice for the same logical date after we changed the catchup flag
airflow.exceptions.AirflowException: Bash command failed. The command returned a non-zero exit code 1. python /opt/etl/main.py
Airflow web server needs a minute per page since 1200 DAGs are parsed, scheduler loop time is 90 s
DagFileProcessor broken DAG: ModuleNotFoundError: No module named 'pendulum.tz' in dags/report.py
Dagster run launcher launches the op again after a code location reload, two pods write the same parquet file
Prefect flow crashed before tasks began, parameter validation failed for flow 'daily-import'
Argo workflow pod: The node was low on resource: ephemeral-storage, container main of the image build was using 30Gi
PANIC: could not write to file "pg_wal/xlogtemp.31": No space left on device, Postgres main is down
Postgres temp files of one reporting query reach 400 GB and base/pgsql_tmp fills the server
ERROR: canceling statement due to lock timeout, ALTER TABLE of our migration tool waits behind idle in transaction sessions
idle in transaction session of a dead psql client holds back vacuum, xmin horizon does not move
prepared transaction in pg_prepared_xacts orphaned by the application server blocks an index build
MySQL: InnoDB: Error number 28 means 'No space left on device', tmpdir is a small tmpfs
Semi-sync replica fell behind binlog purge, replica needs to be rebuilt, got fatal error 1236 from source
Oracle ORA-00257: archiver error, connect internal only until freed, in the ERP
MSSQL log_reuse_wait_desc says ACTIVE_TRANSACTION, the transaction log of the CRM grows
[o.e.c.r.a.DiskThresholdMonitor] flood stage disk watermark [95%] exceeded on es-data-4, all indices on this node will be marked read-only
Elasticsearch ingest node: pipeline with enrich processor is slow, 40 % of the time is spent in the geoip step
elasticsearch master not discovered exception when two of three nodes are restarted
Kibana alert fired twice for the same document because both Kibana instances run the rule
Logstash jdbc input runs its statement in two nodes, every row is indexed twice
MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk
Redis Cluster is down: CLUSTERDOWN Hash slot not served, our PHP shop answers 500
Lettuce: RedisCommandTimeoutException: Command timed out after 1 second(s) at com.acme.cart.CartController.get
kube-apiserver responds slowly, list pods takes 40 s, etcd says apply request took too long
etcdserver: mvcc: database space exceeded, nothing can be changed in the cluster until it is defragmented
Node condition DiskPressure, image garbage collection failed on the worker nodes of our web farm
CronJob with concurrencyPolicy Allow runs three copies of the mail digest at once
Helm upgrade failed: another operation (install/upgrade/rollback) is in progress, release web-portal
o.s.b.SpringApplication: Application run failed, BindException: Failed to bind properties under 'billing.limits' to java.time.Duration
Spring Batch: JobInstanceAlreadyCompleteException: A job instance already exists and is complete for parameters={date=2024-05-01}
Quartz fires our trigger on both nodes since isClustered was switched off, customers get two invoices
Camunda job executor picks the external task a second time as the lock expired during a slow call
Tomcat catalina.out has reached 90 GB and the server of the intranet is full
resilience4j circuit breaker 'paymentGateway' is OPEN and does not permit further calls at com.acme.checkout.PaymentClient.charge
java.lang.OutOfMemoryError: Java heap space at org.apache.poi.xssf.usermodel.XSSFWorkbook.onDocumentRead while exporting the annual list
Minecraft server with -Xmx4G: Can't keep up! Is the server overloaded? followed by GC overhead limit exceeded
NameNode in full GC for 50 seconds, HDFS clients fall over to standby and back
DataNode: Failed to place enough replicas, still in need of 1 to reach 3, all datanodes nearly full
HiveServer2 hangs at compile since metastore queries need minutes, beeline users complain
SemanticException [Error 10004]: Line 1:57 Invalid table alias or column reference 'order_ts' in hive cli
Hive compactor can't clean delta directories because an old transaction is still open in the metastore
Query exceeded per-node memory limit of 8GB [Allocated: 7.9GB, Top Consumers: {HashBuilderOperator}] in Trino
Trino coordinator UI is unresponsive with 300 queries queued, worker nodes idle
Presto spill-path is full, query fails with out of spill space
Pulsar broker: org.apache.bookkeeper.client.BKException$BKNotEnoughBookiesException, writes to the ledgers stop
Pulsar transaction buffer of the topic keeps an aborted list that grows, plain Java consumers see no messages
BookKeeper bookie turned read only because its ledger disk is above 95 %
Cassandra: Not enough space for compaction, estimated sstables = 3, expected write size = 300 GB
cqlsh: WriteTimeout code=1100 Coordinator node timed out waiting for replica nodes' responses
MemoryError: Unable to allocate 18.6 GiB for an array with shape (50000, 50000) in my numpy script
python manage.py migrate raises ImproperlyConfigured, environment variable SECRET_KEY missing
pip install fails: OSError: [Errno 28] No space left on device while unpacking torch in the docker build
nginx: writev() failed (28: No space left on device) while reading upstream, proxy_temp is on a small partition
GitHub Actions deploy workflow was started twice by a push and a tag, need a concurrency group
actions runner: System.IO.IOException: No space left on device : '/home/runner/_diag/Worker.log'
What is the difference between allowedLateness and the bounded out-of-orderness in a WatermarkStrategy, conceptually?
Does KafkaSink with EXACTLY_ONCE use one transaction per subtask or per checkpoint, and how are the ids built?
Which value for setStartingOffsets would you choose for a brand-new source, earliest or committed, and why?
[FLINK-35880][connectors/kafka] Expose transaction naming strategy in the builder of the sink
Feature request: option to write late rows of a SQL window into a second table automatically
Flink docs: "The web.upload.dir option defines the directory for uploaded jars; if not specified a dynamic directory is used."
如何用 ParameterTool 同时读取命令行参数和 properties 文件，优先级怎么定
Spring Boot 服务连接 Kafka 报 fenced，多个实例用了同一个事务前缀，和大数据平台没有关系
org.apache.spark.SparkException: Job aborted: task 17.3 in stage 204.0, ExecutorLostFailure (executor 44 exited caused by one of the running tasks) Reason: Container killed by YARN for exceeding memory limits
Spark structured streaming query terminated with exception: Offsets out of range with no configured reset policy for partitions events-3 at KafkaMicroBatchStream
pyspark.errors.exceptions.captured.AnalysisException: [TABLE_OR_VIEW_NOT_FOUND] The table or view staging.clicks cannot be found
our Spark driver on Databricks restarts each evening and the notebook loses its session
Spark shuffle fetch failed because the external shuffle service on the node manager was stopped
java.lang.ClassNotFoundException: com.mysql.cj.jdbc.Driver at java.net.URLClassLoader.findClass at com.neutral.billing.BillingServlet.init
[Controller id=2] Partition orders-7 has no eligible leader among in-sync replicas, unclean election is disabled
the Kafka broker spends 40 minutes on log recovery after an unclean shutdown
ISR of half of our partitions shrinks whenever the broker in rack B does a garbage collection
kafka-topics.sh --alter hangs against our KRaft controllers after one of three was replaced
WARN [ReplicaFetcher replicaId=3] Error in response for fetch request, connection to 1 was disconnected before the response was read
log cleaner thread of the broker has died and __consumer_offsets grows to 300 GB
Connect sink task FAILED: org.apache.kafka.connect.errors.DataException: JsonConverter with schemas.enable requires schema and payload fields
our JDBC source connector in Kafka Connect loads the same rows twice after the worker was rebalanced
Mirror Maker 2 does not translate consumer group offsets to the second region
org.apache.kafka.streams.errors.StreamsException: stream-thread [worker-3] task [0_4] Exception caught while trying to restore state from changelog
the Kafka Streams app spends an hour on rebuilding its local RocksDB store after each pod move
interactive queries of our Streams service return InvalidStateStoreException while it is rebalancing
librdkafka in our Go consumer prints: Application maximum poll interval exceeded, leaving group
airflow.exceptions.AirflowException: DAG run timed out, task load_dim waits for a pool with zero open places
our Airflow triggerer crashed and deferrable tasks hang in the deferred state
DagBag import error: broken DAG, ModuleNotFoundError: No module named 'pandas'
Prefect agent marks flow runs as crashed when the container is moved to another node
ERROR: could not extend file base/16401/24822: No space left on device, HINT: Check free disk space
PostgreSQL: canceling statement due to conflict with recovery on our read replica
FATAL: the database system is in recovery mode, after the OOM killer took a backend process
pg_wal directory keeps filling up although the archive command returns zero
logical decoding worker of the subscription exits with: could not receive data from WAL stream
MySQL replica stopped with error 1062 duplicate entry for key PRIMARY, seconds behind source is NULL
Oracle ORA-01555 snapshot too old in the nightly report of our finance tool
MongoDB replica set had no primary for 40 s during the election, the Node backend answered 500
circuit_breaking_exception: [parent] Data too large, data for [<http_request>] would be larger than limit, in Kibana
Elasticsearch master not discovered yet, this node must discover master-eligible nodes
our Elasticsearch snapshot to the S3 repository is in state PARTIAL since two shards were moving
index is read-only after the flood stage watermark was crossed on data node 5
Sentinel promoted a replica and the PHP sessions of all users were lost
LOADING Redis is loading the dataset in memory, our checkout service cannot log in anybody
etcdserver: request timed out, possibly due to previous leader failure, kubectl get nodes does not answer
kubelet: PLEG is not healthy, node worker-9 flips between Ready and NotReady
failed to renew lease kube-system/kube-scheduler: timed out waiting for the condition, leaderelection lost
our ingress pods stay Pending: 0/4 nodes are available, 4 node(s) didn't match pod anti-affinity rules
CronJob of the backup has missed more than 100 start times and is not scheduled any more
cert-manager cannot renew the certificate of the staging domain, the challenge stays pending
Helm upgrade of the Grafana chart fails: another operation (install/upgrade/rollback) is in progress
Error: ImagePullBackOff for the web shop, registry answers with too many requests
the persistent volume of our GitLab does not detach from the old node
Spring Boot: Application run failed, BeanCreationException: Error creating bean with name 'entityManagerFactory'
org.springframework.kafka.listener.ListenerExecutionFailedException: Listener method could not be invoked with the incoming message at com.neutral.mail.MailListener
@Scheduled method in our Spring service runs twice since we have two replicas
Tomcat: The web application [shop] appears to have started a thread named [pool-2] but has failed to stop it, this is very likely to create a memory leak
Quarkus native image lacks a class for reflection, the REST endpoint answers 500
java.net.SocketException: Too many open files at com.neutral.gateway.ProxyServer.accept in our API gateway
our Tomcat dies with java.lang.OutOfMemoryError: Metaspace each time the WAR is deployed for the fifth time
gRPC microservice answers RESOURCE_EXHAUSTED: Received message larger than max (5242880 vs. 4194304)
NameNode is in safe mode, the reported blocks 18442 needs additional 211 blocks
HDFS balancer exits since no block can be moved and three DataNodes are 97 % full
both NameNodes are standby after the ZKFC lost its ZooKeeper session, hdfs dfs -ls prints an error
FAILED: Execution Error, return code 2 from org.apache.hadoop.hive.ql.exec.tez.TezTask in the nightly report
Hive metastore upgrade script stops at a missing column in table PARTITION_KEYS
HiveServer2 does not accept new sessions, max number of operation logs reached
Trino: Query exceeded per-node memory limit of 8GB [Allocated: 7.9GB, Delta: 120MB]
INSUFFICIENT_RESOURCES: Trino coordinator says no nodes available to run query for our BI users
Presto worker fails to read a Parquet file with a malformed page header
Pulsar bookie turned to read-only as its ledger disk is 95 % used
Pulsar function instance restarts due to user code exception, the broker itself is okay
Cassandra: Operation timed out - received only 1 responses of 2 at consistency QUORUM
nodetool repair never completes and compactions pending are above 2000 on our Cassandra ring
413 Request Entity Too Large from nginx when our customers upload invoices
nginx: worker_connections are not enough while connecting to upstream
Traceback (most recent call last): File "etl.py", line 88, in load: MemoryError: Unable to allocate 3.1 GiB for an array
json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0) in our Flask endpoint
GitHub Actions job is queued for an hour, no runner with the label self-hosted is online
the Jenkins pipeline was aborted at the stage Deploy because the input step timed out
Maven build in CI: Could not find artifact com.neutral:common-model:jar:2.4-SNAPSHOT in nexus
unit test of the stream module is flaky on Windows agents, expected 3 elements but was 2
What is the difference between a task, a subtask and a slot in Flink?
Which restart strategy would you recommend for a batch program in Flink, and what is the default in 1.19?
How is the number of network buffers computed from parallelism, is there a formula in the docs?
Can I use ZooKeeper HA and Kubernetes HA in the same Flink installation, what are pros and cons?
[FLIP] Propose a pluggable dead letter queue for sources, discussion thread
[hotfix][docs] Fix a broken link on the page about JobManager high availability
[table-planner] Support LATERAL join hints in the SQL parser
Release notes 1.19.x: bug fix release with some seventy corrections, upgrading is recommended for all users of this line
Bump lz4-java from 1.8.0 to 1.8.1 in the connector parent
With the embedded state backend, working state is kept as serialized bytes on local disk, and access to it therefore costs a serialization step
如何理解 Flink 的 slot 共享组，面试里常问到的问题有哪些
Spark 任务跑到一半 executor 被杀，shuffle 文件读取失败
公司的 MySQL 主从延迟越来越大，从库 CPU 很低
nacos 集群选主失败，微服务注册不上去，网关返回 503
io.confluent.connect.avro.AvroConverter: Failed to deserialize data for topic crm.person to Avro, id 318 not found, task jdbc-sink-0 of the Connect worker is being killed and will not recover until manually restarted
Our Kafka Connect S3 sink reports unknown magic byte since a colleague produces plain text into the topic, the connector task is FAILED
Spring Boot listener container stops with SerializationException Unknown magic byte, how do we set ErrorHandlingDeserializer for the KafkaListener?
Schema Registry pod itself crashes on boot: Error while starting, _schemas topic has cleanup.policy delete instead of compact
ksqlDB refuses CREATE STREAM because the subject has a protobuf schema with two message types
karapace REST proxy logs 422 for each avro post of our PHP client, schema contains a default of the wrong type
Python fastavro cannot read the file written by our Rust service, schemaless reader returns shifted columns
Buf breaking check says field 7 changed type in the billing proto, merge is blocked
Spark Structured Streaming query does not start from its checkpoint location after we added an aggregation, state schema not compatible
Spark: streaming checkpoint on ADLS was removed by the retention job, query restarts from the beginning of the Event Hub
org.apache.spark.SparkException: Provided schema doesn't match to the schema for existing state, streamingQuery id 51a at StateSchemaCompatibilityChecker.check
Structured Streaming watermark moves but append mode writes nothing into the Delta table, driver shows 0 rows in each micro batch
Dropped late rows in our Spark dashboard since withWatermark was lowered to one minute by the analysts
Lost executor 14 on ip-10-4-2-8: Container marked as failed, exit status -100, diagnostics: Container released on a lost node, spark stage 31 is retried
Databricks job cluster loses its spot workers every evening and the notebook run restarts the whole stage
Dask worker is removed from the scheduler after missing its heartbeat, the future is recomputed on another machine
Ray: a raylet died unexpectedly and the actor is restarted, node was preempted by GCP
Celery worker heartbeat missed from celery@mailer-3, the task is delivered twice afterwards
Airflow task marked as zombie since its heartbeat stopped, pod of KubernetesExecutor had been drained with its node
Temporal worker shows activity heartbeat timeout in each image resize workflow and the activity is tried again
Dataflow autoscaler says worker pool lost three machines, pipeline in us-east1 has a system lag of four minutes
Kafka Streams: StreamsException Deserialization exception handler is set to fail upon a deserialization error, task 0_3, partition loans-2
Our Kafka Streams RocksDB stores grow on the local disk because nobody set retention on the changelog of the window store
Kafka Streams punctuator on stream time isn't called if no record arrives, our test with TopologyTestDriver shows it too
Pulsar topic compaction doesn't shrink, backlog quota exceeded for tenant fleet and producers are blocked
Cassandra tombstones pile up, table with TTL seven days never gets smaller, gc_grace_seconds is ten days
Redis memory only goes up: keys have no expiry and maxmemory policy is noeviction, shop cart writes are refused since tonight
Postgres table of sessions bloats to 400 GB although we delete old rows every hour, autovacuum is blocked by an old transaction
Prometheus TSDB size doubles each month because of high cardinality labels, old blocks are kept
etcd database space exceeded, the kube-apiserver answers mvcc: database space exceeded to each write
Elasticsearch snapshot to the S3 repository ended PARTIAL, two shards failed with NoSuchFileException on node es-data-4
SnapshotMissingException: [backup-repo:nightly-2026.02.03/xY1] is missing at org.elasticsearch.repositories.blobstore.BlobStoreRepository
OpenSearch index state management cannot delete the old snapshot, policy is stuck in step attempt_snapshot
VolumeSnapshot object of our Postgres PVC stays readyToUse false, csi driver says failed to take snapshot of the volume, DeadlineExceeded
Velero backup PartiallyFailed: error getting volume snapshot for pvc data-mongo-1, plugin returned access denied
CloudNativePG scheduled Backup resource has phase failed since the barman secret was changed
Longhorn snapshot CR is not deleted, finalizer hangs and the namespace stays in Terminating
Argo Rollouts object Degraded, ProgressDeadlineExceeded for the checkout frontend after image 4.1.9
kubectl delete namespace is stuck in Terminating for two days because of an APIService which is gone
Pod of our nginx ingress remains Terminating after the node went NotReady, must I use force deletion?
Azure DevOps pipeline stays in "cancelling" for an hour, the self-hosted agent does not answer
GitHub Actions run can't be cancelled, the button shows requested and the macOS runner keeps going
ALTER SYSTEM KILL SESSION marks it as killed, but the Oracle session goes on to roll back since the morning
pg_cancel_backend has no effect on a query that waits for a dead foreign data wrapper, client connection hung
Trino query can't be killed from the UI, state FINISHING for 40 minutes, coordinator thread waits on Hive metastore
Hive LLAP daemon decommission hangs and YARN shows the application in state KILLING forever
systemd: A stop job is running for MongoDB Database Server (1min 29s / 10min), then SIGKILL, on each reboot
Tomcat does not shut down: The web application appears to have started a thread named pool-7-thread-1 but has failed to stop it
Docker compose down waits ten seconds for every container since our node process ignores SIGTERM as PID 1
Ctrl-C in the Python script does nothing, threads of the ThreadPoolExecutor keep it alive
java.util.concurrent.TimeoutException: graceful shutdown of the gRPC server did not finish in 30 s at com.acme.gateway.Bootstrap.stop(Bootstrap.java:71)
Error: LinkageError occurred while loading main class com.acme.batch.Start java.lang.UnsupportedClassVersionError (class file version 66.0) in the Windows service wrapper
Gradle build daemon fails: Unsupported class file major version 65 while compiling the settings script, wrapper is 7.4
SonarQube scanner needs Java 17 now and our Jenkins agents are on 11, analysis step is red
Minecraft server says class file version 61, this runtime recognizes up to 52, which Java do I have to download?
Elasticsearch 8 does not start on our box, JvmOptionsParser finds Unrecognized VM option UseConcMarkSweepGC in jvm.options
Kafka broker 4.0 will not come up on the machine with Java 11, KAFKA_HEAP_OPTS were left untouched
Lombok with JDK 21: class JavacProcessingEnvironment in module jdk.compiler does not export to unnamed module, maven compile step aborted
Spark 3.2 on JDK 17: cannot access class sun.nio.ch.DirectBuffer because module java.base does not export sun.nio.ch, spark-shell exits
Hadoop DistCp under Java 17: InaccessibleObjectException in the job client of our nightly archive copy
java.io.InvalidClassException: com.acme.session.Cart; local class incompatible: stream classdesc serialVersionUID = 41, at Tomcat PersistentManager loading sessions
Spring Session with Redis: SerializationException Cannot deserialize after the User class got a new field, everybody is logged out
Hazelcast map entry cannot be deserialized by the new member: HazelcastSerializationException for factory id 9 during the rolling update
Akka persistence fails to recover the actor, the old event class was renamed and no event adapter is there
Django migration: pickled field of the cache cannot be loaded under Python 3.12
PyTorch refuses to load the optimizer checkpoint, unexpected key module.fc.weight in the state dict
Flyway: validate failed, migration checksum mismatch for version 37, the application does not start after the merge
Terraform: Error refreshing state, state snapshot was created by Terraform v1.9 which is newer than the current version
SAVEPOINT sp_2 does not exist, error code 3B001 from our Ruby on Rails nested transaction
Nested transaction in the Hibernate batch: could not release savepoint, connection is already closed, SQLState 08003
How does a savepoint differ from a retained checkpoint, and when should we use which one?
What would be a sensible idleness timeout for partitions that get one message per hour?
Can somebody explain how the Flink operator decides between last-state and savepoint as upgrade mode?
Is it better to give each sink its own uid or can the prefix setting do that for all of them?
Which Java versions will be supported by Flink 2.3, and is there a date for the removal of 11?
Looking for an example of a unit test that restores an operator harness from a savepoint of an older release
How do I choose the max parallelism for a new job that may grow tenfold in three years?
Does stop with drain emit max watermark also for processing time windows? I am only reading up on it
Where can I find a course on state schema evolution with POJO and Avro types?
Would you use RocksDB or ForSt for 50 TB of state, what are your experiences?
It would be nice if the web UI had a button to take a savepoint, at present we always need the command line
Feature wish: let the table DDL read the schema registry password out of a Kubernetes secret
Proposal: introduce a per key TTL that can be changed at runtime without redeploying the job
[FLINK-00000][docs] Describe how periodic snapshots are configured in the operator's helm chart
[hotfix][tests] Use AssertJ in the savepoint migration tests and drop the unused Java 8 profile
Bump kryo from 5.5.0 to 5.6.2 in /flink-examples by dependabot
Release 1.12 of the operator adds columns to the snapshot list, supports Flink 2.1 and drops the old job spec fields
A watermark with time t declares that event time has reached t in that stream, so no more elements with a smaller timestamp should follow
当前版本的savepoint默认采用规范格式，用户也可以在触发时选择原生格式，文档给出了两者的对比表
请教一下，flink里做状态TTL和自己注册定时器清理，一般怎么选？
the cron job that sends the invoices was not run this night
crontab entry never fires since the server was moved
our nightly cron backup of the database has not run since Sunday
We need comprehensive documentation that helps users of the ClickHouse Kafka Connect sink to diagnose slow inserts, since slow inserts directly lead to increased consumer lag.
请问，flink doris connector 支持 flink 1.12 吗？
Flink Doris Connector 26.1.1 lists only Java 17 for Flink 2.x; we run Flink 2.1 on JDK 21 and would like to contribute explicit JDK 21 build and test coverage.
When using upsert mode the read from the iceberg table in Trino is very slow, it takes 1 minute to query 5 million rows. Without upsert 80 million rows take 3 seconds.
cdc 有没有返回一个时间字段，指的是这条数据 CRUD 的时间，这样我就可以用这个时间来做 watermark
Kerberized Hive 3.1.3: inserting into an iceberg table from beeline fails with Job commit failed: RuntimeMetaException: Failed to connect to Hive Metastore.
When does flink-cdc support flink 1.14?
多个任务同时使用一个 Source table，请问 mysql cdc 的 server-id 如何设置？
mysql-cdc 并行度默认是 1，请问是什么原因？修改整体并行度并不能更改它的并行度
First time with Hudi on EMR: every time we run the daily batch (11GB in 627 parquet files) we get Executor Process Lost until all the executors die and the job fails, always in the Building Workload profile stage.
In our production Kafka mostly stores Avro data together with Confluent Schema-Registry. Can the Kafka CDC support parsing the debezium-avro-confluent format?
Does the Paimon Kafka CDC handle Debezium/Canal JSON that was produced by Flink SQL? There is no schema and no PK in such data.
After the graceful shutdown the jobs are unacquired but when the new application starts they hang until lock_time_ in ACT_RU_EXECUTION has passed
EMR on EKS PySpark structured streaming job randomly gets AmazonS3Exception: Access Denied (Status Code: 403) about 1 of 50 times writing a delta table, the role has all permissions
following the EMR guide leads to an access denied when spark calls s3, do we need to add a bucket/iam policy?
Support blue-green updates of a streaming job: create the new cluster first, trigger the savepoint when it is ready, then start the job there
In FlinkKafkaProducer011 with two-phase commit, what happens if the program fails after notifyCheckpointComplete() is done? Does it commit again and produce duplicates?
A Kafka sink over a large volume of data can fail loop forever if producing the snapshot takes longer than the fixed transaction timeout (60s) in Materialize
kafka-rest: The message is 1978246 bytes when serialized which is larger than the maximum request size you have configured with the max.request.size configuration, I changed it in server.properties and producer.properties already
Pinot: 2022-08-18 ERROR [KafkaConfluentSchemaRegistryAvroMessageDecoder] [mytable__0__0__20220818T0214Z] Caught exception while decoding row in topic, discarding row
kafka-webview: Error deserializing key/value for partition usermanagement.user.avro.v2-20 at offset 0. If needed, please seek past the record to continue consumption.
The buffers were flooded for <duration> seconds. Current usage is <buf_usage> percent. The unit was temporarily out of buffers, heavy network traffic load
The default max parallelism leads to half of the tasks having one key group and the other half two; increase the default number of KeyGroups
Could we introduce addSplitsBackOnRecovery with a default implementation instead of the new parameter isReportedByReader in the split enumerator API?
pgpool went into CrashLoopBackOff after a PostgreSQL HA failover, Gitea logins and writes hang, the pgpool pod has no logs
Kyuubi in Kubernetes: spark engine launch timeout
lag is accumulated in one or a small number of partitions and the backlog falls on one consumer, is there anything koperator can do?
Kafka Connect S3 sink has a constant high consumer lag on a single partition of one topic, the other topics are not lagging
SeaTunnel的MySQL-CDC任务因网络中断失败后从检查点恢复,提示 no longer available on the server,binlog已经被腾讯云自动清理
stalled | kafka: Meta data fetch error: BrokerTransportFailure (Local: Broker transport failure): BrokerTransportFailure (Local: Broker transport failure)
Simple Kafka Source -> Sink pipeline in materialized v0.7.2 stalls a long time before emitting data
ERROR dataflow::sink::kafka: received error while writing to kafka sink topic testdrive-kafka-multi-broker-sink-1: Message production error: MessageTimedOut (Local: Message timed out)
risingwave compactor OOM in the nightly longevity test with nexmark queries at 10k throughput
RisingWave meta OOM: recovery is very short each time, afterwards barriers start to pile up and memory rises until it is killed
deployed Risingwave with the helm chart, the compactor pod keeps crashing
WARN  [a.s.e.s.s.s.DefaultSlotService] [hz.main.seaTunnel.slotService.thread] - failed send heartbeat to resource manager, will retry later. this address: [10.0.0.1]:5802
Why does the operator cancel and recreate the cluster from a savepoint instead of using Flink's checkpoint recovery, are savepoints not more expensive?
How do I redeploy an application with the flink operator as if it were a fresh deployment, ignoring all prior savepoints?
MatrixOne out of memory while 10g of data is synchronised into it
Is there an alternative to zookeeper for HA of the flink job manager on EKS?
DataX hbase20xsqlwriter写入Phoenix速度特别慢,最多在2000row/s
希望启动作业时自动检查yarn上的同名应用
长时间运行dinky之后dinky打不开了，重新启动报start successfully但UI打不开，stop也找不到进程pid
cannot patch "test-job" with kind FlinkCluster: admission webhook "vflinkcluster.flinkoperator.k8s.io" denied the request: updating cancelRequested from true to false is not allowed
yarn开启kerberos后提交任务到nodemanager报错 Permission mismatch for /data/nm for caller uid: 1004, owner uid: 1005
InLong manager goes OOM when a sort job with hive sink is submitted
rocketmq connect runtime: task status FAILED, reason OutOfMemory, jmap shows ConnectStatsService on top
[Zeta] Memory leak in SinkAggregatedCommitterTask due to uncleaned checkpoint caches
RisingWave source backfill never completes on an idle Kafka partition that ends in a transaction control record
barrier_inflight_latency in RisingWave is too high and keeps growing
Initial job has not accepted any resources; check your cluster UI to ensure that workers are registered and have sufficient memory
jobs.batch is forbidden: User "system:serviceaccount:airflow:airflow-worker" cannot create resource "jobs" in API group "batch" in the namespace "airflow"
目前MySQL binlog是否支持断点续传，如果支持烦请提供一下示例
resuming the training from the last checkpoint hangs after the data loader has skipped the seen batches
the training run was killed by the timeout of the cluster and the model checkpoint is half written
rank 0 saves the weights while the other ranks wait at the barrier until it times out
loss is NaN after restoring the optimizer state from the checkpoint
the container image with the application checkpoint fails to restore on another kernel, CRIU reports an error
metaspace of the application server grows with each redeploy of the war until it has to be restarted
class loader of the undeployed web application is never collected, heap dump shows the leaked servlet context
our Spring service gets OOMKilled twice a day although the heap is only half of the limit of the pod
api pods of the shop are OOMKilled after the last release of the backend
after raising the memory of the cache instance its pods go into CrashLoopBackOff one after the other
the worker of our CI is OOMKilled while it compiles
celery workers grow in memory until they are killed by the OOM killer
validator falls behind the chain because the compaction of its RocksDB blocks the processing of blocks
indexer of the blockchain node stops with too many open files in its rocksdb folder
our key value store written in Rust on RocksDB stalls writes when level 0 has too many files
ldb compact takes hours and the database keeps growing on disk
embedded RocksDB in our desktop application leaves its LOCK file behind and cannot be opened again
librdkafka consumer does not fetch from one partition after the rebalance, its lag only grows
kafka-go reader returns the same messages again after each restart of the service
after scaling the consumers of our .NET service one partition has a lag of 60k messages
node consumer is kicked out of the group because the handler takes longer than the session timeout
python consumer commits but after a restart begins from the first offset again
ruby consumer raises offset out of range after the topic was idle for a week
our Go producer gets not leader for partition while the brokers are rolled
a consumer group of the order service is stuck in PreparingRebalance
the Kafka broker does not start because the log dir is full
brokers of the Strimzi cluster stay in crash loop back off after all nodes were restarted
the controller of the Kafka cluster moves to another broker every few minutes
ZooKeeper quorum is lost after the disk of the leader was full
replica of the Postgres cluster does not come back after the restart, it replays WAL for hours
primary writes checkpoints for 50 minutes because the disk is at its limit of IOPS
slow queries on the primary after autovacuum was disabled, connections pile up
Redis answers most requests in ten milliseconds but some take five seconds
MySQL server has gone away in the middle of a query of my client
HDFS does not leave safe mode after the restart of the cluster
region server of HBase is dead and the master cannot assign its regions
Trino workers die when a query spills, the coordinator says the node may have crashed
Presto query fails because it exceeds the memory per node
nightly Spark job fails with lost executors since the table has doubled
Spark structured streaming falls behind, each micro batch takes four minutes
Storm topology stops to ack tuples, the workers restart again and again
Pulsar broker does not unload bundles and the backlog quota is reached
RocketMQ broker is busy and starts flow control
Airflow tasks stay queued and the scheduler has no heartbeat
Karpenter replaces nodes all day and never settles
HPA of our API flaps between four and forty replicas
KEDA scales the deployment to zero although the topic has a lag
gRPC client fails with UNAVAILABLE although the server is up
our web shop times out when the connection pool of the application is used up
Debezium connector in Kafka Connect fails after the replication slot was dropped
the S3 sink connector of Kafka Connect is slow on one partition
TiCDC changefeed lags behind and eats all the CPU
the game server crashes with out of memory after an hour of play
my laptop has no space left, the docker images fill the disk
Rows are missing in the Iceberg table after we went back to an older checkpoint by hand
Restored from an old savepoint while another job had gone on writing to the table: the table now names files that are gone
The commit to the table is skipped after the restart although its offsets were stored
A folder of a partition is in the metastore and not on the file system, the query should leave it out
The savepoint directory that is set for the session job is not used, that of the deployment is
保存点功能还没有实现，目前只打印日志
A mode in which an upgrade that has no savepoint does not go on
The helm chart writes a syntax error in its start script and the container ends
The page of the platform shows that a savepoint is taken long after it was done
`;
