import { expect, test } from 'vitest';
import { isNetwork, makeAddressRule, ruleOfTarget } from '../../../src/adapters/http/public-address.ts';

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',

  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',

  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  'fc00::1',
  'fd12::1',
  'fe80::1',
  'fe80::1%eth0',
  '2606:4700::1111%eth0',
  'fec0::1',
  'ff02::1',
  '',
  'localhost',
  '1',
  '0x7f.1',
  '127.1',
  '2130706433',
])('%s is not public', (address) => {
  expect(makeAddressRule([])(address)).toBe(false);
});

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
  '%s is public',
  (address) => {
    expect(makeAddressRule([])(address)).toBe(true);
  },
);

test('what is allowed is open, and nothing beside it', () => {
  const rule = makeAddressRule(['10.1.0.0/16', '192.168.7.7', 'fd12::/16']);

  const answers = ['10.1.255.1', '10.2.0.1', '192.168.7.7', '192.168.7.8', 'fd12::1', 'fd13::1', '127.0.0.1'].map(rule);

  expect(answers).toEqual([true, false, true, false, true, false, false]);
});

test.each(['10.1.0.0/', '10.1.0.0/33', '10.1.0.0/0', 'host', '10.1', '10.1.0.0/8/8', 'fe80::1%eth0'])(
  '%s is no network to allow',
  (written) => {
    expect(() => makeAddressRule([written])).toThrow('is no network');
    expect(isNetwork(written)).toBe(false);
  },
);

test.each<[title: string, url: string, allowed: readonly string[], open: readonly string[], closed: readonly string[]]>(
  [
    [
      'a name over https: the public internet',
      'https://hooks.example',
      [],
      ['8.8.8.8'],
      ['127.0.0.1', '::1', '10.1.2.3'],
    ],
    [
      'a name over https with a network of the team',
      'https://hooks.example',
      ['10.1.0.0/16'],
      ['10.1.2.3'],
      ['10.2.0.1'],
    ],
    [
      'this machine, because the address says so',
      'http://127.0.0.1:8080',
      [],
      ['127.0.0.1', '::1'],
      ['10.1.2.3', '8.8.8.8'],
    ],
    ['this machine by its name', 'http://localhost:8080', [], ['127.0.0.1', '::1'], ['192.168.1.1', '8.8.8.8']],
    ['a name over http: nothing', 'http://hooks.example', [], [], ['8.8.8.8', '127.0.0.1']],
    ['a name over http: what is allowed alone', 'http://hooks.example', ['10.1.0.0/16'], ['10.1.2.3'], ['8.8.8.8']],
    ['a name that begins like this machine', 'http://localhost.example', [], [], ['127.0.0.1', '::1', '8.8.8.8']],
    ['or ends so', 'http://my.localhost', [], [], ['127.0.0.1', '::1', '8.8.8.8']],
    ['where a cloud keeps the credentials of a machine', 'https://169.254.169.254', [], [], ['169.254.169.254']],
  ],
)('%s', (_title, url, allowed, open, closed) => {
  const rule = ruleOfTarget(new URL(url), allowed);

  expect(open.filter((one) => !rule(one))).toEqual([]);
  expect(closed.filter(rule)).toEqual([]);
});
