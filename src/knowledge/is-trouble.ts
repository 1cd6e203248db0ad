/** Asks to be taught something, or announces work. */
const question =
  /^\W*(?:(?:question|hi|hello|hey)\W+)*(?:how (?:do|does|can|could|should|would|to|long|much|many)|what(?:'s| is| are| does| do)|which|can (?:i|we|you)|could (?:i|we|you)|is there|are there|where|who|when (?:do|does|should|exactly)|should (?:i|we)|why do we need|does|do (?:i|we)|explain|is (?:it |.{0,40})possible|(?:the )?difference between|best (?:practices?|way)|examples? of|documentation|tutorial|comparison|i (?:want|need|would like|am trying) to|add|support|bump|translate|release notes|document)\b/i;
/** Says that something is wrong. */
const wrong =
  /fail|error|exception|crash|stuck|hang|hung|block|lost|losing|loses|missing|timeout|tim(?:e|es|ed|ing) out|slow|full|kill|die[sd]?\b|dying|oom|out of memory|leak|gone|broken|wrong|corrupt|invalid|reject|refus|denied|expire|restart|not |n't|cannot|unable|never|no longer|too |revert|roll(?:ing|ed)? ?back|fix|stop(?:s|ped)\b|disappear|vanish|behind|lag\b|backpressure|skew|duplicate|twice/i;
/** Besides, in a sentence that is no question. */
const odd =
  /conflict|interrupt|unstable|ran out|run(?:s|ning)? out|grow|increas|bigger|larger|idle|late\b|drop|pending|incompatib|no such|problem|throw|abort|empty|nothing|only (?:one|some|a few)|strange|unexpected|insufficient|again|frozen|freez/i;
/** Other engines and tools, whose troubles read like those of Flink; not as parts of the names of classes and files. */
const otherEngine =
  /(?<![\w./-])(?:spark|apache storm|kafka[ -]streams|kafka[ -]connect|ksql(?:db)?|mirror ?maker|kafdrop|akhq|kafka[ -]ui|strimzi|airflow|presto|trino|hive|druid|pinot|flume|dbt|logstash|fluentd|nifi|samza|webpack|npm|terraform|jenkins|gitlab|intellij|eclipse|android|tomcat|spring boot|django|rails|php|node\.js|laptop|pgbouncer|celery|psql|pg_dump|pg_restore|mysqld|mongod|redis-(?:server|cli)|connect (?:rest|worker|cluster))(?![\w/-]|\.\w)/i;
/** Their code and logs: packages, Spark's scheduler, workers of Kafka Connect, brokers, command lines of Kafka. */
const otherCode =
  /(?:org\.apache\.(?:spark|storm|kafka\.(?:streams|connect\.(?:runtime|cli|storage))|pinot|druid|flume|samza|camel|activemq|solr|cassandra|catalina)|org\.(?:springframework|hibernate)|(?<!\w)o\.a\.k\.c\.r|kafka\.(?:server|controller|coordinator|cluster))\.|(?<!\w)(?:TaskSetManager|TaskSchedulerImpl|DAGScheduler|SparkContext|ExecutorLostFailure|Worker(?:Source|Sink)Task|SocketServer brokerId|ReplicaFetcher\w*)(?!\w)|\(TID \d+\)|^(?:FATAL|ERROR|PANIC): {2}|data-plane-kafka|(?<![\w./-])kafka-(?:topics|configs|acls|consumer-groups|console-\w+)\b|\b(?:pods?[ /]"?|in pod )(?:[\w.-]*-)?(?:redis|postgres\w*|mysql|mongo\w*|nginx|grafana|prometheus|elasticsearch|kibana|rabbitmq|minio|vault|coredns|frontend|backend|web|api)\b/m;
/** Build tools and products that a job may well use, but which are meant when nothing of streaming is named besides. */
const otherProduct =
  /(?<![\w./-])(?:maven|gradle|nginx|ingress|(?:web-?)?frontend|web ?(?:site|shop)|wordpress|keycloak|grafana|prometheus|coredns|etcd|istio)(?![\w/]|\.\w)/i;
/** Names with a package. */
const qualified = /(?<![\w.$])[a-z_][\w$]*(?:\.[\w$]+)+/g;
const ofFlink = /flink|task ?manager|job ?manager|savepoint/i;
/** Words that hardly another trade uses. */
const ofFlinkAlone =
  /flink|task ?managers?\b|job ?managers?\b|savepoint|check ?point|\b[tj]ms?\b|sub ?tasks?\b|job ?graph|rocksdb|metaspace|back ?pressure|parallelism|event[ -]time|network buffer|\bhudi\b|\biceberg\b|\bpaimon\b|\bcdc\b/i;
/** Words of streaming that other trades use less. */
const ofStreams =
  /flink|\bjob|checkpoint|savepoint|task|\b[tj]ms?\b|manager|operator|watermark|\bstate|kafka|topic|offset|\bsink|\bsource|parallelism|slot|back ?pressure|rocksdb|metaspace|restart|stream|consumer|producer|avro|serializ|kryo|broker|partition|leader|zookeeper|137|\bjars?\b|\boom|heap|network buffer|autoscal|classload|lookup|\bhudi\b|\biceberg\b|\bpaimon\b|\bcdc\b|window/i;

/**
 * Whether a text may speak of a trouble of Flink at all: not a question of how a thing is done, not another engine's trouble.
 * For what people type and paste.
 */
export function isTrouble(text: string): boolean {
  if (question.test(text) && !wrong.test(text)) return false;
  if (ofFlink.test(text)) return true;
  if (otherEngine.test(text) || otherCode.test(text)) return false;
  return namesStreams(text) || namesThrown(text) || !otherProduct.test(text);
}

/** Whether a text uses words of streaming. One that does not may still be about Flink, but only if it says a lot that a SOP says. */
export function namesStreams(text: string): boolean {
  return ofStreams.test(text);
}

/** Whether a text names a part of Flink, or what is used with Flink most. */
export function namesFlink(text: string): boolean {
  return ofFlinkAlone.test(text);
}

/** Whether a text says that something is wrong. */
export function saysWrong(text: string): boolean {
  return wrong.test(text) || odd.test(text);
}

/** Whoever throws may well run inside a job. */
function namesThrown(text: string): boolean {
  return (text.match(qualified) ?? []).some((name) => /(?:Exception|Error)$/.test(name));
}
