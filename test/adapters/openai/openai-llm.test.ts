import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeOpenAiLlm } from '../../../src/adapters/openai/openai-llm.ts';
import { LlmUnavailable } from '../../../src/domain/errors.ts';
import { type LlmReply, type LlmServer, startLlmServer } from '../../support/llm-server.ts';

const key = 'sk-live-0123456789abcdef';
const question = { system: 'be brief', user: 'why?', schemaName: 'diagnosis', schema: { type: 'object' } };

const clean = (text: string): string => text.replaceAll('hunter2', '[cleaned]');

let server: LlmServer;

beforeEach(async () => {
  server = await startLlmServer();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

function llm(options: { apiKey?: string | undefined; timeoutMs?: number } = {}) {
  return makeOpenAiLlm({ baseUrl: server.baseUrl, model: 'small', apiKey: key, timeoutMs: 5_000, clean, ...options });
}

async function silenceOf(call: Promise<unknown>): Promise<LlmUnavailable> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LlmUnavailable)) throw new Error(`expected LlmUnavailable, not ${String(error)}`);
  return error;
}

function never(): AbortSignal {
  return new AbortController().signal;
}

describe('a question', () => {
  test('is one request with the schema, answered with text and tokens', async () => {
    server.reply({ kind: 'answer', text: ' {"a":1} ', usage: { prompt_tokens: 7, completion_tokens: 3 } });
    const model = llm();

    const answer = await model.complete(question, never());

    expect(answer).toEqual({ text: '{"a":1}', tokens: { prompt: 7, completion: 3 } });
    expect(server.requests[0]?.body).toEqual({
      model: 'small',
      messages: [
        { role: 'system', content: 'be brief' },
        { role: 'user', content: 'why?' },
      ],
      max_completion_tokens: 4_000,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'diagnosis', schema: { type: 'object' }, strict: true },
      },
    });
    expect(server.requests[0]?.headers['authorization']).toBe(`Bearer ${key}`);
    expect(model.calls()).toEqual({ requests: 1, repeatedWithoutParameter: 0 });
  });

  test('goes without Authorization when there is no key', async () => {
    server.reply({ kind: 'answer', text: '{}' });

    await llm({ apiKey: undefined }).complete(question, never());

    expect(server.requests[0]?.headers['authorization']).toBeUndefined();
  });

  test('is not changed by variables that the vendor’s client reads', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-from-env');
    vi.stubEnv('OPENAI_ORG_ID', 'org-from-env');
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:1/v1');
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'X-Extra: from-env');
    server.reply({ kind: 'answer', text: '{}' });

    await llm({ apiKey: undefined }).complete(question, never());

    expect(JSON.stringify(server.requests[0]?.headers)).not.toContain('from-env');
  });

  test.each<[title: string, usage: object, completion: number]>([
    ['Gemini', { prompt_tokens: 20, completion_tokens: 198, total_tokens: 623 }, 603],
    ['a model that only thought', { prompt_tokens: 21, total_tokens: 81 }, 60],
    ['a server without a sum', { prompt_tokens: 20, completion_tokens: 198 }, 198],
    ['a server whose sum is none', { prompt_tokens: 20, completion_tokens: 198, total_tokens: 'many' }, 198],
    ['a server whose sum is too small', { prompt_tokens: 20, completion_tokens: 198, total_tokens: 20 }, 198],
  ])('counts thoughts that stand only in the sum of all tokens, as of %s', async (_server, usage, completion) => {
    server.reply({ kind: 'raw', body: JSON.stringify({ choices: [{ message: { content: '{}' } }], usage }) });

    expect((await llm().complete(question, never())).tokens.completion).toBe(completion);
  });

  test.each(['text/plain; charset=utf-8', 'text/json', 'text/html', ''])(
    'is answered by JSON, whatever its server calls it: %s',
    async (contentType) => {
      server.reply({ kind: 'raw', body: '\n\n  {"choices":[{"message":{"content":"{}"}}]}', contentType });

      expect((await llm().complete(question, never())).text).toBe('{}');
    },
  );

  test('counts 0 tokens where the server does not say', async () => {
    server.reply({ kind: 'answer', text: '{}', usage: null });

    const answer = await llm().complete(question, never());

    expect(answer.tokens).toEqual({ prompt: 0, completion: 0 });
  });
});

