import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { countTokens } from 'gpt-tokenizer';

export interface ScriptedCall {
  readonly name: string;
  readonly args: object;
}

/** What one conversation cost, and everything that tools answered in it. */
export interface Conversation {
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly toolTexts: readonly string[];
}

interface Message {
  readonly role: string;
  readonly content: string | null;
  readonly tool_calls?: readonly object[];
}

interface Request {
  readonly messages: readonly Message[];
  readonly tools?: readonly object[];
}

/** What servers add to each message for its role and its borders. */
const perMessage = 4;

/**
 * A model that follows a script, over HTTP, for whoever asks: each request is answered with the next calls, the last one with
 * the conclusion. Tokens of everything that came and went are counted with one tokenizer.
 */
export async function startScriptedModel(latencyMs: number) {
  let turns: (readonly ScriptedCall[])[] = [];
  let counts = { calls: 0, promptTokens: 0, completionTokens: 0 };
  let last: Request = { messages: [] };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void answer(Buffer.concat(chunks).toString('utf8')).then((body) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      });
    });
  });

  async function answer(text: string): Promise<string> {
    last = JSON.parse(text) as Request;
    const next = turns.shift() ?? [];
    const toolCalls = next.map(({ name, args }, index) => {
      return {
        id: `call_${counts.calls}_${index}`,
        type: 'function',
        function: { name, arguments: JSON.stringify(args) },
      };
    });
    const usage = { prompt_tokens: promptTokens(last), completion_tokens: countTokens(JSON.stringify(toolCalls)) };
    counts = {
      calls: counts.calls + 1,
      promptTokens: counts.promptTokens + usage.prompt_tokens,
      completionTokens: counts.completionTokens + usage.completion_tokens,
    };
    await sleep(latencyMs);
    const message = { role: 'assistant', content: null, tool_calls: toolCalls };
    return JSON.stringify({ choices: [{ index: 0, finish_reason: 'tool_calls', message }], usage });
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    begin(script: readonly (readonly ScriptedCall[])[]): void {
      turns = [...script];
      counts = { calls: 0, promptTokens: 0, completionTokens: 0 };
    },
    end(): Conversation {
      if (turns.length > 0) throw new Error(`The conversation ended ${turns.length} turns early`);
      const toolTexts = last.messages.flatMap(({ role, content }) => (role === 'tool' ? [content ?? ''] : []));
      return { ...counts, toolTexts };
    },
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type ScriptedModel = Awaited<ReturnType<typeof startScriptedModel>>;

function promptTokens({ messages, tools }: Request): number {
  const ofMessages = messages.map(
    ({ content, tool_calls: calls }) =>
      perMessage + countTokens(content ?? '') + (calls === undefined ? 0 : countTokens(JSON.stringify(calls))),
  );
  const ofTools = tools === undefined ? 0 : countTokens(JSON.stringify(tools));
  return ofMessages.reduce((sum, one) => sum + one, ofTools);
}
