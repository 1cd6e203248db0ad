import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { causeChain } from '../../src/domain/cause-chain.ts';
import { type SignalKind, signalKinds } from '../../src/domain/signal.ts';
import { makeSopLibrary } from '../../src/knowledge/load-sops.ts';
import { readQuery, type SopQuery, tellsStory } from '../../src/knowledge/asked-text.ts';
import { complaints } from '../../src/knowledge/complaints.ts';
import { retrieveFrom } from '../../src/knowledge/retrieve-from.ts';
import { retrieve } from '../../src/knowledge/retrieve.ts';
import { makeSopFolder } from '../../src/knowledge/sop-folder.ts';
import { tracesByCause } from '../diagnosis/real-traces.ts';
import { foreignTexts } from './foreign-texts.ts';
import { memoryFolder, sopText } from './sop-text.ts';

const library = makeSopLibrary({
  name: 'sops',
  folder: makeSopFolder(path.join(import.meta.dirname, '../../sops')),
});

function find(query: Partial<SopQuery>): string {
  const match = retrieve({ exceptions: [], signals: [], ...query }, library);
  return match.kind === 'fits' ? `${match.sop.id} by ${match.by}` : 'none';
}

describe('exceptions', () => {
  test.each(['KafkaLagException', 'DiskFullException', 'SlotException'])('a name is no sentence: %s', (name) => {
    expect(find({ exceptions: [{ class: name, message: '' }] })).toBe('none');
  });

  test('what the own code of a job threw is no trouble that other words tell, only a task that failed', () => {
    const trace = [
      'java.lang.IllegalStateException: order total negative',
      '\tat com.acme.orders.Total.check(Total.java:12)',
    ];
    const run = '\tat org.apache.flink.runtime.taskmanager.Task.run(Task.java:38)';

    expect(find({ words: trace.join('\n') })).toBe('none');
    expect(find({ words: [...trace, run].join('\n') })).toBe('restart-loop by exception');
  });

  test("a connection that Flink's own network code did not get is to the JobManager, another one to whom the frames tell", () => {
    const refused =
      'io.netty.channel.AbstractChannel$AnnotatedConnectException: finishConnect(..) failed: Connection refused: host/10.0.0.1:80';
    const client = '\tat io.lettuce.core.AbstractRedisClient.initialize(AbstractRedisClient.java:1)';

    expect(find({ words: `org.apache.flink.shaded.netty4.${refused}` })).toBe('jobmanager-overloaded by exception');
    expect(find({ words: `${refused}\n${client}` })).toBe('external-service-slow by exception');
  });

  test('that a task failed says less than anything else', () => {
    const failed = 'Source: orders (1/1) (0b4d) switched from RUNNING to FAILED.';
    const unknown = 'java.lang.IllegalArgumentException: Invalid range: [1..0)';
    const record = '\tat org.apache.flink.streaming.api.operators.StreamMap.processElement(StreamMap.java:38)';
    const run = '\tat org.apache.flink.runtime.taskmanager.Task.run(Task.java:38)';

    expect(find({ words: [failed, unknown].join('\n') })).toBe('restart-loop by exception');
    expect(find({ words: [failed, unknown, run, record].join('\n') })).toBe('poison-record by exception');
    expect(find({ words: [failed, 'Recovery is suppressed by NoRestartBackoffTimeStrategy', run].join('\n') })).toBe(
      'restarts-exhausted by exception',
    );
  });

  describe('of what no pattern knows, the code around tells what the program was doing', () => {
    const unknown =
      'java.lang.IllegalStateException: order total negative\n\tat com.acme.orders.Total.check(Total.java:12)';
    const record = '\tat org.apache.flink.streaming.api.operators.StreamMap.processElement(StreamMap.java:38)';
    const opens = '\tat org.apache.flink.api.common.functions.util.FunctionUtils.openFunction(FunctionUtils.java:34)';
    const submits = '\tat org.apache.flink.client.cli.CliFrontend.main(CliFrontend.java:1170)';
    const python = '  File "/lib/pyflink/table/table_environment.py", line 876, in execute_sql';

    test.each([
      ['a record', record, 'poison-record by exception'],
      ['a record, whoever opened the task', `${record}\n${opens}`, 'poison-record by exception'],
      ['the start of a function', `${opens}\n${record}`, 'job-main-failed by exception'],
      ['the submission', submits, 'job-main-failed by exception'],
      ['the submission of a Python program', python, 'job-main-failed by exception'],
    ])('%s', (_title, frames, want) => {
      expect(find({ words: `${unknown}\n${frames}` })).toBe(want);
    });

    test('but what was thrown says more', () => {
      const wrapped = `${unknown}\n${record}`.replace(
        'java.lang.IllegalStateException',
        'java.net.SocketTimeoutException',
      );

      expect(find({ words: wrapped })).toBe('external-service-slow by exception');
      expect(find({ words: `java.lang.ClassNotFoundException: com.acme.A\n${submits}` })).toBe(
        'missing-class by exception',
      );
    });

    test('and that the job ended says less', () => {
      const ended = 'org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy';
      const client = 'org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: no';

      expect(find({ words: `${ended}\nCaused by: ${unknown}` })).toBe('restarts-exhausted by exception');
      expect(find({ words: `${client}\nCaused by: ${ended}\nCaused by: ${unknown}\n${record}` })).toBe(
        'poison-record by exception',
      );
    });
  });

  test('what a library refuses in main is the fault of main', () => {
    const refused = 'org.apache.hudi.exception.HoodieException: Option path is missing';

    expect(find({ words: refused })).toBe('external-service-slow by exception');
    expect(
      find({
        words: `org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: no\nCaused by: ${refused}`,
      }),
    ).toBe('job-main-failed by exception');
  });

  test.each([
    ['Failed to deserialize data of EventHeaderV4\n\tat com.github.shyiko.A.b(A.java:1)', 'poison-record by exception'],
    ['ERROR c.v.flink.Session - Failed to parse statement: USE x', 'job-main-failed by exception'],
    ['ERROR Persistence [] - Error : Could not find API definition for name "JDO"', 'missing-class by exception'],
    ['agent-1 ERROR agent-1 Failed to initialize job: open /tmp/job: no space left on device', 'none'],
  ])('the sentence of an exception counts where it is the message that was logged: %s', (words, want) => {
    expect(find({ words })).toBe(want);
  });

  test.each([
    'java.lang.Integer cannot be cast to java.lang.Long',
    "class java.lang.Integer cannot be cast to class java.lang.Long (java.lang.Integer and java.lang.Long are in module java.base of loader 'bootstrap')",
    'java.lang.String cannot be cast to org.apache.flink.table.data.StringData',
  ])('a value of another type is no second version of a class: %s', (message) => {
    expect(find({ words: `java.lang.ClassCastException: ${message}` })).toBe('poison-record by exception');
  });

  test('what Flink threw is found by its words where no pattern names it', () => {
    const trace = [
      'java.lang.IllegalStateException: savepoint cannot be triggered, no savepoint directory',
      '\tat org.apache.flink.runtime.checkpoint.NewCoordinator.begin(NewCoordinator.java:38)',
    ];

    expect(find({ words: trace.join('\n') })).toBe('savepoint-refused by words');
  });

  test('frames of libraries alone tell of any program, an exception that is named exactly does not', () => {
    const frames = ['io.netty.A.b', 'redis.clients.jedis.Protocol.read', 'redis.clients.jedis.Jedis.get']
      .map((code) => `\tat ${code}(A.java:1)`)
      .join('\n');

    expect(find({ words: `redis.clients.jedis.exceptions.JedisDataException: ERR no\n${frames}` })).toBe('none');
    expect(find({ words: `org.apache.kafka.common.errors.RecordTooLargeException: too large\n${frames}` })).toBe(
      'record-too-large by exception',
    );
  });

  test('of what a person tells the trouble is meant, not the exception that came of it', () => {
    const story =
      'The taskmanager pods get OOMKilled, exit code 137, and then the log says the assigned slot was removed';

    expect(find({ words: story })).toBe('container-oom-killed by words');
    expect(find({ words: 'java.lang.Exception: The assigned slot was removed.' })).toBe(
      'taskmanager-lost by exception',
    );
    expect(find({ words: `WARN ${story}` })).toBe('taskmanager-lost by exception');
  });

  // The rules look deeper than a literal can.
  const literal = tracesByCause.filter(([, trace]) => !trace.includes('SerializedLambda'));

  test.each(literal)('%s is found by its trace, read or pasted', (cause, trace) => {
    expect(find({ exceptions: causeChain(trace).toReversed() })).toBe(`${cause} by exception`);
    expect(find({ words: trace })).toBe(`${cause} by exception`);
  });

  test('the one nearest to the root decides', () => {
    const exceptions = causeChain(
      'java.lang.OutOfMemoryError: Metaspace\nCaused by: java.lang.NumberFormatException: For input string: "x"',
    ).toReversed();

    expect(find({ exceptions, signals: ['job-failed'] })).toBe('poison-record by exception');
    expect(find({ exceptions: exceptions.toReversed() })).toBe('metaspace-exhausted by exception');
  });

  test('that Flink gave up says nothing of why, wherever it stands', () => {
    const exceptions = causeChain(
      'org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy\nCaused by: java.lang.NumberFormatException: For input string: "x"',
    );

    expect(find({ exceptions })).toBe('poison-record by exception');
    expect(find({ exceptions: exceptions.toReversed() })).toBe('poison-record by exception');
    expect(find({ exceptions: exceptions.slice(0, 1) })).toBe('restarts-exhausted by exception');
  });

  const late = { class: 'java.net.SocketTimeoutException', message: 'Read timed out' };

  test('a class that any client throws gives way to what is thrown around it, wherever that stands', () => {
    const checkpoint = { class: 'java.lang.Exception', message: 'Could not materialize checkpoint 12 for operator x' };
    const batch = { class: 'java.io.IOException', message: 'JDBC executeBatch error, retry times = 3' };

    expect(find({ exceptions: [late] })).toBe('external-service-slow by exception');
    expect(find({ exceptions: [late, checkpoint] })).toBe('checkpoint-storage-failing by exception');
    expect(find({ exceptions: [late, batch, checkpoint] })).toBe('external-service-slow by exception');
  });

  test.each([
    [
      'the network of Flink',
      'org.apache.flink.runtime.io.network.netty.NettyServer.read(NettyServer.java:3)',
      'taskmanager-lost',
    ],
    [
      'the metadata of a checkpoint',
      'org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(Checkpoints.java:99)',
      'snapshot-missing',
    ],
    ['a serializer', 'com.esotericsoftware.kryo.Kryo.readClass(Kryo.java:641)', 'serializer-changed'],
  ])('what any code may throw is known by the code that threw it: %s', (_name, frame, id) => {
    const trace = `java.io.EOFException\n\tat java.io.DataInputStream.readInt(DataInputStream.java:392)\n\tat ${frame}`;

    expect(find({ words: trace })).toBe(`${id} by exception`);
  });

  test('what the job end was told with says nothing of its cause', () => {
    const told =
      'org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: Job failed';
    const cause = 'Caused by: java.lang.ArrayIndexOutOfBoundsException: 3';

    expect(find({ words: `${told}\n${cause}` })).toBe('job-main-failed by exception');
    expect(
      find({
        words: `${told}\nCaused by: org.apache.flink.runtime.client.JobExecutionException: Job execution failed.\n${cause}`,
      }),
    ).toBe('poison-record by exception');
  });

  const gaveUp =
    'org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy\n\tat a.B.c(B.java:1)';

  test.each([
    ['a line of the log before it', `Connection to node -1 could not be established.\n${gaveUp}`, 'kafka-unreachable'],
    ['a line of the log behind it', `${gaveUp}\nInsufficient number of network buffers`, 'network-buffers-exhausted'],
    ['the first of two lines', `No space left on device\nToo many open files\n${gaveUp}`, 'disk-full'],
    ['an exception before it', `java.lang.OutOfMemoryError: Metaspace\n${gaveUp}`, 'metaspace-exhausted'],
    ['what it is itself when nothing else is told', gaveUp, 'restarts-exhausted'],
  ])('that the job ended says less than %s', (_name, words, id) => {
    expect(find({ words })).toBe(`${id} by exception`);
  });

  test('what is only said gives way to what was thrown', () => {
    const words = 'Too many open files\njava.lang.OutOfMemoryError: Metaspace\n\tat a.B.c(B.java:1)';

    expect(find({ words })).toBe('metaspace-exhausted by exception');
  });

  test.each([
    'com.acme.StrangeException: what?',
    'java.lang.IllegalStateException: the cat is not there',
    'org.acme.shop.PaymentDeclinedException: card expired',
    'java.util.NoSuchElementException: No value present\n\tat java.base/java.util.Optional.get(Optional.java:143)',
  ])('one that no procedure names fits none: %s', (trace) => {
    expect(find({ exceptions: causeChain(trace).toReversed(), signals: ['new-exception'] })).toBe('none');
    expect(find({ words: trace })).toBe('none');
  });
});