describe('a server that does not know a parameter', () => {
  const refusal = (text: string): LlmReply => ({
    kind: 'status',
    status: 400,
    body: JSON.stringify({ error: { message: text } }),
  });

  test('is asked again at once without it, and never sent it again', async () => {
    server.reply(
      refusal("'response_format' of type json_schema is not supported"),
      { kind: 'answer', text: 'one' },
      { kind: 'answer', text: 'two' },
    );
    const model = llm();

    await model.complete(question, never());
    await model.complete(question, never());

    expect(server.requests.map(({ body }) => body.response_format !== undefined)).toEqual([true, false, false]);
    expect(model.calls()).toEqual({ requests: 3, repeatedWithoutParameter: 1 });
  });

  const extra = 'Extra inputs are not permitted';
  test.each<[server: string, body: object, words: string]>([
    ['Gemini', [{ error: { code: 400, message: 'response_format: no such schema' } }], 'response_format: no such'],
    ['vLLM', { object: 'error', message: 'response_format: no such schema', code: 400 }, 'response_format: no such'],
    ['Mistral', { detail: [{ loc: ['body', 'response_format'], msg: extra }] }, '{"detail":[{"loc":["body","resp'],
    ['FastAPI', { detail: 'response_format: no such schema' }, 'response_format: no such'],
    ['Ollama', { error: 'response_format: no such schema' }, 'response_format: no such'],
  ])('is understood in the form in which %s refuses, and its words are shown', async (_server, body, words) => {
    const refused: LlmReply = { kind: 'status', status: 400, body: JSON.stringify(body) };
    server.reply(refused, refused);

    const silence = await silenceOf(llm().complete(question, never()));

    expect(server.requests.map((request) => request.body.response_format !== undefined)).toEqual([true, false]);
    expect(silence).toMatchObject({
      reason: 'bad-request',
      message: expect.stringContaining(`question (400): ${words}`),
    });
  });

  test.each<[server: string, words: string]>([
    [
      'Gemini behind a gateway',
      `Unknown name "additionalProperties" at 'generation_config.response_schema': Cannot find field.`,
    ],
    ['Bedrock', "output_config.format.schema: For 'string' type, property enum is not supported"],
    ['vLLM', 'The provided JSON schema contains features not supported by xgrammar.'],
    ['llama.cpp', 'Failed to initialize samplers: failed to parse grammar'],
    [
      'Groq, of what its model wrote',
      "Failed to generate JSON. Please adjust your prompt. See 'failed_generation' for more details.",
    ],
  ])('may refuse the form of the answer by the name that it has inside, as %s does', async (_server, words) => {
    server.reply(refusal(words), { kind: 'answer', text: 'one' });

    expect((await llm().complete(question, never())).text).toBe('one');
    expect(server.requests[1]?.body).not.toHaveProperty('response_format');
  });

  test('and refuses the question all the same is sent the next one as this one was', async () => {
    server.reply(refusal('bad format of something'), refusal('bad format of something'), {
      kind: 'answer',
      text: 'one',
    });
    const model = llm();

    const silence = await silenceOf(model.complete(question, never()));
    await model.complete(question, never());

    expect(silence.reason).toBe('bad-request');
    expect(server.requests.map(({ body }) => body.response_format !== undefined)).toEqual([true, false, true]);
  });

  test('and is asked twice at the same time learns it from both', async () => {
    server.reply(refusal('response_format'), refusal('response_format'));
    server.always({ kind: 'answer', text: 'one' });
    const model = llm();

    const answers = await Promise.all([model.complete(question, never()), model.complete(question, never())]);

    expect(answers.map(({ text }) => text)).toEqual(['one', 'one']);
    expect(server.requests).toHaveLength(4);
  });

  test('is not asked again without the form of an answer that nobody asked for', async () => {
    server.reply(refusal("Invalid schema for function 'job': response_format"), { kind: 'answer', text: 'one' });
    const model = llm();

    const silence = await silenceOf(model.turn({ messages: [], tools: [] }, never()));
    await model.complete(question, never());

    expect(silence.reason).toBe('bad-request');
    expect(server.requests[1]?.body).toHaveProperty('response_format');
  });

  test.each(['null', '[]', '7', '"no"', '{}', '<html>'])('that refuses with %s alone refuses', async (body) => {
    server.reply({ kind: 'status', status: 400, body });

    expect((await silenceOf(llm().complete(question, never()))).reason).toBe('bad-request');
  });

  test('may know neither of the two: the limit of an answer goes by its older name', async () => {
    const one: LlmReply = { kind: 'answer', text: 'one' };
    server.reply(refusal('unknown field response_format'), refusal('max_completion_tokens: extra field'), one, one);
    const model = llm();

    await model.complete(question, never());
    await model.complete(question, never());

    for (const { body } of server.requests.slice(2)) {
      expect(body).not.toHaveProperty('response_format');
      expect(body).not.toHaveProperty('max_completion_tokens');
      expect(body).toMatchObject({ max_tokens: model.maxAnswerTokens });
    }
  });

  test('of the limit is one that writes more than it may: the next question names it as it was once', async () => {
    const usage = { prompt_tokens: 9, completion_tokens: 4_001 };
    server.reply({ kind: 'answer', text: 'one', usage }, { kind: 'answer', text: 'two' });
    const model = llm();

    await model.complete(question, never());
    await model.complete(question, never());

    expect(server.requests.map(({ body }) => [body.max_completion_tokens, body.max_tokens])).toEqual([
      [4_000, undefined],
      [undefined, 4_000],
    ]);
  });

  test('may name the one that it wants instead', async () => {
    server.reply(refusal("'max_completion_tokens' is not supported, use 'max_tokens' instead"), {
      kind: 'answer',
      text: 'one',
    });

    await llm().complete(question, never());

    expect(server.requests[1]?.body).toMatchObject({ max_tokens: 4_000 });
  });

  test('and seems to know neither name of the limit refuses one question; the next is asked as the first was', async () => {
    server.reply(
      refusal('max_completion_tokens: extra field'),
      refusal("Unsupported parameter: max_tokens. Use 'max_completion_tokens' instead."),
      { kind: 'answer', text: 'one' },
    );
    const model = llm();

    const silence = await silenceOf(model.complete(question, never()));
    const next = await model.complete(question, never());

    expect([silence.reason, next.text]).toEqual(['bad-request', 'one']);
    expect(server.requests.map(({ body }) => [body.max_completion_tokens, body.max_tokens])).toEqual([
      [4_000, undefined],
      [undefined, 4_000],
      [4_000, undefined],
    ]);
  });

  test.each<[server: string, error: object]>([
    [
      'vLLM',
      {
        message: `'max_tokens' or 'max_completion_tokens' is too large: 4000. This model's maximum context length is 8192 tokens and your request has 5100 input tokens (4000 > 8192 - 5100).`,
        code: 400,
      },
    ],
    [
      'OpenAI',
      {
        message: 'max_tokens is too large: 4000. This model supports at most 2048 completion tokens.',
        param: 'max_tokens',
        code: 'invalid_value',
      },
    ],
  ])('is not one that the question is too long for, as %s says it', async (_server, error) => {
    const tooLong: LlmReply = { kind: 'status', status: 400, body: JSON.stringify({ error }) };
    server.reply(tooLong, tooLong, { kind: 'answer', text: 'one' });
    const model = llm();

    const silences = [
      await silenceOf(model.complete(question, never())),
      await silenceOf(model.turn({ messages: [], tools: [] }, never())),
    ];
    const short = await model.complete(question, never());

    for (const { message } of silences) expect(message).toContain('is too large: 4000');
    expect(short.text).toBe('one');
    expect(server.requests.map(({ body }) => body.max_completion_tokens)).toEqual([4_000, 4_000, 4_000]);
  });

  test('is not asked a third time about the same one', async () => {
    server.reply(refusal('response_format'), refusal('response_format'));

    const silence = await silenceOf(llm().complete(question, never()));

    expect(silence.reason).toBe('bad-request');
  });
});

