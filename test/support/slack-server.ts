import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSlackSocket, type SlackSocket } from './slack-socket.ts';
import { refusalOf, type SentContent } from './slack-limits.ts';
import { makeTurnstile, type Turnstile } from './turnstile.ts';
import { slackMethods, type StoredMessage, type Workspace } from './slack-methods.ts';

export const team = 'T0TEST001';
export const app = 'A0TEST001';
export const botToken = 'xoxb-test-bot-token';
export const appToken = `xapp-1-${app}-test`;
export const channel = 'C0TEST001';

/** What happens to one call of a method, before or after it has its effect. */
export type SlackFault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  | { readonly kind: 'json'; readonly body: unknown }
  | { readonly kind: 'html'; readonly effect?: boolean }
  | { readonly kind: 'hang'; readonly effect?: boolean }
  | { readonly kind: 'cut'; readonly effect?: boolean };

export interface SlackCall {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface SlackServer extends Workspace {
  readonly apiUrl: string;
  readonly calls: SlackCall[];
  /** What came to response URLs. */
  readonly answers: SentContent[];
  /** Resolves when so many answers came. */
  answered(count: number): Promise<void>;
  /** Resolves when so many ephemeral messages were posted. */
  whispered(count: number): Promise<void>;
  /** Resolves when the method is called the first time. */
  called(method: string): Promise<void>;
  readonly socket: SlackSocket;
  /** The next calls of the method fare so, in order. */
  fault(method: string, ...faults: SlackFault[]): void;
  message(ts: string): StoredMessage;
  /** Forbids all connections, or allows them again. */
  refuse(isRefused: boolean): void;
  /** Throws when something came that Slack would not understand, or a scripted fault was not met. */
  close(): Promise<void>;
}

/** A strict Slack on 127.0.0.1: Web API and Socket Mode of one workspace with one app. */
export async function startSlackServer(options: { readonly ackWithinMs?: number } = {}): Promise<SlackServer> {
  const complaints: string[] = [];
  const faults = new Map<string, SlackFault[]>();
  const calls: SlackCall[] = [];
  const answers: SentContent[] = [];
  const answered = makeTurnstile();
  const whispered = makeTurnstile();
  const called = new Map<string, Turnstile>();
  const callsOf = (method: string): Turnstile => {
    const found = called.get(method) ?? makeTurnstile();
    called.set(method, found);
    return found;
  };
  let isRefusing = false;
  const workspace: Workspace = {
    team,
    app,
    botId: 'B0TEST001',
    scopes: ['chat:write', 'commands', 'channels:history', 'users:read'],
    channels: new Map([[channel, { joined: true, archived: false, isLimited: false, messages: [] }]]),
    users: new Map(),
    ephemerals: [],
    now: 1_800_000_000,
    dislikes: undefined,
  };
  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => {
      complaints.push(String(error));
      response.destroy();
    });
  });
  server.on('connection', (socket) => {
    if (isRefusing) socket.destroy();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const socket = startSlackSocket({ server, workspace, origin, complaints, ackWithinMs: options.ackWithinMs ?? 3_000 });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('date', new Date(workspace.now * 1_000).toUTCString());
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const path = request.url ?? '';
    if (request.method !== 'POST') complaints.push(`unexpected ${request.method} ${path}`);
    if (path.startsWith('/response/')) {
      takeAnswer(request, response, body);
      return;
    }
    const method = path.replace(/^\/api\//, '');
    const fault = faults.get(method)?.shift();
    const before = fault !== undefined && !('effect' in fault && fault.effect === true);
    const args = argsOf(request, body);
    calls.push({ method, args });
    callsOf(method).pass();
    const answer = before ? {} : answerOf(method, args, request);
    if (fault === undefined) sendJson(response, answer);
    else misbehave(response, fault);
  }

  function answerOf(
    name: string,
    args: SlackCall['args'],
    request: IncomingMessage,
  ): Readonly<Record<string, unknown>> {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return { ok: false, error: 'not_authed' };
    if (name === 'apps.connections.open') {
      if (token === botToken) return { ok: false, error: 'not_allowed_token_type' };
      return token === appToken ? { ok: true, url: socket.ticket() } : { ok: false, error: 'invalid_auth' };
    }
    const method = Object.hasOwn(slackMethods, name) ? slackMethods[name] : undefined;
    if (method === undefined) {
      complaints.push(`unknown method ${name}`);
      return { ok: false, error: 'unknown_method' };
    }
    if (token !== botToken) return { ok: false, error: 'invalid_auth' };
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
    if (!isForm && !method.takesJson) complaints.push(`${name}: content type ${request.headers['content-type']}`);
    for (const key of method.required) if (args[key] === undefined) complaints.push(`${name}: ${key} is missing`);
    for (const key of Object.keys(args)) {
      if (![...method.required, ...method.optional].includes(key)) complaints.push(`${name}: ${key} is unknown`);
    }
    if (method.scope !== undefined && !workspace.scopes.includes(method.scope)) {
      return { ok: false, error: 'missing_scope', needed: method.scope, provided: workspace.scopes.join(',') };
    }
    const answer = method.answer(workspace, args);
    if (name === 'chat.postEphemeral') whispered.pass();
    return answer;
  }

  function takeAnswer(request: IncomingMessage, response: ServerResponse, body: string): void {
    const fault = faults.get('response_url')?.shift();
    if (fault !== undefined) {
      misbehave(response, fault);
      return;
    }
    if (request.headers['content-type']?.startsWith('application/json') !== true) complaints.push('answer: not JSON');
    const answer = JSON.parse(body) as SentContent & { response_type?: string; replace_original?: boolean };
    if (answer.response_type !== 'ephemeral') complaints.push('answer: everybody would see it');
    if (answer.replace_original !== false) complaints.push('answer: it would take the place of the message');
    const refusal = refusalOf(answer);
    if (refusal !== undefined) complaints.push(`answer: ${refusal}`);
    answers.push(answer);
    answered.pass();
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
  }

  function sendJson(response: ServerResponse, body: unknown): void {
    const scopes = { 'x-oauth-scopes': workspace.scopes.join(', ') };
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...scopes }).end(JSON.stringify(body));
  }

  function misbehave(response: ServerResponse, fault: SlackFault): void {
    switch (fault.kind) {
      case 'status':
        response.writeHead(fault.status, fault.headers).end(fault.body ?? '');
        return;
      case 'json':
        sendJson(response, fault.body);
        return;
      case 'html':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>please log in</html>');
        return;
      case 'hang':
        return;
      case 'cut':
        response.destroy();
        return;
    }
  }

  return Object.assign(workspace, {
    apiUrl: `${origin}/api`,
    calls,
    answers,
    answered: answered.reached,
    whispered: whispered.reached,
    called: (method: string) => callsOf(method).reached(1),
    socket,
    fault: (method: string, ...more: SlackFault[]) => {
      faults.set(method, [...(faults.get(method) ?? []), ...more]);
    },
    message: (ts: string) => {
      const found = workspace.channels.get(channel)?.messages.find((one) => one.ts === ts);
      if (found === undefined) throw new Error(`no message ${ts}`);
      return found;
    },
    refuse: (isRefused: boolean) => {
      isRefusing = isRefused;
    },
    close: async () => {
      socket.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      for (const [method, left] of faults)
        if (left.length > 0) complaints.push(`${left.length} faults of ${method} were not met`);
      if (complaints.length > 0) throw new Error(`local Slack: ${complaints.join('; ')}`);
    },
  });
}

function argsOf(request: IncomingMessage, body: string): Readonly<Record<string, unknown>> {
  if (request.headers['content-type']?.startsWith('application/json') === true) {
    return JSON.parse(body) as Record<string, unknown>;
  }
  const structured = ['blocks', 'metadata'];
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => [key, structured.includes(key) ? JSON.parse(value) : value]),
  );
}
