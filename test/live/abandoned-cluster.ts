// Started by harness.test.ts as a process of its own, and killed there: it starts a cluster and never stops it.
import { startFlinkCluster } from '../../src/demo/flink-cluster.ts';
import { prepareFlink } from '../../src/demo/flink-home.ts';

const cluster = await startFlinkCluster({ home: await prepareFlink('2.3.0') });
cluster.freezeJobManager();
console.log(JSON.stringify({ pids: cluster.pids(), directory: cluster.directory }));
