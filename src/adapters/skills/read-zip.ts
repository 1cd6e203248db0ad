import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { messageOf, UserMistake } from '../../domain/errors.ts';
import { collectPackage, type PackageFiles, packageLimits } from './package-files.ts';

const kindBits = 0o170000;
const regular = 0o100000;
const folder = 0o040000;

/**
 * A .zip in memory → the files of its skill; nothing is written anywhere. Sizes are counted while unpacking, never believed.
 * @throws {UserMistake} for links, devices, names that lead out, collisions, encryption, wrong checksums, bombs, archives inside and what is no zip.
 */
export async function readZip(source: string, archive: Buffer): Promise<PackageFiles> {
  const refuse = (what: string): never => {
    throw new UserMistake(`${source} is refused: ${what}. Nothing was changed.`);
  };
  const collector = collectPackage(source);
  try {
    // Names are judged by the collector; here backslashes must not be turned into slashes first.
    const zip = await fromBufferPromise(archive, { lazyEntries: true, strictFileNames: true });
    if (zip.entryCount > packageLimits.entries)
      refuse(`it holds ${zip.entryCount} entries, more than ${packageLimits.entries}`);
    for await (const entry of zip.eachEntry()) {
      const isFolder = entry.fileName.endsWith('/');
      const path = isFolder ? entry.fileName.slice(0, -1) : entry.fileName;
      const wrong = notPlain(entry, isFolder);
      if (wrong !== undefined) refuse(`${JSON.stringify(path)} ${wrong}`);
      if (!collector.accept(path, isFolder ? 'folder' : 'file') || isFolder) continue;
      const bytes = await unpack(zip, entry);
      if (bytes === undefined) {
        return refuse(
          `${JSON.stringify(path)} unpacks to more than ${packageLimits.file} bytes, or ${packageLimits.ratio} times its size`,
        );
      }
      if (crc32(bytes) !== entry.crc32)
        refuse(`${JSON.stringify(path)} is damaged: its content does not fit its CRC-32`);
      collector.add(path, bytes);
    }
  } catch (error) {
    if (error instanceof UserMistake) throw error;
    refuse(`it cannot be read as a zip: ${messageOf(error)}`);
  }
  return collector.files();
}

/** Upper half of the attributes: the file's mode on Unix. A mode of another kind is refused, whichever system says it wrote it. */
function notPlain(entry: Entry, isFolder: boolean): string | undefined {
  const kind = (entry.externalFileAttributes >>> 16) & kindBits;
  if (kind === 0o120000) return 'is a link';
  if (kind !== 0 && kind !== (isFolder ? folder : regular)) return 'is no plain file or folder';
  // The reader of zips would refuse it, too, in the words of its own options.
  if (!entry.canDecodeFileData()) return 'is encrypted, or packed in a way that is not known here';
  return undefined;
}

/** Undefined: more bytes come out than a file may have, or far more than went in. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer | undefined> {
  const few = 64 * 1024;
  const allowed = Math.min(packageLimits.file, Math.max(few, entry.compressedSize * packageLimits.ratio));
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > allowed) return undefined;
      chunks.push(chunk);
    }
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks);
}
