import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly text?: string | Buffer;
  /** Mode on Unix, kind included; 0: none is told. */
  readonly mode?: number;
  readonly stored?: boolean;
  readonly encrypted?: boolean;
  /** How it is packed, as the directory claims. */
  readonly method?: number;
  /** What the directory claims instead of the real size. */
  readonly claimedSize?: number;
  /** What stands there instead of the real checksum. */
  readonly claimedCrc?: number;
}

/** A .zip with exactly these entries, however wrong they are. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { mode = 0o100644, stored = false, encrypted = false } = entry;
    const content = Buffer.from(entry.text ?? '');
    const packed = stored ? content : deflateRawSync(content);
    const name = Buffer.from(entry.name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE((encrypted ? 1 : 0) | 0x0800, 2);
    shared.writeUInt16LE(entry.method ?? (stored ? 0 : 8), 4);
    shared.writeUInt32LE(entry.claimedCrc ?? crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(entry.claimedSize ?? content.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), shared, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((mode & 0xffff) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    // 0x03: made on Unix.
    centrals.push(Buffer.concat([Buffer.from('504b01021403', 'hex'), shared, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

export const skillMd = '---\nname: disk\ndescription: Finds full disks.\n---\n# Disk\nLook.\n';
