import type { FakeScheduler, FakeVersion } from './cluster.ts';
import { causedBy, type Failure, failure } from './failure.ts';
import type { TroubleKind } from './troubles.ts';

type Failing = Extract<TroubleKind, 'missing-class' | 'unreadable-record' | 'out-of-restarts'>;

/** What an attempt of a job with that trouble dies of. */
export function failureOf(kind: Failing, version: FakeVersion, attempt: number): Failure {
  switch (kind) {
    case 'missing-class':
      return attempt === 0 ? missingClassInMap() : missingClassAtStart(version);
    case 'unreadable-record':
      return unreadableRecord;
    case 'out-of-restarts':
      return refused;
  }
}

const unreadableRecord = failure('java.lang.NumberFormatException', 'For input string: "1.299,00"', [
  'java.base/jdk.internal.math.FloatingDecimal.readJavaFormatString(FloatingDecimal.java:2054)',
  'java.base/jdk.internal.math.FloatingDecimal.parseDouble(FloatingDecimal.java:110)',
  'java.base/java.lang.Double.parseDouble(Double.java:651)',
  'org.flinkmedic.jobs.OrderParser.map(OrderParser.java:12)',
  'org.flinkmedic.jobs.OrderParser.map(OrderParser.java:6)',
]);

const refused = failure('java.net.ConnectException', 'Connection refused', [
  'java.base/sun.nio.ch.Net.pollConnect(Native Method)',
  'java.base/sun.nio.ch.Net.pollConnectNow(Net.java:672)',
  'java.base/sun.nio.ch.NioSocketImpl.timedFinishConnect(NioSocketImpl.java:547)',
  'java.base/sun.nio.ch.NioSocketImpl.connect(NioSocketImpl.java:602)',
  'java.base/java.net.SocksSocketImpl.connect(SocksSocketImpl.java:327)',
]);

function missingClassInMap(): Failure {
  const seen = failure('java.lang.NoClassDefFoundError', 'org/flinkmedic/pricing/SeasonalPricing', [
    'org.flinkmedic.jobs.Enrich.map(Enrich.java:54)',
    'org.flinkmedic.jobs.Enrich.map(Enrich.java:17)',
    'org.apache.flink.streaming.api.operators.StreamMap.processElement(StreamMap.java:37)',
  ]);
  const cause = failure('java.lang.ClassNotFoundException', 'org.flinkmedic.pricing.SeasonalPricing', [
    'java.base/java.net.URLClassLoader.findClass(URLClassLoader.java:445)',
    'java.base/java.lang.ClassLoader.loadClass(ClassLoader.java:592)',
  ]);
  return causedBy(seen, cause.stacktrace);
}

function missingClassAtStart(version: FakeVersion): Failure {
  const lines = version === '1.20.4' ? [96, 147, 294, 858] : [111, 142, 323, 876];
  const seen = failure('java.lang.NoClassDefFoundError', 'org/flinkmedic/pricing/SeasonalPricing', [
    'org.flinkmedic.jobs.Enrich.initializeState(Enrich.java:36)',
    'org.apache.flink.streaming.util.functions.StreamingFunctionUtils.tryRestoreFunction(StreamingFunctionUtils.java:187)',
    'org.apache.flink.streaming.util.functions.StreamingFunctionUtils.restoreFunctionState(StreamingFunctionUtils.java:169)',
    `org.apache.flink.streaming.api.operators.AbstractUdfStreamOperator.initializeState(AbstractUdfStreamOperator.java:${lines[0]})`,
    `org.apache.flink.streaming.api.operators.StreamOperatorStateHandler.initializeOperatorState(StreamOperatorStateHandler.java:${lines[1]})`,
    `org.apache.flink.streaming.api.operators.AbstractStreamOperator.initializeState(AbstractStreamOperator.java:${lines[2]})`,
    'org.apache.flink.streaming.runtime.tasks.RegularOperatorChain.initializeStateAndOpenOperators(RegularOperatorChain.java:106)',
    `org.apache.flink.streaming.runtime.tasks.StreamTask.restoreStateAndGates(StreamTask.java:${lines[3]})`,
  ]);
  return causedBy(seen, 'java.lang.ClassNotFoundException: org.flinkmedic.pricing.SeasonalPricing\n\t... 16 more\n');
}

/** Reported by a peer of the lost one. */
export function peerLost(taskManager: string, dataPort: number): Failure {
  const message = `Connection unexpectedly closed by remote task manager '127.0.0.1/127.0.0.1:${dataPort} [ ${taskManager} ] '. This might indicate that the remote task manager was lost.`;
  return failure('org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException', message, [
    'org.apache.flink.runtime.io.network.netty.CreditBasedPartitionRequestClientHandler.channelInactive(CreditBasedPartitionRequestClientHandler.java:140)',
    'org.apache.flink.shaded.netty4.io.netty.channel.AbstractChannelHandlerContext.fireChannelInactive(AbstractChannelHandlerContext.java:250)',
  ]);
}

/** Reported by the JobManager when the job has no task elsewhere. */
export function unreachable(taskManager: string): Failure {
  const message = `TaskManager with id ${taskManager} is no longer reachable.`;
  return failure('org.apache.flink.runtime.jobmaster.JobMasterException', message, [
    'org.apache.flink.runtime.jobmaster.JobMaster$TaskManagerHeartbeatListener.notifyTargetUnreachable(JobMaster.java:1559)',
    'org.apache.flink.runtime.heartbeat.DefaultHeartbeatMonitor.reportHeartbeatRpcFailure(DefaultHeartbeatMonitor.java:126)',
  ]);
}

/** The end of a job whose restart attempts are used up. */
export function suppressed(cause: Failure, scheduler: FakeScheduler, attempts: number, delayMs: number): Failure {
  const message = `Recovery is suppressed by FixedDelayRestartBackoffTimeStrategy(maxNumberRestartAttempts=${attempts}, backoffTimeMS=${delayMs})`;
  const frames =
    scheduler === 'adaptive'
      ? [
          'org.apache.flink.runtime.scheduler.adaptive.AdaptiveScheduler.howToHandleFailure(AdaptiveScheduler.java:1353)',
        ]
      : [
          'org.apache.flink.runtime.executiongraph.failover.ExecutionFailureHandler.handleFailure(ExecutionFailureHandler.java:219)',
          'org.apache.flink.runtime.scheduler.DefaultScheduler.recordTaskFailure(DefaultScheduler.java:281)',
        ];
  return causedBy(failure('org.apache.flink.runtime.JobException', message, frames), cause.stacktrace);
}

export const secondStop = failure(
  'java.lang.IllegalStateException',
  'at most one stop-with-savepoint checkpoint at a time is allowed',
  ['org.apache.flink.streaming.runtime.tasks.StreamTask.setSynchronousSavepoint(StreamTask.java:460)'],
);

export const tooManyFailedCheckpoints = failure(
  'org.apache.flink.util.FlinkRuntimeException',
  'Exceeded checkpoint tolerable failure threshold. The latest checkpoint failed due to Checkpoint expired before completing., view the Checkpoint History tab or the Job Manager log to find out why continuous checkpoints failed.',
  [
    'org.apache.flink.runtime.checkpoint.CheckpointFailureManager.checkFailureAgainstCounter(CheckpointFailureManager.java:212)',
  ],
);
