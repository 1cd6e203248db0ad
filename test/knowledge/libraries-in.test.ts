import { expect, test } from 'vitest';
import { librariesIn } from '../../src/knowledge/libraries-in.ts';

const frames = [
  'at org.apache.http.impl.io.SessionInput.fill(SessionInput.java:10)',
  'at app//com.acme.client.Client.send(Client.java:20)',
  'at com.acme.job.Enrich.map(Enrich.java:30)',
];
const ours = ['com.acme.client.Client.send', 'com.acme.job.Enrich.map'];

test.each([
  ['java.net.SocketException', ours],
  ['java.io.EOFException', ours],
  ['java.util.concurrent.TimeoutException', ours],
  ['java.lang.IllegalStateException', ours.slice(0, 1)],
  ['java.lang.RuntimeException', ours.slice(0, 1)],
  ['java.lang.NullPointerException', []],
  ['java.io.FileNotFoundException', []],
  ['java.nio.file.AccessDeniedException', []],
  ['com.acme.client.Busy', []],
])('who threw %s is told by %j', (name, want) => {
  expect(librariesIn(frames, { class: name, message: 'no' })).toEqual(want);
});

test('what is no frame, and nothing thrown, tells nothing', () => {
  expect(
    librariesIn(['at', 'at (', 'com.acme.A.b(A.java:1)', ''], { class: 'java.net.SocketException', message: '' }),
  ).toEqual([]);
  expect(librariesIn(frames, undefined)).toEqual([]);
});

test('what all connectors are made of is nobody’s', () => {
  const reading = 'at org.apache.flink.connector.base.source.reader.SourceReaderBase.pollNext(SourceReaderBase.java:1)';

  expect(librariesIn([reading, ...frames], { class: 'java.io.EOFException', message: '' })).toEqual(ours);
});
