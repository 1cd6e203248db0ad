import { expect, test } from 'vitest';
import type { JobDetail, JobId, Vertex } from '../../src/domain/flink.ts';
import type { JobSnapshot } from '../../src/domain/snapshot.ts';
import { rescaledSince } from '../../src/pipeline/rescaled-since.ts';

const run = 'a'.repeat(32) as JobId;
const vertex = (parallelism: number) => ({ id: 'enrich', parallelism }) as Vertex;
const job = (parallelism: number) => ({ id: run, vertices: [vertex(parallelism)] }) as unknown as JobDetail;
const poll = (vertices: readonly Vertex[] | undefined, id: JobId = run, at = 1) =>
  ({ line: { id }, at, ...(vertices !== undefined && { vertices }) }) as unknown as JobSnapshot;

test.each<[title: string, snapshots: readonly JobSnapshot[], now: JobDetail | undefined, value: string | undefined]>([
  ['waits when somebody rescaled the job after the poll', [poll([vertex(1)])], job(2), '2'],
  ['compares with the latest poll that read it', [poll([vertex(2)]), poll([vertex(1)]), poll(undefined)], job(2), '2'],
  ['takes no poll whose signals are still to come', [poll([vertex(1)]), poll([vertex(2)], run, 2)], job(2), '2'],
  ['says nothing about a job that is as it was', [poll([vertex(2)])], job(2), undefined],
  ['says nothing when no poll read it', [poll(undefined)], job(2), undefined],
  ['says nothing about another run', [poll([vertex(1)], 'b'.repeat(32) as JobId)], job(2), undefined],
  ['says nothing about a job that Flink does not know', [poll([vertex(1)])], undefined, undefined],
])('%s', (_title, snapshots, now, value) => {
  const objections = rescaledSince({ snapshots }, now, 1);

  expect(objections.map((one) => one.value)).toEqual(value === undefined ? [] : [value]);
});
