import { describe, expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { fill, namesIn, type Template, templateProblems } from '../../src/actions/body-template.ts';
import { makeWebhook, type WebhookKind } from '../../src/actions/webhook.ts';
import type { Webhook } from '../../src/ports/webhook.ts';

const settings: WebhookKind = {
  name: 'acme/open-ticket',
  risk: 'safe',
  keyMemoryMs: 3_600_000,
  sendLimitMs: 10_000,
  body: { project: 'OPS', fields: { summary: { from: 'with.text' }, id: { from: 'with.incident' } } },
};
const calm = new AbortController().signal;

function receiver(name = 'https://tickets.example 1'): Webhook & { readonly seen: unknown[] } {
  const seen: unknown[] = [];
  return {
    name,
    seen,
    async post(request) {
      seen.push(request);
      return { kind: 'executed', status: 200, detail: '' };
    },
  };
}

describe('a template', () => {
  test.each<[title: string, value: unknown, want: readonly string[]]>([
    ['a reference to something else', { a: { from: 'incident.job' } }, ['a: should be { from: with.<name> }']],
    ['a reference with more beside it', { a: { from: 'with.b', c: 1 } }, ['a: should be { from: with.<name> }']],
    ['a name that is none', { a: { from: 'with.b c' } }, ['a: should be { from: with.<name> }']],
    ['a value JSON does not have', { a: [1, Number.NaN] }, ['a.1: should be a text, a number']],
    ['nesting without end', { a: { b: { c: { d: { e: { f: { g: { h: { i: 1 } } } } } } } } }, ['nested deeper than 8']],
  ])('refuses %s', (_title, value, want) => {
    const said = templateProblems(value).map(({ path, message }) => `${path.join('.')}: ${message}`);

    expect(said).toHaveLength(want.length);
    for (const [index, part] of want.entries()) expect(said[index]).toContain(part);
  });

  test('takes its names from wherever they stand, each once', () => {
    const body: Template = { a: { from: 'with.x' }, b: [{ c: { from: 'with.y' } }, { from: 'with.x' }], d: 'with.z' };

    expect(templateProblems(body)).toEqual([]);
    expect(namesIn(body)).toEqual(['x', 'y']);
    expect(fill(body, { x: '1', y: true })).toEqual({ a: '1', b: [{ c: true }, '1'], d: 'with.z' });
  });

  test('makes values of arguments and nothing else', () => {
    const x = '", "admin": true, "__proto__": {"from": "with.y"}';

    expect(JSON.parse(JSON.stringify(fill({ a: { from: 'with.x' } }, { x })))).toEqual({ a: x });
  });
});

describe('a webhook as a kind', () => {
  test.each<[title: string, args: Record<string, unknown>, want: string]>([
    ['an argument that is missing', { incident: 'inc-1' }, 'text: a text, a number, true or false'],
    ['an argument too much', { incident: 'inc-1', text: 'a', url: 'https://evil.example' }, 'url'],
    ['a reference that nobody filled in', { incident: 'inc-1', text: { from: 'stop.savepoint' } }, 'text: '],
    ['no incident', { text: 'a' }, 'incident: '],
  ])('refuses %s', (_title, args, want) => {
    const parsed = makeWebhook(settings, receiver()).parse(args);

    expect(parsed).toMatchObject({ ok: false, why: expect.stringContaining(want) as string });
  });

  test('sends its document with the key', async () => {
    const to = receiver();

    await makeWebhook(settings, to).send({} as never, { incident: 'inc-1', text: 'full' }, 'k', calm, undefined);

    expect(to.seen).toEqual([{ key: 'k', body: { project: 'OPS', fields: { summary: 'full', id: 'inc-1' } } }]);
  });

  test('repeats where keys are remembered, and asks where they are not', () => {
    const forgetful = makeWebhook({ ...settings, keyMemoryMs: undefined }, receiver());

    expect(makeWebhook(settings, receiver())).toMatchObject({ onDoubt: 'retrySameKey', keyWindowMs: 3_600_000 });
    expect(forgetful).toMatchObject({ onDoubt: 'askHuman', keyWindowMs: 0 });
    expect(registerKinds([forgetful]).has('acme/open-ticket')).toBe(true);
  });

  test('is remembered by nobody once its address or its document is another one', async () => {
    const named = async (change: Partial<WebhookKind>, name?: string) =>
      makeWebhook({ ...settings, ...change }, receiver(name)).incarnation?.({}, calm);

    const before = await named({});

    expect(await named({})).toBe(before);
    expect(await named({ body: { text: { from: 'with.text' } } })).not.toBe(before);
    expect(await named({}, 'https://tickets.example 2')).not.toBe(before);
    expect(await named({ keyMemoryMs: undefined })).toBeUndefined();
  });
});
