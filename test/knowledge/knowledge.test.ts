import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { documentOfSkill } from '../../src/knowledge/documents.ts';
import type { SopQuery } from '../../src/knowledge/asked-text.ts';
import { type KnowledgeRig, knowledgeRig, memoryCache, meaningOf } from './knowledge-rig.ts';
import { sopText } from './sop-text.ts';

const never = new AbortController().signal;
const disk = { 'disk-full.md': sopText() };
const clockSop = sopText('clock-wrong', 'ClockException')
  .replace('The disk is full', 'The clock is wrong')
  .replace('The disk of a machine is full.', 'The clock of a machine is wrong.')
  .replace('no room left', 'too late');
const both = { ...disk, 'clock-wrong.md': clockSop };
/** No word of it stands in a SOP, but it means the disk. */
const byMeaning = 'volume exceeds capacity';

async function find({ knowledge }: KnowledgeRig, query: Partial<SopQuery> | string): Promise<string> {
  const asked = typeof query === 'string' ? { words: query } : query;
  const { match } = await knowledge.retrieve({ exceptions: [], signals: [], ...asked }, never);
  return match.kind === 'fits' ? `${match.sop.id} by ${match.by}` : 'none';
}

async function via({ knowledge }: KnowledgeRig, words: string) {
  return (await knowledge.retrieve({ exceptions: [], signals: [], words }, never)).via;
}

describe('without embeddings', () => {
  test('words find, and what no word speaks of fits none', async () => {
    const rig = knowledgeRig({ files: both });

    expect(await find(rig, 'the disk is full')).toBe('disk-full by words');
    expect(await find(rig, byMeaning)).toBe('none');
    expect(await via(rig, 'the disk is full')).toEqual({
      index: { kind: 'embedded', asked: true, fallback: null },
      embeddings: null,
    });
  });

  test('a SOP that is dropped into the folder serves the next question, a deleted one does not', async () => {
    const rig = knowledgeRig({ files: disk });
    expect(await find(rig, 'the clock is wrong')).toBe('none');

    rig.files.set('clock-wrong.md', clockSop);
    expect(await find(rig, 'the clock is wrong')).toBe('clock-wrong by words');

    rig.files.delete('clock-wrong.md');
    expect(await find(rig, 'the clock is wrong')).toBe('none');
  });
});

test('a whole library is read ahead in turns, and finds and embeds the same as when it is read at once', async () => {
  const long = Array.from(
    { length: 40 },
    (_, n) => `## Part ${n}\n${'The checkpoint of a slow sink expires. '.repeat(25)}`,
  );
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [
      `made-${n}.md`,
      sopText(`made-${n}`, `Made${n}xException`).replace('## Diagnose', `${long.join('\n\n')}\n\n## Diagnose`),
    ]),
  );
  const ahead = knowledgeRig({ files: { ...both, ...many }, embeddings: true });
  const atOnce = knowledgeRig({ files: { ...both, ...many }, embeddings: true });
  let turns = 0;
  let isRead = false;
  const other = (async () => {
    while (!isRead) {
      turns += 1;
      await setImmediate();
    }
  })();

  await ahead.knowledge.readAhead(never);
  isRead = true;
  await other;

  expect(turns).toBeGreaterThan(10);
  for (const { knowledge } of [ahead, atOnce]) await knowledge.refresh(never);
  expect(ahead.embedded).toEqual(atOnce.embedded);
  for (const words of ['the disk is full', byMeaning, 'the clock is wrong', 'a slow sink']) {
    expect(await find(ahead, words)).toBe(await find(atOnce, words));
  }
});

