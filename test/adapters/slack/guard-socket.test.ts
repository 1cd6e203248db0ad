import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { guardSocket } from '../../../src/adapters/slack/guard-socket.ts';
import { keptLog } from '../../support/logs.ts';

test.each([null, '2', undefined])('a greeting counts whatever it says of the number of connections: %j', (number) => {
  const client = new EventEmitter();
  const heard: unknown[] = [];
  client.on('ws_message', (data) => heard.push(data));
  const log = keptLog();
  const news = guardSocket(client as unknown as Parameters<typeof guardSocket>[0], log);
  const hello = JSON.stringify({ type: 'hello', connection_info: { app_id: 'A1' }, num_connections: number });

  client.emit('ws_message', hello, false);

  expect(heard).toEqual([hello]);
  expect(news).toMatchObject({ app: 'A1', connections: undefined });
});
