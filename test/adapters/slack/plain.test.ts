import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactJson, foreign, foreignCode, oneLine } from '../../../src/adapters/slack/plain.ts';
import { clip } from '../../../src/domain/whole-characters.ts';

test.each([
  ['a mention of everybody', '<!channel> hurry', '&lt;!channel&gt; hurry'],
  ['a mention of a person', '<@U0123> said', '&lt;@U0123&gt; said'],
  ['a link with another text', '<https://evil.example|Approve>', '&lt;https://evil.example|Approve&gt;'],
  ['an escape that is already one', '&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
  [
    'lines that imitate ours',
    'slow\n*Checked before asking*\n• all fine',
    'slow ¤*¤Checked before asking¤*¤ • all fine',
  ],
  [
    'a job that is named like an approval',
    'x* *Approved by Ann* :white_check_mark:',
    'x¤*¤ ¤*¤Approved by Ann¤*¤ ¤:¤white_check_mark:',
  ],
  ['italic and struck text', '_late_ ~gone~', '¤_¤late¤_¤ ¤~¤gone¤~¤'],
  ['signs side by side', '*_x_*', '¤*¤¤_¤x¤_¤¤*¤'],
  ['wide signs', '＊x＊ ＿y＿ ｀z｀', "¤＊¤x¤＊¤ ¤＿¤y¤＿¤ 'z'"],
  ['emojis side by side', ':tada::+1:', '¤:¤tada:¤:¤+1:'],
  ['a quote', '> Ann said yes', '¤&gt;¤ Ann said yes'],
  ['text that runs backwards', 'user\u202egnp.exe', 'usergnp.exe'],
  ['escape sequences', '\u001b[2Jgone\u0007', '[2Jgone'],
  ['letters that nobody sees', 'a\u200bb\u00adc\u{e0041}d\u3164e', 'abcde'],
  ['code fences', '```\nfine```', "''' fine'''"],
  ['half a character', 'a\ud800b', 'ab'],
])('takes the power from %s', (_what, text, want) => {
  expect(foreign(text, 3_000).replaceAll('\u2060', '¤')).toBe(want);
});

test.each([
  'orders-enrich',
  'insert-into_default_catalog.default_database.daily_totals',
  'a*b~c',
  'at 12:30:45Z',
  '10.0.0.1:6123-a',
  'Source: orders -> Sink: totals',
])('what is no markup, like %s, can be copied as it is', (text) => {
  expect(foreign(text, 3_000)).toBe(text.replace('>', '&gt;'));
});

test('what is between backticks of ours gets no unseen characters', () => {
  expect(foreignCode('*inc* `1` <x>', 100)).toBe("*inc* '1' &lt;x&gt;");
  expect(foreignCode('<<<', 9)).toBe('&lt;&lt;…');
});

test('foreign text looks the same with its signs taken from Slack, and none is left', () => {
  const unit = fc.constantFrom('*', '_', '~', ':', '>', ' ', 'a', '1', '.', 'ü');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
      const shown = foreign(text, 3_000);

      expect(shown.replaceAll('\u2060', '')).toBe(foreignCode(text, 3_000));
      expect(shown).not.toMatch(/(?<![\p{L}\p{N}\u2060])[*_~]|[*_~](?![\p{L}\p{N}\u2060])|:\p{L}[\p{L}\p{N}_]*:/u);
    }),
  );
});

test('foreign text never holds markup, never exceeds its room and is never two lines', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 1, max: 80 }), (text, max) => {
      const shown = foreign(text, max);

      expect(shown.length).toBeLessThanOrEqual(max);
      expect(shown).not.toMatch(/[<>\n\r\u202a-\u202e\u2066-\u2069]|&(?!amp;|lt;|gt;)/);
    }),
  );
});

test('arguments mean the same after they were made safe for a code fence, however they are divided', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 12, max: 60 }), (value, max) => {
      const json = JSON.stringify(value);

      const pieces = exactJson(json, max);

      expect(pieces.every((piece) => piece.length <= max && !piece.includes('`'))).toBe(true);
      const decoded = pieces.join('').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
      expect(JSON.stringify(JSON.parse(decoded))).toBe(json);
    }),
  );
});

test('an argument cannot end its code fence or hide a character', () => {
  expect(exactJson('{"a":"```*fine*","b":"x\u202ey\u00a0"}', 100)).toEqual([
    '{"a":"\\u0060\\u0060\\u0060*fine*","b":"x\\u202ey\\u00a0"}',
  ]);
});

test('an argument shows nothing as markup, and no control, no filler and no odd blank as nothing', () => {
  expect(exactJson('{"a":"<!here> & x"}', 100)).toEqual(['{"a":"&lt;!here&gt; &amp; x"}']);
  expect(exactJson('\u0007\ue000\u115f\u3164\u2028\u3000', 100)).toEqual([
    '\\u0007\\ue000\\u115f\\u3164\\u2028\\u3000',
  ]);
});

test('what is too long is cut before an escape, not through it', () => {
  expect(foreign('ab<cd', 5)).toBe('ab…');
  expect(foreign('ab<cd', 7)).toBe('ab&lt;…');
});

test('a text is cut before a character, not through it', () => {
  expect(clip('ab😀cd', 4)).toBe('ab…');
  expect(oneLine('  a \t b ')).toBe('a b');
});
