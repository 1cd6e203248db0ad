import { expect, test } from 'vitest';
import { complaints } from '../../src/knowledge/complaints.ts';
import { makeSopLibrary } from '../../src/knowledge/load-sops.ts';
import { retrieve } from '../../src/knowledge/retrieve.ts';
import { makeSopFolder } from '../../src/knowledge/sop-folder.ts';

const library = makeSopLibrary({ name: 'sops', folder: makeSopFolder('sops') });
const ids = library.refresh().sops.map((sop) => sop.id);
const find = (words: string): string => {
  const match = retrieve({ exceptions: [], signals: [], words }, library);
  return match.kind === 'fits' ? match.sop.id : 'none';
};

test('each shipped procedure has complaints, and nothing else has', () => {
  expect(Object.keys(complaints).toSorted()).toEqual(ids.toSorted());
});

test.each(Object.entries(complaints))('each complaint finds the procedure it stands under: %s', (id, lines) => {
  const astray = lines
    .trim()
    .split('\n')
    .filter((line) => find(line) !== id);

  expect(astray).toEqual([]);
});

test('a procedure of a team is found by what the team says of it, whatever is said of shipped ones', () => {
  const text = `---
id: labels-missing
title: Parcel labels are not written
severity: medium
match: { exceptions: ["LabelsMissingException"], signals: [] }
actions: []
verify: { checkpoints: 1, within: 5m }
examples: ["LabelsMissingException"]
notFor: []
---
## When this applies
No labels.
## Diagnose
Look.
## Remedy
Restart.
## Escalate
The warehouse.
`;
  const own = makeSopLibrary({
    name: 'sops',
    folder: {
      list: () => ({
        ok: true,
        entries: [{ name: 'labels-missing.md', kind: 'file', version: '1', bytes: text.length }],
      }),
      read: () => ({ ok: true, bytes: Buffer.from(text) }),
    },
    complaints: {
      'labels-missing': 'parcel labels no longer come out of the sink of our job although records arrive\n',
    },
  });
  const words = 'records arrive, but no parcel labels come out of the sink of the job any more';

  expect(retrieve({ exceptions: [], signals: [], words }, own)).toMatchObject({ kind: 'fits', by: 'words' });
});