describe('cause and signals', () => {
  // As Flink 1.20.4 and 2.3.0 told them.
  test.each([
    [
      'java.util.concurrent.TimeoutException',
      'Async function call has timed out.',
      'external-service-slow by exception',
    ],
    ['java.lang.UnsatisfiedLinkError', 'no rocksdb in java.library.path: /usr/lib', 'missing-class by exception'],
    [
      'org.apache.flink.table.runtime.operators.sink.constraint.EnforcerException',
      "Column 'x' is NOT NULL, however, a null value is being written into it. You can set job configuration",
      'poison-record by exception',
    ],
    ['java.lang.RuntimeException', 'order 1203 has no customer', 'restart-loop by cause'],
  ])('that a job loops is its cause where its exception has no procedure: %s: %s', (thrown, message, want) => {
    const exceptions = [{ class: thrown, message }];

    expect(find({ cause: 'restart-loop', exceptions, signals: ['restart-loop', 'new-exception'] })).toBe(want);
  });

  test('and where a folder of the team has its own procedure for loops', () => {
    const files = new Map([['restart-loop.md', sopText('restart-loop', 'NobodyThrowsThis')]]);
    const own = makeSopLibrary({ name: 'own', folder: memoryFolder(files), complaints: new Map() });
    const of = (exceptions: SopQuery['exceptions']) => {
      const match = retrieveFrom([own, library], { cause: 'restart-loop', exceptions, signals: ['restart-loop'] });
      return match.kind === 'fits' ? `${match.sop.id} of ${match.sop.file}` : 'none';
    };

    expect(
      of([{ class: 'java.lang.UnsatisfiedLinkError', message: 'no rocksdb in java.library.path: /usr/lib' }]),
    ).toMatch(/^missing-class of /);
    expect(of([])).toMatch(/^restart-loop of own/);
  });

  test('a cause that is a procedure decides over everything else', () => {
    const exceptions = [{ class: 'java.lang.OutOfMemoryError', message: 'Java heap space' }];

    expect(find({ cause: 'backpressure', exceptions, signals: ['no-slots'] })).toBe('backpressure by cause');
  });

  test.each(['unknown', 'no-such-procedure', '', '../etc/passwd'])(
    'a cause that is none is passed over: %s',
    (cause) => {
      expect(find({ cause, signals: ['duplicate-job'] })).toBe('duplicate-job by signal');
    },
  );

  test.each<[signals: readonly SignalKind[], want: string]>([
    [['duplicate-job'], 'duplicate-job by signal'],
    [['no-slots', 'restart-loop'], 'not-enough-slots by signal'],
    [['taskmanager-lost', 'restart-loop'], 'taskmanager-lost by signal'],
    [['checkpoint-failing', 'backpressure-high'], 'checkpoint-expired by signal'],
    [['backpressure-high', 'lag-rising'], 'backpressure by signal'],
    [['restart-loop', 'new-exception'], 'restart-loop by signal'],
    [['jobmanager-restarted'], 'leadership-lost by signal'],
    [['gc-pressure', 'backpressure-high'], 'heap-exhausted by signal'],
    [['lag-rising'], 'none'],
    [['new-exception'], 'none'],
    [['catching-up'], 'none'],
    [[], 'none'],
  ])('the signals %j find %s', (signals, want) => {
    expect(find({ signals })).toBe(want);
  });

  test('others that came near are told, the chosen one not among them', () => {
    const match = retrieve(
      {
        exceptions: [{ class: 'java.lang.OutOfMemoryError', message: 'Metaspace' }],
        signals: ['restart-loop', 'taskmanager-lost'],
      },
      library,
    );

    expect(match).toMatchObject({ kind: 'fits', score: 1, sop: { id: 'metaspace-exhausted' } });
    expect(match.kind === 'fits' && match.others.slice(0, 2)).toEqual([
      { id: 'taskmanager-lost', by: 'signal' },
      { id: 'restart-loop', by: 'signal' },
    ]);
  });
});

