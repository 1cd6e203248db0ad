import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxSopBytes, parseSop } from '../../src/knowledge/parse-sop.ts';
import type { SopProblem } from '../../src/domain/sop.ts';
import { bytesOf, sopText } from './sop-text.ts';
import { cpuMsOf } from '../support/cpu-ms.ts';

const good = sopText();

function problemsOf(text: string, name = 'disk-full.md'): readonly SopProblem[] {
  const result = parseSop({ file: `sops/${name}`, name, bytes: bytesOf(text) });
  return result.ok ? [] : result.problems;
}

function manyKeys(count: number): string {
  return Array.from({ length: count }, (_one, index) => `k${index}: x`).join('\n');
}

function changed(from: string, to: string): string {
  expect(good).toContain(from);
  return good.replace(from, to);
}

describe('a good file', () => {
  test('becomes a SOP with defaults, a digest of its bytes, and lines for messages', () => {
    const result = parseSop({ file: 'sops/disk-full.md', name: 'disk-full.md', bytes: bytesOf(good) });

    expect(result).toMatchObject({
      ok: true,
      sop: {
        id: 'disk-full',
        file: 'sops/disk-full.md',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        plan: [],
        notFor: [],
        verify: { checkpoints: 2, withinMs: 600_000 },
        body: expect.stringMatching(/^## When this applies/),
      },
    });
    expect(result.ok && result.lineOf(['id'])).toBe(2);
    expect(result.ok && result.lineOf(['match', 'exceptions', 0])).toBe(6);
    expect(result.ok && result.lineOf(['examples', 0])).toBe(10);
  });

  test.each<[title: string, text: string]>([
    ['with lines of Windows', good.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${good}`],
    ['with headings inside a code fence', `${good}\n\`\`\`\n## Anything\n\`\`\`\n`],
    ['with blanks behind the lines of the head', good.replaceAll('---', '---  ')],
  ])('may be written %s', (_title, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  test('has another digest after any change, also one that is not seen', () => {
    const digestOf = (text: string) => {
      const result = parseSop({ file: 'f', name: 'disk-full.md', bytes: bytesOf(text) });
      return result.ok ? result.sop.digest : undefined;
    };

    expect(digestOf(`${good}\n`)).not.toBe(digestOf(good));
  });
});

describe('a mistake is told with its line and what to do', () => {
  test.each<[title: string, text: string, line: number, message: RegExp, fix: RegExp]>([
    [
      'an unknown key',
      changed('severity: high', 'severity: high\nplann: []'),
      5,
      /unknown key "plann" in the head/,
      /did you mean "plan"\?/,
    ],
    [
      'an unknown key of match',
      changed('  signals:', '  signal:'),
      7,
      /unknown key "signal" in match/,
      /did you mean "signals"\?/,
    ],
    [
      'a key that is like none',
      changed('severity: high', 'severity: high\nzzzzzzzz: 1'),
      5,
      /unknown key "zzzzzzzz"/,
      /known keys: id, title/,
    ],
    [
      'an unknown signal',
      changed('restart-loop', 'restart-lop'),
      7,
      /unknown signal "restart-lop"/,
      /did you mean "restart-loop"\?/,
    ],
    [
      'an unknown severity',
      changed('severity: high', 'severity: hihg'),
      4,
      /unknown severity "hihg"/,
      /did you mean "high"\?/,
    ],
    [
      'an unknown action',
      changed('actions: []', 'actions: [restart_job]'),
      8,
      /unknown action "restart_job"/,
      /did you mean "restart-job"\?/,
    ],
    ['a missing key', changed('title: The disk is full\n', ''), 2, /title is missing/, /add title, a text/],
    [
      'a number where text must be',
      changed('title: The disk is full', 'title: 12'),
      3,
      /title must be a text/,
      /double quotes/,
    ],
    [
      'an id that is not the name',
      changed('id: disk-full', 'id: disk-empty'),
      2,
      /id "disk-empty" is not the file's name "disk-full.md"/,
      /rename the file to disk-empty.md/,
    ],
    ['an id in capitals', changed('id: disk-full', 'id: Disk_Full'), 2, /id is not right/, /lower-case words/],
    [
      'a regular expression',
      changed('["DiskFullException"]', '[".*Disk.*"]'),
      6,
      /is not an exception pattern/,
      /ClassName/,
    ],
    [
      'nothing to match',
      changed('["DiskFullException"]', '[]').replace('[restart-loop]', '[]'),
      5,
      /match names no exception and no signal/,
      /add at least one/,
    ],
    [
      'a plan beyond its actions',
      changed('actions: []', 'actions: []\nplan:\n  - action: restart-job\n    when: [job-failed]'),
      10,
      /the plan uses restart-job, which actions does not permit/,
      /add restart-job to actions/,
    ],
    [
      'a plan for always',
      changed('actions: []', 'actions: [restart-job]\nplan:\n  - action: restart-job\n    when: []'),
      11,
      /when.*at least one signal/,
      /at least one signal/,
    ],
    [
      'arguments of an action that takes none',
      changed(
        'actions: []',
        'actions: [restart-job]\nplan:\n  - action: restart-job\n    when: [job-failed]\n    with: { factor: 2 }',
      ),
      12,
      /unknown key "factor" in plan\[0\]\.with/,
      /^restart-job takes no arguments: remove `with`$/,
    ],
    [
      'a misspelt argument of a rescale',
      changed(
        'actions: []',
        'actions: [rescale-job]\nplan:\n  - action: rescale-job\n    when: [job-failed]\n    with: { factr: 2 }',
      ),
      12,
      /must hold either factor/,
      /with: \{ factor: 2 \}/,
    ],
    [
      'a factor out of bounds',
      changed(
        'actions: []',
        'actions: [rescale-job]\nplan:\n  - action: rescale-job\n    when: [job-failed]\n    with: { factor: 9 }',
      ),
      12,
      /factor of at most 4/,
      /factor of at most 4/,
    ],
    [
      'a factor that changes nothing',
      changed(
        'actions: []',
        'actions: [rescale-job]\nplan:\n  - action: rescale-job\n    when: [job-failed]\n    with: { factor: 1 }',
      ),
      12,
      /a factor above 1/,
      /a factor above 1/,
    ],
    ['a title without end', changed('The disk is full', 'x'.repeat(1_001)), 3, /title is not right/, /at most 1000/],
    [
      'environments of none',
      changed('actions: []', 'actions: []\nenvironments: []'),
      9,
      /environments/,
      /at least one/,
    ],
    [
      'a verification of nothing',
      changed('actions: []', 'actions: []\nverify: { checkpoints: 0, within: 10m }'),
      9,
      /verify\.checkpoints/,
      /at least 1/,
    ],
    [
      'a verification without end',
      changed('actions: []', 'actions: []\nverify: { checkpoints: 21, within: 10m }'),
      9,
      /verify\.checkpoints/,
      /at most 20/,
    ],
    [
      'a section that stands in a code fence alone',
      changed('## Remedy\nMake room.', '```\n## Remedy\nMake room.\n```'),
      25,
      /section "## Remedy" is missing/,
      /add the heading/,
    ],
    [
      'a parallelism of nothing',
      changed(
        'actions: []',
        'actions: [rescale-job]\nplan:\n  - action: rescale-job\n    when: [job-failed]\n    with: { parallelism: 0 }',
      ),
      12,
      /^plan\[0\]\.with\.parallelism is not right: a whole number from 1$/,
      /^write a whole number from 1$/,
    ],
    [
      'no examples',
      changed('examples:\n  - "com.acme.DiskFullException: no room left"', 'examples: []'),
      9,
      /at least one example/,
      /at least one example/,
    ],
    [
      'a duration in words',
      changed('actions: []', 'actions: []\nverify: { checkpoints: 2, within: soon }'),
      9,
      /duration/,
      /90s, 10m or 2h/,
    ],
    [
      'a misspelt section',
      changed('## Remedy', '## Remedie'),
      18,
      /section "## Remedy" is missing/,
      /did you mean "## Remedy"\?/,
    ],
    ['an empty section', changed('Make room.\n', ''), 18, /section "## Remedy" is empty/, /what to do/],
    [
      'a missing section',
      good.slice(0, good.indexOf('## Escalate')),
      21,
      /section "## Escalate" is missing/,
      /add the heading/,
    ],
  ])('%s', (_title, text, line, message, fix) => {
    const [problem] = problemsOf(text);

    expect(problem).toMatchObject({
      file: 'sops/disk-full.md',
      line,
      message: expect.stringMatching(message),
      fix: expect.stringMatching(fix),
    });
  });

  test.each<[title: string, text: string, line: number, message: RegExp]>([
    ['a bracket that is not closed', changed('signals: [restart-loop]', 'signals: [restart-loop'), 8, /YAML/],
    ['a tab as indent', changed('  signals:', '\tsignals:'), 7, /^YAML: this line is indented with a tab$/],
    [
      'a key that stands twice',
      changed('severity: high', 'severity: high\nseverity: low'),
      5,
      /^YAML: this key stands here twice$/,
    ],
    [
      'a key that stands twice on one line',
      changed('severity: high', 'severity: high\nverify: { checkpoints: 2, checkpoints: 3 }'),
      5,
      /stands here twice/,
    ],
    [
      'a thousand keys and more',
      changed('severity: high', `severity: high\n${manyKeys(1_001)}`),
      1002,
      /^more than 1000 keys$/,
    ],
    [
      'a hidden character as an escape',
      changed('title: The', String.raw`title: "a\u202eb" # The`),
      3,
      /hidden character U\+202E/,
    ],
    [
      'a control character as an escape in a list',
      changed('signals: [restart-loop]', String.raw`signals: ["a\e[31m"]`),
      7,
      /U\+001B/,
    ],
    ['an alias', changed('signals: [restart-loop]', 'signals: *all'), 7, /alias \*all is not allowed/],
    ['an anchor', changed('signals: [restart-loop]', 'signals: &all [restart-loop]'), 7, /anchor &all is not allowed/],
    ['a tag', changed('title: The', 'title: !!js/function The'), 3, /tag|YAML/],
    ['a tag of YAML itself', changed('title: The', 'title: !!str The'), 3, /^tag .*str is not allowed$/],
    ['a merge key', changed('severity: high', 'severity: high\n<<: {}'), 5, /merge key << is not allowed/],
    ['a second document', changed('severity: high', 'severity: high\n...\nseverity: low'), 6, /YAML/],
    ['a hidden character', changed('Make room', 'Make\u202e room'), 19, /hidden character U\+202E/],
    ['a character that isolates', changed('Make room', 'Make\u2067 room'), 19, /hidden character U\+2067/],
    ['a mark of Arabic', changed('Make room', 'Make\u061c room'), 19, /hidden character U\+061C/],
    ['a byte order mark within', changed('Make room', 'Make\ufeff room'), 19, /hidden character U\+FEFF/],
    ['a control character', changed('Make room', 'Make\u0007 room'), 19, /hidden character U\+0007/],
    ['no head', good.slice(4), 1, /does not begin with a head/],
    ['a head without end', good.replace('\n---\n', '\n'), 1, /the head is not closed/],
    ['nothing', '  \n', 1, /the file is empty/],
    ['too much', `${good}${'x'.repeat(maxSopBytes)}`, 1, /more than 65536/],
  ])('%s is refused', (_title, text, line, message) => {
    const problems = problemsOf(text);

    expect(problems[0]).toMatchObject({ line, message: expect.stringMatching(message) });
    for (const problem of problems) expect(problem.fix).not.toBe('');
  });

  test('all mistakes of a file are told at once, in their order', () => {
    const text = changed('severity: high', 'severity: hihg')
      .replace('restart-loop', 'restart-lop')
      .replace('## Diagnose', '## Diagnos');

    expect(problemsOf(text).map((problem) => problem.line)).toEqual([4, 7, 15]);
  });

  test('bytes that are no UTF-8 are refused', () => {
    const result = parseSop({ file: 'f', name: 'disk-full.md', bytes: new Uint8Array([0xff, 0xfe, 0x41]) });

    expect(result).toMatchObject({ ok: false, problems: [{ message: 'the file is not UTF-8 text' }] });
  });

  test('brackets nested by the thousand, and aliases that would grow, end quickly in a problem', () => {
    const bomb = [
      'a: &a [x,x]',
      ...'bcdefghij'
        .split('')
        .map((name, index) => `${name}: &${name} [*${'abcdefghi'[index]},*${'abcdefghi'[index]}]`),
    ];

    expect(problemsOf(changed('actions: []', `actions: ${'['.repeat(20_000)}`))).not.toEqual([]);
    expect(problemsOf(changed('severity: high', `severity: high\n${bomb.join('\n')}`)).length).toBeLessThanOrEqual(20);
  });

  test('a head that redefines the prototype gives no power', () => {
    expect(problemsOf(changed('severity: high', 'severity: high\n__proto__: { admin: true }'))[0]?.message).toContain(
      '__proto__',
    );
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

test.each([
  '[restart-loop > 5]',
  '[restart-loop || job-failed]',
  '["process.exit(1)"]',
  '["${jndi:ldap://evil.example/a}"]',
  'restart-loop && true',
  '{ js: "return true" }',
  '[[restart-loop]]',
])('when holds names of signals and nothing that is computed: %s', (when) => {
  const problems = problemsOf(
    changed('actions: []', `actions: [restart-job]\nplan:\n  - action: restart-job\n    when: ${when}`),
  );

  expect(problems).toEqual([expect.objectContaining({ line: 11 })]);
});

test('never throws, whatever a file holds', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...good.split('\n')),
    fc.constantFrom('- ', '[', '{', ': ', '&a', '*a', '---', '\t'),
  );

  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), fc.constantFrom('\n', ''), (parts, glue) => {
      for (const text of [parts.join(glue), `---\n${parts.join(glue)}\n---\n`]) {
        for (const problem of problemsOf(text)) expect(problem.line).toBeGreaterThanOrEqual(1);
      }
    }),
  );
}, 60_000);

test('a head full of keys is refused at once: the keys of one file do not hold up the rest', () => {
  const flow = `{${Array.from({ length: 12_000 }, (_one, index) => `${index.toString(36)}`).join(',')}}`;

  const tookMs = cpuMsOf(() => {
    const problems = problemsOf(changed('severity: high', `severity: high\nfoo: ${flow}`));
    expect(problems.map(({ message }) => message)).toEqual(['more than 1000 keys']);
  });

  // To compare each key with all others took six seconds.
  expect(tookMs).toBeLessThan(10_000);
});
