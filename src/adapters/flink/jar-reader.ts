import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { JarReader } from '../../ports/jars.ts';

/** Hashes files of any size without holding them in memory. */
export function makeJarReader(): JarReader {
  return {
    async sha256(file) {
      try {
        // Anything else that has a name here, such as a pipe, may never end.
        if (!(await stat(file)).isFile()) return undefined;
        const hash = createHash('sha256');
        await pipeline(createReadStream(file), hash);
        return hash.digest('hex');
      } catch {
        return undefined;
      }
    },
  };
}
