import { describe, expect, test } from 'vitest';
import { ruleCauses } from '../../src/diagnosis/causes.ts';
import { shipped } from './shipped-sops.ts';

/** Links, memory and what teams have trusted hold on to these names. */
const catalogue = [
  'autoscaler-thrashing backpressure bad-release checkpoint-declined checkpoint-expired',
  'checkpoint-storage-failing checkpoint-storage-too-small class-conflict container-oom-killed',
  'credentials-rejected data-skew direct-memory-exhausted disk-full duplicate-job external-service-slow',
  'heap-exhausted job-main-failed jobmanager-overloaded kafka-offset-lost kafka-transaction-lingering',
  'kafka-transaction-lost kafka-transaction-timeout kafka-unreachable late-data leadership-lost',
  'metaspace-exhausted missing-class network-buffers-exhausted not-enough-slots operator-deployment-missing',
  'partition-not-found poison-record record-too-large restart-loop restarts-exhausted rocksdb-pressure',
  'savepoint-refused schema-registry serializer-changed snapshot-missing snapshot-resource-failed',
  'state-growing state-incompatible stop-with-savepoint-failed stuck-cancelling taskmanager-lost',
  'watermark-stalled wrong-java-version',
].flatMap((line) => line.split(' '));

const { sops } = shipped.refresh();
const ids = sops.map(({ id }) => id);

function sectionOf(body: string, title: string): string {
  const [, section = ''] = body.split(`\n## ${title}\n`);
  return section.split('\n## ')[0] ?? '';
}

describe('the shipped procedures', () => {
  test('are those of the catalogue, without a mistake, and every cause that the rules name is one', () => {
    expect(shipped.refresh().problems).toEqual([]);
    expect(ids.toSorted()).toEqual(catalogue);
    expect(ruleCauses.filter((cause) => !ids.includes(cause))).toEqual([]);
  });

  test.each(ids)('%s is found by exact matches and words, and tells what it is not for', (id) => {
    const sop = sops.find((one) => one.id === id);

    expect((sop?.match.exceptions.length ?? 0) + (sop?.match.signals.length ?? 0)).toBeGreaterThan(0);
    expect(sop?.examples.length).toBeGreaterThanOrEqual(8);
    expect(sop?.notFor.length).toBeGreaterThanOrEqual(4);
  });

  test.each(ids)('%s says what to do now, how to diagnose, how to know that it helped, and whom to call', (id) => {
    const body = `\n${sops.find((one) => one.id === id)?.body}`;
    const steps = (title: string) => sectionOf(body, title).match(/^\d\. /gm)?.length ?? 0;

    expect(sectionOf(body, 'When this applies')).toMatch(/^\s*(?:\*\*Do now:\*\*|Now:) /);
    expect(steps('Diagnose')).toBeGreaterThanOrEqual(5);
    expect(steps('Remedy')).toBeGreaterThanOrEqual(3);
    expect(sectionOf(body, 'Verify').trim()).not.toBe('');
    expect(sectionOf(body, 'Escalate').trim()).not.toBe('');
  });

  test.each(ids)('%s has a plan, or says that it is for people or that the program waits', (id) => {
    const sop = sops.find((one) => one.id === id);
    const remedy = sectionOf(`\n${sop?.body}`, 'Remedy');

    const said =
      /People only|only people|[Tt]he program (?:only|starts|sends|writes|neither)|gives no plan|it starts none|the program starts none/;
    expect(sop?.plan.length === 0 ? sop.actions : []).toEqual([]);
    expect(sop?.plan.length === 0 ? said.test(remedy.replace(/\s+/g, ' ')) : true).toBe(true);
  });

  test.each(ids)('%s tells its neighbours apart by names that exist', (id) => {
    const applies = sectionOf(`\n${sops.find((one) => one.id === id)?.body}`, 'When this applies');
    const neighbours = ids.filter((other) => other !== id && new RegExp(`(?<![\\w-])${other}(?![\\w-])`).test(applies));

    expect(applies).toContain('Not this');
    expect(neighbours.length).toBeGreaterThanOrEqual(1);
  });
});
