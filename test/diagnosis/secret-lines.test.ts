import { describe, expect, test } from 'vitest';
import { makeSecretLines } from '../../src/diagnosis/secret-lines.ts';

/** The lines that no earlier line makes a part of a secret. */
function shown(text: string): readonly string[] {
  const isInSecret = makeSecretLines();
  return text.split('\n').filter((line) => !isInSecret(line));
}

describe('what an earlier line began is in the secret, what follows it is not', () => {
  test.each<[title: string, text: string]>([
    [
      'a private key',
      'INFO loaded\n-----BEGIN PRIVATE KEY-----\n#MIIEvgIBADANBgkqh\n#c2VjcmV0\n#-----END PRIVATE KEY-----\nINFO on',
    ],
    [
      'a private key whose lines have the head of a log line',
      'INFO x - -----BEGIN RSA PRIVATE KEY-----\n#10:00:01 INFO x - MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgw\n#10:00:01 INFO x - c2VjcmV0a2V5=\n#INFO x - -----END RSA PRIVATE KEY-----\nINFO on',
    ],
    [
      'a private key between lines of other threads',
      '-----BEGIN PGP PRIVATE KEY BLOCK-----\n#lQOYBF\nWARN t2 - checkpoint 7 was declined\n#S3cr3t\n#-----END PGP PRIVATE KEY BLOCK-----\nINFO on',
    ],
    [
      'a key that follows a name',
      'ssl.keystore.private.key =\n#-----BEGIN PRIVATE KEY-----\n#MIIE\n#-----END PRIVATE KEY-----\nnext=1',
    ],
    ['a value below its name', 'INFO conf password:\n#  S3cr3t\nuser: bob'],
    ['a value below its name and an empty line', 'db.password =\n#\n#S3cr3t\nuser: bob'],
    ['a value below its name in quotes', '{"password":\n#  "S3cr3t",\n "user": "bob"}'],
    ['a block of YAML', '  secret: |\n#    S3cr3t\n#\n#    more\n  user: bob'],
    ['a folded block of YAML', 'token: >-\n#  S3cr3t\n#  more\nuser: bob'],
    ['a setting that goes on', 'sasl.jaas.config = Plain required \\\n#  username="a" \\\n#  passwd="S3cr3t";\nnext=1'],
    ['a variable of Kubernetes', '- name: DB_PASSWORD\n#  value: S3cr3t\n- name: X\n  value: 1'],
    ['a pair of JSON', '{"key": "db.password",\n# "value": "S3cr3t"}\n{}'],
    [
      "a pair of Hadoop's XML",
      '<name>fs.s3a.secret.key</name>\n#<value>S3cr3t</value>\n<name>x</name>\n<value>1</value>',
    ],
  ])('%s', (_title, marked) => {
    const lines = marked.split('\n');

    expect(shown(lines.map((line) => line.replace(/^#/, '')).join('\n'))).toEqual(
      lines.filter((line) => !line.startsWith('#')),
    );
  });
});

describe('a log stays readable', () => {
  test.each<[title: string, text: string]>([
    [
      'an exception without a message, named after a token',
      'com.acme.InvalidTokenException:\n\tat com.acme.X.y(X.java:1)',
    ],
    ['frames below a message that ends in a name', 'java.io.IOException: no token:\n\tat com.acme.X.y(X.java:1)'],
    ['a key on one line', '-----BEGIN PRIVATE KEY-----MIIE-----END PRIVATE KEY-----\nnext'],
    ['settings on their lines', 'password=x\nuser=bob\nname: jobs\nvalue: 7'],
    ['a path that ends in a backslash', 'dir C:\\flink\\\nnext line'],
    [
      'a message about a key that is not there',
      'no -----BEGIN PRIVATE KEY----- found\n\tat com.acme.X.y(X.java:1)\nWARN 2 tasks failed',
    ],
  ])('%s', (_title, text) => {
    expect(shown(text)).toEqual(text.split('\n'));
  });

  test('a key without an end hides no more than 200 lines', () => {
    const lines = ['-----BEGIN PRIVATE KEY-----', ...Array.from({ length: 300 }, (_one, index) => `word${index}`)];

    expect(shown(lines.join('\n'))).toEqual([lines[0], ...lines.slice(201)]);
  });
});