describe('by meaning', () => {
  test('a text is found that shares no word', async () => {
    const rig = knowledgeRig({ files: both, embeddings: true });
    await rig.knowledge.refresh(never);

    const { match } = await rig.knowledge.retrieve({ exceptions: [], signals: [], words: byMeaning }, never);

    expect(match).toMatchObject({ kind: 'fits', sop: { id: 'disk-full' }, by: 'meaning' });
    expect(match.kind === 'fits' && match.score).toBeCloseTo(1, 3);
  });

  test.each([
    ['is far from all of them', 'the coffee is cold'],
    ['lies between two', 'storage volume and ntp'],
  ])('none fits a text that %s', async (_title, words) => {
    const rig = knowledgeRig({ files: both, embeddings: true });
    await rig.knowledge.refresh(never);

    expect(await find(rig, words)).toBe('none');
  });

  test('with an exception in hand that no SOP names, it must be nearer', async () => {
    const rig = knowledgeRig({ files: both, embeddings: true });
    // A cosine of about 0.9 with the disk.
    rig.endpoint.toVector = (text) => (text.includes('capacity') ? [1, 0, 0.7] : meaningOf(text));
    await rig.knowledge.refresh(never);
    const thrown = { class: 'com.acme.QuotaException', message: byMeaning };

    expect(await find(rig, byMeaning)).toBe('disk-full by meaning');
    expect(await find(rig, { exceptions: [thrown] })).toBe('none');
  });

  test.each([
    ['nothing', disk, ' \n '],
    ['what reads like something else', both, 'Feature request: tell when the volume exceeds capacity'],
  ])('nobody is asked about %s', async (_what, files, words) => {
    const rig = knowledgeRig({ files, embeddings: true });
    await rig.knowledge.refresh(never);
    const before = rig.embedded.length;

    expect(await find(rig, words)).toBe('none');
    expect(rig.embedded).toHaveLength(before);
  });

  test('of two folders that have a SOP of one name the first has it', async () => {
    const other = sopText().replace('The disk is full', 'The storage is full');
    const rig = knowledgeRig({ files: disk, later: { 'disk-full.md': other }, embeddings: true });
    await rig.knowledge.refresh(never);

    const { match } = await rig.knowledge.retrieve({ exceptions: [], signals: [], words: byMeaning }, never);

    expect(match).toMatchObject({ kind: 'fits', by: 'meaning', sop: { title: 'The disk is full' } });
  });

  test('an exact match decides alone: nothing is asked', async () => {
    const rig = knowledgeRig({ files: both, embeddings: true, shared: 'asked' });

    expect(await find(rig, 'com.acme.DiskFullException: the clock is wrong')).toBe('disk-full by exception');
    expect(await find(rig, { signals: ['restart-loop'], words: '' })).toMatch(/by signal$/);
    expect(await find(rig, { cause: 'clock-wrong', words: byMeaning })).toBe('clock-wrong by cause');
    expect([rig.embedded, rig.shared.asked]).toEqual([[], 0]);
  });

  test('only what changed is embedded again, and nothing after a restart', async () => {
    const cache = memoryCache();
    const rig = knowledgeRig({ files: both, embeddings: true, cache });
    await rig.knowledge.refresh(never);
    const first = rig.embedded.splice(0).length;

    await rig.knowledge.refresh(never);
    expect([first, rig.embedded.length]).toEqual([10, 0]);

    rig.files.set('disk-full.md', sopText().replace('Make room.', 'Make room on the disk.'));
    await rig.knowledge.refresh(never);
    expect(rig.embedded).toEqual(['disk full The disk is full\n## Remedy\nMake room on the disk.']);

    const again = knowledgeRig({ files: Object.fromEntries(rig.files), embeddings: true, cache });
    await again.knowledge.refresh(never);
    expect(again.embedded).toEqual([]);
    expect(await find(again, byMeaning)).toBe('disk-full by meaning');
  });

  test('secrets are taken out of what is sent', async () => {
    const redact = (text: string) => text.replaceAll('hunter2', '[redacted]');
    const rig = knowledgeRig({ files: disk, embeddings: true, redact });
    rig.files.set('disk-full.md', sopText().replace('Look at it.', 'Log in with hunter2.'));
    await rig.knowledge.refresh(never);

    await find(rig, 'volume of hunter2 exceeds capacity');

    expect(rig.embedded.filter((text) => text.includes('[redacted]'))).toHaveLength(2);
    expect(rig.embedded.join('\n')).not.toContain('hunter2');
  });

  test('a model that was exchanged behind its name is noticed, and all is embedded again', async () => {
    const rig = knowledgeRig({ files: both, embeddings: true });
    await rig.knowledge.refresh(never);
    rig.endpoint.toVector = (text) => [...meaningOf(text), 0.1];

    expect(await find(rig, 'the disk is full')).toBe('disk-full by words');
    await rig.knowledge.refresh(never);

    expect(await find(rig, byMeaning)).toBe('disk-full by meaning');
  });
});

