/** The code that a frame runs, and its method. */
const frame =
  /(?<!\S)at (?:[\w.@-]{1,80}\/+)?((?:[a-z_][\w-]{0,60}\.){1,20}[\w$<>]{1,200}(?:\.[\w$<>]{1,200}){0,3}) ?\(/g;
/** Flink, what runs only in it, and what a job uses with it. */
const ofFlink =
  /flink|stratosphere|ververica|hudi|hoodie|paimon|streampark|streamx|dinky|dlink|chunjun|dtstack|debezium|amoro|statefun|zeppelin/i;
/** Java itself and libraries that a job may well use, shaded or not: they tell nothing of whose program it is. */
const library =
  /^(?:javax?|jakarta|jdk|sun|com\.sun|scala|kotlin|groovy|clojure|akka|py4j|ch\.qos\.logback|org\.apache\.(?:pekko|kafka\.(?:clients|common|shaded)|hadoop(?!\.mapred)|avro|parquet|orc|hive|thrift|http|hc|commons|calcite|logging|log4j|zookeeper|curator|arrow|pulsar|hbase|phoenix|iceberg|doris|rocketmq|beam|seatunnel|datasketches|xerces|xml|ws|velocity|poi|ignite|cassandra|derby|httpcomponents)|org\.(?:rocksdb|slf4j|postgresql|bson|mongodb|redisson|elasticsearch\.(?:client|action|common\.(?:io|xcontent|bytes|compress)|rest|transport)|opensearch\.client|codehaus|xerial|yaml|json|objenesis|joda|threeten|eclipse\.jetty|mariadb|neo4j|objectweb|jboss\.netty|bouncycastle|tukaani|lz4|roaringbitmap|locationtech|antlr)|com\.(?:google|fasterxml|esotericsoftware|amazonaws|azure|microsoft|aliyun|aliyuncs|alibaba\.(?:fastjson\d?|druid|nacos|ververica)|mysql|clickhouse|mongodb|github\.(?:shyiko|luben|benmanes|housepower)|zaxxer|squareup|couchbase|datastax|twitter|codahale|ibm|starrocks|typesafe|rabbitmq|jcraft|tencent|huawei|oracle|ning|taosdata|oceanbase|scylladb|jayway|networknt|hazelcast\.client)|software\.amazon|co\.elastic|io\.(?:netty|grpc|confluent\.kafka|lettuce|fabric8|micrometer|prometheus|dropwizard|opentelemetry|reactivex|projectreactor|airlift|opencensus|perfmark|delta|kubernetes|minio|github|javaoperatorsdk)|reactor|redis\.clients|net\.(?:jpountz|sf|snowflake|bytebuddy)|okhttp3|okio|oracle|ru\.yandex|cz\.|shaded|dm\.jdbc)(?:\.|$)/;
/** How the functions of a job are called: the frames of Flink below them may have been cut off. */
const calledByFlink =
  /[.$](?:map|flatMap|filter|process(?:Element|Broadcast\w{0,20})?|invoke|asyncInvoke|onTimer|open|deserialize|serialize|eval|accumulate|reduce|join|coGroup|getKey|getResult|extractTimestamp|onEvent|onPeriodicEmit|snapshotState|initializeState)(?:\$\d{1,3})?$/;
/** Frameworks call their own methods so too. */
const ofFrameworks =
  /^(?:org\.(?:apache|springframework|eclipse|jboss|elasticsearch|opensearch)|io\.(?:quarkus|vertx|micronaut|camunda|confluent)|hudson)\./;
/** These names are anybody's. Only a trace down to the thread, or code of its own that calls them, shows that Flink did not. */
const maybeCalledByFlink = /[.$](?:run|main|write|flush|add|apply|collect|close|merge)(?:\$\d{1,3})?$/;
const downToThread = /(?<!\S)at (?:java\.base\/)?java\.lang\.Thread\.run\(/;
/** A trace that goes down to a main method shows who runs the program. Those of jobs Flink calls, which may have been cut off. */
const downToMain =
  /(?<!\S)at (?:[\w.@-]{1,80}\/+)?((?:[a-z_][\w-]{0,60}\.){1,20}[\w$]{1,200})\.main ?\([^)\n]{0,200}\)(?: ~?\[[^\]\n]{0,200}\])?(?!\s{0,16}(?:~|at |\.\.\. \d))/;
const ofJob = /job|stream|pipeline/i;
/** What gives a job to Flink from a main method of any name. */
const startsJobs = /beam|scio/i;
/** So many frames besides those of Java tell whose program it is. */
const enough = 2;
/** A few frames of a client may be all that was copied from the log of a job. */
const enoughOfLibraries = 3;
const maxChars = 64 * 1024;
/** Libraries that hardly another program has, and what is told of a job's jar or of its sink: these may be all that was pasted. */
const ofJobs =
  /iceberg|parquet|avro|rocksdb|kryo|doris|starrocks|beam|kinesis|pulsar|(?<!\w)transaction|NoSuch(?:Method|Field)|ClassNotFound|ClassCast|LinkageError|(?<!\w)opens? java\.(?:lang|nio|util)(?![.\w])|user function|udf/i;

/**
 * Whether a pasted trace shows another program: its own code is named, and nothing of Flink.
 * A frame alone shows nothing, nor does the code of a function that Flink may have called. The first 64 KiB only.
 */
export function showsForeignFrames(text: string): boolean {
  return framesOf(text) === 'foreign';
}

/** Whether code, by its full name, is that of Flink or of what runs in it. */
export function isOfFlink(code: string): boolean {
  return ofFlink.test(code);
}

/** Whether code, by its full name, is that of Java or of a library that a job may well use. */
export function isOfLibrary(code: string): boolean {
  return library.test(code);
}

/** Whether a pasted trace shows libraries alone, such as any program has, and tells of nothing that is special to jobs. */
export function showsLibrariesAlone(text: string): boolean {
  return framesOf(text) === 'libraries' && !ofJobs.test(text.slice(0, maxChars));
}

function framesOf(text: string): 'foreign' | 'libraries' | undefined {
  const read = text.slice(0, maxChars);
  const codes = [...read.matchAll(frame)]
    .map(([, code = '']) => code)
    .filter((code) => !/^(?:javax?|jdk|sun)\./.test(code));
  if (codes.some((code) => ofFlink.test(code))) return undefined;
  const main = downToMain.exec(read)?.[1];
  if (main !== undefined && !ofJob.test(main) && !codes.some((code) => startsJobs.test(code)))
    return codes.length < enough ? undefined : 'foreign';
  const own = codes.filter((code) => !library.test(code));
  const whole = downToThread.test(text);
  const mayBeCalled = own
    .filter((code) => !ofFrameworks.test(code))
    .some((code) => calledByFlink.test(code) || (!whole && code === own.at(-1) && maybeCalledByFlink.test(code)));
  if (mayBeCalled) return undefined;
  if (own.length > 0) return codes.length < enough ? undefined : 'foreign';
  return codes.length < enoughOfLibraries ? undefined : 'libraries';
}
