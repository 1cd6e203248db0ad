import { randomUUID } from 'node:crypto';
import { type Answer, type FakeRequest, ok, rejected } from '../answer.ts';

export function uploadJar({ cluster, body, now }: FakeRequest): Answer {
  const name = /filename="([^"/\\]+\.jar)"/.exec(body.toString('latin1'))?.[1];
  if (name === undefined) return rejected(400, 'Only Jar files are allowed.');
  const jar = { id: `${randomUUID()}_${name}`, name, uploadedAt: now };
  cluster.incarnation.jars.unshift(jar);
  return ok({ filename: `${uploadDirectory(cluster.incarnation.webDirectory)}/${jar.id}`, status: 'success' });
}

export function listJars({ cluster, url }: FakeRequest): Answer {
  const { jars } = cluster.incarnation;
  const files = jars.map((jar) => ({ id: jar.id, name: jar.name, uploaded: jar.uploadedAt, entry: [] }));
  return ok({ address: url, files });
}

export function deleteJar({ cluster, params }: FakeRequest): Answer {
  const { jars, webDirectory } = cluster.incarnation;
  const index = jars.findIndex((jar) => jar.id === params['jar']);
  if (index === -1) return rejected(400, `File ${params['jar']} does not exist in ${uploadDirectory(webDirectory)}.`);
  jars.splice(index, 1);
  return ok({});
}

/** Where the JobManager keeps uploaded jars. */
export function uploadDirectory(webDirectory: string): string {
  return `${webDirectory}/flink-web-upload`;
}