describe('an endpoint that sends one vector for everything', () => {
  const one = () => [1, 0, 0];
  const problem = 'The embedding server sends the same vector for different texts; check embeddings.model.';

  test('finds nothing by it: words decide, and it is said', async () => {
    const rig = knowledgeRig({ files: both, embeddings: true });
    rig.endpoint.toVector = one;
    await rig.knowledge.refresh(never);

    expect(await find(rig, 'the moon is made of cheese')).toBe('none');
    expect(await find(rig, 'the clock is wrong')).toBe('clock-wrong by words');
    rig.clock.at += 60_000;
    expect(await via(rig, byMeaning)).toMatchObject({ embeddings: { problem } });
    await rig.knowledge.refresh(never);
    expect(rig.said).toEqual(['no vectors: procedures are found by words alone']);
  });

  test.each<[title: string, isKept: boolean]>([
    ['is used when it sends others', false],
    ['is asked again when its vectors were kept', true],
  ])('%s', async (_title, isKept) => {
    const cache = memoryCache();
    const put = isKept
      ? {
          ...cache,
          put: (...[model, vectors]: Parameters<typeof cache.put>) =>
            cache.put(model, new Map([...vectors.keys()].map((hash) => [hash, one()]))),
        }
      : cache;
    const before = knowledgeRig({ files: both, embeddings: true, cache: put });
    if (!isKept) before.endpoint.toVector = one;
    await before.knowledge.refresh(never);

    const rig = knowledgeRig({ files: both, embeddings: true, cache });
    await rig.knowledge.refresh(never);

    expect(await find(rig, byMeaning)).toBe('disk-full by meaning');
    expect(await find(rig, 'the moon is made of cheese')).toBe('none');
  });
});

test('what words find stays a candidate when another is nearer by meaning', async () => {
  const rig = knowledgeRig({ files: both, embeddings: true, shared: 'kept' });
  rig.endpoint.toVector = (text) => (text.trim() === 'the disk is full' ? [0, 1, 0.2] : meaningOf(text));
  await rig.knowledge.refresh(never);
  rig.shared.answer = (hits) => hits.filter((hit) => hit.doc === 'clock-wrong');

  const { match } = await rig.knowledge.retrieve({ exceptions: [], signals: [], words: 'the disk is full' }, never);

  expect(match).toMatchObject({
    sop: { id: 'clock-wrong' },
    by: 'meaning',
    others: [{ id: 'disk-full', by: 'words' }],
  });
});

describe('an endpoint that is down', () => {
  test('leaves words, is said once, and is left alone for a minute', async () => {
    const rig = knowledgeRig({ files: both, embeddings: true });
    rig.endpoint.down = 'The embedding server failed (500).';
    await rig.knowledge.refresh(never);

    expect(await find(rig, 'the disk is full')).toBe('disk-full by words');
    expect(await via(rig, byMeaning)).toMatchObject({ embeddings: { problem: 'The embedding server failed (500).' } });
    expect(rig.said).toEqual(['no vectors: procedures are found by words alone']);
    expect(rig.embedded).toHaveLength(10);

    rig.clock.at += 60_000;
    await rig.knowledge.refresh(never);
    expect(rig.said).toHaveLength(1);
    expect(rig.embedded).toHaveLength(20);
  });

  test('is used again when it is back', async () => {
    const rig = knowledgeRig({ files: both, embeddings: true });
    rig.endpoint.down = 'The embedding server failed (500).';
    await rig.knowledge.refresh(never);

    rig.endpoint.down = undefined;
    rig.clock.at += 60_000;
    await rig.knowledge.refresh(never);

    expect(await find(rig, byMeaning)).toBe('disk-full by meaning');
    expect(rig.said.at(-1)).toBe('the embedding endpoint answers again');
    expect(await via(rig, byMeaning)).toMatchObject({ embeddings: { problem: null } });
  });

  test('is asked again at once by a clock that is put back', async () => {
    const rig = knowledgeRig({ files: both, embeddings: true });
    rig.endpoint.down = 'The embedding server failed (500).';
    await rig.knowledge.refresh(never);

    rig.endpoint.down = undefined;
    rig.clock.at -= 3_600_000;
    await rig.knowledge.refresh(never);

    expect(await find(rig, byMeaning)).toBe('disk-full by meaning');
  });
});

