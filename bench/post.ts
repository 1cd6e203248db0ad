import { Agent, request as send } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The one request that every contestant sends: the same client, the same kept connections. Rejects when no answer comes. */
export function makePost(port: number): (path: string, body: object) => Promise<Answer> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  return (path, body) =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const request = send({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          answer += chunk;
        });
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: answer }));
      });
      request.on('error', reject);
      request.end(text);
    });
}
