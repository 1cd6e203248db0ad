import { describe, expect, test } from 'vitest';
import { readCommand, readPress } from '../../../src/adapters/slack/read-inbound.ts';

type Fields = Readonly<Record<string, unknown>>;

const value = JSON.stringify({ incident: 'inc-1', digest: 'd1' });
const action = { type: 'button', action_id: 'flink_medic_approve', value, action_ts: '1800000002.000100' };
const container = { type: 'message', message_ts: '1800000001.000100', channel_id: 'C0FLINK01' };
const person = { id: 'U0ALICE01', team_id: 'T0ACME001' };

const payload: Fields = {
  type: 'block_actions',
  api_app_id: 'A0MEDIC01',
  team: { id: 'T0ACME001' },
  user: person,
  channel: { id: 'C0FLINK01' },
  container,
  actions: [action],
};
const pressed = (change: Fields = {}) => readPress({ ...payload, ...change });
const acted = (change: Fields) => ({ actions: [{ ...action, ...change }] });
const valued = (change: Fields) => acted({ value: JSON.stringify({ incident: 'inc-1', digest: 'd1', ...change }) });
const long = 'x'.repeat(201);

describe('a press', () => {
  test('is read as who did what, where and when', () => {
    expect(pressed()).toEqual({
      kind: 'read',
      value: {
        app: 'A0MEDIC01',
        team: 'T0ACME001',
        home: 'T0ACME001',
        user: 'U0ALICE01',
        channel: 'C0FLINK01',
        thread: '1800000001.000100',
        responseUrl: undefined,
        button: 'approve',
        incidentId: 'inc-1',
        planDigest: 'd1',
        pressId: 'T0ACME001/C0FLINK01/1800000001.000100/U0ALICE01/flink_medic_approve/1800000002.000100',
        at: 1_800_000_002_000,
      },
    });
  });

  // One thing is wrong with each: what is right beside it must not be what refuses it.
  test.each<[field: string, change: Fields]>([
    ['type', { type: 'view_submission' }],
    ['api_app_id', { api_app_id: long }],
    ['team.id', { team: { id: long } }],
    ['user.id', { user: { ...person, id: 'B0BOT0001' } }],
    ['user.id', { user: { ...person, id: 'U0ALICE01/../U0BOB0001' } }],
    ['channel.id', { channel: { id: 'https://evil.example' } }],
    ['container.type', { container: { ...container, type: 'view' } }],
    ['container.message_ts', { container: { ...container, message_ts: 'now' } }],
    ['container.channel_id', { container: { ...container, channel_id: 'C0OTHER01' } }],
    ['response_url', { response_url: `https://hooks.slack.com/${'x'.repeat(2_000)}` }],
    ['actions', { actions: [] }],
    ['actions', { actions: [action, { ...action, action_id: 'flink_medic_deny' }] }],
    ['actions.0.type', acted({ type: 'static_select' })],
    ['actions.0.action_id', acted({ action_id: 'flink_medic_resume' })],
    ['actions.0.action_id', acted({ action_id: 'approve' })],
    ['actions.0.action_ts', acted({ action_ts: '0x7fffffff' })],
    ['actions.0.value', acted({ value: value.padEnd(2_001) })],
    ['actions.0.value', acted({ value: '{' })],
    ['actions.0.value.incident', valued({ incident: '' })],
    ['actions.0.value.incident', valued({ incident: long })],
    ['actions.0.value.digest', valued({ digest: long })],
    ['actions.0.value', valued({ as: 'admin' })],
  ])('of which %s is wrong is none', (field, change) => {
    expect(pressed(change)).toEqual({
      kind: 'malformed',
      why: expect.stringMatching(`^${field.replace('.value.', '.value: ')}:`),
    });
  });

  test('that is malformed is not repeated in the words of its refusal', () => {
    const read = pressed({ user: { ...person, id: 'hunter2' } });

    expect(read).toEqual({ kind: 'malformed', why: expect.not.stringContaining('hunter2') });
  });

  test.each<[what: string, change: Fields]>([
    ['in another workspace', { team: { id: 'T0OTHER01' } }],
    ['in another channel', { channel: { id: 'C0OTHER01' }, container: { ...container, channel_id: 'C0OTHER01' } }],
    ['below another message', { container: { ...container, message_ts: '1800000001.000200' } }],
    ['by somebody else', { user: { ...person, id: 'U0BOB0001' } }],
    ['of another button', acted({ action_id: 'flink_medic_deny' })],
    ['at another time', acted({ action_ts: '1800000002.000200' })],
  ])('%s is another one', (_what, change) => {
    const idOf = (read: ReturnType<typeof readPress>) => (read.kind === 'read' ? read.value.pressId : read.why);

    expect(idOf(pressed(change))).toMatch(/\/flink_medic_/);
    expect(idOf(pressed(change))).not.toBe(idOf(pressed()));
    expect(idOf(pressed({ response_url: 'https://hooks.slack.com/other' }))).toBe(idOf(pressed()));
  });
});

describe('a command', () => {
  const command: Fields = {
    command: '/flink-medic',
    api_app_id: 'A0MEDIC01',
    team_id: 'T0ACME001',
    user_id: 'U0ALICE01',
    channel_id: 'C0FLINK01',
    text: 'pause a &lt;b&gt; &amp;amp; c',
  };

  test('is read as it was typed, without the entities of Slack', () => {
    expect(readCommand(command)).toMatchObject({
      kind: 'read',
      value: { user: 'U0ALICE01', text: 'pause a <b> &amp; c' },
    });
  });

  test.each<[field: string, change: Fields]>([
    ['command', { command: 'flink-medic' }],
    ['api_app_id', { api_app_id: '' }],
    ['team_id', { team_id: long }],
    ['user_id', { user_id: 'USLACKBOT/../U0ALICE01' }],
    ['channel_id', { channel_id: 'here' }],
    ['text', { text: 'x'.repeat(8_001) }],
    ['response_url', { response_url: 7 }],
  ])('of which %s is wrong is none', (field, change) => {
    expect(readCommand({ ...command, ...change })).toEqual({
      kind: 'malformed',
      why: expect.stringMatching(`^${field}:`),
    });
  });
});
