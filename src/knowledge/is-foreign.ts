/** Other engines and tools, whose troubles read like those of Flink; not as parts of the names of classes and files. */
const otherEngine =
  /(?<![\w./-])(?:spark|apache storm|kafka[ -]streams|kafka[ -]connect|ksql(?:db)?|mirror ?maker|kafdrop|akhq|kafka[ -]ui|strimzi|airflow|presto|trino|hive|druid|pinot|flume|dbt|logstash|fluentd|nifi|samza|webpack|npm|terraform|jenkins|gitlab|intellij|eclipse|android|tomcat|spring boot|django|rails|php|node\.js|laptop|pgbouncer|celery|psql|pg_dump|pg_restore|mysqld|mongod|redis-(?:server|cli)|connect (?:rest|worker|cluster)|impala|risingwave|dask|argo ?(?:cd|workflows)|dagster|prefect|luigi|airbyte|maxwell|debezium[ -]server|fluent-?bit|filebeat|metricbeat|telegraf|promtail|opensearch dashboards|librdkafka|kafka-python|aiokafka|confluent-kafka|franz-go|sarama|kafkajs|kafkacat|kcat|wildfly|jboss|weblogic|glassfish|quarkus|micronaut|flask|fastapi|laravel|cloud dataflow|dataflow (?:jobs?|workers?|runner)|databricks (?:clusters?|jobs?|notebooks?)|glue (?:jobs?|crawlers?)|emr steps?)(?![\w/-]|\.\w)/i;
/** Their code and logs: packages, Spark's scheduler, workers of Kafka Connect, brokers, command lines of Kafka. */
const otherCode =
  /(?:org\.apache\.(?:spark|storm|kafka\.(?:streams|connect\.(?:runtime|cli|storage))|pinot|druid|flume|samza|camel|activemq|solr|cassandra|catalina)|org\.(?:springframework|hibernate)|(?<!\w)o\.a\.k\.c\.r|kafka\.(?:server|controller|coordinator|cluster))\.|(?<!\w)(?:TaskSetManager|TaskSchedulerImpl|DAGScheduler|SparkContext|ExecutorLostFailure|YarnClusterScheduler|KafkaSupervisor\w*|Maxwell[A-Z]\w*|Worker(?:Source|Sink)Task|SocketServer brokerId|ReplicaFetcher\w*)(?!\w)|\(TID \d+\)|(?<![\w.])spark\.(?:yarn|executor|driver|memory|shuffle|sql|dynamicAllocation)\.|^(?:FATAL|ERROR|PANIC): {2}|data-plane-kafka|(?<![\w./-])kafka-(?:topics|configs|acls|consumer-groups|console-\w+)\b|\b(?:pods?[ /]"?|in pod )(?:[\w.-]*-)?(?:redis|postgres\w*|mysql|mongo\w*|nginx|grafana|prometheus|elasticsearch|kibana|rabbitmq|minio|vault|coredns|frontend|backend|web|api)\b/m;
/** Build tools and products that a job may well use, but which are meant when nothing of streaming is named besides. */
const otherProduct =
  /(?<![\w./-])(?:maven|gradle|nginx|ingress|(?:web-?)?frontend|web ?(?:site|shop)|wordpress|keycloak|grafana|prometheus|coredns|etcd|istio)(?![\w/]|\.\w)/i;
/** How programs that are no part of Flink write their logs: Spring Boot, Elasticsearch and Logstash, Airflow, the kubelet, Cloud Foundry. */
const otherLog =
  /(?<!\S)(?:TRACE|DEBUG|INFO|WARN|ERROR) \d{1,7} --- \[|\]\[(?:TRACE|DEBUG|INFO|WARN|ERROR) {0,2}\]\[|\{\w{1,60}\.py:\d{1,5}\}|(?<!\w)[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6} +\d{1,9} \w{1,60}\.go:\d|\[APP\/PROC\/|rdkafka#(?:consumer|producer)-\d|(?<![\w.])(?:kafka\.errors|Confluent\.Kafka)\.|elasticsearch\[[\w.-]{1,80}\]\[/;
/** Traces of other languages. Python's are looked at by `isPython`: a job may be written in it. */
const otherLanguage =
  /^goroutine \d+ \[|^panic: |(?<![\w/])\w{1,60}\.go:\d{1,5}(?!\d)|context deadline exceeded|\.cs:line \d|\.rb:\d{1,5}:in |php fatal error|^thread '[\w-]{1,40}' panicked at|\.[jt]sx?:\d{1,5}:\d{1,5}|CUDA out of memory|segmentation fault/im;
/** What only the brokers themselves do. */
const ofBrokers =
  /shrinking isr|(?<!\w)isr(?!\w)|under-?replicated|broker ?id|(?<!\w)log[ .]dirs?(?!\w)|(?:replica|log) ?manager(?!\w)|kafkastorageexception|stopreplicarequest|leaderandisr|unclean leader|kraft|advertised\.listeners|reassign(?:ing|ment)? (?:of )?partitions/i;
/** Servers a job may read from and write to. */
const server =
  /(?:postgres\w*|pg-?\w{0,10}|mysql|mariadb|mongo\w*|redis|cassandra|scylla\w*|foundationdb|cockroach\w*|clickhouse|couchbase|neo4j|influxdb|elasticsearch|opensearch|kibana|rabbitmq|activemq|nats|minio|vault|consul|envoy|contour|istio|traefik|haproxy|knative)(?![\w.])/i;
/** Said of a server's own pods and of what only it does, it is the server's trouble. */
const ofServers =
  /(?<!\w)(?:pods?|containers?|helm|charts?|statefulsets?|replicasets?|deployments?|docker|crash ?loop ?back ?off|oom ?killed|replica ?sets?|replication (?:lag|slots?)|(?:auto)?vacuum|shards?|standby|max_connections|slow quer(?:y|ies))(?!\w)/i;
/** With these a server is what the job talks to. */
const ofPipelines =
  /flink|(?<![a-z])jobs?(?![a-z])|(?<![a-z])tasks?(?![a-z])|(?<![a-z])[tj]ms?(?![a-z])|sinks?(?![a-z])|sources?(?![a-z])|connector|pipeline|check ?point|lookup|(?<![a-z])cdc(?![a-z])|parallelism|consumers?(?![a-z])/i;

/** Whether a text speaks of another engine, tool or server. For texts that do not name Flink. */
export function isForeign(text: string): boolean {
  if (otherEngine.test(text) || otherCode.test(text) || otherLog.test(text) || otherLanguage.test(text)) return true;
  if (isPython(text)) return true;
  return !ofPipelines.test(text) && (ofBrokers.test(text) || (server.test(text) && ofServers.test(text)));
}

/** Whether a text names a product that is meant only when nothing of streaming is named besides. */
export function namesProduct(text: string): boolean {
  return otherProduct.test(text);
}

function isPython(text: string): boolean {
  return /^Traceback \(most recent call last\)/m.test(text) && !/py4j|beam/i.test(text);
}
