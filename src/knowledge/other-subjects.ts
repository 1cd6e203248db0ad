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
`;
