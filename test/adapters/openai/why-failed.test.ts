import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { whyFailed } from '../../../src/adapters/openai/why-failed.ts';

const calm = new AbortController().signal;

test('a server to which no connection came about in time is told as not reached: nobody has waited for an answer', () => {
  // The vendor's client makes this of a connection that was given up, long before the limit of the question.
  const error = new OpenAI.APIConnectionTimeoutError();
  const allowed = { limit: calm, stopped: calm, timeoutMs: 60_000, apiKey: undefined, clean: (text: string) => text };

  expect(whyFailed(error, allowed)).toEqual({ kind: 'not-reached' });
  expect(whyFailed(error, { ...allowed, limit: AbortSignal.abort() })).toEqual({ kind: 'timeout' });
});