describe('words', () => {
  test.each(foreignTexts)('find none in a text about something else: %j', (words) => {
    expect(find({ words })).toBe('none');
  });

  test('say what came nearest when none fits', () => {
    const match = retrieve(
      { exceptions: [], signals: [], words: 'the job of our painter is a strange picture' },
      library,
    );

    if (match.kind !== 'none-fits' || match.best === undefined) throw new Error('something fits, or nothing is near');
    expect(match.best.score).toBeLessThan(match.floor);
  });

  test.each([
    ['our task managers keep dying one after the other', 'taskmanager-lost'],
    ['checkpoints always time out', 'checkpoint-expired'],
    ['there are no free slots for my job', 'not-enough-slots'],
    ['job restarts in a crash loop', 'restart-loop'],
  ])('of a person find the procedure: %s', (words, id) => {
    expect(find({ words })).toBe(`${id} by words`);
  });
});

test('never throws, whatever is asked', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 });

  fc.assert(
    fc.property(
      fc.record({
        exceptions: fc.array(fc.record({ class: text, message: text }), { maxLength: 3 }),
        signals: fc.subarray([...signalKinds]),
        words: text,
        cause: text,
      }),
      (query) => {
        expect(['fits', 'none-fits']).toContain(retrieve(query, library).kind);
      },
    ),
    { numRuns: 100 },
  );
}, 60_000);

