import { expect, test } from 'vitest';
import { makeLogger } from '../../../src/adapters/telemetry/logger.ts';
import { redactAll } from '../../../src/diagnosis/redact-all.ts';

function logInto(lines: string[]) {
  return makeLogger({ level: 'info', redact: redactAll, destination: { write: (line) => void lines.push(line) } });
}

const job = 'load jdbc:mysql://app:S3cr3tXYZ@db';

test('a secret in the name of a job is in no line, whichever field the name is in', () => {
  const lines: string[] = [];
  const log = logInto(lines).child({ job });

  log.info({ job, steps: [{ text: job }], err: new Error(job), at: 7 }, `about ${job}`);

  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('S3cr3t');
  expect(lines[0]).toMatch(/^[^\n]*\n$/);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'info',
    job: 'load jdbc:mysql://[redacted]@db',
    steps: [{ text: 'load jdbc:mysql://[redacted]@db' }],
    err: { type: 'Error', message: 'load jdbc:mysql://[redacted]@db' },
    at: 7,
    msg: 'about load jdbc:mysql://[redacted]@db',
  });
});

test('what is below the level is not looked at', () => {
  const lines: string[] = [];

  const redact = () => {
    throw new Error('nobody sees this line');
  };

  makeLogger({ level: 'info', redact, destination: { write: (line) => void lines.push(line) } }).debug({ job }, 'read');

  expect(lines).toEqual([]);
});

test('a line without secrets stays as it is', () => {
  const plain: string[] = [];
  const lines: string[] = [];
  const fields = {
    incidentId: 'inc-1',
    job: 'orders-by-region',
    state: 'open',
    text: 'restarted 3 times: "no"\n\tat a.B',
  };

  makeLogger({ level: 'info', redact: (one) => one, destination: { write: (line) => void plain.push(line) } }).info(
    fields,
    'incident opened',
  );
  logInto(lines).info(fields, 'incident opened');

  expect(lines.map(withoutTime)).toEqual(plain.map(withoutTime));
});

function withoutTime(line: string): string {
  return line.replace(/"time":"[^"]+"/, '');
}
