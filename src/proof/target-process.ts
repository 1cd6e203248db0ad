/**
 * A target of its own process: what it did stands in its log, whatever became of whoever asked.
 * Started with an IPC channel; `start` makes it listen on loopback. It ends when the channel does.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FromTarget, TargetSettings, ToTarget } from './messages.ts';
import { makeRandom, type Random } from './random.ts';
import { copyHeader, type TargetRequest } from './target-client.ts';
import { openTargetLog, readTargetLog, type TargetClass, type TargetLog } from './target-log.ts';

/** One life of the target: what it remembers, and what it is at, dies with it. The log and the traces of effects do not. */
interface Life {
  readonly name: string;
  readonly memory: Map<string, 'working' | 'done'>;
  /** Keys that were refused and stay so. */
  readonly refused: Set<string>;
  readonly work: Set<NodeJS.Timeout>;
  readonly server: Server;
}

function say(message: FromTarget): void {
  process.send?.(message);
}

function serve(settings: TargetSettings): { forget(): Promise<void> } {
  const log = openTargetLog(settings.log);
  const random = makeRandom(settings.seed);
  const traces = new Map<string, number>();
  for (const entry of readTargetLog(settings.log)) if (entry.what === 'effect') count(traces, entry.key);
  let lives = 0;
  let port = 0;
  let life = begin();
  life.server.listen(0, '127.0.0.1', () => {
    port = (life.server.address() as AddressInfo).port;
    say({ kind: 'listening', port });
  });

  function begin(): Life {
    lives += 1;
    const memory = new Map<string, 'working' | 'done'>();
    const work = new Set<NodeJS.Timeout>();
    const begun: Life = {
      name: `target-${process.pid}-${lives}`,
      memory,
      refused: new Set(),
      work,
      server: createServer(
        (request, response) => void answer({ settings, log, random, traces }, begun, request, response),
      ),
    };
    return begun;
  }

  return {
    async forget() {
      const old = life;
      for (const timer of old.work) clearTimeout(timer);
      // Whatever waits in a socket dies unread, as with the process that would have read it.
      old.server.closeAllConnections();
      await new Promise((resolve) => old.server.close(resolve));
      life = begin();
      await new Promise<void>((resolve) => life.server.listen(port, '127.0.0.1', resolve));
    },
  };
}

interface Parts {
  readonly settings: TargetSettings;
  readonly log: TargetLog;
  readonly random: Random;
  readonly traces: Map<string, number>;
}

async function answer(parts: Parts, life: Life, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, what, rest = ''] = (request.url ?? '').split('/');
  if (request.method === 'POST') {
    let text = '';
    request.setEncoding('utf8');
    try {
      for await (const chunk of request) text += chunk as string;
    } catch {
      // The connection broke before the request was whole: it never arrived.
      return;
    }
    const copied = request.headers[copyHeader] !== undefined;
    act(parts, life, what as TargetClass, JSON.parse(text) as TargetRequest, copied, response);
    return;
  }
  if (what === 'incarnation') reply(response, 200, { incarnation: life.name });
  else if (what === 'memory') reply(response, 200, { state: life.memory.get(rest) ?? 'unknown' });
  else if (what === 'traces') reply(response, 200, { effects: parts.traces.get(rest) ?? 0 });
  else reply(response, 404, {});
}

function act(
  parts: Parts,
  life: Life,
  of: TargetClass,
  request: TargetRequest,
  copied: boolean,
  response: ServerResponse,
): void {
  const { settings, log, random, traces } = parts;
  const entry = {
    class: of,
    key: request.key,
    lane: request.lane,
    incarnation: life.name,
  };
  log.append({ ...entry, what: copied ? 'copy' : 'request', at: Date.now() });
  say({ kind: 'arrived' });
  killSender();
  // Its promise: a request that waited for too long has no effect any more, however slow this machine is.
  if (Date.now() > request.latestAt) return reply(response, 503, { why: 'it came too late' });
  const remembers = of === 'keyed' || of === 'long';
  const remembered = remembers ? life.memory.get(request.key) : undefined;
  // Of a key that it remembers it does not say anything else: a copy that was taken in would make its refusal a lie.
  const refuses = life.refused.has(request.key) || (remembered === undefined && random.chance(settings.refuseShare));
  if (refuses) {
    if (remembers) life.refused.add(request.key);
    return reply(response, 400, { why: 'it does not please' });
  }
  // No refusal: a copy that was faster than this request is what it works on.
  if (of === 'keyed' && remembered === 'working') return reply(response, 409, { why: 'at work on this key already' });
  if (remembered !== undefined) return reply(response, 200, { already: true });
  if (remembers) life.memory.set(request.key, 'working');

  const slow = random.chance(settings.slow.share);
  const serviceMs = random.whole(settings.serviceMs.from, slow ? settings.slow.toMs : settings.serviceMs.to);
  const cut = random.chance(settings.cutShare) ? random.pick(['before', 'after']) : 'not';
  if (of === 'long') {
    later(life, serviceMs * 3, () => work());
    if (cut === 'not') reply(response, 202, {});
    else response.destroy();
    return;
  }
  // The answer comes when the effect is some time past: whoever dies in between has done it and does not know.
  const effectMs = random.whole(0, serviceMs);
  later(life, effectMs, () => {
    if (cut === 'before' || Date.now() > request.latestAt) {
      life.memory.delete(request.key);
      if (cut === 'before') response.destroy();
      else reply(response, 503, { why: 'it took too long' });
      return;
    }
    work();
    later(life, serviceMs - effectMs, () => {
      if (cut === 'after') response.destroy();
      else reply(response, 200, { already: false });
    });
  });

  function work(): void {
    log.append({ ...entry, what: 'effect', at: Date.now() });
    count(traces, request.key);
    if (!remembers) return;
    life.memory.set(request.key, 'done');
    later(life, settings.rememberMs, () => life.memory.delete(request.key));
  }
}

function later(life: Life, ms: number, work: () => void): void {
  const timer = setTimeout(() => {
    life.work.delete(timer);
    work();
  }, ms);
  life.work.add(timer);
}

function count(traces: Map<string, number>, key: string): void {
  traces.set(key, (traces.get(key) ?? 0) + 1);
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

let target: ReturnType<typeof serve> | undefined;
let condemned: { readonly pid: number; readonly plusMs: number } | undefined;

function killSender(): void {
  if (condemned === undefined) return;
  const { pid, plusMs } = condemned;
  condemned = undefined;
  setTimeout(() => {
    try {
      process.kill(pid, 'SIGKILL');
      say({ kind: 'killed', at: Date.now() });
    } catch (error) {
      // It was given up waiting for a request, and is dead already.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }, plusMs);
}

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToTarget) => {
  switch (message.kind) {
    case 'start':
      target = serve(message.settings);
      return;
    case 'forget':
      void target?.forget().then(() => say({ kind: 'forgot' }));
      return;
    case 'kill':
      condemned = message;
      return;
    case 'spare':
      condemned = undefined;
  }
});
