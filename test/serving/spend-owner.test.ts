import { expect, test } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { makeSpendOwners } from '../../src/serving/spend-owner.ts';

function clustersWith(jobs: readonly object[], names: readonly string[] = ['prod', 'lab']) {
  const clusters = names.map((name, at) => ({ name, url: `http://flink-${at}:8081`, jobs }));
  return configSchema('/').parse({ clusters }).clusters;
}

const jobs = [{ name: 'orders*', owner: 'checkout' }, { name: 'orders-audit', owner: 'finance' }, { name: 'clicks' }];

test('where no record names an owner and there is one cluster, nothing is shared out', () => {
  expect(makeSpendOwners(clustersWith([{ name: 'orders*' }], ['prod']), 0.5)).toBeUndefined();
});

test('where no record names an owner, one cluster leaves something to the others', () => {
  const owner = makeSpendOwners(clustersWith([]), 0.5)?.({ cluster: 'prod', job: 'orders' });

  expect(owner?.isOwn('prod', 'clicks')).toBe(true);
  expect(owner?.isOwn('lab', 'orders')).toBe(false);
});

test.each<[job: string | null, name: string, own: readonly string[]]>([
  ['orders', 'checkout', ['prod orders', 'prod orders-late', 'lab orders']],
  ['orders-audit', 'finance', ['prod orders-audit']],
  ['clicks', 'prod (jobs without an owner)', ['prod clicks', 'prod unheard-of', 'prod null']],
  ['unheard-of', 'prod (jobs without an owner)', ['prod clicks', 'prod unheard-of', 'prod null']],
  [null, 'prod (jobs without an owner)', ['prod clicks', 'prod unheard-of', 'prod null']],
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
    ['lab', 'clicks'],
    ['gone', 'orders'],
  ] as const;
  const isOwn = all.filter(([cluster, of]) => owner?.isOwn(cluster, of)).map(([cluster, of]) => `${cluster} ${of}`);
  expect(owner).toMatchObject({ name, share: 0.25 });
  expect(isOwn).toEqual(own);
});
