import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert } from '../../../src/domain/alert.ts';
import type { Answerers } from '../../../src/domain/answerers.ts';
import { fits } from '../../../src/adapters/slack/limits.ts';
import { renderAlert } from '../../../src/adapters/slack/render-alert.ts';
import { renderLines, renderText } from '../../../src/adapters/slack/render-text.ts';
import { mostExact } from '../../../src/domain/alert.ts';
import { alert, question } from '../../support/alerts.ts';
import { markupIn, refusalOf } from '../../support/slack-limits.ts';
import { buttonsOf } from '../../support/slack-people.ts';

/** A quarter of an hour before the question is over. */
const now = Date.UTC(2027, 0, 15, 9, 15);
const rendered = (change: Partial<Alert> = {}) => renderAlert(alert(change), {}, now);
const textOf = (change: Partial<Alert> = {}) => JSON.stringify(rendered(change).blocks);
const buttons = (change: Partial<Alert> = {}) => buttonsOf({ ts: '1', blocks: rendered(change).blocks });

test('an alert shows everything that is needed for an answer', () => {
  const text = textOf();

  for (const part of [
    'HIGH: Checkpoints expire before completing',
    'cluster orders · job orders-enrichment · waits for approval · incident inc-1',
    'The sink is slow. Checkpoints cannot pass it in time.',
    'Step 1 of 1: take a savepoint* (trigger-savepoint)',
    String.raw`{\"directory\":\"s3://snapshots/a\",\"job\":\"j1\"}`,
    'savepoint directory: s3://snapshots, writable',
    'checkpoint 412 expired after 10 min',
    'SOP checkpoint-expired',
    'SOP digest sop-digest-1',
    '2,140 tokens, $0.012',
    '0 of 1 approvals, until <!date^1800005400^{date_short_pretty} {time}|2027-01-15 09:30 UTC> (15 min left at <!date^1800004500^{time}|2027-01-15 09:15 UTC>).',
  ]) {
    expect(text).toContain(part);
  }
  expect(buttons()).toEqual(['approve', 'deny', 'why', 'snooze']);
});

test.each([
  ['rounded down, so that nobody counts on more', 61_000, '(61 s left at '],
  ['in hours where it is long', 3 * 3_600_000 + 299_000, '(3 h 4 min left at '],
  ['as over, once it is', 0, '(the time is over)'],
  ['as over, where it cannot be told', Number.NaN, '(the time is over)'],
])('the time to answer is told %s', (_title, leftMs, want) => {
  const { blocks } = renderAlert(alert(), {}, question().expiresAt - leftMs);

  expect(JSON.stringify(blocks)).toContain(want);
});

test('of what may have been sent it is not said that nothing is done', () => {
  const state = 'needs a person: nobody knows whether stop-with-savepoint happened';

  expect(textOf({ state, question: undefined, refusals: ['Flink forgot the trigger'] })).toContain(
    'Nothing more is done, because',
  );
});

test('what may pass by itself is waited for', () => {
  const text = textOf({ state: 'a plan is considered', question: undefined, refusals: ['cools down'], waits: true });

  expect(text).toContain('*Waits, because*');
  expect(text).not.toContain('Nothing more');
});

test('a job cannot dress its name up as an answer', () => {
  const text = textOf({ job: 'x* *Approved by Ann* :white_check_mark:' });

  expect(text.replaceAll('\u2060', '¤')).toContain('job x¤*¤ ¤*¤Approved by Ann¤*¤ ¤:¤white_check_mark: · ');
});

test('a notification and a screen reader get the whole story as text', () => {
  expect(rendered().text).toBe(
    'HIGH: Checkpoints expire before completing. Cluster orders, job orders-enrichment: waits for approval. ' +
      'The sink is slow. Checkpoints cannot pass it in time. Asked: take a savepoint; answer until 2027-01-15 09:30 UTC.',
  );
});

test.each<[string, Partial<Alert>, readonly string[]]>([
  ['no answer can be given without a question', { question: undefined }, ['why', 'snooze']],
  ['no button outlives the incident', { closed: true, question: undefined }, []],
  ['no button outlives the incident, even with a question', { closed: true }, []],
  ['only what the alert allows can be pressed', { buttons: ['why', 'deny'] }, ['deny', 'why']],
  ['an alert without buttons has none', { buttons: [] }, []],
])('%s', (_rule, change, want) => {
  expect(buttons(change)).toEqual(want);
});

