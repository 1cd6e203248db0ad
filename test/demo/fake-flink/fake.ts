import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import {
  type FakeFlink,
  type FakeFlinkOptions,
  startFakeFlink,
} from '../../../src/demo/fake-flink/start-fake-flink.ts';

export interface Fake {
  readonly flink: FakeFlink;
  /** Moves the fake's clock. */
  pass(ms: number): void;
  now(): number;
  get<T = FlinkAnswer>(path: string): Promise<T>;
  send(method: string, path: string, body?: unknown): Promise<{ status: number; body: FlinkAnswer }>;
}

/** The fields that tests look at, of all endpoints together; an answer has those of its own. */
export interface FlinkAnswer {
  readonly errors: readonly string[];
  readonly address: string;
  readonly files: readonly { readonly id: string }[];
  readonly jobs: readonly { readonly jid: string; readonly tasks: Readonly<Record<string, number>> }[];
  readonly vertices: readonly VertexAnswer[];
  readonly taskmanagers: readonly unknown[];
  readonly status: { readonly id: string };
  readonly operation: {
    readonly location: string;
    readonly 'failure-cause': { readonly class: string; readonly 'stack-trace': string };
  };
  readonly counts: { readonly completed: number; readonly failed: number };
  readonly history: readonly CheckpointAnswer[];
  readonly latest: Readonly<Record<'completed' | 'savepoint' | 'failed' | 'restored', CheckpointAnswer>>;
  readonly externalization: unknown;
  readonly 'root-exception': string;
  readonly exceptionHistory: {
    readonly truncated: boolean;
    readonly entries: readonly { readonly exceptionName: string; readonly stacktrace: string }[];
  };
}

export interface VertexAnswer {
  readonly id: string;
  readonly name: string;
  readonly parallelism: number;
  readonly metrics: Readonly<Record<string, number>>;
}

interface CheckpointAnswer {
  readonly id: number;
  readonly end_to_end_duration: number;
}

const startedAt = 1_700_000_000_000;

/** A fake cluster with a clock that only tests move. A path that it does not have fails the test, unless `gaps` says that this is meant. */
export async function openFake(options: FakeFlinkOptions & { readonly gaps?: boolean } = {}): Promise<Fake> {
  let at = startedAt;
  const flink = await startFakeFlink({ now: () => at, ...options });
  onTestFinished(async () => {
    await flink.close();
    if (options.gaps !== true) expect(flink.unexpected).toEqual([]);
    expect(flink.misbehavioursLeft()).toBe(0);
  });

  async function send(method: string, path: string, body?: unknown): Promise<{ status: number; body: FlinkAnswer }> {
    const response = await fetch(flink.url + path, {
      method,
      // A kept connection may be one that the fake has just broken.
      headers: { connection: 'close', 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as FlinkAnswer };
  }

  return {
    flink,
    pass: (ms) => void (at += ms),
    now: () => at,
    send,
    get: async <T>(path: string) => (await send('GET', path)).body as T,
  };
}

/** 32 hex digits that end in that number. */
export function id(number: number): string {
  return number.toString(16).padStart(32, '0');
}

/** Uploads a jar and returns its id. */
export async function upload(fake: Fake, name = 'jobs.jar'): Promise<string> {
  const form = new FormData();
  form.append('jarfile', new Blob(['PK']), name);
  const response = await fetch(`${fake.flink.url}/jars/upload`, { method: 'POST', body: form });
  const { filename } = (await response.json()) as { filename: string };
  return filename.split('/').at(-1) ?? '';
}

/** Removed when the test has ended. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'fake-flink-test-')));
  onTestFinished(async () => await rm(directory, { recursive: true, force: true }));
  return directory;
}
