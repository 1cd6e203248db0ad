import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, normalize } from 'node:path';

/** A complete checkpoint or savepoint. It outlives jobs and JobManagers. */
export interface Snapshot {
  /** As Flink names it: `file:/…`, one slash. */
  readonly path: string;
  readonly id: number;
  readonly isSavepoint: boolean;
  /** Records counted by then. */
  readonly position: number;
}

export interface Storage {
  /** Below it are `checkpoints` and `savepoints`. */
  readonly root: string;
  checkpointPath(job: string, id: number): string;
  /** A new folder of its own below the target, or undefined where this storage cannot write. */
  savepointPath(job: string, target: string | undefined): string | undefined;
  save(snapshot: Snapshot): void;
  remove(path: string): void;
  /** Takes any spelling: `file:///a`, `file:/a`, `/a`. */
  find(path: string): Snapshot | undefined;
}

/** Keeps snapshots in memory and, when a directory is given, as folders with a `_metadata` file below it. Writes nowhere else. */
export function makeStorage(directory: string | undefined): Storage {
  const root = directory ?? '/flink';
  const snapshots = new Map<string, Snapshot>();

  return {
    root,
    checkpointPath: (job, id) => `file:${root}/checkpoints/${job}/chk-${id}`,
    savepointPath(job, target) {
      const base = localPath(target ?? join(root, 'savepoints'));
      if (directory !== undefined && !`${base}/`.startsWith(`${directory}/`)) return undefined;
      return `file:${base}/savepoint-${job.slice(0, 6)}-${randomBytes(6).toString('hex')}`;
    },
    save(snapshot) {
      const path = localPath(snapshot.path);
      snapshots.set(path, snapshot);
      if (directory === undefined) return;
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, '_metadata'), JSON.stringify(snapshot));
    },
    remove(path) {
      snapshots.delete(localPath(path));
      if (directory !== undefined) rmSync(localPath(path), { recursive: true, force: true });
    },
    find: (path) => snapshots.get(localPath(path)),
  };
}

/** Without a scheme, with one slash in front, none behind, and no `..`. */
export function localPath(path: string): string {
  // The fake's own spelling, met at every checkpoint, needs no work.
  if (path.startsWith('file:/') && !/\/\/|\/\.|\/$/.test(path)) return path.slice('file:'.length);
  const plain = path.startsWith('file:') ? path.slice('file:'.length) : path;
  return normalize(`/${plain.replace(/^\/+/, '')}`).replace(/\/+$/, '');
}
