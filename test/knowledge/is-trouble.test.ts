import { expect, test } from 'vitest';
import { inEnglish } from '../../src/domain/in-english.ts';
import { isTrouble, namesFlink, namesStreams, saysWrong } from '../../src/knowledge/is-trouble.ts';

test.each([
  ['', true],
  ['how do I join two streams in Flink SQL?', false],
  ['example of a tumbling window', false],
  ['how do I stop my Flink job from losing data?', true],
  ['what does java.io.IOException: Broken pipe mean?', true],
  ['org.apache.hudi.sink.Writer [] - Executor executes action [sync hive] error', true],
  ['org.apache.spark.SparkException: Job aborted due to stage failure', false],
  ['ERROR Executor: Exception in task 3.0 in stage 2.0 (TID 14)', false],
  ['FATAL:  password authentication failed for user "app"', false],
  ['org.postgresql.util.PSQLException: FATAL: password authentication failed for user "app"', true],
  ['error: pods "redis-0" is forbidden: exceeded quota: compute', false],
  ['error: pods "orders-taskmanager-1-3" is forbidden: exceeded quota: compute', true],
  ['Spark and Flink jobs on one YARN queue: no slots for Flink', true],
  ['java.lang.NoClassDefFoundError: org/apache/spark/sql/Row', true],
  ['nginx ingress answers 502', false],
  ['grafana shows that the lag of the job is rising', true],
  ['2024-02-01 10:11:12.123  WARN 7 --- [main] o.s.b.Application : Connection refused', false],
  ['[2024-02-01T10:11:12,123][WARN ][o.e.x.Monitor] [node-1] heap is full', false],
  ['[2024-02-01, 10:11:12 UTC] {taskinstance.py:1415} ERROR - task failed', false],
  ['E0201 10:11:12.123456    1234 kubelet.go:99] failed to sync the pod', false],
  ['panic: no connection\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:12', false],
  ['Traceback (most recent call last):\n  File "app.py", line 3\nOSError: no task left', false],
  ['Traceback (most recent call last):\n  File "job.py", line 3\npy4j.protocol.Py4JJavaError: An error occurred', true],
  ['replica manager shrinks the ISR, partitions are under-replicated', false],
  ['consumer of my job fails while partitions are under-replicated', true],
  ['postgres pod is OOMKilled and restarts', false],
  ['our sink fails because the postgres pod is OOMKilled', true],
  ['FLINK 1.19.1 has been released', false],
  ['[FLINK-1][tests] Stabilise the checkpoint of JobMaster', false],
  ['[BP-1.13][FLINK-2] Log why a job failed', false],
  ['[FLINK-2] Convert the error of a deployment', false],
  ['please support reading from a savepoint', false],
  ['please help, the job manager does not come up', true],
  ['expose the metrics of each operator', false],
  ['what is the recommended way to size task managers', false],
  ['is the RocksDB state backend faster?', false],
  ['why is the checkpoint never completed?', true],
  ['make the number of retained checkpoints configurable', false],
  ['feature request: pause a running job', false],
  ['Hive catalog: support ALTER TABLE', false],
  ['add documentation on how to handle OOMKilled pods', false],
  ["why doesn't Flink SQL support DISTINCT in OVER windows", false],
  ['org.apache.flink.table.api.SqlParserException: SQL parse failed. Encountered "FORM" at line 1, column 10.', true],
  [
    "org.apache.flink.table.api.ValidationException: SQL validation failed. Object 'a' not found\nCaused by: org.apache.calcite.runtime.CalciteContextException: From line 1",
    true,
  ],
  ["org.apache.flink.table.api.TableException: Over doesn't support consuming update changes", true],
  [
    'org.apache.flink.table.api.TableException: Failed to run\nCaused by: java.net.ConnectException: Connection refused',
    true,
  ],
  [
    'org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: SQL parse failed.',
    true,
  ],
  ["org.apache.flink.table.api.ValidationException: Could not find any factory for identifier 'kafka'", true],
  ['java: incompatible types: String cannot be converted to int', false],
  ['error: could not find implicit value for evidence parameter of type TypeInformation[String]', false],
  ['KafkaSourceITCase.testRestore is unstable', false],
  ['We would like the operator to try the savepoint first and to ignore it when that fails', false],
  ['It would be great if someone could help, the restore fails', true],
  ['wish: drop the tables that are missing in the list', false],
  ['When I set the failover strategy to region, will it lose data?', false],
  ['Will it lose data? The restore fails with a missing file', true],
  ['Is HA possible without ZooKeeper, the operator wants one replica. Is that possible at all?', false],
  ['Handle ProducerFencedException on commit of offsets', false],
  ['Handle the alert: checkpoint failures on job orders', true],
  ['Kubernetes Operator 1.4.0 is out, with a full autoscaler', false],
  ['Operator 1.17 is out of memory', true],
  ['Question: does a sink without state restart from zero?', false],
  ['Question: the sink fails with a timeout, why?', true],
  ['请问要多大的内存，TaskManager 心跳超时了', true],
  ['slot 不够，为什么？', true],
  ['占用空间越来越大，怎么样能清理呢？', true],
  ['checkpoint 和 savepoint 的区别', false],
  ['编译 Flink 源码报错', false],
  ['The default interval is bad; please improve it', false],
  ['We moved to 1.20 and the application is unstable ever since, can we go back?', true],
])('%j may speak of a trouble of Flink: %s', (text, want) => {
  expect(isTrouble(inEnglish(text))).toBe(want);
});

test.each([
  ['the printer is broken', { flink: false, streams: false, wrong: true }],
  ['the broker went away', { flink: false, streams: true, wrong: false }],
  ['the task manager went away', { flink: true, streams: true, wrong: false }],
  ['both TMs are gone', { flink: true, streams: true, wrong: true }],
])('%j: what it names', (text, want) => {
  expect({ flink: namesFlink(text), streams: namesStreams(text), wrong: saysWrong(text) }).toEqual(want);
});

test.each([
  'a.',
  'aA.',
  'A',
  'pods/x-',
  ' at a.b(',
  'Error',
  '1.',
  'a.go:',
  '[a] ',
  'I0000 ',
  'INFO 1',
  '][WARN',
  '{a.py:',
  ', any ',
  'tests ',
  '\n',
  '\n[a] ',
])('a long paste of %j takes no time', (part) => {
  const started = performance.now();

  isTrouble(`a.${part.repeat(200_000)}`);

  expect(performance.now() - started).toBeLessThan(2000);
});
