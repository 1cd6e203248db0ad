import { createServer } from 'node:http';
import { type Decoy, listening } from './decoy.ts';

/** A model that concludes the same whatever it is asked, however often. */
export async function startStubbornModel(
  conclusion: object,
): Promise<Pick<Decoy, 'close'> & { readonly baseUrl: string }> {
  const call = { id: 'c', type: 'function', function: { name: 'conclude', arguments: JSON.stringify(conclusion) } };
  const choice = {
    index: 0,
    finish_reason: 'tool_calls',
    message: { role: 'assistant', content: null, tool_calls: [call] },
  };
  const body = JSON.stringify({ choices: [choice], usage: { prompt_tokens: 1_500, completion_tokens: 100 } });
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
  });
  const { url, close } = await listening(server);
  return { baseUrl: `${url}/v1`, close };
}
