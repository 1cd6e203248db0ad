import { createHash } from 'node:crypto';
import { UserMistake } from '../../domain/errors.ts';

/** The files of one skill, by their path inside it. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** Far more than any skill needs; far less than what hurts. Bytes. */
export const packageLimits = {
  archive: 10 * 1024 * 1024,
  entries: 300,
  file: 2 * 1024 * 1024,
  total: 8 * 1024 * 1024,
  /** Text shrinks to a fifth or a tenth; what shrinks more than this was made to. */
  ratio: 100,
  depth: 6,
} as const;

/** Collects the files of a source and refuses what no skill holds, by name, size and kind. All methods throw {UserMistake}. */
export interface PackageCollector {
  /** Before anything of the entry is read. False: leavings of a desktop, to be passed over. */
  accept(path: string, kind: 'file' | 'folder'): boolean;
  /** Whoever reads the bytes keeps to `packageLimits.file`: what is larger is not read at all. */
  add(path: string, bytes: Uint8Array): void;
  /** The files with SKILL.md at the top; one enclosing folder is taken off. */
  files(): PackageFiles;
}

export function collectPackage(source: string): PackageCollector {
  const refuse = (what: string): never => {
    throw new UserMistake(`${source} is refused: ${what}. Nothing was changed.`);
  };
  /** Lower-case path → the path as written, with its kind. */
  const seen = new Map<string, { readonly path: string; readonly kind: 'file' | 'folder' }>();
  const files = new Map<string, Uint8Array>();
  let total = 0;

  /** Two names that differ only in case are one file on some systems; a file cannot be a folder as well. */
  function claim(path: string, kind: 'file' | 'folder'): void {
    // There and back: some letters have two small forms and one large one.
    const key = path.normalize('NFKC').toUpperCase().toLowerCase();
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, { path, kind });
      return;
    }
    const sameFolder = before.kind === 'folder' && kind === 'folder' && before.path === path;
    if (!sameFolder) {
      refuse(
        before.path === path ? `it holds ${shown(path)} twice` : `${shown(path)} and ${shown(before.path)} collide`,
      );
    }
  }

  return {
    accept(path, kind) {
      const parts = path.split('/');
      if (parts[0] === '__MACOSX' || parts.at(-1) === '.DS_Store') return false;
      const wrong = badEntryName(path);
      if (wrong !== undefined) refuse(`the name ${shown(path)} ${wrong}`);
      for (let length = 1; length < parts.length; length += 1) claim(parts.slice(0, length).join('/'), 'folder');
      claim(path, kind);
      if (seen.size > packageLimits.entries) refuse(`it holds more than ${packageLimits.entries} files and folders`);
      return true;
    },
    add(path, bytes) {
      total += bytes.length;
      if (total > packageLimits.total) refuse(`it holds more than ${packageLimits.total} bytes`);
      if (isArchive(path, bytes)) refuse(`${shown(path)} is an archive inside it; unpack it first`);
      files.set(path, bytes);
    },
    files() {
      const heads = [...files.keys()].filter((path) => /(?:^|\/)SKILL\.md$/.test(path));
      const [head, another] = heads;
      if (head === undefined) return refuse('there is no SKILL.md in it');
      if (another !== undefined)
        return refuse(`it holds several skills (${shown(head)}, ${shown(another)}); add one at a time`);
      const top = head.slice(0, -'SKILL.md'.length);
      if (top.split('/').length > 2)
        return refuse(`${shown(head)} lies too deep; put SKILL.md at the top or in one folder`);
      const outside = [...files.keys()].find((path) => !path.startsWith(top));
      if (outside !== undefined) return refuse(`${shown(outside)} lies outside of the skill's folder ${shown(top)}`);
      return new Map([...files].map(([path, bytes]) => [path.slice(top.length), bytes]));
    },
  };
}

/** Names that Windows keeps for devices in every folder, whatever ending they have. */
const device = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³]) *(?:\.|$)/i;

/** Why a name may not be written to disk anywhere; undefined when it may. */
function badEntryName(path: string): string | undefined {
  if (path.length > 200) return 'is longer than 200 characters';
  if (!/^[\p{L}\p{N} ._+@()/-]+$/u.test(path) || path !== path.normalize('NFC'))
    return 'has characters that are not allowed';
  const parts = path.split('/');
  if (parts.some((part) => part === '')) return 'is absolute, or has a part without a name';
  if (parts.some((part) => part.startsWith('.'))) return 'is hidden, or leads out of its folder';
  if (parts.some((part) => /[ .]$/.test(part))) return 'ends in a dot or a blank';
  if (parts.some((part) => device.test(part))) return 'is a device on Windows';
  if (parts.length > packageLimits.depth) return `lies deeper than ${packageLimits.depth} folders`;
  return undefined;
}

function isArchive(path: string, bytes: Uint8Array): boolean {
  if (/\.(?:zip|jar|war|gz|tgz|bz2|xz|zst|7z|rar|tar)$/i.test(path)) return true;
  const start = Buffer.from(bytes.subarray(0, 6)).toString('hex');
  return ['504b0304', '504b0506', '1f8b08', '425a68', 'fd377a585a00', '28b52ffd', '377abcaf271c', '526172211a07'].some(
    (magic) => start.startsWith(magic),
  );
}

function shown(path: string): string {
  return JSON.stringify(path.length > 120 ? `${path.slice(0, 120)}…` : path);
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** One digest for names and contents: the same for the same files, wherever they came from. */
export function treeDigest(files: PackageFiles): string {
  const lines = [...files].map(([path, bytes]) => `${path}\0${bytes.length}\0${sha256(bytes)}\n`);
  return sha256(lines.toSorted().join(''));
}
