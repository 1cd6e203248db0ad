import { expect, test } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { makeSpendOwners } from '../../src/serving/spend-owner.ts';

function clustersWith(jobs: readonly object[]) {
  const clusters = ['prod', 'lab'].map((name, at) => ({ name, url: `http://flink-${at}:8081`, jobs }));
  return configSchema('/').parse({ clusters }).clusters;
}

const jobs = [{ name: 'orders*', owner: 'checkout' }, { name: 'orders-audit', owner: 'finance' }, { name: 'clicks' }];

test('where no record names an owner, nothing is shared out', () => {
  expect(makeSpendOwners(clustersWith([{ name: 'orders*' }]), 0.5)).toBeUndefined();
});

test.each<[job: string | null, name: string, own: readonly string[]]>([
  ['orders', 'checkout', ['prod orders', 'prod orders-late', 'lab orders']],
  ['orders-audit', 'finance', ['prod orders-audit']],
  ['clicks', 'jobs without an owner', ['prod clicks', 'prod unheard-of', 'prod null', 'gone orders']],
  ['unheard-of', 'jobs without an owner', ['prod clicks', 'prod unheard-of', 'prod null', 'gone orders']],
  [null, 'jobs without an owner', ['prod clicks', 'prod unheard-of', 'prod null', 'gone orders']],
])('%s belongs to %s', (job, name, own) => {
  const owner = makeSpendOwners(clustersWith(jobs), 0.25)?.({ cluster: 'prod', job });

  const all = [
    ['prod', 'orders'],
    ['prod', 'orders-late'],
    ['prod', 'orders-audit'],
    ['prod', 'clicks'],
    ['prod', 'unheard-of'],
    ['prod', null],
    ['lab', 'orders'],
    ['gone', 'orders'],
  ] as const;
  const isOwn = all.filter(([cluster, of]) => owner?.isOwn(cluster, of)).map(([cluster, of]) => `${cluster} ${of}`);
  expect(owner).toMatchObject({ name, share: 0.25 });
  expect(isOwn).toEqual(own);
});
