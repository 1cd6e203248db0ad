import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a local cluster listens; all on 127.0.0.1. */
export interface FlinkPorts {
  readonly rest: number;
  readonly rpc: number;
  /** Undefined without high availability. */
  readonly zooKeeper: number | undefined;
}

/** What `env.java.opts.all` of Flink's distribution opens for JDK 17 (1.20.4 and 2.3.0 ship the same list), and what 1.17 needs besides. */
const openedForFlink = [
  ...['file', 'parser', 'tree', 'util', 'api'].map((name) => `exports=jdk.compiler/com.sun.tools.javac.${name}`),
  'exports=java.base/sun.net.util',
  'exports=java.rmi/sun.rmi.registry',
  'exports=java.security.jgss/sun.security.krb5',
  ...['lang', 'net', 'io', 'nio', 'lang.reflect', 'text', 'time', 'util'].map((name) => `opens=java.base/java.${name}`),
  'opens=java.base/sun.nio.ch',
  ...['', '.atomic', '.locks'].map((name) => `opens=java.base/java.util.concurrent${name}`),
].map((option) => `--add-${option}=ALL-UNNAMED`);

/** Options of every JVM: small and quick to start rather than fast. */
export function jvmOptions(heapMb: number): string[] {
  const small = [`-Xmx${heapMb}m`, '-Xms48m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];
  return [...small, '-XX:MaxMetaspaceSize=192m', '-XX:MaxDirectMemorySize=96m', ...openedForFlink];
}

/** Flink's configuration for one small cluster. A TaskManager started without Flink's scripts needs every memory part. */
export function flinkConfig(directory: string, ports: FlinkPorts, slots: number): Record<string, string> {
  const local = '127.0.0.1';
  const checkpoints = `file://${join(directory, 'checkpoints')}`;
  const savepoints = `file://${join(directory, 'savepoints')}`;
  return {
    'rest.address': local,
    'rest.bind-address': local,
    'rest.port': String(ports.rest),
    'rest.bind-port': String(ports.rest),
    'jobmanager.rpc.address': local,
    'jobmanager.rpc.port': String(ports.rpc),
    'jobmanager.bind-host': local,
    'taskmanager.host': local,
    'taskmanager.bind-host': local,
    'taskmanager.numberOfTaskSlots': String(slots),
    'taskmanager.cpu.cores': '1',
    'taskmanager.memory.framework.heap.size': '64mb',
    'taskmanager.memory.task.heap.size': '128mb',
    'taskmanager.memory.framework.off-heap.size': '32mb',
    'taskmanager.memory.task.off-heap.size': '0',
    'taskmanager.memory.network.min': '16mb',
    'taskmanager.memory.network.max': '16mb',
    'taskmanager.memory.managed.size': '0',
    'taskmanager.memory.jvm-metaspace.size': '192mb',
    'taskmanager.memory.jvm-overhead.min': '64mb',
    'taskmanager.memory.jvm-overhead.max': '64mb',
    // Small segments keep few records between tasks, so that a slow task shows within seconds.
    'taskmanager.memory.segment-size': '4kb',
    'heartbeat.interval': '2000',
    'heartbeat.timeout': '15000',
    // A TaskManager that is up before its JobManager would wait 10 s otherwise.
    'cluster.registration.error-delay': '500',
    'cluster.registration.refused-registration-delay': '1000',
    'metrics.fetcher.update-interval': '1000',
    'web.refresh-interval': '1000',
    'io.tmp.dirs': join(directory, 'tmp'),
    // Since 1.20; before it the last three, which newer ones read only where the first three are not set.
    'execution.checkpointing.storage': 'filesystem',
    'execution.checkpointing.dir': checkpoints,
    'execution.checkpointing.savepoint-dir': savepoints,
    'state.checkpoint-storage': 'filesystem',
    'state.checkpoints.dir': checkpoints,
    'state.savepoints.dir': savepoints,
    ...(ports.zooKeeper === undefined
      ? {}
      : {
          'high-availability.type': 'zookeeper',
          'high-availability.zookeeper.quorum': `${local}:${ports.zooKeeper}`,
          'high-availability.storageDir': `file://${join(directory, 'ha')}`,
          'high-availability.zookeeper.client.session-timeout': '6000',
        }),
  };
}

/** Writes Flink's configuration, the log settings and ZooKeeper's own file into `directory`. */
export async function writeSettings(
  directory: string,
  version: string,
  config: Readonly<Record<string, string>>,
  ports: FlinkPorts,
): Promise<void> {
  for (const folder of ['conf', 'tmp', 'logs', 'zookeeper']) await mkdir(join(directory, folder), { recursive: true });
  // 1.19 brought config.yaml, which is real YAML; before it a value was taken as it stands, with its quotes.
  const [file, written] = /^1\.1[0-8]\./.test(version) ? ['flink-conf.yaml', String] : ['config.yaml', JSON.stringify];
  const lines = Object.entries(config).map(([key, value]) => `${key}: ${written(value)}`);
  await writeFile(join(directory, 'conf', file), `${lines.join('\n')}\n`);
  await writeFile(join(directory, 'conf', 'log4j.properties'), logSettings);
  if (ports.zooKeeper === undefined) return;
  const zooKeeper = [
    'tickTime=1000',
    `dataDir=${join(directory, 'zookeeper')}`,
    `clientPort=${ports.zooKeeper}`,
    'clientPortAddress=127.0.0.1',
    'admin.enableServer=false',
  ];
  await writeFile(join(directory, 'conf', 'zoo.cfg'), `${zooKeeper.join('\n')}\n`);
}

const logSettings = `rootLogger.level = INFO
rootLogger.appenderRef.file.ref = File
appender.file.type = File
appender.file.name = File
appender.file.fileName = \${sys:log.file}
appender.file.append = true
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
`;