test('a pasted exception that a SOP names is answered without learning what troubles sound like', () => {
  const words =
    'java.lang.OutOfMemoryError: Metaspace\n\tat java.base/java.lang.ClassLoader.defineClass1(Native Method)';
  const found = () => ({ ...library.found(), speech: () => expect.fail('nothing has to be learned here') });

  expect(retrieve({ exceptions: [], signals: [], words }, { ...library, found })).toMatchObject({
    kind: 'fits',
    by: 'exception',
    sop: { id: 'metaspace-exhausted' },
  });
});

test.each(['checkpoint', 'state', 'hudi', '作业'])('a bare word tells no trouble: %s', (words) => {
  expect(find({ words })).toBe('none');
});

test('an exception of the team that Flink threw on is found no sooner than in an incident', () => {
  const trace = [
    'org.apache.flink.util.FlinkRuntimeException: Exception thrown in operator',
    '\tat com.acme.Orders.wrap(Orders.java:12)',
    'Caused by: com.acme.OrderException: the snapshot of the order cannot be found any more in the class of the jar',
    '\tat com.acme.Orders.total(Orders.java:20)',
  ];

  expect(find({ words: trace.join('\n') })).toBe('none');
});

test('a message that was copied without its class is no story, though it begins with a word', () => {
  const words =
    "Multiple factories for identifier 'default' that implement 'org.apache.flink.table.delegation.ExecutorFactory' found in the classpath.";

  expect(tellsStory(readQuery({ exceptions: [], signals: [], words }))).toBe(false);
  expect(find({ words })).toBe('class-conflict by exception');
});

