import { expect, test } from 'vitest';
import { webhookFindings } from '../../src/cli/doctor-webhook.ts';
import type { Outside } from '../../src/cli/outside.ts';
import { configSchema } from '../../src/config/schema.ts';

const signal = new AbortController().signal;
const clusters = [{ name: 'a', url: 'http://flink:8081' }];
const escalation = { url: 'https://alerts.internal/hook', allowAddresses: ['10.1.0.0/16'] };

function configured(notifications: object) {
  return configSchema('/').parse({ clusters, notifications });
}

test('without a webhook nothing is asked and nothing is said', async () => {
  const never = () => Promise.reject(new Error('unexpected'));

  expect(await webhookFindings(configured({}), never, signal)).toEqual([]);
});

test.each<[state: Awaited<ReturnType<Outside['checkPageWebhook']>>, level: string, text: string]>([
  [{ kind: 'connected', name: 'alerts.internal' }, 'ok', 'alerts.internal takes connections; nothing was sent'],
  [
    { kind: 'unusable', why: 'it leads to 10.2.0.1', lasting: true },
    'problem',
    'it leads to 10.2.0.1 (notifications.escalation). Until then nobody can be called.',
  ],
  [
    { kind: 'unusable', why: 'ECONNREFUSED', lasting: false },
    'silent',
    'ECONNREFUSED (notifications.escalation). Until then nobody can be called.',
  ],
])('a webhook that is %j is told as %s', async (state, level, text) => {
  const asked: unknown[] = [];
  const check: Outside['checkPageWebhook'] = (settings) => {
    asked.push(settings.allowAddresses);
    return Promise.resolve(state);
  };

  const findings = await webhookFindings(configured({ escalation }), check, signal);

  expect(findings).toEqual([{ level, about: 'page webhook', text }]);
  expect(asked).toEqual([['10.1.0.0/16']]);
});
