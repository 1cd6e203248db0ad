import path from 'node:path';
import { makeSopLibrary } from '../../src/knowledge/load-sops.ts';
import { retrieve } from '../../src/knowledge/retrieve.ts';
import { makeSopFolder } from '../../src/knowledge/sop-folder.ts';

export const shipped = makeSopLibrary({
  name: 'sops',
  folder: makeSopFolder(path.join(import.meta.dirname, '../../sops')),
});

/** The procedure that what somebody types or pastes finds, or `none`. */
export function find(words: string): string {
  const match = retrieve({ exceptions: [], signals: [], words }, shipped);
  return match.kind === 'fits' ? match.sop.id : 'none';
}
