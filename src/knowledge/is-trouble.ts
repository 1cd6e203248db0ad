/** Asks to be taught something. */
const question =
  /^\W*(?:(?:question|hi|hello|hey)\W+)*(?:how (?:do|does|can|could|should|would|to|long|much|many)|what(?:'s| is| are| does| do)|which|can (?:i|we|you)|could (?:i|we|you)|is there|are there|where|who|when (?:do|does|should|exactly)|should (?:i|we)|why do we need|does|do (?:i|we)|explain|is (?:it |.{0,40})possible)\b/i;
/** Says that something is wrong. */
const wrong =
  /fail|error|exception|crash|stuck|hang|hung|block|lost|losing|loses|missing|timeout|tim(?:e|es|ed|ing) out|slow|full|kill|die[sd]?\b|dying|oom|out of memory|leak|gone|broken|wrong|corrupt|invalid|reject|refus|denied|expire|restart|not |n't|cannot|unable|never|no longer|too |revert|roll(?:ing|ed)? ?back|fix|stop(?:s|ped)\b|disappear|vanish|behind|lag\b|backpressure|skew|duplicate|twice/i;
/** Other engines, hosts of code and build tools, whose troubles read like those of Flink; not as parts of the names of classes and files. */
const otherEngine =
  /(?<![\w./-])(?:spark|apache storm|kafka[ -]streams|kafka[ -]connect|airflow|presto|trino|hive|dbt|logstash|fluentd|nifi|samza|maven|gradle|webpack|npm|terraform|jenkins|gitlab|intellij|eclipse|android|tomcat|spring boot|django|rails|php|node\.js|laptop)(?![\w/-]|\.\w)|org\.apache\.(?:spark|storm|kafka\.streams|kafka\.connect)\./i;
const ofFlink = /flink|task ?manager|job ?manager|savepoint/i;
/** Words of streaming that other trades use less. */
const ofStreams =
  /flink|\bjobs?\b|checkpoint|savepoint|task|\b[tj]ms?\b|manager|operator|watermark|\bstate|kafka|topic|offset|\bsink|source|parallelism|slot|back ?pressure|rocksdb|metaspace|restart|stream|consumer|producer|avro|serializ|kryo|broker|partition|leader|zookeeper|137|\bjars?\b|\boom|heap|network buffer|autoscal|classload|lookup/i;

/**
 * Whether a text may speak of a trouble of Flink at all: not a question of how a thing is done, not another engine's trouble.
 * For what people type; what Flink itself threw needs no such test.
 */
export function isTrouble(text: string): boolean {
  if (question.test(text) && !wrong.test(text)) return false;
  return !otherEngine.test(text) || ofFlink.test(text);
}

/** Whether a text uses words of streaming. One that does not may still be about Flink, but only if it says a lot that a SOP says. */
export function namesStreams(text: string): boolean {
  return ofStreams.test(text);
}
