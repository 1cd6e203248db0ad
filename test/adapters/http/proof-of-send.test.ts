import type { Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { makeFlink } from '../../../src/adapters/flink/make-flink.ts';
import { proofOf } from '../../../src/adapters/http/proof-of-send.ts';
import { makeSlackMessenger } from '../../../src/adapters/slack/messenger.ts';
import { makeSlackApi } from '../../../src/adapters/slack/slack-api.ts';
import { makeJsonWebhook } from '../../../src/adapters/web/webhook.ts';
import type { JobId } from '../../../src/domain/flink.ts';
import type { SendOutcome } from '../../../src/ports/flink.ts';
import { blackHole, closedPort, type OddPort, rawPort } from '../../support/unusable-ports.ts';
import { waitingClock } from '../../support/waiting-clock.ts';

type Proof = SendOutcome['kind'];
type Receiver = 'flink' | 'webhook' | 'slack';

const key = '0123456789abcdef0123456789abcdef';
const body = { kind: 'text', lines: ['hello'] } as const;

/** One write to each kind of receiver. */
const writes: Readonly<Record<Receiver, (url: string, limitMs: number) => Promise<SendOutcome>>> = {
  flink: (url, limitMs) => {
    const flink = makeFlink({ url, headers: {}, connectTimeoutMs: limitMs, responseTimeoutMs: limitMs });
    return flink.write.triggerCheckpoint(key as JobId, key, AbortSignal.timeout(5_000));
  },
  webhook: (url, limitMs) => {
    const webhook = makeJsonWebhook({ url, headers: {}, allowAddresses: [] });
    return webhook.post({ body: {}, key }, AbortSignal.timeout(limitMs));
  },
  slack: (url, limitMs) => {
    const api = makeSlackApi({ apiUrl: `${url}/api/`, token: 'xoxb-1', timeoutMs: limitMs });
    const slack = makeSlackMessenger({ api, mentions: {}, clock: waitingClock() });
    return slack.post({ channel: 'C0TEST001', thread: undefined, body, key }, AbortSignal.timeout(5_000));
  },
};

type Proofs = Readonly<Record<Receiver, Proof>>;

async function proofsAt(port: number, limitMs = 5_000): Promise<Proofs> {
  const url = `http://127.0.0.1:${port}`;
  const kindOf = async (receiver: Receiver) => (await writes[receiver](url, limitMs)).kind;
  return { flink: await kindOf('flink'), webhook: await kindOf('webhook'), slack: await kindOf('slack') };
}

/** What all of them prove, and who differs. */
type Want = { readonly all: Proof } & Partial<Proofs>;

function perReceiver({ all, ...own }: Want): Proofs {
  return { flink: all, webhook: all, slack: all, ...own };
}

async function closedAfterwards(making: Promise<OddPort>): Promise<number> {
  const odd = await making;
  onTestFinished(() => odd.close());
  return odd.port;
}

const accepted = '{"ok":true,"ts":"1800000001.000100"}';
const head = (status: number, type: string, length: number): string =>
  `HTTP/1.1 ${status} so\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\nlocation: /other\r\nconnection: close\r\n\r\n`;
const whole = (status: number, type = 'application/json', text = accepted) => head(status, type, text.length) + text;

test.each<[status: number, want: Want]>([
  [200, { all: 'executed' }],
  [202, { all: 'executed', slack: 'maybe' }],
  [204, { all: 'executed', slack: 'maybe' }],
  [301, { all: 'refused' }],
  [302, { all: 'maybe', slack: 'refused' }],
  [303, { all: 'maybe', slack: 'refused' }],
  [304, { all: 'maybe', slack: 'refused' }],
  [307, { all: 'refused' }],
  [308, { all: 'refused' }],
  [400, { all: 'refused' }],
  [401, { all: 'refused' }],
  [402, { all: 'maybe', slack: 'refused' }],
  [403, { all: 'refused' }],
  [404, { all: 'refused', flink: 'maybe' }],
  [405, { all: 'refused' }],
  [408, { all: 'maybe' }],
  [409, { all: 'maybe', slack: 'refused' }],
  [410, { all: 'refused', flink: 'maybe' }],
  [413, { all: 'refused' }],
  [415, { all: 'refused' }],
  [418, { all: 'maybe', slack: 'refused' }],
  [422, { all: 'refused' }],
  [425, { all: 'maybe', slack: 'refused' }],
  [429, { all: 'refused' }],
  [499, { all: 'maybe', slack: 'refused' }],
  [500, { all: 'maybe' }],
  [502, { all: 'maybe' }],
  [503, { all: 'maybe' }],
  [504, { all: 'maybe' }],
  [599, { all: 'maybe' }],
])('status %i', async (status, want) => {
  let connections = 0;
  const answering = rawPort((socket) => {
    connections += 1;
    socket.once('data', () => socket.end([204, 304].includes(status) ? head(status, 'text/plain', 0) : whole(status)));
  });

  expect(await proofsAt(await closedAfterwards(answering))).toEqual(perReceiver(want));
  expect(connections).toBe(3);
});

test.each<[what: string, onRequest: (socket: Socket) => void, want: Want]>([
  ['a reset', (socket) => socket.resetAndDestroy(), { all: 'maybe' }],
  ['an end without an answer', (socket) => socket.end(), { all: 'maybe' }],
  ['bytes that are no HTTP', (socket) => socket.end('hello\r\n\r\n'), { all: 'maybe' }],
  ['a cut first line', (socket) => socket.end('HTTP/1.1 20'), { all: 'maybe' }],
  // Flink and a webhook have said it with the status; what Slack says stands in the rest.
  [
    'a cut answer 200',
    (socket) => socket.end(head(200, 'application/json', 99) + '{'),
    { all: 'executed', slack: 'maybe' },
  ],
  ['a cut answer 400', (socket) => socket.end(head(400, 'application/json', 99) + '{'), { all: 'refused' }],
  ['a cut answer 500', (socket) => socket.end(head(500, 'application/json', 99) + '{'), { all: 'maybe' }],
  ['a page with 200', (socket) => socket.end(whole(200, 'text/html', '<html>')), { all: 'maybe' }],
  ['a page with 202', (socket) => socket.end(whole(202, 'text/html', '<html>')), { all: 'maybe' }],
  // Case is of no meaning in a header.
  ['a page of another spelling', (socket) => socket.end(whole(200, 'Text/HTML', '<html>')), { all: 'maybe' }],
  ['a page with 403', (socket) => socket.end(whole(403, 'text/html', '<html>')), { all: 'refused' }],
  ['a page with 502', (socket) => socket.end(whole(502, 'text/html', '<html>')), { all: 'maybe' }],
])('%s after the request', async (_what, onRequest, want) => {
  const answering = rawPort((socket) => socket.once('data', () => onRequest(socket)));

  expect(await proofsAt(await closedAfterwards(answering))).toEqual(perReceiver(want));
});

test('another protocol instead of an answer', async () => {
  const head101 = 'HTTP/1.1 101 so\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n';
  const switching = rawPort((socket) => socket.once('data', () => socket.write(head101)));

  expect(await proofsAt(await closedAfterwards(switching), 500)).toEqual(perReceiver({ all: 'maybe' }));
});

test('no answer in time', async () => {
  const mute = await closedAfterwards(rawPort(() => undefined));

  expect(await proofsAt(mute, 60)).toEqual(perReceiver({ all: 'maybe' }));
});

test('a connection that is refused', async () => {
  expect(await proofsAt(await closedPort())).toEqual(perReceiver({ all: 'not-sent' }));
});

test('no connection in time', async () => {
  const hole = await closedAfterwards(blackHole());

  // The client of Slack does not tell how far it had come.
  expect(await proofsAt(hole, 60)).toEqual(perReceiver({ all: 'not-sent', slack: 'maybe' }));
});

test('of every other status nothing is believed', () => {
  const refused = [301, 307, 308, 400, 401, 403, 405, 413, 415, 422, 429];
  for (let status = 100; status < 1_000; status += 1) {
    const want = status >= 200 && status < 300 ? 'executed' : refused.includes(status) ? 'refused' : 'maybe';
    expect([status, proofOf({ kind: 'answered', status, isPage: false }, [])]).toEqual([status, want]);
  }
});