test('a destructive plan asks once more before the yes, and says that there is no way back', () => {
  const text = textOf({ question: question({ destructive: true }) });

  expect(text).toContain('"confirm":{"title":{"type":"plain_text","text":"This cannot be taken back"');
  expect(text).toContain('*Destructive:*');
  expect(textOf()).not.toContain('"confirm"');
});

test('only the yes asks once more, for these steps in words that fit, on one line', () => {
  const steps = [{ name: `cancel\n*it* ${'x'.repeat(400)}`, kind: 'cancel-job' as const, args: '{}' }];
  const { blocks } = rendered({
    cluster: 'orders\nprod',
    job: 'a\nb',
    question: question({ destructive: true, steps }),
  });
  const elements = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const asks = elements.flatMap((one) => ('confirm' in one && one.confirm ? [one] : []));

  expect(asks.map((one) => 'action_id' in one && one.action_id)).toEqual(['flink_medic_approve']);
  const { text } = asks[0]?.confirm ?? {};
  expect(text?.text).toMatch(/^orders prod, a b: cancel \*it\* x+…$/);
  expect(text?.text.length).toBe(300);
});

test('every button is one of this incident, and of the plan that is shown', () => {
  const values = (change: Partial<Alert> = {}) =>
    rendered(change).blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements.map((one) => 'value' in one && JSON.parse(one.value ?? '')) : [],
    );

  expect(values()).toEqual(Array.from({ length: 4 }, () => ({ incident: 'inc-1', digest: 'plan-digest-1' })));
  expect(values({ question: undefined })).toEqual(Array.from({ length: 2 }, () => ({ incident: 'inc-1', digest: '' })));
  expect(values({ incidentId: 'i'.repeat(2_000) })).toEqual([]);
});

test('what stands in the place of steps that do not fit is foreign text, and short', () => {
  const steps = Array.from({ length: 12 }, (_, n) => ({
    name: `<!here> ${n}`,
    kind: 'trigger-savepoint' as const,
    args: JSON.stringify({ directory: 'x'.repeat(4_000) }),
  }));
  const text = textOf({ incidentId: 'inc-`1`', question: question({ steps }) });

  expect(text).toContain('*Steps: &lt;!here&gt; 0, ');
  expect(text).toContain('&lt;!here&gt; 9, and 2 more*');
  expect(text).toContain("incidents show inc-'1'`");
});

test('checks of many lines go on in another block', () => {
  const preflight = Array.from({ length: 12 }, (_, n) => `${n} ${'x'.repeat(600)}`);
  const text = textOf({ question: question({ preflight }), evidence: [] });

  expect(text).toContain('*Checked before asking*');
  expect(text).toContain('*Checked before asking, continued*');
  expect(refusalOf(rendered({ question: question({ preflight }), evidence: [] }))).toBeUndefined();
});

test('a second approval is waited for under the eyes of all', () => {
  const text = textOf({ question: question({ neededApprovals: 2, approvedBy: ['Ann <@U1>'] }) });

  expect(text).toContain('1 of 2 approvals (Ann &lt;@U1&gt;)');
});

test('configured groups are called, by their severity only, and nobody when it is over', () => {
  const mentions = { critical: ['S0TEST001'], high: ['S0TEST002'] };

  expect(JSON.stringify(renderAlert(alert(), mentions, now))).toContain('<!subteam^S0TEST002>');
  expect(JSON.stringify(renderAlert(alert(), mentions, now))).not.toContain('S0TEST001');
  expect(JSON.stringify(renderAlert(alert({ closed: true }), mentions, now))).not.toContain('subteam');
});

const members = new Map(
  ['Ann', 'Ben', 'Cem', 'Dan', 'Eve', 'Fay', 'Gil'].map((name) => [name, `U0TEST${name.toUpperCase()}`]),
);
const callOf = (answerers: Answerers, people: ReadonlyMap<string, string> = members) => {
  const asked = renderAlert(alert({ question: question({ answerers }) }), { people }, now);
  const called = renderText({ kind: 'text', lines: ['Waits'], call: 'high', answerers }, { people });
  const mentions = (content: object) => markupIn(content).filter((token) => !token.startsWith('<!date'));
  // The message and the call in its thread reach the same people.
  expect(mentions(asked)).toEqual(mentions(called));
  for (const content of [asked, called]) expect(refusalOf(content)).toBeUndefined();
  return { mentions: mentions(called), text: JSON.stringify(called.blocks) };
};

