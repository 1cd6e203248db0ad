import type { Answer, FakeRequest } from './answer.ts';
import { checkpointConfig, checkpointDetails, checkpoints } from './answers/checkpoints.ts';
import { exceptions } from './answers/exceptions.ts';
import { deleteJar, listJars, uploadJar } from './answers/jars.ts';
import { jobConfig, jobPlan, jobStatus } from './answers/job-config.ts';
import { jobDetail } from './answers/job-detail.ts';
import { jobManagerConfig } from './answers/job-manager-config.ts';
import { jobMetrics } from './answers/job-metrics.ts';
import {
  cancelJob,
  checkpointStatus,
  postCheckpoint,
  postSavepoint,
  postStop,
  savepointStatus,
} from './answers/operations.ts';
import { clusterConfig, jobIds, jobsOverview, overview } from './answers/overview.ts';
import {
  jobManagerMetrics,
  taskManager,
  taskManagerMetrics,
  taskManagers,
  taskManagersMetrics,
} from './answers/processes.ts';
import { getRequirements, putRequirements } from './answers/resource-requirements.ts';
import { runJar } from './answers/run-jar.ts';
import { vertexDetail } from './answers/vertex-detail.ts';
import { backpressure, subtaskMetrics, vertexMetrics, watermarks } from './answers/vertex-metrics.ts';

export type Handler = (request: FakeRequest) => Answer;

export interface Match {
  readonly handler: Handler;
  readonly params: Readonly<Record<string, string>>;
  /** Names of query parameters that the endpoint has. */
  readonly query: readonly string[];
}

/** Method and path, the handler, and the query parameters that it reads. Fixed words come before `:names`. */
const routes: readonly [route: string, handler: Handler, query?: readonly string[]][] = [
  ['GET /overview', overview],
  ['GET /config', clusterConfig],
  ['GET /jobmanager/config', jobManagerConfig],
  ['GET /jobmanager/metrics', jobManagerMetrics, ['get']],
  ['GET /taskmanagers', taskManagers],
  ['GET /taskmanagers/metrics', taskManagersMetrics, ['get', 'agg', 'taskmanagers']],
  ['GET /taskmanagers/:taskManager', taskManager],
  ['GET /taskmanagers/:taskManager/metrics', taskManagerMetrics, ['get']],
  ['GET /jobs', jobIds],
  ['GET /jobs/overview', jobsOverview],
  ['GET /jobs/:job', jobDetail],
  ['PATCH /jobs/:job', cancelJob, ['mode']],
  ['GET /jobs/:job/status', jobStatus],
  ['GET /jobs/:job/config', jobConfig],
  ['GET /jobs/:job/plan', jobPlan],
  ['GET /jobs/:job/exceptions', exceptions, ['maxExceptions']],
  ['GET /jobs/:job/metrics', jobMetrics, ['get']],
  ['GET /jobs/:job/checkpoints', checkpoints],
  ['POST /jobs/:job/checkpoints', postCheckpoint],
  ['GET /jobs/:job/checkpoints/config', checkpointConfig],
  ['GET /jobs/:job/checkpoints/:trigger', checkpointStatus],
  ['GET /jobs/:job/checkpoints/details/:checkpoint', checkpointDetails],
  ['POST /jobs/:job/savepoints', postSavepoint],
  ['GET /jobs/:job/savepoints/:trigger', savepointStatus],
  ['POST /jobs/:job/stop', postStop],
  ['GET /jobs/:job/resource-requirements', getRequirements],
  ['PUT /jobs/:job/resource-requirements', putRequirements],
  ['GET /jobs/:job/vertices/:vertex', vertexDetail],
  ['GET /jobs/:job/vertices/:vertex/metrics', vertexMetrics, ['get']],
  ['GET /jobs/:job/vertices/:vertex/backpressure', backpressure],
  ['GET /jobs/:job/vertices/:vertex/watermarks', watermarks],
  ['GET /jobs/:job/vertices/:vertex/subtasks/metrics', subtaskMetrics, ['get', 'agg']],
  ['GET /jars', listJars],
  ['POST /jars/upload', uploadJar],
  ['DELETE /jars/:jar', deleteJar],
  ['POST /jars/:jar/run', runJar],
];

const table = Map.groupBy(
  routes.map(([route, handler, query]) => {
    const [method = '', path = ''] = route.split(' ');
    return { method, segments: path.split('/').slice(1), handler, query: query ?? [] };
  }),
  (route) => `${route.method} ${route.segments.length}`,
);

/** The route of a path without its query; `/v1` in front changes nothing. */
export function findRoute(method: string, path: string): Match | undefined {
  const segments = path.split('/').slice(1);
  if (segments[0] === 'v1') segments.shift();
  for (const route of table.get(`${method} ${segments.length}`) ?? []) {
    const params = match(route.segments, segments);
    if (params !== undefined) return { handler: route.handler, params, query: route.query };
  }
  return undefined;
}

/** Values of the `:names`, or undefined where a fixed word differs. */
export function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, word] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (word.startsWith(':')) params[word.slice(1)] = decoded(segment);
    else if (word !== segment) return undefined;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Not encoded as it should be: Flink would not know the name either.
    return segment;
  }
}