describe('a shared index', () => {
  test('is filled when files change, and only then', async () => {
    const rig = knowledgeRig({ files: disk, shared: 'kept' });
    await rig.knowledge.refresh(never);
    await rig.knowledge.refresh(never);
    rig.files.set('clock-wrong.md', clockSop);
    await rig.knowledge.refresh(never);

    expect(rig.shared.fillings.map((chunks) => new Set(chunks.map((one) => one.doc)).size)).toEqual([1, 2]);
    expect(await via(rig, 'the disk is full')).toMatchObject({
      index: { kind: 'qdrant', asked: true, fallback: null },
    });
  });

  test('is never filled by a process that only asks', async () => {
    const rig = knowledgeRig({ files: disk, shared: 'asked' });
    await rig.knowledge.refresh(never);

    expect(rig.shared.fillings).toEqual([]);
    expect(await find(rig, 'the disk is full')).toBe('disk-full by words');
  });

  test('that cannot be used is stood in for, with the reason, said once per change', async () => {
    const rig = knowledgeRig({ files: disk, shared: 'kept' });
    await rig.knowledge.refresh(never);
    rig.shared.down = 'Qdrant does not answer; check qdrant.url.';

    expect(await find(rig, 'the disk is full')).toBe('disk-full by words');
    expect(await via(rig, 'the disk is full')).toMatchObject({ index: { kind: 'qdrant', fallback: rig.shared.down } });
    expect(rig.said).toEqual(['the shared index cannot be used; the embedded one stands in']);

    rig.shared.down = undefined;
    expect(await via(rig, 'the disk is full')).toMatchObject({ index: { fallback: null } });
    expect(rig.said).toHaveLength(2);
    // It may have lost everything meanwhile.
    await rig.knowledge.refresh(never);
    expect(rig.shared.fillings).toHaveLength(2);
  });

  test('that refused its filling is offered it again after half a minute', async () => {
    const rig = knowledgeRig({ files: disk, shared: 'kept' });
    rig.shared.down = 'Qdrant is full.';
    await rig.knowledge.refresh(never);
    rig.shared.down = undefined;

    await rig.knowledge.refresh(never);
    expect(rig.shared.fillings).toHaveLength(0);

    rig.clock.at += 30_000;
    await rig.knowledge.refresh(never);
    expect(rig.shared.fillings).toHaveLength(1);
    expect(rig.said.at(-1)).toBe('the shared index is used again');
  });

  test('that refused its filling is offered it at once by a clock that is put back', async () => {
    const rig = knowledgeRig({ files: disk, shared: 'kept' });
    rig.shared.down = 'Qdrant is full.';
    await rig.knowledge.refresh(never);
    rig.shared.down = undefined;

    rig.clock.at -= 3_600_000;
    await rig.knowledge.refresh(never);

    expect(rig.shared.fillings).toHaveLength(1);
  });

  test('that refuses again and again is left alone twice as long each time, ten minutes at most', async () => {
    const rig = knowledgeRig({ files: disk, shared: 'kept' });
    rig.shared.down = 'Qdrant is full.';
    const tried: number[] = [];
    for (const began = rig.clock.at; rig.clock.at < began + 45 * 60_000; rig.clock.at += 5_000) {
      const before = rig.shared.offered;
      await rig.knowledge.refresh(never);
      if (rig.shared.offered > before) tried.push((rig.clock.at - began) / 1_000);
    }

    expect(tried).toEqual([0, 30, 90, 210, 450, 930, 1_530, 2_130]);
  });

  test('that refused its filling is offered other files at once', async () => {
    const rig = knowledgeRig({ files: disk, shared: 'kept' });
    rig.shared.down = 'Qdrant is full.';
    await rig.knowledge.refresh(never);
    rig.shared.down = undefined;
    rig.files.set('clock-wrong.md', clockSop);

    await rig.knowledge.refresh(never);

    expect(rig.shared.fillings).toHaveLength(1);
  });

  test('that answers a search again is not made to wait for its filling', async () => {
    const rig = knowledgeRig({ files: disk, shared: 'kept' });
    rig.shared.down = 'Qdrant does not answer; check qdrant.url.';
    for (let tries = 0; tries < 6; tries += 1) {
      await rig.knowledge.refresh(never);
      rig.clock.at += 600_000;
    }
    await rig.knowledge.refresh(never);
    await find(rig, 'the disk is full');
    rig.shared.down = undefined;

    await find(rig, 'the disk is full');
    await rig.knowledge.refresh(never);

    expect(rig.shared.fillings).toHaveLength(1);
  });

  test('that has lost what it held is stood in for, and offered everything again', async () => {
    const rig = knowledgeRig({ files: both, embeddings: true, shared: 'kept' });
    await rig.knowledge.refresh(never);
    rig.shared.answer = () => [];

    expect(await find(rig, byMeaning)).toBe('disk-full by meaning');
    expect(await via(rig, byMeaning)).toMatchObject({
      index: { fallback: 'It holds nothing of the files that this process reads.' },
    });
    await rig.knowledge.refresh(never);
    expect(rig.shared.fillings).toHaveLength(2);
  });

  test('that has lost a part of what it held is offered everything again, within ten minutes', async () => {
    const rig = knowledgeRig({ files: both, shared: 'kept' });
    await rig.knowledge.refresh(never);
    rig.shared.lost = true;

    rig.clock.at += 599_999;
    await rig.knowledge.refresh(never);
    expect([rig.shared.looked, rig.shared.fillings.length]).toEqual([0, 1]);
    rig.clock.at += 1;
    await rig.knowledge.refresh(never);
    await rig.knowledge.refresh(never);

    expect([rig.shared.looked, rig.shared.fillings.length]).toEqual([1, 2]);
  });

  test('that holds everything is looked at every ten minutes, and not offered it again', async () => {
    const rig = knowledgeRig({ files: both, shared: 'kept' });
    await rig.knowledge.refresh(never);

    for (let minute = 0; minute < 30; minute += 1) {
      rig.clock.at += 60_000;
      await rig.knowledge.refresh(never);
    }

    expect([rig.shared.looked, rig.shared.fillings.length]).toEqual([3, 1]);
  });

  test('that does not answer when it is looked at is not offered everything for that', async () => {
    const rig = knowledgeRig({ files: both, shared: 'kept' });
    await rig.knowledge.refresh(never);
    rig.shared.down = 'Qdrant does not answer; check qdrant.url.';
    rig.clock.at += 600_000;

    await rig.knowledge.refresh(never);

    expect([rig.shared.looked, rig.shared.offered]).toEqual([1, 1]);
  });

  test('that holds another version of a file is not believed', async () => {
    const rig = knowledgeRig({ files: both, shared: 'kept' });
    await rig.knowledge.refresh(never);
    rig.shared.answer = (hits) => hits.map((hit) => ({ ...hit, digest: 'another' }));

    expect(await find(rig, 'the disk is full')).toBe('disk-full by words');
    expect(await via(rig, 'the disk is full')).toMatchObject({
      index: { fallback: expect.stringContaining('other versions') as unknown },
    });
  });

  test('does not answer with a file that was changed while the endpoint was asked', async () => {
    const rig = knowledgeRig({ files: disk, embeddings: true, shared: 'kept' });
    await rig.knowledge.refresh(never);
    expect(await find(rig, byMeaning)).toBe('disk-full by meaning');

    rig.endpoint.toVector = (text) => {
      rig.files.set('disk-full.md', `${sopText()}\nChanged.\n`);
      return meaningOf(text);
    };

    expect(await find(rig, `${byMeaning} now`)).toBe('none');
  });

  test.each([
    ['a document that no file has', 'no-such-file'],
    ['a path', '../../etc/passwd'],
  ])('that names %s offers nothing by it', async (_title, doc) => {
    const rig = knowledgeRig({ files: both, shared: 'kept' });
    await rig.knowledge.refresh(never);
    rig.shared.answer = () => [{ kind: 'sop', doc, chunk: `sop/${doc}/0`, digest: 'x', rank: 9 }];

    expect(await find(rig, 'the disk is full')).toBe('disk-full by words');
    expect(await find(rig, 'the coffee is cold')).toBe('none');
  });

  test('that names a current document for everything does not lower the floor', async () => {
    const rig = knowledgeRig({ files: disk, shared: 'kept' });
    await rig.knowledge.refresh(never);
    const [hit] = (rig.shared.fillings[0] ?? []).map(({ kind, doc, id, digest }) => ({
      kind,
      doc,
      chunk: id,
      digest,
      rank: 1e9,
    }));
    rig.shared.answer = () => (hit === undefined ? [] : [hit]);

    expect(hit?.doc).toBe('disk-full');
    expect(await find(rig, 'the coffee is cold')).toBe('none');
  });
});

