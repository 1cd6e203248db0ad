import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { FakeFlink } from '../../../src/demo/fake-flink/start-fake-flink.ts';

type Section = Readonly<Record<string, unknown>>;

/** What a story's configuration has over, or instead of, the usual one; written as a user writes it. */
export interface ConfigChange {
  readonly root?: Section;
  readonly limits?: Section;
  readonly detection?: Section;
  readonly cluster?: Section;
  /** Of every job, or by the job's name; undefined as a value leaves the key out, `null` instead of a record the job. */
  readonly job?: Section | ((name: string) => Section | null);
  /** Left out: a person has reviewed the procedures that are there when the agent first serves. */
  readonly reviewed?: false;
}

const sops = join(import.meta.dirname, '..', '..', '..', 'sops');
/** An empty archive is a jar as well. */
const jarContent = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);

/** Writes the file of an agent that may act alone, and knows how each of the jobs is started. Returns its path. */
export function writeConfig(options: {
  readonly folder: string;
  readonly name: string;
  readonly flink: FakeFlink;
  readonly jobs: readonly string[];
  readonly change: ConfigChange;
}): string {
  const { folder, name, flink, jobs, change } = options;
  const jar = join(folder, 'jobs.jar');
  writeFileSync(jar, jarContent);
  const sha256 = createHash('sha256').update(jarContent).digest('hex');
  const records = jobs.flatMap((job) => {
    const own = typeof change.job === 'function' ? change.job(job) : (change.job ?? {});
    if (own === null) return [];
    return {
      name: job,
      owner: 'checkout',
      desired: 'running',
      restart: 'auto',
      sink: { guarantee: 'at-least-once' },
      launch: { jar, sha256, ...flink.launchOf(job) },
      ...own,
    };
  });
  const config = {
    data: join(folder, `data-${name}`),
    sops: [sops],
    poll: { every: '2s' },
    limits: {
      actionsPerJobPerHour: 20,
      actionsPerPlatformPerHour: 100,
      coolDown: '1s',
      coolDownAfterRestart: '1s',
      ...change.limits,
    },
    detection: { preset: 'quick', settle: '2s', recoverAfter: '6s', ...change.detection },
    clusters: [
      {
        name: 'main',
        url: flink.url,
        environment: 'staging',
        mode: 'auto',
        controller: 'none',
        savepointDirectory: flink.savepointDirectory,
        snapshotRoots: [flink.savepointDirectory],
        access: { connectTimeout: '2s', responseTimeout: '2s' },
        jobs: records,
        ...change.cluster,
      },
    ],
    ...change.root,
  };
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, stringify(config, { aliasDuplicateObjects: false }));
  return file;
}