test('everybody who may answer is called, each by an id of the configuration', () => {
  const { mentions, text } = callOf({ kind: 'people', names: ['Ann', 'Ben'] });

  expect(mentions).toEqual(['<@U0TESTANN>', '<@U0TESTBEN>']);
  expect(text).toContain('*May answer:* <@U0TESTANN>, <@U0TESTBEN>"');
});

test('more than a handful are counted, and who can be called comes before who cannot', () => {
  const names = ['Zoe <!here>', ...members.keys()];

  const { mentions, text } = callOf({ kind: 'people', names });

  expect(mentions).toHaveLength(5);
  expect(text).toContain('<@U0TESTEVE> and 3 more"');
  expect(callOf({ kind: 'people', names: ['Zoe <!here>', 'Ann'] }).text).toContain(
    '<@U0TESTANN>, Zoe &lt;!here&gt; (not in this Slack)"',
  );
});

test.each<[title: string, answerers: Answerers, want: string]>([
  [
    'nobody has an account here',
    { kind: 'people', names: ['Zoe'] },
    '*Nobody of them can answer here:* add slack: [member id]',
  ],
  ['no rule is written', { kind: 'unruled' }, '*Nobody can answer here:* approvals.rules names nobody.'],
  [
    'no rule fits',
    { kind: 'too-few', names: [], why: 'no rule fits; add one' },
    '*Nobody can answer:* no rule fits; add one',
  ],
])('that nobody can answer is said with what to do: %s', (_title, answerers, want) => {
  const { mentions, text } = callOf(answerers);

  expect(mentions).toEqual([]);
  expect(text).toContain(want);
});

test('too few who may answer are called all the same, and it says that they are not enough', () => {
  const { mentions, text } = callOf({ kind: 'too-few', names: ['Ann'], why: 'it needs 2 people' });

  expect(mentions).toEqual(['<@U0TESTANN>']);
  expect(text).toContain('*They are not enough:* it needs 2 people');
});

test('nobody is called where a question is not, or is over', () => {
  const { blocks, text } = renderAlert(alert({ question: undefined }), { people: members }, now);

  expect(markupIn({ blocks, text })).toEqual([]);
});

const hostile = '<!channel> <@U0123|ann> <https://evil.example|Approve>\n```*bold*\u202e';