test('a story in Chinese is one, too', () => {
  const asked = readQuery({ exceptions: [], signals: [], words: '作业重启，日志有 ClassCastException' });

  expect(tellsStory(asked)).toBe(true);
});

describe('an incident', () => {
  test.each<[name: string, message: string]>([
    ['java.io.EOFException', ''],
    ['java.io.IOException', 'Connection reset by peer'],
    ['java.lang.InterruptedException', ''],
    ['java.util.concurrent.TimeoutException', ''],
  ])('of what any program throws finds nothing by words: %s %s', (name, message) => {
    const exceptions = [{ class: name, message }];

    expect(find({ exceptions, signals: ['new-exception', 'lag-rising'] })).not.toContain('by words');
  });

  test('is no complaint, whatever a message says', () => {
    const lines = [...complaints.values()].flatMap((said) => said.slice(0, 3));
    const found = lines.filter((message) =>
      find({ exceptions: [{ class: 'com.acme.FooException', message }] }).endsWith('by words'),
    );

    expect(found.length / lines.length).toBeLessThan(0.05);
  });

  const mute = {
    ...library,
    found: () => ({ ...library.found(), speech: () => expect.fail('an incident shows no sentence to learn for') }),
  };
  const links = fc.record({ class: fc.constantFrom('X', 'com.acme.FooException'), message: fc.lorem() });

  test('needs nothing to be learned, whatever it shows', () => {
    const shown = fc.record({
      exceptions: fc.array(links, { maxLength: 2 }),
      signals: fc.subarray([...signalKinds]),
      cause: fc.constantFrom('unknown', 'data-skew'),
    });
    fc.assert(
      fc.property(shown, (query) => {
        expect(retrieve(query, mute)).toEqual(retrieve(query, library));
      }),
    );
  });
});
