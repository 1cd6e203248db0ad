import { Writable } from 'node:stream';

/** Keeps what is written to it. */
export interface TextSink extends NodeJS.WritableStream {
  text(): string;
}

export function textSink(): TextSink {
  let kept = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      kept += chunk.toString('utf8');
      done();
    },
  });
  return Object.assign(stream, { text: () => kept });
}
