import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the scripted server does with one request. */
export type EmbeddingsReply =
  /** One vector per text, in any order. */
  | { readonly kind: 'vectors'; readonly vectors: readonly (readonly unknown[])[]; readonly reversed?: boolean }
  | { readonly kind: 'raw'; readonly status?: number; readonly body: string }
  | { readonly kind: 'hang' }
  /** The connection ends without an answer. */
  | { readonly kind: 'cut' };

export interface EmbeddingsServer {
  readonly baseUrl: string;
  readonly requests: readonly {
    readonly authorization: string | undefined;
    readonly body: Readonly<Record<string, unknown>> & { readonly input: readonly string[] };
  }[];
  reply(...replies: EmbeddingsReply[]): void;
  /** Throws when a request came that no reply was scripted for, or a reply was not used. */
  close(): Promise<void>;
}

/** A strict OpenAI-compatible server for vectors on 127.0.0.1: one scripted reply per request, in order. */
export async function startEmbeddingsServer(): Promise<EmbeddingsServer> {
  const replies: EmbeddingsReply[] = [];
  const requests: EmbeddingsServer['requests'][number][] = [];
  const complaints: string[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => {
      text += piece;
    });
    request.on('end', () => {
      if (request.method !== 'POST' || request.url !== '/v1/embeddings') {
        complaints.push(`unexpected ${request.method} ${request.url}`);
      }
      const body = JSON.parse(text) as EmbeddingsServer['requests'][number]['body'];
      requests.push({ authorization: request.headers.authorization, body });
      const reply = replies.shift();
      if (reply === undefined) {
        complaints.push(`request ${requests.length} came without a scripted reply`);
        response.writeHead(599).end();
        return;
      }
      if (reply.kind === 'hang') return;
      if (reply.kind === 'cut') {
        response.destroy();
        return;
      }
      response.writeHead(reply.kind === 'raw' ? (reply.status ?? 200) : 200, { 'content-type': 'application/json' });
      if (reply.kind === 'raw') {
        response.end(reply.body);
        return;
      }
      const data = reply.vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
      response.end(JSON.stringify({ object: 'list', data: reply.reversed === true ? data.toReversed() : data }));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    reply: (...more) => void replies.push(...more),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (replies.length > 0) complaints.push(`${replies.length} scripted replies were not used`);
      if (complaints.length > 0) throw new Error(complaints.join('; '));
    },
  };
}
