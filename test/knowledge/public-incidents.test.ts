import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { makeSopLibrary } from '../../src/knowledge/load-sops.ts';
import { retrieve } from '../../src/knowledge/retrieve.ts';
import { makeSopFolder } from '../../src/knowledge/sop-folder.ts';

/**
 * Texts from public threads: exceptions as posted, with hosts and ids made neutral, and what people complain of, told again.
 * `exceptions` and `no-trouble` were collected over time by people who had seen neither procedures nor rules, measured, and then tuned on:
 * they guard against loss, no more. `unheard` is from other threads, of which no voice was made; most of the
 * rules for other programs' traces and the weights of the floor were set with its figures in sight. `retold` is from threads of neither: two
 * people labelled it who had seen a procedure's id, title and what it is for, and it was measured once; its nones are what people of Flink's
 * neighbourhood ask for, nearer to a procedure than those of the others. What people complain of in all the other threads are voices
 * themselves now (complaints.ts).
 * A fragment after an address only tells texts of one page apart.
 */
const Incident = z.strictObject({
  kind: z.enum(['exception', 'words', 'none']),
  /** The SOP; null: none may fit. */
  id: z.string().nullable(),
  /** Others that are as good a first look: whoever labelled it could not decide. */
  also: z.array(z.string()).optional(),
  text: z.string(),
  /** The thread, or a page of what the text is about. */
  source: z.url(),
});
type Incident = z.infer<typeof Incident>;

const library = makeSopLibrary({ name: 'sops', folder: makeSopFolder(path.join(import.meta.dirname, '../../sops')) });

function read(name: string): Incident[] {
  const file = path.join(import.meta.dirname, 'public-incidents', `${name}.json`);
  return z.array(Incident).parse(JSON.parse(readFileSync(file, 'utf8')));
}

function found(text: string): string | null {
  const match = retrieve({ exceptions: [], signals: [], words: text }, library);
  return match.kind === 'fits' ? match.sop.id : null;
}

function isRight({ id, also = [], text }: Incident): boolean {
  const first = found(text);
  return first === id || (first !== null && also.includes(first));
}

function missesOf(incidents: readonly Incident[]): string[] {
  return incidents
    .filter((one) => !isRight(one))
    .map((one) => `${one.id ?? 'none'}, but ${found(one.text) ?? 'none'}: ${one.text.slice(0, 160)}`);
}

test.each([
  ['exceptions', 'exception', 0.955],
  ['no-trouble', 'none', 0.91],
  ['unheard', 'words', 0.7],
  ['unheard', 'none', 0.83],
  ['retold', 'words', 0.85],
  // Known to be weak: what is about Flink, and no procedure is right for it, mostly gets a procedure near to it.
  ['retold', 'none', 0.25],
] as const)('%s, %s: at least %d of the first answers are right', { timeout: 120_000 }, (name, kind, least) => {
  const asked = read(name).filter((one) => one.kind === kind);

  const misses = missesOf(asked);

  // The misses are what a failure should show.
  expect(misses.length / asked.length > 1 - least ? misses : []).toEqual([]);
});

test('no text is asked for twice', () => {
  const texts = ['exceptions', 'no-trouble', 'unheard', 'retold'].flatMap((name) => read(name).map((one) => one.text));

  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
});
