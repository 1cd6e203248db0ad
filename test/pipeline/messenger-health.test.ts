import { expect, test } from 'vitest';
import { MessengerUnreadable } from '../../src/domain/errors.ts';
import { watchMessenger, type Way } from '../../src/pipeline/messenger-health.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import type { Messenger } from '../../src/ports/messenger.ts';
import { second } from '../support/notify-rig.ts';
import { movableClock } from '../support/temporary-store.ts';

const calm = new AbortController().signal;
const body = { kind: 'text', lines: ['hello'] } as const;

/** A chat that answers what the test says. */
function watched() {
  const clock = movableClock(1_800_000_000_000);
  let answer: SendOutcome = { kind: 'executed', status: 200, detail: 'ok' };
  let found: MessengerUnreadable | undefined;
  const messenger: Messenger = {
    post: async () => answer,
    update: async () => answer,
    find: async () => {
      if (found !== undefined) throw found;
      return undefined;
    },
  };
  const { messenger: chat, health } = watchMessenger(messenger, clock);
  return {
    clock,
    health,
    async says(channel: string, next: SendOutcome): Promise<void> {
      answer = next;
      await chat.post({ channel, thread: undefined, body, key: 'k' }, calm);
    },
    async changes(channel: string, next: SendOutcome): Promise<void> {
      answer = next;
      await chat.update({ channel, message: 'm', body, key: 'k' }, calm);
    },
    async finds(channel: string, next?: MessengerUnreadable): Promise<void> {
      found = next;
      await chat.find({ channel, thread: undefined, key: 'k', since: 0 }, calm).catch(() => undefined);
    },
    /** How long nothing is tried in the channel from now on, in seconds; `Infinity`: an hour and more. */
    restsFor(channel: string, way: Way = 'post'): number {
      const from = clock.at;
      for (let s = 0; s < 3_600; s += 1) {
        clock.at = from + s * second;
        if (health.isResting(channel, way)) continue;
        clock.at = from;
        return s;
      }
      clock.at = from;
      return Infinity;
    },
  };
}

const ok: SendOutcome = { kind: 'executed', status: 200, detail: 'ok' };
const silence: SendOutcome = { kind: 'maybe', status: undefined, detail: 'no answer' };
const no = (refusal: string, more: Readonly<Record<string, string>> = {}): SendOutcome => ({
  kind: 'refused',
  status: 429,
  detail: 'no',
  result: { refusal, ...more },
});

test.each<[what: string, outcome: SendOutcome, here: number, elsewhere: number]>([
  ['takes it', ok, 0, 0],
  ['refuses the message', no('content'), 0, 0],
  ['refuses the channel', no('channel'), 2, 0],
  ['refuses the token', no('access'), 2, 2],
  ['says nothing', silence, 2, 2],
  ['wants fewer messages', no('rate'), 2, 0],
  ['wants none for a while', no('rate', { retryAfterMs: '120000' }), 120, 0],
  ['wants none for an hour', no('rate', { retryAfterMs: '3600000' }), 600, 0],
  ['wants none for a word', no('rate', { retryAfterMs: 'soon' }), 2, 0],
])('after a chat that %s the channel rests so long, and others so', async (_what, outcome, here, elsewhere) => {
  const chat = watched();

  await chat.says('C1', outcome);

  expect([chat.restsFor('C1'), chat.restsFor('C2')]).toEqual([here, elsewhere]);
});

test.each<[what: string, error: MessengerUnreadable, here: number, elsewhere: number]>([
  ['nobody answers', new MessengerUnreadable('no answer'), 2, 2],
  ['the bot is not there', new MessengerUnreadable('not_in_channel', { hidden: 'channel' }), 2, 0],
  ['it has no keys', new MessengerUnreadable('stripped', { hidden: 'messages' }), 0, 0],
])(
  'after a channel that cannot be read, as %s, it rests so long, and others so',
  async (_what, error, here, elsewhere) => {
    const chat = watched();

    await chat.finds('C1', error);

    expect([chat.restsFor('C1'), chat.restsFor('C2')]).toEqual([here, elsewhere]);
  },
);