describe('everything that is not an answer is LlmUnavailable, asked once', () => {
  const echo = JSON.stringify({ error: { message: `Incorrect key ${key}, sk-other-99, Bearer abc`, code: 'oops' } });
  test.each<[title: string, reply: LlmReply, reason: string, retryable: boolean]>([
    ['401', { kind: 'status', status: 401, body: echo }, 'auth', false],
    ['403', { kind: 'status', status: 403, body: echo }, 'auth', false],
    ['404, an unknown model', { kind: 'status', status: 404, body: echo }, 'bad-request', false],
    ['408', { kind: 'status', status: 408, body: echo }, 'timeout', true],
    ['429', { kind: 'status', status: 429, body: echo, headers: { 'retry-after': '1' } }, 'rate-limit', true],
    ['500', { kind: 'status', status: 500, body: echo }, 'server', true],
    [
      '503 with HTML',
      { kind: 'status', status: 503, body: '<html>', headers: { 'content-type': 'text/html' } },
      'server',
      true,
    ],
    ['a redirect', { kind: 'status', status: 307, body: '', headers: { location: '/v1/elsewhere' } }, 'network', true],
    ['a page', { kind: 'raw', body: '<html>hello</html>', contentType: 'text/html' }, 'server', true],
    ['JSON of something else', { kind: 'raw', body: '{"ok":true}' }, 'server', true],
    ['no choices', { kind: 'raw', body: '{"choices":[]}' }, 'server', true],
    ['half JSON', { kind: 'raw', body: '{"choices":[{"mess' }, 'server', true],
    ['two megabytes', { kind: 'raw', body: `"${'x'.repeat(2_000_000)}"` }, 'server', true],
    ['a closed connection', { kind: 'reset', after: 'nothing' }, 'network', true],
    ['a connection closed in the middle', { kind: 'reset', after: 'half' }, 'network', true],
    ['no text', { kind: 'answer', text: null }, 'empty', true],
    ['spaces', { kind: 'answer', text: '  \n' }, 'empty', true],
    ['an answer cut at the token limit', { kind: 'answer', text: '{"a":', finish: 'length' }, 'truncated', false],
    ['an answer that its server did not end', { kind: 'answer', text: '{"a":', finish: 'error' }, 'server', true],
    ['a filtered answer', { kind: 'answer', text: 'x', finish: 'content_filter' }, 'refused', false],
    ['a refusal', { kind: 'answer', text: null, refusal: 'I cannot' }, 'refused', false],
  ])('%s', async (_title, reply, reason, retryable) => {
    server.reply(reply);

    const silence = await silenceOf(llm().complete(question, never()));

    expect(silence).toMatchObject({ code: 'llm.unavailable', reason, retryable });
    expect(server.requests).toHaveLength(1);
    expect(inspect(silence, { depth: 9 })).not.toMatch(/sk-|Bearer abc/);
  });

  test.each<[title: string, status: number, body: string, message: string]>([
    [
      'llama.cpp',
      500,
      '{"error":{"code":500,"message":"Jinja Exception: Conversation roles must alternate","type":"server_error"}}',
      'The model server failed (500): Jinja Exception: Conversation roles must alternate.',
    ],
    [
      'OpenAI',
      429,
      '{"error":{"message":"You exceeded your current quota.","code":"insufficient_quota"}}',
      'The model server wants fewer requests, or the quota is spent (429): You exceeded your current quota.',
    ],
    [
      'a careless gateway',
      503,
      JSON.stringify({ error: { message: `no route with ${key} and hunter2` } }),
      'The model server failed (503): no route with [redacted] and [cleaned].',
    ],
    ['a proxy with a page', 502, '<html><title>Bad Gateway</title></html>', 'The model server failed (502).'],
    ['a proxy with nothing', 504, '', 'The model server failed (504).'],
  ])('a failure is told in the words of %s, without secrets', async (_server, status, body, message) => {
    server.reply({ kind: 'status', status, body });

    expect((await silenceOf(llm().complete(question, never()))).message).toBe(message);
  });

  test('an answer that is cut before its first word is told as thought without end', async () => {
    const message = { content: '', reasoning_content: 'hm, or rather' };
    server.reply({ kind: 'raw', body: JSON.stringify({ choices: [{ finish_reason: 'length', message }] }) });

    const silence = await silenceOf(llm().complete(question, never()));

    expect(silence).toMatchObject({ reason: 'truncated', message: expect.stringMatching(/thinks less\.$/) });
  });

  test('keeps the tokens of an answer that was billed for nothing', async () => {
    server.reply({
      kind: 'answer',
      text: '{"a":',
      finish: 'length',
      usage: { prompt_tokens: 9, completion_tokens: 4_000 },
    });

    const silence = await silenceOf(llm().complete(question, never()));

    expect(silence.tokens).toEqual({ prompt: 9, completion: 4_000 });
  });

  test.each<'nothing' | 'headers'>(['nothing', 'headers'])(
    'a server that hangs after %s is left at the time limit',
    async (after) => {
      server.reply({ kind: 'hang', after });

      const silence = await silenceOf(llm({ timeoutMs: 1_000 }).complete(question, never()));

      expect(silence.reason).toBe('timeout');
      expect(silence.message).toContain('1000 ms');
    },
  );

  test('an endless answer is not read to its end', async () => {
    server.reply({ kind: 'raw', body: `"${'x'.repeat(2_000_000)}"` });

    const silence = await silenceOf(llm().complete(question, never()));

    expect(silence.message).toContain('more than 1 MiB');
  });

  test('a caller that gives up is not a time limit', async () => {
    server.reply({ kind: 'hang', after: 'nothing' });

    const gaveUp = new AbortController();
    const asked = silenceOf(llm().complete(question, gaveUp.signal));
    await expect.poll(() => server.requests.length).toBe(1);
    gaveUp.abort();

    expect((await asked).reason).toBe('stopped');
  });

  test('no server at all', async () => {
    const nobody = makeOpenAiLlm({
      baseUrl: 'http://127.0.0.1:1/v1',
      model: 'm',
      apiKey: key,
      timeoutMs: 5_000,
      clean,
    });

    const silence = await silenceOf(nobody.complete(question, never()));

    expect(silence.reason).toBe('network');
  });
});

