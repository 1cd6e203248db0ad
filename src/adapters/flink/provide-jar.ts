import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { FlinkUnreadable, UserMistake } from '../../domain/errors.ts';
import type { HttpClient } from './http-client.ts';
import { makeJarReader } from './jar-reader.ts';
import { readJars } from './read-resources.ts';
import { type Reader, valueOf } from './reader.ts';

const Uploaded = z.object({ filename: z.string().min(1) });
/** Until the caller's signal ends it: jars are large and lines are slow. */
const uploadLimitMs = 600_000;

/**
 * Makes sure that the cluster has exactly this jar; its hash is part of the name it has there. Returns its id.
 * @throws {UserMistake} the file is not the recorded one, or the cluster takes no jars.
 * @throws {FlinkUnreadable} the upload could not be confirmed: a file may lie there, nothing else.
 */
export async function provideJar(
  { http, reader }: { readonly http: HttpClient; readonly reader: Reader },
  jar: { readonly file: string; readonly sha256: string },
  signal: AbortSignal,
): Promise<string> {
  const found = await makeJarReader().sha256(jar.file);
  if (found === undefined)
    throw new UserMistake(`The jar ${jar.file} cannot be read. Put it there, or correct launch.jar.`);
  if (found !== jar.sha256) throw notTheRecorded(jar.file, `has SHA-256 ${found}, recorded is ${jar.sha256}`);

  const name = uploadName(jar);
  const there = await readJars(reader, signal);
  if (there === undefined) {
    throw new UserMistake(
      'This cluster takes no jars (an application cluster, or web.submit.enable is false). Start its jobs the way they are deployed.',
    );
  }
  const same = there.filter((one) => one.name === name).toSorted((a, b) => b.uploadedAt - a.uploadedAt)[0];
  return same?.id ?? upload(http, jar, name, signal);
}

/** The recorded hash in full: another content never has this name. */
function uploadName(jar: { readonly file: string; readonly sha256: string }): string {
  const stem = basename(jar.file)
    .replace(/\.jar$/i, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 60);
  return `${stem}-${jar.sha256}.jar`;
}

async function upload(
  http: HttpClient,
  jar: { readonly file: string; readonly sha256: string },
  name: string,
  signal: AbortSignal,
): Promise<string> {
  const boundary = `flink-medic-${jar.sha256.slice(0, 32)}`;
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="jarfile"; filename="${name}"\r\n` +
    'Content-Type: application/x-java-archive\r\n\r\n';
  const tail = `\r\n--${boundary}--\r\n`;
  const { size } = await stat(jar.file);
  let changed = false;

  /** Without its tail the upload is no upload: a file that changed since it was checked is never complete there. */
  async function* parts(): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    yield Buffer.from(head);
    for await (const chunk of createReadStream(jar.file) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      yield chunk;
    }
    if (hash.digest('hex') !== jar.sha256) {
      changed = true;
      throw new Error('the file changed');
    }
    yield Buffer.from(tail);
  }

  const call = { route: 'uploadJar', params: {} } as const;
  const stream = Readable.from(parts(), { objectMode: false });
  const body = {
    stream,
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: head.length + size + tail.length,
  };
  const result = await http.send({ call, body, limitMs: uploadLimitMs, fresh: true }, signal);
  // Sent or not: the file is closed.
  stream.destroy();
  if (changed) throw notTheRecorded(jar.file, 'changed while it was uploaded');
  // Flink names the file on its own disk; the last part of it is the id.
  const id = valueOf(result, Uploaded, http.where(call)).filename.split(/[/\\]/).at(-1) ?? '';
  if (!id.endsWith(name)) {
    throw new FlinkUnreadable(
      'not-flink',
      `${http.where(call)}: it took the jar and named another one; see what answers at url.`,
    );
  }
  return id;
}

function notTheRecorded(file: string, what: string): UserMistake {
  return new UserMistake(
    `The jar ${file} ${what}. Put the recorded file back, or record the new one; nothing was uploaded.`,
  );
}