test('what the chat asked for is not ended by another message that it takes', async () => {
  const chat = watched();
  await chat.says('C1', no('rate', { retryAfterMs: '30000' }));

  await chat.says('C1', ok);
  await chat.says('C2', ok);

  expect(chat.restsFor('C1')).toBe(30);
});

test('a chat that wants fewer changes takes new messages, and is asked for what it holds', async () => {
  const chat = watched();

  await chat.changes('C1', no('rate', { retryAfterMs: '30000' }));

  expect([chat.restsFor('C1'), chat.restsFor('C1', 'find')]).toEqual([0, 0]);
  expect([chat.restsFor('C1', 'update'), chat.restsFor('C2', 'update')]).toEqual([30, 30]);
});

test('a chat that is asked too often what it holds takes messages and changes', async () => {
  const chat = watched();

  await chat.finds('C1', new MessengerUnreadable('429', { retryAfterMs: 60_000 }));

  expect([chat.restsFor('C1'), chat.restsFor('C1', 'update'), chat.restsFor('C2', 'find')]).toEqual([0, 0, 60]);
});

test('a chat that wants fewer again and again is asked less and less often, and at once when it took one', async () => {
  const chat = watched();
  const rests: number[] = [];
  for (let n = 0; n < 7; n += 1) {
    await chat.changes('C1', no('rate'));
    rests.push(chat.restsFor('C1', 'update'));
    chat.clock.at += chat.restsFor('C1', 'update') * second;
  }
  await chat.changes('C1', ok);
  await chat.changes('C1', no('rate'));

  expect([...rests, chat.restsFor('C1', 'update')]).toEqual([2, 4, 8, 16, 32, 60, 60, 2]);
});

test('several that were on their way when the chat wanted fewer make it no longer than it asked for', async () => {
  const chat = watched();

  for (let n = 0; n < 6; n += 1) await chat.changes('C1', no('rate', { retryAfterMs: '5000' }));

  expect(chat.restsFor('C1', 'update')).toBe(5);
});

test('a channel that refuses rests longer and longer, and not any more once it takes something', async () => {
  const chat = watched();
  const rests: number[] = [];
  for (let n = 0; n < 7; n += 1) {
    await chat.says('C1', no('channel'));
    rests.push(chat.restsFor('C1'));
    await chat.says('C2', ok);
    chat.clock.at += chat.restsFor('C1') * second;
  }
  expect(rests).toEqual([2, 4, 8, 16, 32, 60, 60]);
  expect([...chat.health.refusing().keys()]).toEqual(['C1']);
  expect([chat.health.isUp(), chat.health.isUp('C1'), chat.health.downSince()]).toEqual([true, false, undefined]);

  await chat.says('C1', ok);

  expect([chat.restsFor('C1'), chat.health.refusing().size, chat.health.isUp('C1')]).toEqual([0, 0, true]);
});

test('a channel that wanted fewer new messages, and was sent none since, is not known to want that for ever', async () => {
  const chat = watched();
  const began = chat.clock.at;
  for (let n = 0; n < 3; n += 1) {
    await chat.says('C1', no('rate', { retryAfterMs: '600000' }));
    chat.clock.at += 601 * second;
  }
  await chat.changes('C1', ok);
  expect([...chat.health.refusing()]).toEqual([['C1', began]]);
  expect(chat.health.isUp('C1')).toBe(false);

  chat.clock.at += 600 * second;
  expect(chat.health.refusing().size).toBe(0);
  expect(chat.health.isUp('C1')).toBe(true);

  const anew = chat.clock.at;
  await chat.says('C1', no('rate', { retryAfterMs: '5000' }));
  expect([...chat.health.refusing()]).toEqual([['C1', anew]]);
});

test('an archived channel that can be read takes messages as little as before; one that could not be read may', async () => {
  const chat = watched();
  await chat.says('C1', no('channel'));
  await chat.finds('C2', new MessengerUnreadable('not_in_channel', { hidden: 'channel' }));

  await chat.finds('C1');
  await chat.finds('C2');

  expect([...chat.health.refusing().keys()]).toEqual(['C1']);
});
