import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { quantile, round } from './ledger-numbers.ts';

const page = Buffer.alloc(4096);
const writes = 200;

/** Ms that the disk below the folder takes to keep one page: no durable commit is faster. */
export function diskSyncMs(folder: string): { readonly p50: number; readonly p99: number } {
  const file = join(folder, 'sync.bin');
  const handle = openSync(file, 'w');
  const times: number[] = [];
  for (let n = 0; n < writes; n += 1) {
    writeSync(handle, page, 0, page.length, n * page.length);
    const began = performance.now();
    fdatasyncSync(handle);
    times.push(performance.now() - began);
  }
  closeSync(handle);
  rmSync(file);
  return { p50: round(quantile(times, 0.5)), p99: round(quantile(times, 0.99)) };
}
