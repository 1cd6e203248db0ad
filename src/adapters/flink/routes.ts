/**
 * Everything this program can ask of Flink. There is no other way to make a request, so what is not here (such as the
 * GETs of Flink that cancel or stop a job) cannot happen.
 */
const routes = {
  config: ['GET', '/config'],
  jobManagerConfig: ['GET', '/jobmanager/config'],
  overview: ['GET', '/overview'],
  jobsOverview: ['GET', '/jobs/overview'],
  job: ['GET', '/jobs/:job'],
  metrics: ['GET', '/jobs/:job/metrics'],
  exceptions: ['GET', '/jobs/:job/exceptions'],
  checkpoints: ['GET', '/jobs/:job/checkpoints'],
  checkpointConfig: ['GET', '/jobs/:job/checkpoints/config'],
  checkpointStatus: ['GET', '/jobs/:job/checkpoints/:trigger'],
  savepointStatus: ['GET', '/jobs/:job/savepoints/:trigger'],
  vertexMetrics: ['GET', '/jobs/:job/vertices/:vertex/metrics'],
  subtaskMetrics: ['GET', '/jobs/:job/vertices/:vertex/subtasks/metrics'],
  vertex: ['GET', '/jobs/:job/vertices/:vertex'],
  watermarks: ['GET', '/jobs/:job/vertices/:vertex/watermarks'],
  jobConfig: ['GET', '/jobs/:job/config'],
  taskManagers: ['GET', '/taskmanagers'],
  taskManagersMetrics: ['GET', '/taskmanagers/metrics'],
  taskManager: ['GET', '/taskmanagers/:taskManager'],
  taskManagerMetrics: ['GET', '/taskmanagers/:taskManager/metrics'],
  taskManagerLog: ['GET', '/taskmanagers/:taskManager/log'],
  taskManagerThreads: ['GET', '/taskmanagers/:taskManager/thread-dump'],
  jobManagerLog: ['GET', '/jobmanager/log'],
  jobManagerThreads: ['GET', '/jobmanager/thread-dump'],
  resourceRequirements: ['GET', '/jobs/:job/resource-requirements'],
  jars: ['GET', '/jars'],
  triggerCheckpoint: ['POST', '/jobs/:job/checkpoints'],
  triggerSavepoint: ['POST', '/jobs/:job/savepoints'],
  stop: ['POST', '/jobs/:job/stop'],
  cancel: ['PATCH', '/jobs/:job'],
  putResourceRequirements: ['PUT', '/jobs/:job/resource-requirements'],
  uploadJar: ['POST', '/jars/upload'],
  runJar: ['POST', '/jars/:jar/run'],
} as const satisfies Readonly<Record<string, readonly [Method, string]>>;

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT';
export type RouteName = keyof typeof routes;
/** Routes without an effect: only these may ever be asked again. */
export type ReadRoute = { [R in RouteName]: (typeof routes)[R][0] extends 'GET' ? R : never }[RouteName];

type Names<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** One call: its route, what stands for the `:names` of the path, and the query. */
export type Call<R extends RouteName = RouteName> = {
  [N in R]: {
    readonly route: N;
    readonly params: Readonly<Record<Names<(typeof routes)[N][1]>, string>>;
    readonly query?: Readonly<Record<string, string>>;
  };
}[R];

export interface Target {
  readonly method: Method;
  /** Path as in the table: for counting and for messages, without ids. */
  readonly template: string;
  /** Undefined: a parameter cannot be a segment of a path. */
  readonly path: string | undefined;
}

export function targetOf(call: Call): Target {
  const [method, template] = routes[call.route];
  const params: Readonly<Record<string, string>> = call.params;
  let usable = true;
  const path = template.replaceAll(/:(\w+)/g, (_all, name: string) => {
    const segment = params[name] ?? '';
    // URLs resolve `.` and `..`, encoded or not. Flink decodes the whole path before it looks for the route, as proxies do: behind
    // an encoded slash could be the name of another route, such as the GET that cancels.
    usable &&= segment !== '' && segment !== '.' && segment !== '..' && segment.isWellFormed();
    usable &&= !/[/\\?#%;\p{Cc}]/u.test(segment);
    return usable ? encodeURIComponent(segment) : '';
  });
  const query = Object.entries(call.query ?? {}).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return { method, template, path: usable ? path + (query.length > 0 ? `?${query.join('&')}` : '') : undefined };
}