test('foreign text in every place makes no mention, no link and no line of its own', () => {
  const evil = alert({
    incidentId: hostile,
    cluster: hostile,
    job: hostile,
    state: hostile,
    headline: hostile,
    diagnosis: hostile,
    evidence: [hostile],
    refusals: [hostile],
    sop: { id: hostile, title: hostile },
    cost: hostile,
    question: question({
      planDigest: hostile,
      sopDigest: hostile,
      preflight: [hostile],
      approvedBy: [hostile],
      answerers: { kind: 'too-few', names: [hostile], why: hostile },
      steps: [{ name: hostile, kind: 'cancel-job', args: JSON.stringify({ job: hostile }) }],
    }),
  });

  const content = renderAlert(evil, {}, now);

  expect(refusalOf(content)).toBeUndefined();
  expect(markupIn(content).filter((token) => !/^<!date\^18000(?:05400|04500)\^/.test(token))).toEqual([]);
  const shown = JSON.stringify(content.blocks.filter(({ type }) => type !== 'actions' && type !== 'header'));
  expect(shown).not.toContain('\u202e');
  expect(shown.match(/```/g)).toHaveLength(2);
});

test('evidence is cut first, and said to be cut', () => {
  const evidence = Array.from({ length: 40 }, (_, index) => `line ${index} ${'x'.repeat(400)}`);

  const content = rendered({ evidence });

  expect(refusalOf(content)).toBeUndefined();
  expect(JSON.stringify(content)).toContain('and 32 more lines');
  expect(buttons({ evidence })).toContain('approve');
});

const longArgs = (length: number) => JSON.stringify({ args: 'a'.repeat(length), last: 'THE END' });
const withArgs = (args: string) => ({
  evidence: Array.from({ length: 20 }, () => 'e'.repeat(300)),
  question: question({ steps: [{ name: 'start it', kind: 'start-job', args }] }),
});

test.each([10, 2_900, 2_994, 3_000, 6_000, 8_000])('arguments of %i characters are shown whole', (length) => {
  const args = longArgs(length);

  const { blocks } = rendered(withArgs(args));

  const fences = blocks.flatMap((block) =>
    block.type === 'section' && block.text?.text.startsWith('```') === true ? [block.text.text.slice(3, -3)] : [],
  );
  expect(fences.join('')).toBe(args);
  expect(refusalOf({ blocks })).toBeUndefined();
  expect(buttons(withArgs(args))).toContain('approve');
});

test.each([12_000, 100_000])(
  'arguments of %i characters do not fit, so nothing can be approved here, and it says so',
  (length) => {
    const change = withArgs(longArgs(length));

    const content = rendered(change);

    expect(refusalOf(content)).toBeUndefined();
    expect(JSON.stringify(content)).toContain('cannot be approved here');
    expect(JSON.stringify(content)).toContain('flink-medic incidents show inc-1');
    expect(buttons(change)).toEqual(['deny', 'why', 'snooze']);
  },
);

test('checks that do not fit take the approval away too: what was not read is not approved', () => {
  const change = {
    question: question({ preflight: Array.from({ length: 60 }, (_, index) => `check ${index} ${'y'.repeat(400)}`) }),
  };

  expect(buttons(change)).toEqual(['deny', 'why', 'snooze']);
  expect(refusalOf(rendered(change))).toBeUndefined();
});

test('more steps than blocks take the approval away', () => {
  const steps = Array.from({ length: 60 }, (_, index) => ({
    name: `step ${index}`,
    kind: 'trigger-savepoint' as const,
    args: '{}',
  }));

  expect(buttons({ question: question({ steps }) })).not.toContain('approve');
});

test('letters that Slack counts more than once still fit', () => {
  const content = rendered({
    diagnosis: '検'.repeat(5_000),
    headline: '査'.repeat(500),
    evidence: ['証'.repeat(5_000)],
  });

  expect(refusalOf(content)).toBeUndefined();
});

test.each(['状', '😀', '_ '])('names of %j alone, each as long as it may be, still leave a way to answer', (sign) => {
  const long = (length: number) => sign.repeat(length).slice(0, length);
  const steps = Array.from({ length: 9 }, () => ({ name: long(60), kind: 'start-job' as const, args: long(3_000) }));
  const change: Partial<Alert> = {
    cluster: long(100),
    job: long(200),
    headline: long(200),
    diagnosis: long(600),
    model: long(600),
    sop: { id: 'a'.repeat(100), title: long(150) },
    refusals: Array.from({ length: 4 }, () => long(300)),
    question: question({ steps, answerers: { kind: 'too-few', names: [long(80), long(80)], why: long(600) } }),
  };

  expect(refusalOf(rendered(change))).toBeUndefined();
  expect(fits(rendered(change).blocks)).toBe(true);
  expect(textOf(change)).toContain('flink-medic incidents show inc-1');
  expect(buttons(change)).toEqual(['deny', 'why', 'snooze']);
  expect(fits(rendered({ ...change, question: undefined }).blocks)).toBe(true);
  expect(buttons({ ...change, question: undefined })).toEqual(['why', 'snooze']);
});

test('an alert with nothing in it is still a message that Slack takes', () => {
  const content = rendered({
    headline: '',
    diagnosis: '',
    state: '',
    cost: '',
    evidence: [''],
    sop: undefined,
    job: null,
  });

  expect(refusalOf(content)).toBeUndefined();
});

test('lines of a thread are escaped, and what does not fit is counted', () => {
  const few = renderLines(['Ann approved <!here>', 'sent']);
  const many = renderLines(Array.from({ length: 500 }, (_, index) => `line ${index} ${'z'.repeat(100)}`));

  expect(few.blocks).toEqual([
    { type: 'section', text: { type: 'mrkdwn', text: 'Ann approved &lt;!here&gt;\nsent', verbatim: true } },
  ]);
  expect(few.text).toBe('Ann approved &lt;!here&gt; sent');
  expect(refusalOf(many)).toBeUndefined();
  expect(JSON.stringify(many)).toMatch(/… and \d+ more lines/);
});

test('no lines, empty lines and one endless line are messages that Slack takes', () => {
  for (const lines of [[], [''], ['x'.repeat(50_000)]]) expect(refusalOf(renderLines(lines))).toBeUndefined();
});

test('what the rules found stands above what a model said, and neither hides the other', () => {
  const both = { diagnosis: `rules: ${'r'.repeat(5_000)}`, model: `model: ${'検'.repeat(5_000)}` };

  const content = rendered({ ...both, ...withArgs(longArgs(6_000)) });
  const text = JSON.stringify(content.blocks);

  expect(refusalOf(content)).toBeUndefined();
  expect(text.indexOf('rules: r')).toBeGreaterThan(0);
  expect(text.indexOf('model: 検')).toBeGreaterThan(text.indexOf('rules: r'));
  expect(rendered({ diagnosis: 'rules: a', model: 'model: b' }).text).toContain('rules: a model: b');
});

const observed = (length: number) => ({
  question: undefined,
  buttons: ['why', 'snooze'] as const,
  wouldDo: [{ name: 'start', kind: 'start-job' as const, args: longArgs(length) }],
});
const fencesOf = (blocks: readonly { readonly type: string; readonly text?: { readonly text: string } }[]) =>
  blocks.flatMap(({ type, text }) =>
    type === 'section' && text?.text.startsWith('```') ? [text.text.slice(3, -3)] : [],
  );

test.each([10, 3_000, 8_000])('what would be done is shown whole, with arguments of %i characters', (length) => {
  const { blocks } = rendered(observed(length));

  expect(fencesOf(blocks as never).join('')).toBe(longArgs(length));
  expect(JSON.stringify(blocks)).toContain('Would do (mode observe: nothing is sent)');
  expect(refusalOf({ blocks })).toBeUndefined();
});

test('what would be done and does not fit is in the thread, and the message says so', () => {
  const content = rendered(observed(20_000));

  expect(fencesOf(content.blocks as never)).toEqual([]);
  expect(JSON.stringify(content)).toContain('start: their 20028 characters of arguments stand whole in the thread');
  expect(refusalOf(content)).toBeUndefined();
});

test('a call mentions the groups of its severity, and nothing else does', () => {
  const mentions = { critical: ['S0TEST001', 'S0TEST002'], high: ['S0TEST003'] };
  const lines = ['It got worse <!channel>'];

  expect(markupIn(renderText({ kind: 'text', lines, call: 'critical' }, mentions))).toEqual([
    '<!subteam^S0TEST001>',
    '<!subteam^S0TEST002>',
  ]);
  expect(markupIn(renderText({ kind: 'text', lines, call: 'low' }, mentions))).toEqual([]);
  expect(markupIn(renderText({ kind: 'text', lines }, mentions))).toEqual([]);
});

test.each([
  ['C0123ABCD', ['<#C0123ABCD>']],
  ['channel> <!here', []],
  ['', []],
])('the way to channel %s is shown only if it is the id of one', (goesOn, want) => {
  expect(markupIn(renderText({ kind: 'text', lines: ['moved'], goesOn }, {}))).toEqual(want);
});

test('exact texts up to their limit are shown whole below the longest lines, whatever the characters', () => {
  const characters = fc.array(fc.constantFrom('a', '"', '\\', '&', '`', '検', '\u202e', '😀', '\u{e0001}', '\n'), {
    maxLength: mostExact.characters - 100,
  });
  fc.assert(
    fc.property(characters, fc.integer({ min: 1, max: mostExact.texts }), (made, count) => {
      let text = '';
      for (const one of made) if (text.length + one.length <= mostExact.characters - 100 * count) text += one;
      const exact = [
        { title: '査'.repeat(100), text },
        ...Array.from({ length: count - 1 }, () => ({ title: '査'.repeat(100), text: '' })),
      ];

      const content = renderText({ kind: 'text', lines: ['検'.repeat(400)], exact }, {});

      expect(refusalOf(content)).toBeUndefined();
      expect(JSON.stringify(content)).not.toContain('more lines');
      const shown = fencesOf(content.blocks as never).join('');
      const meant = shown.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
      const unescaped = meant.replace(/\\u([0-9a-f]{4})/g, (_all, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      expect(unescaped).toBe(text);
    }),
  );
});
