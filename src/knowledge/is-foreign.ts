import { showsForeignFrames } from './foreign-frames.ts';
import { showsForeignLoggers } from './foreign-logs.ts';

/** Other engines and tools, whose troubles read like those of Flink; not as parts of the names of classes and files. */
const otherEngine =
  /(?<![\w./`-])(?:spark-[\w-]{1,60}-driver|spark(?:-(?:kafka|submit|shell|sql|streaming)[\w-]{0,20})?|ci runners?|build agents?|apache storm|kafka[ -]?streams|kafka[ -]connect|ksql(?:db)?(?:-(?:datagen|server|cli))?|mirror ?maker|kafdrop|akhq|kafka[ -]ui|strimzi|airflow|(?<!s3[ -])presto(?! (?:s3|plugin))|trino|hive(?! ?(?:connector|catalog|meta ?(?:store|data)|sync|sink|source|dialect|tables?|partitions?|bundle|exec|jar|conf|module))|druid|pinot|flume|dbt|logstash|fluentd|nifi|samza|webpack|npm|terraform|jenkins|gitlab|intellij|eclipse|android|tomcat|spring[ -]?boot|django|rails|php|node\.js|pgbouncer|celery|psql|pg_dump|pg_restore|mysqld|mongod|redis-(?:server|cli)|connect (?:rest|worker|cluster)|impala|risingwave(?:_\w{1,40})?|dask|argo ?workflows|dagster|prefect|luigi|airbyte|maxwell|debezium[ -]server|fluent-?bit|filebeat|metricbeat|telegraf|promtail|opensearch dashboards|librdkafka|kafka-python|aiokafka|confluent-kafka(?:-\w{1,20})?|franz-go|sarama|kafkajs|kafkacat|kcat|wildfly|jboss|weblogic|glassfish|quarkus|micronaut|flask|fastapi|laravel|cloud dataflow|dataflow (?:jobs?|workers?|runner)|databricks (?:clusters?|jobs?|notebooks?)|glue (?:jobs?|crawlers?)|emr steps?|github actions|aws s3|aws cli|hdfs dfs|hadoop fs|distcp|solr|kibana|dubbo|nacos|eureka|milvus|weaviate|qdrant|aws lambda|firehose|on dataflow|pulsar functions?|pulsar io|seatunnel zeta|zeta (?:engine|引擎)|\[zeta\]|hazelcast|livy|kyuubi|nutch|sonarqube|minecraft|datax|axon(?: ivy| server)?|canal (?:server|client|admin|instance)|iotdb|questdb|tdengine|greptimedb|victoriametrics|thanos|jaeger|zipkin|graylog|splunk|vector\.dev|benthos|fivetran|meltano|snowpipe|nomad|puppet|ansible|horizontal pod autoscalers?|kubernetes hpa|openfaas|knative|mlflow|kubeflow|jupyter\w*|routine load|embulk|azkaban|oozie|dolphinscheduler|alpakka|pulsar brokers?|bookies?|bookkeeper|single player|pyspark|vert\.x|seatunnel engine|seatunnel\.yaml|stream-thread \[|thingsboard|jhipster|datahub[ -](?:gms|frontend|ingestion|actions)|openmetadata|janusgraph|sonar(?:qube|scanner)|apache (?:ignite|atlas|ranger|nifi|beam on dataflow)|map-?reduce|sqoop|pulsar-admin|memgraph|neo4j streams|snowflake connector|double[- ]click\w*|lagom|helidon|onyx|ktor|gobblin|streamsets|talend|pentaho|informatica|striim|jackdaw|wso2|burrow|cruise control|offset explorer|conduktor|kowl|redpanda console|rest[ -]proxy|control[ -]center|ksqldb[ -](?:server|cli)|play framework|akka[ -]streams?|spring[ -](?:kafka|cloud)(?:-[\w-]{1,60})?|(?:spark|dataflow|samza|direct) ?runner|kafka[ -](?:exporter|manager|magic|lens|rest)|console[ -]producers?|console[ -]consumers? (?:says|prints|gets|fails|cannot|hangs)|micro-?services?|servlet|hbase (?:shell|master))(?![\w/-]|\.\w)/i;
/** Their code and logs: packages, Spark's scheduler, workers of Kafka Connect, brokers, command lines of Kafka. */
const otherCode =
  /(?:io\.druid|kafka\.strimzi\.io|spark\.jobserver|backtype\.storm|com\.hazelcast\.jet|com\.amazonaws\.services\.kinesis\.(?:leases|clientlibrary)|com\.pinterest\.secor|org\.apache\.(?:seatunnel\.engine|gobblin|linkis|dolphinscheduler|nifi|pulsar\.(?:broker|functions|proxy|websocket)|bookkeeper\.(?:bookie|proto|mledger|server)|rocketmq\.(?:broker|namesrv|store|proxy|container)|beam\.runners\.(?:dataflow|spark|direct|samza)|spark|storm|kafka\.(?:streams|connect\.(?:runtime|cli|storage))|pinot|druid|flume|samza|hop|camel|activemq|solr|cassandra|catalina)|org\.(?:springframework|hibernate)|(?<!\w)o\.a\.k\.c\.r|kafka\.(?:server|controller|coordinator|cluster|tools|admin)|io\.confluent\.(?:rest|kafkarest|ksql|controlcenter|kafka\.formatter|kafka\.schemaregistry\.(?:storage|rest)))\.|(?<!\w)(?:TaskSetManager|TaskSchedulerImpl|DAGScheduler|SparkContext|SparkSession|StreamingContext|DStream|foreachBatch|ExecutorLostFailure|YarnClusterScheduler|YarnAllocationHandler|KafkaSupervisor\w*|Maxwell[A-Z]\w*|Worker(?:Source|Sink)Task|NettyRpcEnv|YarnScheduler|BlockManager(?:Master|Info)?|SocketServer brokerId|DataXceiver|(?:datanode\.DataNode|namenode\.(?:NameNode|FSNamesystem)):|\[task-runner-\d|ReplicaFetcher\w*|YarnChild|TaskAttemptListenerImpl)(?!\w)|\[(?:(?:RS|M):\d{1,3};|(?:RS|M|MASTER)_[A-Z_]{3,40}-)|(?<!\w)(?:attempt|task)_\d{10,14}_\d{4,8}_[mr]_\d|\(kafka\.[\w.$]{1,80}(?::\d{1,5})?\)|\(TID \d+\)|lost executor \d|Job aborted due to stage failure|KeeperErrorCode = [\w ]{1,40} for \/(?:solr|live_nodes|collections|brokers|controller|consumers|admin|config|storm|druid|dubbo|hadoop-ha|rmstore|hiveserver2|mesos|ledgers|nifi|clickhouse)(?!\w)|(?<![\w.])spark\.(?:yarn|executor|driver|memory|shuffle|sql|dynamicAllocation)\.|^(?:FATAL|ERROR|PANIC): {2}|data-plane-kafka|(?<!\w)HHH\d{6}: |^FATAL EXCEPTION: [^\n]{1,40}\nProcess: |(?<![\w./-])kafka-(?:topics|configs|acls|consumer-groups|(?:avro-)?console-\w+)\b|\b(?:pods?[ /]"?|in pod )(?:[\w.-]*-)?(?:redis|postgres\w*|mysql|mongo\w*|nginx|grafana|prometheus|elasticsearch|kibana|rabbitmq|minio|vault|coredns|frontend|backend|web|api)\b/m;
/** Web applications, what they are built from, and what builds them. */
const otherApplication =
  /(?<![\w.])(?:reactor\.kafka|smallrye|org\.(?:gradle|jenkinsci|flywaydb|jboss|glassfish|quartz|mybatis|apache\.(?:maven|dubbo|skywalking|tomcat|wicket|struts|jmeter|ibatis))|(?:io|org)\.(?:camunda|zeebe|flowable|activiti)|io\.(?:vertx|quarkus|micronaut|dropwizard|undertow)|com\.(?:netflix|lightbend|intellij|android|atomikos|baomidou)|android|liquibase|hudson|feign|net\.minecraft|play\.(?:core|api\.mvc)|akka\.kafka|System\.Data|Npgsql|MySql\.Data|StackExchange)\./;
/** The insides of servers and of other tools of the trade; what a client of theirs throws is not among them. */
const otherServer =
  /(?<![\w.])(?:org\.elasticsearch\.(?:xpack|node|watcher|bootstrap)|org\.apache\.(?:zookeeper\.server|hadoop\.mapreduce\.v2|(?:sqoop|oozie|ranger|zeppelin|kylin|tez|impala|hive\.service\.server|hadoop\.hive\.cli|hadoop\.hive\.ql\.(?:Driver|exec\.(?:FileSinkOperator|MapOperator|mr|tez|spark))))|com\.facebook\.presto\.(?:spi|execution|sql|server|operator)|io\.(?:trino|prestosql)|com\.alibaba\.datax)\.|(?<!\w)(?:creating bean with name|failed to start apache \w+|regionserver\.HRegionServer:|master\.HMaster:|TaskTracker|MRAppMaster|QuorumPeer\w*|gradle daemon)(?!\w)/i;
/** Frames: who runs the code. The same names in a message may only tell what is missing, or what a server answered. */
const otherRunner =
  /^[ \t]{0,16}at (?:(?:javax|jakarta)\.(?:servlet|persistence)|org\.elasticsearch\.(?:search|index|indices|ingest|cluster|repositories|snapshots|bootstrap|monitor|gateway|discovery|common\.util))\./m;
/** Build tools and products that a job may well use, but which are meant when nothing of streaming is named besides. */
const otherProduct =
  /(?<![\w./-])(?:laptop|argo ?cd|maven|gradle|nginx|ingress|(?:web-?)?frontend|web ?(?:site|shop)|wordpress|keycloak|grafana|prometheus|coredns|etcd|istio)(?![\w/]|\.\w)/i;
/**
 * How programs that are no part of Flink write their logs: Spring Boot, Elasticsearch and Logstash, Airflow, the kubelet, Cloud Foundry,
 * Spark, Cassandra, MyBatis, sbt, WildFly, Minecraft, Nextflow, what logs with Java's own logger and what has set up no logger.
 */
const otherLog =
  /(?<!\S)(?:TRACE|DEBUG|INFO|WARN|ERROR) \d{1,7} --- \[|\]\[(?:TRACE|DEBUG|INFO|WARN|ERROR) {0,2}\]\[|\{\w{1,60}\.py:\d{1,5}\}|(?<!\w)[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6} +\d{1,9} \w{1,60}\.go:\d|\[A(?:PP|pp)\/|(?<!\S)%\d\|\d{9,10}\.\d{3}\||Process finished with exit code|rdkafka#(?:consumer|producer)-\d|(?<![\w.])(?:kafka\.errors|Confluent\.Kafka)\.|elasticsearch\[[\w.-]{1,80}\]\[|(?<!\w)RDKAFKA[ -]|\[thrd:|^\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d (?:DEBUG|INFO|WARN|ERROR|FATAL) |^ ?(?:INFO|WARN|ERROR) {1,2}\[[\w:.-]{1,80}\] \d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \w{1,80}\.java:\d|^### (?:Error (?:querying|updating|flushing)|The error (?:may|occurred)|Cause: |SQL: )|^\[error\] [^\n]{0,400}\n\[error\] |\[[\w #-]{1,60}\/(?:INFO|WARN|ERROR|FATAL)\]|^\[\d\d:\d\d:\d\d (?:INFO|WARN|ERROR)\]: |^[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d\.\d{3} \[|(?<!\S)SEVERE(?=:| \[)|^[A-Z][a-z]{2} \d\d?, \d{4} \d\d?:\d\d:\d\d [AP]M |^(?:\d{1,9} )?\[(?:main|Thread-\d{1,5}|pool-\d{1,4}-thread-\d{1,5})\] (?:TRACE|DEBUG|INFO|WARN|ERROR) {1,2}(?=[a-z])(?!\S{1,120}(?:Job|Pipeline|Stream\w{0,20})[ :])/m;
/** Threads of web servers and of frameworks, and the wrapper of a service. */
const otherThread =
  /[[(](?:https?-(?:nio|bio|apr|jsse-nio)-[\w.-]{1,40}-exec-\d|ajp-nio-|catalina-|localhost-startStop-|qtp\d{4,}|XNIO-\d|HiveServer2-(?:Handler|Background)-Pool|default task-\d|executor-thread-\d|vert\.x-|reactor-http-|restartedMain|scheduling-\d|DefaultQuartzScheduler|Timer-Driven Process|WebContainer ?: ?\d|Tomcat-)|^jvm \d +\| |EsThreadPoolExecutor\[search|(?<!\w)rest\.suppressed(?!\w)|\[\[?\.monitoring-/m;
/** And those of databases, of their clients and of nginx. */
const serverLog =
  /\[(?:error|warn|crit|alert|emerg)\] \d{1,9}#\d|^ERROR \d{4} \(\w{5}\)|^ERROR: {1,2}(?:relation|column|function|schema|syntax error|permission denied for) |\[MY-\d{6}\]|\[InnoDB\]|(?<![\w/-])pg_wal(?!\w)|\[\d{1,9}(?:-\d{1,9})?\] (?:LOG|FATAL|PANIC|ERROR|STATEMENT|HINT|DETAIL): |<(?:Fatal|Error|Warning|Information|Debug|Trace)> \w{1,60}: |^\{"t":\{"\$date":|^\d{1,7}:[MSCX] \d\d [A-Z][a-z]{2} |while compiling statement: FAILED: |data for \[<transport_request>\]|(?<!\S)[IWEF] (?:NETWORK|ACCESS|COMMAND|REPL|STORAGE|CONTROL|ELECTION|SHARDING|INDEX) {1,4}\[/m;
/** Traces of other languages. Python's are looked at by `isPython`: a job may be written in it. */
const otherLanguage =
  /(?<![\w:])\w{1,60}::\w{1,60}::\w|^goroutine \d+ \[|^panic: |(?<![\w/])\w{1,60}\.go:\d{1,5}(?!\d)|context deadline exceeded|\.cs:line \d|^[ \t]{1,16}at (?:System|Microsoft)\.[A-Z]|(?<![\w.])System\.(?:IO|Net|Threading|Linq|Collections)\.|\.(?:rb|java):\d{1,5}:in |php fatal error|^thread '[\w-]{1,40}' panicked at|\.[jt]sx?:\d{1,5}:\d{1,5}|error TS\d{4}: |(?<![\w.])(?:sqlalchemy|psycopg2?|pymongo|pymysql|redis\.exceptions|requests\.exceptions|urllib3|botocore|boto3|django|celery|airflow|dbt|asyncpg|aiohttp|httpx|torch|tensorflow)\.\w|(?<!\w)E(?:MFILE|NOSPC|CONNREFUSED|ADDRINUSE|TIMEDOUT)(?!\w)|CUDA out of memory|segmentation fault/im;
/** A command of a shell tells what it could not do. */
const otherCommand =
  /killed process \d{1,9} \((?!java)|(?<![\w-])ksql-\w|--deploy-mode (?:client|cluster)|^[^\w\n]{0,8}(?:KAFKA|SPARK|HADOOP|HDFS|YARN|HIVE|HBASE|CAMEL|BEAM|STORM|CASSANDRA|ZOOKEEPER|AIRFLOW|CORE|GH)-\d{1,6}(?!\d)|^(?:rm|cp|mv|dd|tar|mkdir|scp|rsync|git|pip|conda|cargo|yum|apt-get|pq|mysqldump|mongodump|docker build)(?:: | failed: )/im;
/** Plain use of RocksDB by a program of its own, and products that are built on it. */
const otherRocksDb =
  /rocksdb_\w+\(|db_bench|(?<!\w)the C(?:\+\+)? API(?!\w)|(?<![\w.])(?:WriteBatch|DBOptions|BlockBasedTableConfig|rocksdb\.(?:write|put|get|open|db)|db(?:->|\.)(?:Put|Get|Write|Open|Flush|Delete|CompactRange))(?!\w)|(?<!\w)my rocksdb|(?<!\w)(?:mongorocks|myrocks|zeebe|camunda|bluestore|ceph|arangodb|tikv|tiflash|kvrocks|pika|nebula(?:graph)?|leveldb|pebble|cockroach\w*|yugabyte\w*|rocksplicator|rust-rocksdb|rocksioerror|python-rocksdb|gorocksdb)(?![\w./])/i;
/** How Kafka Connect and Kafka Streams are set up and built. */
const otherKafka =
  /"worker_id": ?"|(?<![\w.])(?:tasks\.max|connector\.class|errors\.tolerance|num\.stream\.threads|key\.converter|value\.converter|offset\.flush\.interval\.ms)(?![\w.])|\.kafka\.connect\.(?!errors\.|source\.SourceRecord|data\.|json\.)|(?<!\w)io\.confluent\.connect\.|(?<!\w)(?:snowflake|mongo(?:db)?|jdbc|s3|gcs|bigquery|elasticsearch|debezium|confluent) kafka (?:sink |source )?connectors?(?!\w)|(?<!\w)(?:sink|source) connector task(?!\w)|(?<!\w)schema[ -]registry (?:containers?|pods?|docker|server)(?!\w)|(?<![\w.])(?:kstreams?|ktables?|globalktable|streamthread|streams?builder|topologytestdriver)(?![\w.])|(?<!\w)(?!data)\w{1,40}(?<!Data)(?:SinkTask|SourceTask)(?:\{|\.poll|\.put)|invalid receive \(size|(?<!\w)(?:assignmentsmanager|quorumcontroller|controllerserver|kafkacontroller|groupcoordinator|logcleaner|remotelogmanager|brokerlifecyclemanager|metadataloader|replicamanager)(?!\w)/i;
/** Schedulers and shippers of logs, and a program that somebody starts by hand. */
const otherProgram =
  /(?<!\w)dag(?:s|_id| runs?| tasks?| processor| scheduler| files?)(?!\w)|\[(?:warn|error|info|debug|trace)\]: #\d|\[engine\] (?:failed|chunk)|failed to flush chunk|\[ ?(?:warn|error|info)\] \[(?:output|input|engine|filter)[:\]]|(?<!\S)[WE]! \[(?:agent|outputs?|inputs?)|^\w{1,30}@[\w.-]{1,60}:\S{0,80}[#$] (?!\S{0,80}(?:flink|yarn|kubectl))|(?<!\w)target="\w+::|^(?:error: (?:a jni error has occurred|linkageerror occurred while loading main class|unable to initialize main class)|exception in thread "main" )(?![^\0]{0,400}(?:job|stream|pipeline|flink|beam|runner))|^\W{0,8}(?:\S{1,60}[$#>] )?java (?:-\S{1,80} ){0,8}-jar (?!\S{0,80}flink)/im;
/** Clients of Kafka outside of a job: the layout of its own tools, shortened loggers, the names of clients that a job never has. */
const otherClient =
  /(?<=\S )\(org\.apache\.kafka\.clients\.[\w.$]{1,80}(?::\d{1,5})?\)|^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] (?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL) [^\n]{0,2000}\([\w.$]{1,120}(?::\d{1,5})?\)$|(?<![\w.])o\.a\.k(?:afka)?\.c(?:lients)?\.|(?<!\S)\[(?:warn|error|info)\] {1,2}(?:org\.apache\.kafka|akka)\.|(?<!\w)adminclient-\d{1,3}(?!\w)/m;
/** Models are trained in jobs with checkpoints too. */
const ofTraining =
  /(?<![\w-])(?:(?:model |re)?training (?:jobs?|runs?|loops?|steps?|programs?|process|scripts?|is|hangs?|crash\w*)|(?:resum|continu|restart)\w{1,4} (?:the |my |our )?training|multi-?gpus?|\d+ (?:gpu|tpu)s?|gpu memory|tpus?|nccl|cuda|state_dict|slurm)(?![\w-])/i;
/** Applications with consumers of their own, and servers of applications. */
const otherHost =
  /(?<![\w-])(?:war files?|\w{1,40}\.war|payara|open ?liberty|websphere|jetty server|cloud ?foundry|home assistant|nextcloud|gitea|self-hosted sentry|snuba|posthog|kitematic|node-?red|masstransit|no-kafka|kafka-node|ruby-kafka|kafka-rust|azure functions?|service bus)(?![\w-])/i;
/** Programs that are told to be something else than a job. */
const otherService =
  /(?<![\w-])(?:(?:go(?:lang)?|rust|node(?:\.?js)?|\.net|c#|c\+\+|ruby|php|elixir|erlang|haskell|clojure) (?:services?|apps?|applications?|programs?|consumers?|producers?|clients?|servers?)|(?:scala|kotlin|java|python|akka|play) (?:services?|servers?|clients?|web apps?)|embedded engine)(?!\w)/i;
/** An actor system that is not the one of Flink. */
const otherActors =
  /(?<!\w)(?:akka|pekko)(?:\.(?:ssl\.)?tcp)?:\/\/(?!flink)\w|(?<=[\s[])(?!flink)[\w-]{1,60}-(?:akka|pekko)\.[\w.-]{1,60}dispatcher-\d|(?<!\w)clojure\.lang\.ExceptionInfo|\.clj:\d/;
/** Composed containers that write this line. */
const otherContainer =
  /^(?:(?:kafka[-_])?connect|(?:confluent[-_])?schema[-_]?registry|control[-_]center|(?:kafka[-_])?rest[-_]proxy|ksql(?:db)?[-_]?(?:server|cli)?|kafka|broker|zookeeper|akhq|kafdrop|kafka[-_]ui|debezium|postgres|mysql|mongo(?:db)?|redis|elasticsearch|kibana|logstash|minio|nifi|backend|frontend|web|api|(?:airflow|spark|presto|trino|hive|hadoop|druid|pulsar|superset)[-_]\w{1,20})(?:[-_]?\d{1,2})? +\| /m;
/** RocksDB called by somebody else than a state backend, or where no worker keeps its files. */
const otherStore =
  /(?<!\S)at org\.rocksdb\.[^\n]{1,200}\n[ \t]{0,16}at (?!org\.rocksdb\.|java|jdk\.)|RocksDBException: (?![^\n]{0,300}(?:flink|job_|_op_|\/db\/|tm[-_]|tmp|yarn|container|rocks|state|check|data\d?\/|mnt))[^\n]{1,300}\/(?:\d{6}\.(?:log|sst|dbtmp)|LOCK|MANIFEST-\d|CURRENT|OPTIONS-\d)|RocksDBException: [^\n]{1,80}(?:\/Users\/|\/Volumes\/|[A-Z]:\\)/;
const others = [
  otherEngine,
  otherCode,
  otherApplication,
  otherServer,
  otherRunner,
  otherLog,
  otherThread,
  serverLog,
  otherLanguage,
  otherCommand,
  otherRocksDb,
  otherKafka,
  otherProgram,
  otherClient,
  ofTraining,
  otherHost,
  otherService,
  otherActors,
  otherContainer,
  otherStore,
];
/** What only the brokers themselves do. */
const ofBrokers =
  /shrinking isr|log cleaner|(?<!\w)isr(?!\w)|under-?replicated|broker ?id|(?<!\w)log[ .]dirs?(?!\w)|(?:replica|log) ?manager(?!\w)|kafkastorageexception|stopreplicarequest|leaderandisr|unclean leader|kraft|advertised\.listeners|brokers?(?:'s?)? disk|disks? of (?:the |our |a )?(?:kafka )?broker|reassign(?:ing|ment)? (?:of )?partitions|(?:^|[.;] )(?:(?:the|our|a|one) )?(?:kafka )?broker (?:(?:pod|container) )?(?:fails?|failed|crash\w*|dies|died|oom\w*|runs? out|restarts?|will not start|won't start|does not start|leaks?)(?!\w)/i;
/** What scales nodes and pods, and nodes of a chain of blocks: meant where nothing of a job is told. */
const besideJobs =
  /(?<![\w-])(?:cluster[- ]autoscaler|karpenter|keda|scaledobjects?|hpa|vpa|blockchain|block ?processing|(?:dev|test|main)net|geth|solana|ethereum|bitcoin|polkadot)(?!\w)/i;
/** What every store on disk has. */
const ofAnyStore = /check ?points?|background[ _]jobs?/gi;
/** Servers a job may read from and write to. */
const server =
  /(?<![a-z])(?:postgres\w*|cnpg|cloudnative-?pg|patroni|pg-?\w{0,10}|mysql|mariadb|mongo\w*|redis|cassandra|scylla\w*|foundationdb|cockroach\w*|clickhouse|couchbase|neo4j|influxdb|elasticsearch|opensearch|kibana|rabbitmq|activemq|nats|greenplum|keycloak|grafana|prometheus|loki|harbor|nexus|superset|metabase|airbyte|minio|vault|consul|envoy|contour|istio|traefik|haproxy|knative)(?![\w.])/i;
/** A server speaks of itself. */
const serverSays =
  /^(?:zookeeper|hadoop|hbase|tidb|postgres(?:ql)?|mysql|mariadb|mongodb|redis|cassandra|clickhouse|influxdb|elasticsearch|rabbitmq)(?:[- ]server)?: |^(?:doris|starrocks) [bf]es? (?:nodes? )?(?:crash\w*|dies|died|oom\w*|restarts?)(?!\w)/im;
/** Said of a server's own pods and of what only it does, it is the server's trouble. */
const ofServers =
  /(?<!\w)(?:pods?|containers?|helm|charts?|statefulsets?|replicasets?|deployments?|docker|crash ?loop ?back ?off|oom[- ]?killed|replica ?sets?|replication (?:lag|slots?)|(?:auto)?vacuum|shards?|standby|primary|secondar(?:y|ies)|max_connections|slow quer(?:y|ies))(?!\w)/i;
/** With these RocksDB holds the state of a job. */
const ofState =
  /(?<![a-z])(?:jobs?|tasks?|subtasks?|[tj]ms?|workers?|states?|stateful|backends?|check ?points?|checkpointing|snapshots?|savepoints?|operators?|sinks?|sources?|pipelines?|streams?|streaming|windows?|timers?|slots?|managed|keyed|ttl|parallelism|back ?pressured?)(?![a-z])|task ?manager|org\.rocksdb|flink/i;
/** A line may leave out whose state it is; a story does not. */
const shortLine = 100;
/** With these a server is what the job talks to. */
const ofPipelines =
  /flink|(?<![a-z])jobs?(?![a-z])|(?<![a-z])tasks?(?![a-z])|(?<![a-z])[tj]ms?(?![a-z])|sinks?(?![a-z])|sources?(?![a-z])|connector|pipeline|check ?point|lookup|(?<![a-z])cdc(?![a-z])|parallelism|consumers?(?![a-z])/i;

/** Whether a text speaks of another engine, tool or server. For texts that do not name Flink. */
export function isForeign(text: string): boolean {
  if (others.some((other) => other.test(text)) || isPython(text)) return true;
  if (showsForeignFrames(text) || showsForeignLoggers(text)) return true;
  if (text.length > shortLine && /rocks ?db/i.test(text) && !ofState.test(text)) return true;
  if (besideJobs.test(text) && !ofPipelines.test(text.replace(ofAnyStore, ''))) return true;
  return (
    !ofPipelines.test(text) &&
    (ofBrokers.test(text) || serverSays.test(text) || (server.test(text) && ofServers.test(text)))
  );
}

/** Whether a text that `isForeign` says nothing that could be told of a job, or calls the program by a language that none is written in. */
export function isSurelyForeign(text: string): boolean {
  return isForeign(text) && (ofTraining.test(text) || otherService.test(text) || !ofPipelines.test(text));
}

/** Whether the code of another program, or its actor system, stands in a text. */
export function showsOtherCode(text: string): boolean {
  return [otherCode, otherApplication, otherActors].some((other) => other.test(text)) || showsForeignFrames(text);
}

/** Whether a text names a product that is meant only when nothing of streaming is named besides. */
export function namesProduct(text: string): boolean {
  return otherProduct.test(text);
}

function isPython(text: string): boolean {
  return /^Traceback \(most recent call last\)/m.test(text) && !/py4j|beam/i.test(text);
}
