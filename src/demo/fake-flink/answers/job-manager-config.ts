import { type Answer, type FakeRequest, ok } from '../answer.ts';

/** `web.tmpdir` is drawn anew by every JobManager process: the only word about its incarnation. */
export function jobManagerConfig({ cluster, url }: FakeRequest): Answer {
  const { root } = cluster.storage;
  const port = new URL(url).port;
  const values: Readonly<Record<string, string>> = {
    'blob.server.port': '40673',
    'jobmanager.rpc.address': '127.0.0.1',
    'jobmanager.rpc.port': '28095',
    'jobmanager.bind-host': '127.0.0.1',
    'rest.address': '127.0.0.1',
    'rest.bind-address': '127.0.0.1',
    'rest.port': port,
    'rest.bind-port': port,
    'io.tmp.dirs': `${root}/tmp`,
    'web.tmpdir': cluster.incarnation.webDirectory,
    'web.refresh-interval': '1000',
    'metrics.fetcher.update-interval': '1000',
    'heartbeat.interval': '2000',
    'heartbeat.timeout': '15000',
    'taskmanager.numberOfTaskSlots': String(cluster.taskManagers[0]?.slots ?? 1),
    'taskmanager.host': '127.0.0.1',
    'taskmanager.bind-host': '127.0.0.1',
    'execution.checkpointing.storage': 'filesystem',
    'execution.checkpointing.dir': `file://${root}/checkpoints`,
    'execution.checkpointing.savepoint-dir': `file://${root}/savepoints`,
    ...(cluster.scheduler === 'adaptive' && { 'jobmanager.scheduler': 'adaptive' }),
    ...(cluster.highAvailability && {
      'high-availability.type': 'zookeeper',
      'high-availability.storageDir': `file://${root}/ha`,
    }),
  };
  return ok(Object.entries(values).map(([key, value]) => ({ key, value })));
}
