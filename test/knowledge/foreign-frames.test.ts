import { expect, test } from 'vitest';
import { showsForeignFrames, showsLibrariesAlone } from '../../src/knowledge/foreign-frames.ts';
import { cpuMsOf } from '../support/cpu-ms.ts';

const send = '\tat org.apache.kafka.clients.producer.KafkaProducer.send(KafkaProducer.java:847)';

test.each([
  ['a service that sends to Kafka', [send, '\tat com.acme.shop.OrderEvents.publish(OrderEvents.java:41)']],
  [
    'another engine',
    ['\tat org.apache.druid.indexing.Runner.run(Runner.java:9)', '\tat java.lang.Thread.run(Thread.java:1)', send],
  ],
  [
    'Kafka Connect',
    [
      '\tat com.acme.kafka.connect.Reader.poll(Reader.java:1)',
      '\tat com.acme.kafka.connect.SourceTask.poll(SourceTask.java:1)',
    ],
  ],
  [
    'a thread of its own',
    [
      '\tat com.acme.Poller.poll(Poller.java:7)',
      '\tat com.acme.Poller.run(Poller.java:3)',
      '\tat java.base/java.lang.Thread.run(Thread.java:829)',
    ],
  ],
  [
    'a reducer of MapReduce',
    [
      '\tat org.apache.nutch.crawl.CrawlDbReducer.reduce(CrawlDbReducer.java:80)',
      '\tat org.apache.hadoop.mapred.ReduceTask.runOldReducer(ReduceTask.java:444)',
    ],
  ],
  [
    'a log in one line',
    [`failed ${send.trim()} at com.acme.shop.OrderEvents.publish(OrderEvents.java:41) ~[shop.jar:na]`],
  ],
  [
    'a main method, above another cause',
    [
      '\tat org.postgresql.Driver.connect(Driver.java:264)',
      '\tat com.acme.shop.Db.open(Db.java:19)',
      '\tat com.acme.shop.ShopServer.main(ShopServer.java:40)',
      'Caused by: java.net.ConnectException: Connection refused',
      '\tat org.postgresql.core.PGStream.<init>(PGStream.java:81)',
      '\t... 3 more',
    ],
  ],
  [
    'the main method of a library',
    [
      '\tat org.apache.hadoop.fs.shell.Mkdir.run(Mkdir.java:90)',
      '\tat org.apache.hadoop.fs.FsShell.main(FsShell.java:390) ~[hadoop-common.jar:?]',
    ],
  ],
  [
    'a stream that a service writes to',
    [
      '\tat ch.qos.logback.core.recovery.ResilientFileOutputStream.write(ResilientFileOutputStream.java:53)',
      '\tat com.acme.files.Uploads.write(Uploads.java:210)',
      '\tat com.acme.files.UploadServer.handle(UploadServer.java:150)',
    ],
  ],
])('%s is another program', (_name, frames) => {
  expect(showsForeignFrames(['java.lang.IllegalStateException: no', ...frames].join('\n'))).toBe(true);
});

test.each([
  ['nothing', []],
  ['only a client', [send, send, '\tat io.netty.channel.AbstractChannel.write(AbstractChannel.java:2)']],
  ['one frame', ['\tat com.acme.shop.OrderEvents.publish(OrderEvents.java:41)']],
  [
    'a task of Flink',
    [
      send,
      '\tat com.acme.Enrich.look(Enrich.java:4)',
      '\tat org.apache.flink.streaming.runtime.tasks.StreamTask.invoke(StreamTask.java:1)',
    ],
  ],
  [
    'a lake in Flink',
    ['\tat com.acme.A.b(A.java:4)', '\tat org.apache.hudi.sink.StreamWriteFunction.flush(StreamWriteFunction.java:1)'],
  ],
  [
    'a function that Flink may have called',
    ['\tat com.acme.Order.parse(Order.java:4)', '\tat com.acme.ParseOrder.map(ParseOrder.java:41)'],
  ],
  [
    'its lambda',
    ['\tat com.acme.Order.parse(Order.java:4)', '\tat com.acme.ParseOrder.lambda$asyncInvoke$0(ParseOrder.java:41)'],
  ],
  [
    'a main method that may be of a job',
    ['\tat com.acme.Settings.read(Settings.java:4)', '\tat com.acme.OrdersJob.main(OrdersJob.java:41)'],
  ],
  [
    'a main method above frames that were cut off',
    ['\tat com.acme.Settings.read(Settings.java:4)', '\tat com.acme.Orders.main(Orders.java:41)', '\t... 12 more'],
  ],
  [
    'a main method that something has called',
    [
      '\tat com.acme.Settings.apply(Settings.java:4)',
      '\tat com.acme.Orders.main(Orders.java:41)',
      '\tat java.base/java.lang.reflect.Method.invoke(Method.java:566)',
      '\tat com.acme.launcher.Launcher.run(Launcher.java:9)',
    ],
  ],
  [
    'a sink that writes',
    ['\tat com.acme.Batch.send(Batch.java:4)', '\tat com.acme.OrdersWriter.write(OrdersWriter.java:41)'],
  ],
  ['a sentence', ['it fails at com.acme.orders on Mondays, look at com.acme.billing too']],
])('%s is not', (_name, frames) => {
  expect(showsForeignFrames(['java.lang.IllegalStateException: no', ...frames].join('\n'))).toBe(false);
});

test.each([
  'at ',
  'at a.',
  'at a.b.main',
  'at a.b.main (',
  'at a.main() ~[',
  'at a.b',
  ' at a/',
  '\tat com.acme.A.b(A.java:1)\n',
  'at a.a.a.a.a',
])('a long paste of %j takes no time', (part) => {
  expect(cpuMsOf(() => showsForeignFrames(part.repeat(100_000)))).toBeLessThan(10_000);
});

const pool = [
  '\tat org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:473)',
  '\tat org.postgresql.Driver.connect(Driver.java:254)',
  '\tat com.zaxxer.hikari.pool.PoolBase.newConnection(PoolBase.java:341)',
];

test.each([
  ['libraries alone', 'PSQLException: too many clients', pool, true],
  ['so few that they may be the end of a trace', 'PSQLException: too many clients', pool.slice(1), false],
  ['a lake that jobs write to', 'IllegalStateException: no', [...pool, '\tat org.apache.hudi.A.b(A.java:1)'], false],
  ['what is told of a jar', 'NoSuchMethodError: a.B.c()', pool, false],
  ['code of its own', 'PSQLException: no', [...pool, '\tat com.acme.shop.Orders.save(Orders.java:1)'], false],
])('%s', (_name, thrown, frames, alone) => {
  expect(showsLibrariesAlone([thrown, ...frames].join('\n'))).toBe(alone);
});
