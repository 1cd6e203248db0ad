import { expect, test } from 'vitest';
import { showsForeignLoggers } from '../../src/knowledge/foreign-logs.ts';
import { cpuMsOf } from '../support/cpu-ms.ts';

const tooLarge = 'org.apache.kafka.common.errors.RecordTooLargeException: The message is 1100093 bytes when serialized';

test.each([
  ['a thread of its own', '14749 [Thread-0] INFO  com.acme.feed.Publisher  - The ExecutionException occurred'],
  ['a shortened package', '2020-12-10 11:18:41 ERROR c.a.s.k.DiskStorage - Unable to resolve location'],
  ['one in brackets', '08:38:49,588 WARN  [f.p.e.c.f.v.ElasticsearchClient] Got a hard failure of the bulk request'],
  ['an actor', '19:11:04.002 [shop-akka.actor.default-dispatcher-2] ERROR c.shop.KafkaProducerActor - Failed to send'],
  ['a line behind its name', '2019-05-05 15:26:29 [main] ERROR edp.rider.rest.FlowUtils[1303] - refresh failed'],
  [
    'a pool of a server',
    '10:00:01,447 ERROR [org.keycloak.services.ErrorHandler] (executor-thread-12) Uncaught server error',
  ],
  ['columns', '2017-11-07T14:32:15.023\tWARN\tnode-poller-0\tcom.facebook.presto.metadata.RemoteNode\tnot returned'],
  [
    'a container',
    'feeds-1  | 2024-01-01 10:00:00.001 [pool-2-thread-1] ERROR com.acme.feed.Publisher - publish failed',
  ],
])('%s is of another program', (_name, line) => {
  expect(showsForeignLoggers(`${line}\n${tooLarge}`)).toBe(true);
});

test.each([
  ['no log', tooLarge],
  ['a sentence', 'INFO says nothing, the error is thrown by com.acme.orders.Enrich in our job'],
  ['what was thrown', 'ERROR: java.lang.NoClassDefFoundError: org/apache/kafka/connect/json/JsonConverter'],
  ['a library', '18:23:10.513 [adder] ERROR com.zaxxer.hikari.pool.HikariPool - Connection is not available'],
  ['a library in short', '18:23:10.513 [main] WARN  o.a.h.fs.FileSystem - Cannot load filesystem'],
  ['a function in the layout of Flink', '2022-01-01 10:00:00,001 ERROR com.acme.orders.Enrich   [] - enrich failed'],
  [
    'one behind a time of Docker',
    '2022-01-01T10:00:00.1Z [2022-01-01 10:00:00,001] ERROR com.acme.Enrich - enrich failed',
  ],
  ['one in a container', 'orders-tm-1  | 2022-01-01 10:00:00,001 ERROR com.acme.orders.Enrich - enrich failed'],
  ['the class of a job', '10:00:00.001 [main] ERROR com.acme.orders.OrdersJob - cannot start'],
  ['a subtask', '10:00:00.001 [Sink: orders (1/4)#0] ERROR com.acme.orders.Writer - write failed'],
  [
    'Flink besides',
    '10:00:00.001 [main] INFO  com.acme.Start - go\n10:00:00.001 [main] INFO  o.a.f.r.minicluster.MiniCluster - start',
  ],
  [
    'the operator',
    '10:00:01,000 i.j.o.p.e.ReconciliationDispatcher [INFO ][default/orders] error. a.b.Dispatcher - no',
  ],
  ['what runs in Flink', '10:00:00.001 [main] ERROR com.dtstack.chunjun.source.Reader - dirty records'],
])('%s is not', (_name, text) => {
  expect(showsForeignLoggers(text)).toBe(false);
});

test.each(['INFO ', 'INFO a.', 'a.', 'ERROR a.b.C\n', 'INFO a.a.a.a.a.a.a.A', 'WARN '.repeat(30)])(
  'a long paste of %j takes no time',
  (part) => {
    expect(cpuMsOf(() => showsForeignLoggers(part.repeat(100_000)))).toBeLessThan(10_000);
  },
);
