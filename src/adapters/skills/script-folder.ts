import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'flink-medic-script-';
/** As `mkdtemp` completes it. */
const ours = new RegExp(`^${prefix}[A-Za-z0-9]{6}$`);
/** Many times as long as a script may take: whoever made an older folder was killed before it could remove it. */
const leftAfterMs = 600_000;

/** A new empty folder that only this user can open. */
export function makeScriptFolder(): string {
  return mkdtempSync(join(tmpdir(), prefix));
}

/** Removes what agents that were killed left of their scripts: folders of this user, and through no link. Never throws. */
export function removeLeftFolders(now: number): void {
  for (const path of namesIn(tmpdir()).map((name) => join(tmpdir(), name))) {
    try {
      const about = lstatSync(path);
      const isOurs = about.isDirectory() && about.uid === process.getuid?.();
      if (isOurs && now - about.mtimeMs > leftAfterMs) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another agent was faster, or something in it cannot be removed: it is tried again.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => ours.test(name));
  } catch {
    return [];
  }
}
