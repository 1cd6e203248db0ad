import type { Problem } from './problem.ts';

/** Mistakes between values. Reads the configuration as written, so that they are told together with all others. */
export function crossChecks(value: unknown): Problem[] {
  const clusters = listAt(value, 'clusters');
  return [
    ...twice(clusters, 'name', ['clusters'], 'another cluster has this name; every cluster needs its own'),
    ...twice(
      clusters,
      'url',
      ['clusters'],
      'another cluster has this address; two names for one cluster would act twice',
    ),
    ...clusters.flatMap((cluster, index) => [
      ...twice(
        listAt(cluster, 'jobs'),
        'name',
        ['clusters', index, 'jobs'],
        'another record of this cluster has this name',
      ),
      ...certificate(cluster, ['clusters', index, 'access']),
    ]),
    ...unknownClusters(value, clusters),
    ...twice(
      listAt(value, 'webhooks'),
      'name',
      ['webhooks'],
      'another webhook has this name; every kind needs its own',
    ),
  ];
}

function twice(list: readonly unknown[], key: string, path: readonly PropertyKey[], text: string): Problem[] {
  const seen = new Set<string>();
  return list.flatMap((entry, index) => {
    const value = valueOf(entry, key);
    if (typeof value !== 'string') return [];
    // As it is asked: the case of a host and a usual port make no other address.
    const plain = (key === 'url' && URL.canParse(value) ? new URL(value).href : value).replace(/\/+$/, '');
    if (seen.has(plain)) return [{ path: [...path, index, key], text }];
    seen.add(plain);
    return [];
  });
}

/** A route of a cluster that is not there would keep its channel silent. */
function unknownClusters(value: unknown, clusters: readonly unknown[]): Problem[] {
  const known = clusters.map((one) => valueOf(one, 'name')).filter((one) => typeof one === 'string');
  if (known.length === 0) return [];
  return listAt(valueOf(value, 'notifications'), 'routes').flatMap((route, index) =>
    listAt(route, 'clusters').flatMap((name, at) => {
      if (typeof name !== 'string' || name === '' || known.includes(name)) return [];
      const path = ['notifications', 'routes', index, 'clusters', at];
      const text = `no cluster has this name; known: ${known.join(', ')}; for all of them leave clusters out`;
      return [{ path, text }];
    }),
  );
}

function certificate(cluster: unknown, path: readonly PropertyKey[]): Problem[] {
  const access = valueOf(cluster, 'access');
  const [cert, key] = [valueOf(access, 'certFile'), valueOf(access, 'keyFile')];
  if ((cert === undefined) === (key === undefined)) return [];
  return [
    { path, text: `certFile and keyFile belong together; ${cert === undefined ? 'certFile' : 'keyFile'} is missing` },
  ];
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = valueOf(value, key);
  return Array.isArray(list) ? list : [];
}

function valueOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
