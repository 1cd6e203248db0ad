/**
 * One spelling per snapshot path: Flink answers `file:/tmp/x` whatever form it was given (seen live on 1.20.3 and 2.3.0),
 * people write `file:///tmp/x` or `/tmp/x`.
 */
export function normalPath(path: string): string {
  const local = path.startsWith('file:') ? `/${path.slice('file:'.length).replace(/^\/+/, '')}` : path;
  return withoutEndSlash(local);
}

export function samePath(a: string, b: string): boolean {
  return normalPath(a) === normalPath(b);
}

/** True for the directory itself and everything in it. */
export function isBelow(path: string, directory: string): boolean {
  return samePath(path, directory) || normalPath(path).startsWith(`${normalPath(directory)}/`);
}

/** Every savepoint and every stop writes below its own folder: whatever is complete in there is ours. */
export function ownDirectory(base: string, key: string): string {
  return `${withoutEndSlash(base)}/${key}`;
}

/** The same place, however it is written in a configuration: part of a key. */
export function withoutEndSlash(directory: string): string {
  return directory.replace(/\/+$/, '');
}
