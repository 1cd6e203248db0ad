import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call that the model asks for; text stands for arguments that are not an object. */
export interface ScriptedCall {
  readonly name: string;
  readonly args?: object | string;
  readonly id?: string | null;
}

/** What the scripted server does with one request. `text` is what the model says. */
export type LlmReply =
  | {
      readonly kind: 'calls';
      readonly calls: readonly ScriptedCall[];
      readonly text?: string;
      readonly finish?: string;
      readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
    }
  | {
      readonly kind: 'answer';
      readonly text: string | null;
      readonly finish?: string;
      readonly refusal?: string;
      /** Null: the server does not count tokens. */
      readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
    }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body: string;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: 'raw'; readonly body: string; readonly contentType?: string }
  /** Headers at once, the body never ends. */
  | { readonly kind: 'hang'; readonly after: 'nothing' | 'headers' }
  | { readonly kind: 'reset'; readonly after: 'nothing' | 'half' };

export interface LlmRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  readonly body: {
    readonly model: string;
    readonly messages: readonly {
      readonly role: string;
      readonly content: string | null;
      readonly tool_call_id?: string;
      readonly tool_calls?: readonly {
        readonly id: string;
        readonly function: { readonly name: string; readonly arguments: string };
      }[];
    }[];
    readonly tools?: readonly {
      readonly type: string;
      readonly function: {
        readonly name: string;
        readonly description: string;
        readonly strict?: boolean;
        readonly parameters: {
          readonly type: string;
          readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
          readonly required: readonly string[];
          readonly additionalProperties: boolean;
        };
      };
    }[];
    readonly response_format?: unknown;
    readonly max_completion_tokens?: number;
    readonly max_tokens?: number;
  };
}

export interface LlmServer {
  readonly baseUrl: string;
  readonly requests: readonly LlmRequest[];
  reply(...replies: LlmReply[]): void;
  /** What every request gets that nothing is scripted for, however many come. */
  always(reply: LlmReply): void;
  /** Closes; throws when a request came that no reply was scripted for, or a reply was not used. */
  close(): Promise<void>;
}

/** A strict OpenAI-compatible server on 127.0.0.1: one scripted reply per request, in order, none missing and none left. */
export async function startLlmServer(): Promise<LlmServer> {
  const replies: LlmReply[] = [];
  let otherwise: LlmReply | undefined;
  const requests: LlmRequest[] = [];
  const complaints: string[] = [];

  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => {
      complaints.push(String(error));
      response.destroy();
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      complaints.push(`unexpected ${request.method} ${request.url}`);
    }
    requests.push({
      path: request.url ?? '',
      headers: request.headers,
      text,
      body: JSON.parse(text) as LlmRequest['body'],
    });
    complaints.push(...wrongTools(requests.at(-1)?.body));
    const reply = replies.shift() ?? otherwise;
    if (reply === undefined) {
      complaints.push(`request ${requests.length} came without a scripted reply`);
      response.writeHead(599).end();
      return;
    }
    send(response, reply);
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    reply: (...more) => {
      replies.push(...more);
    },
    always: (reply) => {
      otherwise = reply;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      if (replies.length > 0) complaints.push(`${replies.length} scripted replies were not used`);
      if (complaints.length > 0) throw new Error(`LLM server: ${complaints.join('; ')}`);
    },
  };
}

/** What real servers refuse: a tool that is not strict, a call that was not answered, an answer that nobody asked for. */
function wrongTools(body: LlmRequest['body'] | undefined): string[] {
  const wrong: string[] = [];
  for (const { type, function: tool } of body?.tools ?? []) {
    const { properties, required, additionalProperties } = tool.parameters;
    if (type !== 'function' || tool.strict === false) wrong.push(`tool ${tool.name} is not a strict function`);
    if (additionalProperties !== false) wrong.push(`tool ${tool.name} takes additional properties`);
    if (Object.keys(properties).join() !== required.join())
      wrong.push(`tool ${tool.name} does not require all it takes`);
  }
  let open: string[] = [];
  for (const message of body?.messages ?? []) {
    if (message.role === 'tool') {
      if (!open.includes(message.tool_call_id ?? '')) wrong.push(`nobody asked for the answer ${message.tool_call_id}`);
      open = open.filter((id) => id !== message.tool_call_id);
      continue;
    }
    if (open.length > 0) wrong.push(`${open.join()} was not answered`);
    open = message.tool_calls?.map(({ id }) => id) ?? [];
    if (new Set(open).size < open.length) wrong.push('two calls have one id');
    for (const { function: asked } of message.tool_calls ?? []) {
      // Servers that speak for Anthropic, Gemini or a chat template of vLLM refuse what is JSON and no object.
      if (!JSON.stringify(JSON.parse(asked.arguments)).startsWith('{'))
        wrong.push(`${asked.arguments} are no arguments`);
      if (!/^[A-Za-z0-9_-]{1,64}$/.test(asked.name)) wrong.push(`no tool may be named ${asked.name}`);
    }
  }
  if (open.length > 0) wrong.push(`${open.join()} was not answered`);
  return wrong;
}

function send(response: ServerResponse, reply: LlmReply): void {
  switch (reply.kind) {
    case 'calls':
    case 'answer':
      response.writeHead(200, { 'content-type': 'application/json' }).end(completion(reply));
      return;
    case 'status':
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers }).end(reply.body);
      return;
    case 'raw':
      response.writeHead(200, { 'content-type': reply.contentType ?? 'application/json' }).end(reply.body);
      return;
    case 'hang':
      if (reply.after === 'headers') response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":');
      return;
    case 'reset':
      if (reply.after === 'nothing') {
        response.destroy();
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '900' });
      response.write('{"id": "x", "choices": [', () => {
        response.destroy();
      });
      return;
  }
}

function completion(reply: LlmReply & { kind: 'answer' | 'calls' }): string {
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model: 'scripted',
    choices: [
      {
        index: 0,
        finish_reason: reply.finish ?? (reply.kind === 'calls' ? 'tool_calls' : 'stop'),
        message: {
          role: 'assistant',
          content: reply.text ?? null,
          ...(reply.kind === 'answer' && reply.refusal !== undefined && { refusal: reply.refusal }),
          ...(reply.kind === 'calls' && {
            tool_calls: reply.calls.map(({ name, args = {}, id }, index) => ({
              ...(id !== null && { id: id ?? `call_${index}` }),
              type: 'function',
              function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
            })),
          }),
        },
      },
    ],
    ...(reply.usage !== null && { usage: reply.usage ?? { prompt_tokens: 1_500, completion_tokens: 100 } }),
  });
}