describe('a turn with tools', () => {
  const tool = {
    name: 'job',
    description: 'The job',
    parameters: { type: 'object', properties: {}, required: [], additionalProperties: false },
  };
  const messages = [{ role: 'user' as const, text: 'why?' }];
  const ask = () => llm().turn({ messages, tools: [tool] }, never());

  test('brings the calls that the model asks for, and sends them back with their answers', async () => {
    server.reply(
      {
        kind: 'calls',
        calls: [
          { name: 'job', id: 'x1' },
          { name: 'job', id: 'x2', args: '{"a":1}' },
        ],
        text: ' hm ',
      },
      { kind: 'answer', text: 'done' },
    );
    const model = llm();

    const { text, calls, tokens } = await model.turn({ messages, tools: [tool] }, never());
    const answers = calls.map(({ id }) => ({ role: 'tool' as const, callId: id, text: 'ok' }));
    const next = await model.turn(
      { messages: [...messages, { role: 'assistant', text, calls }, ...answers], tools: [tool] },
      never(),
    );

    expect([text, tokens]).toEqual(['hm', { prompt: 1_500, completion: 100 }]);
    expect(calls).toEqual([
      { id: 'x1', name: 'job', args: '{}' },
      { id: 'x2', name: 'job', args: '{"a":1}' },
    ]);
    expect(next).toMatchObject({ text: 'done', calls: [] });
    expect(server.requests[0]?.body.tools).toEqual([{ type: 'function', function: { ...tool, strict: true } }]);
    expect(server.requests[0]?.body.response_format).toBeUndefined();
  });

  test('takes arguments that are an object, and makes up ids that are missing, twice there or unusable', async () => {
    const call = (id: unknown) => ({ id, type: 'function', function: { name: 'job', arguments: { a: 1 } } });
    const message = { content: null, tool_calls: [call('same'), call('same'), call(null), call('no good\n')] };
    server.reply({ kind: 'raw', body: JSON.stringify({ choices: [{ message }] }) });

    const { calls, tokens } = await ask();

    expect(calls.map(({ id, args }) => [id, args])).toEqual(
      ['same', 'call_1', 'call_2', 'call_3'].map((id) => [id, '{"a":1}']),
    );
    expect(tokens).toEqual({ prompt: 0, completion: 0 });
  });

  test('what a server seals into a turn comes back to it as it was, with what the model thought', async () => {
    const signature = `${'A9+/'.repeat(900)}==`;
    const call = {
      id: `call_1__thought__${signature}`,
      type: 'function',
      function: { name: 'job', arguments: '{}' },
      extra_content: { google: { thought_signature: signature } },
      provider_specific_fields: { thought_signature: signature },
    };
    const message = {
      role: 'assistant',
      content: null,
      reasoning_content: 'first the job',
      reasoning_details: [{ type: 'reasoning.encrypted', data: signature, id: call.id, index: 0 }],
      annotations: [],
    };
    const body = { choices: [{ message: { ...message, tool_calls: [{ ...call, index: 0 }] } }] };
    server.reply({ kind: 'raw', body: JSON.stringify(body) }, { kind: 'answer', text: 'done' });
    const model = llm();

    const { tokens: _tokens, ...turn } = await model.turn({ messages, tools: [tool] }, never());
    const answer = { role: 'tool' as const, callId: call.id, text: 'ok' };
    await model.turn({ messages: [...messages, { role: 'assistant', ...turn }, answer], tools: [tool] }, never());

    const { annotations: _unknown, ...known } = message;
    expect(server.requests[1]?.body.messages[1]).toEqual({ ...known, tool_calls: [call] });
  });

  test('what it seals or thinks without end, or in no form, is left out and spoils nothing', async () => {
    const endless = 'x'.repeat(70_000);
    const call = { id: endless, function: { name: 'job', arguments: '{}' }, extra_content: { endless } };
    const message = { content: null, reasoning_content: [endless], reasoning_details: null, tool_calls: [call] };
    server.reply({ kind: 'raw', body: JSON.stringify({ choices: [{ message }] }) });

    const turn = await ask();

    expect(turn).toEqual({
      text: '',
      calls: [{ id: 'call_0', name: 'job', args: '{}' }],
      tokens: { prompt: 0, completion: 0 },
    });
  });

  test('what it seals deeper than anybody can write is left out and spoils nothing', async () => {
    const deep = `${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`;
    const call = `{"id":"a","function":{"name":"job","arguments":"{}"},"extra_content":${deep}}`;
    const message = `{"content":null,"reasoning_details":${deep},"tool_calls":[${call}]}`;
    server.reply({ kind: 'raw', body: `{"choices":[{"message":${message}}]}` });

    const turn = await ask();

    expect([turn.sealed, turn.calls]).toEqual([undefined, [{ id: 'a', name: 'job', args: '{}' }]]);
  });

  describe('a thought that is sent back', () => {
    const said = { role: 'assistant' as const, text: 'hm', calls: [], thought: 'why' };
    const refuse = (message: string) =>
      server.reply({ kind: 'status', status: 400, body: JSON.stringify({ error: { message } }) });
    const sent = () => server.requests.map(({ text }) => text.includes('"reasoning_content":"why"'));

    test('is left out for a server that does not know it', async () => {
      refuse("Unrecognized field: 'messages[1].reasoning_content'");
      server.reply({ kind: 'answer', text: 'fine' });

      const { text } = await llm().turn({ messages: [...messages, said], tools: [tool] }, never());

      expect([text, sent()]).toEqual(['fine', [true, false]]);
    });

    test('is not left out where one that is missing is refused', async () => {
      refuse('Missing `reasoning_content` field in the assistant message at message index 1');

      const silence = await silenceOf(llm().turn({ messages: [...messages, said], tools: [tool] }, never()));

      expect([silence.reason, sent()]).toEqual(['bad-request', [true]]);
    });
  });

  test('a call that cannot be read does not spoil the others, and arguments that are no object are told to the tool', async () => {
    const call = { id: 7, type: 'function', function: { name: 'job', arguments: [1] } };
    const message = { content: null, tool_calls: [{ id: 'x', type: 'custom', custom: { name: 'sh' } }, null, call] };
    server.reply({ kind: 'raw', body: JSON.stringify({ choices: [{ message }] }) });

    const { calls } = await ask();

    expect(calls).toEqual([{ id: 'call_0', name: 'job', args: '[1]' }]);
  });

  test('of an answer in parts, the text counts and not what was thought', async () => {
    const content = [
      { type: 'thinking', thinking: [{ type: 'text', text: 'cancel it?' }] },
      { type: 'text', text: 'fine' },
    ];
    server.reply({ kind: 'raw', body: JSON.stringify({ choices: [{ message: { content } }] }) });

    expect((await ask()).text).toBe('fine');
  });

  test('a redirect is told as what it is, and not followed with the key', async () => {
    server.reply({ kind: 'status', status: 301, body: '', headers: { location: 'https://127.0.0.1:1/v1' } });

    expect(await silenceOf(ask())).toMatchObject({ message: expect.stringMatching(/redirects \(301\).*llm\.baseUrl/) });
    expect(server.requests).toHaveLength(1);
  });

  test.each<[title: string, body: object, reason: string, message: RegExp]>([
    [
      'of OpenRouter',
      { error: { message: 'Provider returned error', code: 502 } },
      'server',
      /failed \(502\): Provider returned error\.$/,
    ],
    [
      'about the quota',
      { error: { message: 'Rate limit exceeded: free-models-per-day', code: 429 } },
      'rate-limit',
      /\(429\): Rate limit exceeded: free-models-per-day\.$/,
    ],
    [
      'beside an answer without a word',
      { choices: [{ message: { content: null } }], error: { message: 'no endpoint may be used', code: 404 } },
      'bad-request',
      /refused the question \(404\): no endpoint may be used\.$/,
    ],
    ['without a status', { error: { message: 'oops', code: 'bad_thing' } }, 'server', /failed \(200\): oops\.$/],
    [
      'with a number that is no failure',
      { error: { message: 'oops', code: 301 } },
      'server',
      /failed \(200\): oops\.$/,
    ],
    ['that is a text', { error: 'model crashed' }, 'server', /failed \(200\): model crashed\.$/],
  ])('an error in the place of an answer, %s, is told as if it were refused', async (_title, body, reason, message) => {
    server.reply({ kind: 'raw', body: JSON.stringify(body) });

    expect(await silenceOf(ask())).toMatchObject({ reason, message: expect.stringMatching(message) });
  });

  test.each([{ message: '', code: 0 }, ''])(
    'an error without a word in it does not spoil the answer beside it: %j',
    async (error) => {
      server.reply({ kind: 'raw', body: JSON.stringify({ choices: [{ message: { content: 'fine' } }], error }) });

      expect((await ask()).text).toBe('fine');
    },
  );

  test.each<[ids: (string | null)[]]>([[['call_1', 'call_1']], [['call_2', 'call_3', null, null]], [[null, 'call_0']]])(
    'tells calls apart whose ids look as if they were made up: %j',
    async (ids) => {
      server.reply({ kind: 'calls', calls: ids.map((id) => ({ name: 'job', id })) });

      const { calls } = await ask();

      expect(new Set(calls.map(({ id }) => id)).size).toBe(ids.length);
    },
  );

  test.each<[title: string, status: number, message: string, reason: string]>([
    ['a refusal', 400, 'small does not support tools', 'bad-request'],
    ['a failure to take tools', 500, 'tools param requires --jinja flag', 'no-tools'],
    [
      'a gateway that fails to take them',
      500,
      "UnsupportedParamsError: ollama does not support parameters: ['tools']",
      'no-tools',
    ],
    ['a server that fails', 500, 'tool worker crashed', 'server'],
  ])('tells %s apart', async (_title, status, message, reason) => {
    server.reply({ kind: 'status', status, body: JSON.stringify({ error: { message } }) });

    expect((await silenceOf(ask())).reason).toBe(reason);
  });

  test('is asked again without a parameter that the server does not know', async () => {
    server.reply(
      { kind: 'status', status: 400, body: JSON.stringify({ error: { message: 'unknown field: strict' } }) },
      { kind: 'answer', text: 'fine' },
    );

    expect((await ask()).text).toBe('fine');
    expect(server.requests[1]?.body.tools?.[0]?.function.strict).toBeUndefined();
  });

  test.each<[title: string, reply: LlmReply, reason: string]>([
    ['nothing at all', { kind: 'answer', text: ' ' }, 'empty'],
    ['half a call', { kind: 'calls', calls: [{ name: 'job', args: '{"a' }], finish: 'length' }, 'truncated'],
    ['a refusal', { kind: 'answer', text: null, refusal: 'no' }, 'refused'],
  ])('with %s is no answer, and what it cost is known', async (_title, reply, reason) => {
    server.reply(reply);

    const silence = await silenceOf(ask());

    expect([silence.reason, silence.tokens]).toEqual([reason, { prompt: 1_500, completion: 100 }]);
  });
});