describe('environments', () => {
  const staging = { 'disk-full.md': sopText().replace('match:', 'environments: [staging, lab]\nmatch:') };

  test.each<[title: string, query: Partial<SopQuery>]>([
    ['cause', { cause: 'disk-full' }],
    ['exception', { words: 'com.acme.DiskFullException: no' }],
    ['signal', { signals: ['restart-loop'] }],
    ['words', { words: 'the disk is full' }],
    ['meaning', { words: byMeaning }],
  ])('a SOP for others is not offered, whatever finds it: %s', async (by, query) => {
    const rig = knowledgeRig({ files: staging, embeddings: true });
    await rig.knowledge.refresh(never);

    expect(await find(rig, { ...query, environment: 'production' })).toBe('none');
    expect(await find(rig, { ...query, environment: 'lab' })).toBe(`disk-full by ${by}`);
    expect(await find(rig, query)).toBe(`disk-full by ${by}`);
  });

  test('a shared index that does not filter offers it neither', async () => {
    const rig = knowledgeRig({ files: staging, embeddings: true, shared: 'kept' });
    await rig.knowledge.refresh(never);
    const hits = (rig.shared.fillings[0] ?? []).map(({ kind, doc, id, digest }) => ({
      kind,
      doc,
      chunk: id,
      digest,
      rank: 1,
    }));
    rig.shared.answer = () => hits.slice(0, 1);

    expect(await find(rig, { words: byMeaning, environment: 'lab' })).toBe('disk-full by meaning');
    expect(await find(rig, { words: byMeaning, environment: 'production' })).toBe('none');
  });

  test('two SOPs may share an exception when their environments are apart', async () => {
    const twin = sopText('disk-full-here').replace('match:', 'environments: [production]\nmatch:');
    const rig = knowledgeRig({ files: { ...staging, 'disk-full-here.md': twin } });
    const words = 'com.acme.DiskFullException: no';

    expect(await find(rig, { words, environment: 'production' })).toBe('disk-full-here by exception');
    expect(await find(rig, { words, environment: 'staging' })).toBe('disk-full by exception');
  });
});

describe('skills', () => {
  const skill = (name: string, description: string, environments: string[] = []) =>
    documentOfSkill({ name, description, environments, body: 'Look closer.', digest: name });

  test('are found by name, description and text, and never as a SOP', async () => {
    const rig = knowledgeRig({ files: disk, embeddings: true });
    rig.skills.push(
      skill('checkpoint-forensics', 'Reads the history of checkpoints'),
      skill('memory', 'Heap and direct memory'),
    );
    await rig.knowledge.refresh(never);
    const ask = { words: 'why does the checkpoint hang?', environment: undefined, limit: 1 };

    expect(await rig.knowledge.skills(ask, never)).toEqual(['checkpoint-forensics']);
    expect(await find(rig, 'history of checkpoints')).toBe('none');
  });

  test('for other environments are left out', async () => {
    const rig = knowledgeRig({ files: disk });
    rig.skills.push(skill('memory', 'Heap and direct memory', ['staging']));

    const found = (environment: string) => rig.knowledge.skills({ words: 'heap', environment, limit: 3 }, never);

    expect([await found('staging'), await found('production')]).toEqual([['memory'], []]);
  });
});
