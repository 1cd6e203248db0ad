import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from '../../src/diagnosis/redact.ts';

describe('a secret goes, what is around it stays', () => {
  test.each<[text: string, want: string]>([
    ['password=hunter2', 'password=[redacted]'],
    ['user=bob&password=hun,ter&x=1', 'user=bob&password=[redacted]&x=1'],
    ['ssl.keystore.password: hunter2, ssl.protocol: TLS', 'ssl.keystore.password: [redacted], ssl.protocol: TLS'],
    ['{"password" : "hun ter\'2", "user": "bob"}', '{"password" : [redacted], "user": "bob"}'],
    [String.raw`{\"password\":\"hunter2\",\"a\":1}`, String.raw`{\"password\":[redacted],\"a\":1}`],
    ["'db.passwd' = 'it is', 'x' = 'y'", "'db.passwd' = [redacted], 'x' = 'y'"],
    ['<db.password>hunter2</db.password>', '<db.password>[redacted]</db.password>'],
    ['run --db-password hunter2 --verbose', 'run --db-password [redacted] --verbose'],
    ['the password is hunter2', 'the password is [redacted]'],
    ['password=ab(cd)ef{gh}', 'password=[redacted]'],
    ['password=it"s;me more', 'password=[redacted] more'],
    ['Authorization: Basic Ym9iOmh1bnRlcjI=', 'Authorization: [redacted]'],
    ['header Bearer abc.def-123 refused', 'header Bearer [redacted] refused'],
    ['sent Basic Ym9iOmh1bnRlcjI= to host', 'sent Basic [redacted] to host'],
    ['https://bob:hunter2@host:8081/jobs', 'https://[redacted]@host:8081/jobs'],
    ['https://bob:p@ss/w@host/x', 'https://[redacted]@host/x'],
    ['https://ghtoken@host/x', 'https://[redacted]@host/x'],
    [
      'jdbc:postgresql://db:5432/x?user=a&password=hunter2&ssl=true',
      'jdbc:postgresql://db:5432/x?user=a&password=[redacted]&ssl=true',
    ],
    ['jdbc:oracle:thin:scott/tiger@//db:1521/x', 'jdbc:oracle:thin:[redacted]@//db:1521/x'],
    ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG', 'AWS_SECRET_ACCESS_KEY=[redacted]'],
    ['key AKIAIOSFODNN7EXAMPLE used', 'key [redacted] used'],
    ['fs.s3a.access.key=abc', 'fs.s3a.access.key=[redacted]'],
    ['AccountKey=abc==;EndpointSuffix=x', 'AccountKey=[redacted];EndpointSuffix=x'],
    ['X-Amz-Signature=00ff&x=1', 'X-Amz-Signature=[redacted]&x=1'],
    ['sasl.jaas.config=org.x.PlainLoginModule required username="a" password="b";', 'sasl.jaas.config=[redacted]'],
    [
      'PlainLoginModule required username="a" password="b";',
      'PlainLoginModule required username="a" password=[redacted];',
    ],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def', '[redacted]'],
    ['token ghp_0123456789abcdefghij', 'token [redacted]'],
    ['sk-proj-0123456789abcdefghij', '[redacted]'],
    ['a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nb', 'a\n[redacted]\nb'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE cut off', '[redacted]'],
  ])('%s', (text, want) => {
    expect(redact(text)).toBe(want);
  });
});

describe('what a person needs stays', () => {
  test.each([
    'java.lang.OutOfMemoryError: Metaspace',
    '\tat org.apache.flink.runtime.tasks.StreamTask.invoke(StreamTask.java:970)',
    'Job 4f1a9c2b7d3e4f5a8b6c7d8e9f0a1b2c failed at http://jobmanager:8081/jobs',
    's3://bucket/savepoints/savepoint-4f1a9c-0123456789ab',
    'Basic authentication failed for topic orders',
    'Could not parse the unexpected token } at line 3',
    'keyBy(key) saw key: 15 of group 3',
    'kafka-0.broker:9092 disconnected',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });
});

test('characters that nobody sees are taken out, lines and tabs stay', () => {
  expect(redact('a\u001b[31mb\u202ec\u200bd\u2066\ufeff\u{e0041}\r\n\te\u0000')).toBe('abcd\n\te');
});

test('a secret that was hidden with invisible characters is found', () => {
  expect(redact('pass\u200bword=hunter2')).toBe('password=[redacted]');
});

test('redacting twice changes nothing more', () => {
  const piece = fc.constantFrom(
    'password',
    'token',
    '=',
    ': ',
    '"',
    "'",
    'Bearer ',
    '://',
    '@',
    'a:b',
    ' ',
    '\n',
    ';',
    ',',
    '--',
    '<',
    '>',
    'x1',
    '\\',
    '-----BEGIN PRIVATE KEY-----',
    'sasl.jaas.config=',
  );

  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const once = redact(pieces.join(''));

      expect(redact(once)).toBe(once);
    }),
  );
});

test('the secret behind a name is gone, whatever it is made of', () => {
  const letter = fc.constantFrom(...'abcXYZ0189!#$%*()[]{}<>/\\|@:.?_+=-~^`'.split(''));
  const secret = fc.array(letter, { minLength: 6, maxLength: 30 }).map((all) => `Q7${all.join('')}7Q`);

  fc.assert(
    fc.property(
      secret,
      fc.constantFrom('password=', 'db.password: ', 'api_key="', 'secretToken := ', 'AccountKey='),
      (hidden, name) => {
        const quote = name.endsWith('"') ? '"' : '';

        expect(redact(`before ${name}${hidden}${quote} after`)).not.toContain(hidden);
      },
    ),
  );
});

test.each<[title: string, piece: string]>([
  ['names', 'password'],
  ['names and blanks', 'token   '],
  ['dashes', '--'],
  ['key blocks without an end', '-----BEGIN PRIVATE KEY-----'],
  ['schemes', 'a://'],
  ['colons behind a scheme', '://a:'],
  ['quotes', 'password="'],
  ['word characters', 'a'],
  ['tags', '<password>'],
  ['web tokens', 'eyJaaaaaaaa.'],
  ['basic', 'basic '],
  ['separators', 'password=a,;&'],
])('half a megabyte of %s takes time in proportion to its length', (_title, piece) => {
  const of = (chars: number): number => {
    const text = piece.repeat(Math.ceil(chars / piece.length));
    const start = performance.now();
    redact(text);
    return performance.now() - start;
  };
  of(10_000);

  const whole = of(512 * 1024);

  // Quadratic work on this much text takes minutes.
  expect(whole).toBeLessThan(5_000);
});
