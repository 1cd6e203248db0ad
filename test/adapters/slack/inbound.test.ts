import { beforeEach, describe, expect, test } from 'vitest';
import type { PersonCheck } from '../../../src/adapters/slack/check-person.ts';
import { type Inbound, makeInbound } from '../../../src/adapters/slack/inbound.ts';
import { allLog } from '../../support/all-log.ts';
import { recordingDesk } from '../../support/recording-desk.ts';

const person: PersonCheck = { kind: 'person', person: { id: 'slack:T0ACME001/U0ALICE01', name: 'Alice' } };
const refused: PersonCheck = { kind: 'refused', reason: 'bots may not answer', field: 'is_bot', value: 'true' };
const unknown: PersonCheck = { kind: 'unknown', why: 'Slack: HTTP 503' };

/** Everything that happened, in its order. */
let happened: string[];
let checked: PersonCheck;
let isRead: boolean;
let isTold: boolean;
let given: AbortSignal[];
let desk: ReturnType<typeof recordingDesk>;
let inbound: Inbound;

const receipt = {
  keep: () => {
    isTold = true;
    happened.push('kept');
  },
  fail: () => void happened.push('failed'),
  recover: () => void happened.push('recovered'),
  isTold: () => isTold,
  signal: new AbortController().signal,
};

beforeEach(() => {
  [happened, checked, isRead, isTold, given] = [[], person, true, false, []];
  desk = recordingDesk();
  inbound = makeInbound({
    desk: { ...desk, why: (id, ...more) => (happened.push('why'), desk.why(id, ...more)) },
    check: () => Promise.resolve(checked),
    answer: (_asker, text, signal) => {
      happened.push(text);
      given.push(signal);
      return Promise.resolve(isRead);
    },
    log: allLog(),
  });
});

const deliver = (button = 'approve', n = 1) => {
  isTold = false;
  const value = JSON.stringify({ incident: 'inc-1', digest: 'd1' });
  const at = `18000000${String(n).padStart(4, '0')}.000100`;
  return inbound.press(
    {
      type: 'block_actions',
      api_app_id: 'A0MEDIC01',
      team: { id: 'T0ACME001' },
      user: { id: 'U0ALICE01', team_id: 'T0ACME001' },
      channel: { id: 'C0FLINK01' },
      container: { type: 'message', message_ts: '1800000001.000100', channel_id: 'C0FLINK01' },
      actions: [{ type: 'button', action_id: `flink_medic_${button}`, value, action_ts: at }],
    },
    receipt,
  );
};
const failure = expect.stringMatching(
  /^Slack does not say who you are, so nothing was done .* Press again, or answer in the terminal\./,
);

describe('a press', () => {
  test('of a person is stored before Slack is told, and answered', async () => {
    await deliver();

    expect(happened).toEqual(['recovered', 'kept', 'kept', 'done: approve']);
  });

  test('that is malformed is never delivered again, and reaches nobody', async () => {
    await inbound.press({ type: 'block_actions' }, receipt);

    expect(happened).toEqual(['kept']);
    expect([desk.presses, desk.refusals]).toEqual([[], []]);
  });

  test.each([
    ['approve', [['slack:T0ACME001/U0ALICE01', 'bots may not answer']]],
    ['why', []],
  ])('of %s by who is refused does nothing; in the record stands what would have counted', async (button, refusals) => {
    checked = refused;

    await deliver(button);

    expect(happened).toEqual(['kept', 'Refused: bots may not answer (is_bot = true).']);
    expect([desk.presses, desk.refusals]).toEqual([[], refusals]);
  });

  test('that asks why stores nothing: Slack is told before it is answered', async () => {
    await deliver('why');

    expect(happened).toEqual(['recovered', 'kept', 'why', 'kept', 'why inc-1: because <!channel>']);
  });

  test('for which nobody vouches fails, from before it is told on, once, and does nothing', async () => {
    checked = unknown;

    await deliver();
    await deliver();

    expect(happened).toEqual(['failed', failure, 'failed']);
    expect(desk.presses).toEqual([]);
  });

  test('of which nobody read that it failed is told of again', async () => {
    [checked, isRead] = [unknown, false];

    await deliver();
    await deliver();

    expect(happened).toEqual(['failed', failure, 'failed', failure]);
  });

  test('that was taken after all is not told as failed any more', async () => {
    checked = unknown;
    await deliver();
    checked = person;

    await deliver();

    expect(given[0]?.aborted).toBe(true);
  });

  test('that the desk could not store is left for Slack to deliver again, and its error is kept from people', async () => {
    desk.loseNext(1);

    await deliver();

    expect(happened).toEqual([
      'recovered',
      'failed',
      expect.stringMatching(/^This could not be recorded\. Press again/),
    ]);
  });

  test('that failed after so many others failed is told of again: no more are remembered', async () => {
    checked = unknown;

    for (let n = 0; n < 1_001; n += 1) await deliver('approve', n);
    happened = [];
    await deliver('approve', 1_000);
    await deliver('approve', 0);

    expect(happened).toEqual(['failed', 'failed', failure]);
  });
});

test('a command that failed is not delivered again, so it is told each time', async () => {
  checked = unknown;
  const command = {
    command: '/flink-medic',
    api_app_id: 'A0MEDIC01',
    team_id: 'T0ACME001',
    user_id: 'U0ALICE01',
    channel_id: 'C0FLINK01',
    text: 'status',
  };

  await inbound.command(command, receipt);
  await inbound.command(command, receipt);

  const told = expect.stringMatching(/Try again, or answer in the terminal\.$/);
  expect(happened).toEqual([told, told]);
  expect(desk.commands).toEqual([]);
});
