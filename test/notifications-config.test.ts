import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../src/config.ts';

function configured(section: string) {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'flink-medic.yaml');
  writeFileSync(file, `clusters:\n  - { name: prod, url: "http://flink:8081" }\nnotifications:\n${section}`);
  return loadConfig({ file, env: {} }).notifications;
}

test('what is left out has its default', () => {
  const told = configured(
    '  routes: [{ channel: C0123456789 }]\n' +
      '  digest: { cron: "0 9 * * 1-5", timeZone: Europe/Berlin, channel: C0123456789 }\n' +
      '  escalation: { url: "https://alerts.example.com/hook" }\n',
  );

  expect(told).toMatchObject({
    routes: [{ from: 'medium', channel: 'C0123456789' }],
    updateEveryMs: 5_000,
    newPerMinute: 10,
    escalation: {
      from: 'high',
      afterMs: 900_000,
      remindEveryMs: 3_600_000,
      perHour: 10,
      duplicates: 'never',
      allowHttp: false,
    },
  });
  expect(told.escalation?.keysRememberedForMs).toBeUndefined();
});

test.each<[title: string, section: string, told: RegExp]>([
  ['a channel by its name', '  routes: [{ channel: "#alerts" }]', /routes\[0\]\.channel.*id of a channel/],
  ['no such severity', '  routes: [{ from: urgent, channel: C012345 }]', /routes\[0\]\.from/],
  ['six cron fields', '  digest: { cron: "0 0 9 * * *", channel: C012345 }', /digest\.cron.*five fields/],
  ['no cron', '  digest: { cron: "0 25 * * *", channel: C012345 }', /digest\.cron.*cron expression/],
  ['no such zone', '  digest: { cron: "0 9 * * *", timeZone: Mars/One, channel: C012345 }', /timeZone.*IANA/],
  ['plain http', '  escalation: { url: "http://alerts.example.com/" }', /escalation\.url.*https/],
  [
    'a password in the address',
    '  escalation: { url: "https://a:b@alerts.example.com/" }',
    /escalation\.url.*password/,
  ],
  [
    'plain http that nothing is listed for',
    '  escalation: { url: "http://alerts.internal/", allowHttp: true }',
    /escalation\.url.*allowAddresses/,
  ],
  [
    'plain http to what is not listed',
    '  escalation: { url: "http://10.2.0.1/", allowHttp: true, allowAddresses: [10.1.0.0/16] }',
    /escalation\.url.*10\.2\.0\.1 may not be called over http/,
  ],
  [
    'a private address',
    '  escalation: { url: "https://10.0.0.5/" }',
    /escalation\.url.*10\.0\.0\.5 is a private address/,
  ],
  [
    'a memory that ends before a call may arrive',
    '  escalation: { url: "https://alerts.example.com/", keysRememberedFor: 110s }',
    /escalation\.keysRememberedFor.*longer than 110s/,
  ],
  ['a number for a private address', '  escalation: { url: "https://2852039166/" }', /169\.254\.169\.254 is a private/],
  ['a link-local address', '  escalation: { url: "https://[fe80::1]/" }', /fe80::1 is a private address/],
  [
    'a network that is none',
    '  escalation: { url: "https://a.example", allowAddresses: [10.0.0.0/40] }',
    /allowAddresses\[0\].*network/,
  ],
  ['another protocol', '  escalation: { url: "file:///etc/passwd" }', /escalation\.url/],
  ['a misspelt key', '  escalation: { url: "https://a.example", afterr: 5m }', /afterr/],
  ['no limit at all', '  newPerMinute: 0', /newPerMinute/],
])('refuses %s', (_title, section, told) => {
  expect(() => configured(section)).toThrow(told);
});

test.each([
  '  escalation: { url: "http://127.0.0.1:9000/" }',
  '  escalation: { url: "http://localhost:9000/" }',
  '  escalation: { url: "http://alerts.internal/", allowHttp: true, allowAddresses: [10.0.0.0/8] }',
  '  escalation: { url: "http://10.1.2.3/", allowHttp: true, allowAddresses: [10.1.0.0/16] }',
])('takes %s', (section) => {
  expect(configured(section).escalation?.url).toMatch(/^http:/);
});
