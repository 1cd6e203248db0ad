import { describe, expect, test } from 'vitest';
import type { Risk } from '../../src/domain/action.ts';
import { decide, type Objection, type PolicyInput, refusalText } from '../../src/domain/policy.ts';

const sure: PolicyInput = {
  mode: 'auto',
  risk: 'disruptive',
  restarts: true,
  restart: 'auto',
  environment: 'staging',
  sop: { id: 'the-sop', digest: '3f9c2a71b04d55', reviewed: true },
  objections: [],
};
const about = (weight: Objection['weight']): Objection => ({
  weight,
  reason: `a ${weight}`,
  field: 'field',
  value: 'value',
  todo: 'do this',
});
const unread = { ...sure.sop, reviewed: false };
const { weight: _weight, ...told } = about('refuse');

describe('decide', () => {
  test.each<[title: string, change: Partial<PolicyInput>, want: string]>([
    ['runs a disruptive action alone in staging', {}, 'run'],
    ['only says what it would do in mode observe', { mode: 'observe' }, 'would-do'],
    ['asks in mode ask', { mode: 'ask' }, 'ask: mode is ask'],
    ['asks in mode ask even for a snapshot', { mode: 'ask', risk: 'safe', restarts: false }, 'ask: mode is ask'],
    ['asks for what is destructive in every mode', { risk: 'destructive', restarts: false }, 'ask: it is destructive'],
    ['asks when the owner wants to be asked', { restart: 'ask' }, 'ask: restart is ask'],
    [
      'takes a snapshot alone whatever the owner says of restarts',
      { restart: 'ask', restarts: false, risk: 'safe' },
      'run',
    ],
    [
      'asks in production unless the owner said auto',
      { environment: 'production', restarts: false, restart: 'ask' },
      'ask: it interrupts a job in production, and restart is not auto',
    ],
    [
      'takes any spelling of production for production',
      { environment: 'Prod-EU', restarts: false, restart: 'ask' },
      'ask: it interrupts a job in production, and restart is not auto',
    ],
    ['runs in production where the owner said auto', { environment: 'production' }, 'run'],
    [
      'takes a snapshot alone in production too, whatever the owner says of restarts',
      { environment: 'production', risk: 'safe', restarts: false, restart: 'ask' },
      'run',
    ],
    ['refuses a restart that the owner forbids', { restart: 'never' }, 'refuse: restart'],
    [
      'refuses a rescale in place as well: it restarts the job',
      { restart: 'never', restarts: false },
      'refuse: restart',
    ],
    [
      'lets a forbidden restart alone when nothing is restarted',
      { restart: 'never', restarts: false, risk: 'safe' },
      'run',
    ],
    ['refuses what is refused', { objections: [about('refuse')] }, 'refuse: field'],
    ['refuses rather than asks', { objections: [about('ask'), about('refuse')], mode: 'ask' }, 'refuse: field'],
    ['refuses rather than waits', { objections: [about('wait'), about('refuse')] }, 'refuse: field'],
    ['waits rather than asks', { objections: [about('ask'), about('wait')], mode: 'ask' }, 'wait: field'],
    [
      'refuses in mode observe too, so that it is known',
      { mode: 'observe', objections: [about('refuse')] },
      'refuse: field',
    ],
    ['asks where an objection asks', { objections: [about('ask')] }, 'ask: a ask (field = value)'],
    [
      'gives every reason for asking',
      { objections: [about('ask')], mode: 'ask', restart: 'ask' },
      'ask: a ask (field = value); mode is ask; restart is ask',
    ],
    [
      'asks in mode auto when nobody has reviewed the SOP, and says how to',
      { sop: unread },
      'ask: SOP the-sop is not reviewed (sha256 = 3f9c2a71b04d); flink-medic sop trust the-sop',
    ],
    [
      'asks for a snapshot of a SOP that nobody has reviewed, too',
      { sop: unread, risk: 'safe', restarts: false },
      'ask: SOP the-sop is not reviewed (sha256 = 3f9c2a71b04d); flink-medic sop trust the-sop',
    ],
    [
      'takes nothing but a clear yes for reviewed',
      { sop: { ...sure.sop, reviewed: 'yes' as unknown as boolean } },
      'ask: SOP the-sop is not reviewed (sha256 = 3f9c2a71b04d); flink-medic sop trust the-sop',
    ],
    ['has its own reason for asking in mode ask', { sop: unread, mode: 'ask' }, 'ask: mode is ask'],
    ['refuses rather than asks for a review', { sop: unread, objections: [about('refuse')] }, 'refuse: field'],
    ['only says what it would do by a SOP that nobody has reviewed', { sop: unread, mode: 'observe' }, 'would-do'],
    ['asks in a mode it does not know', { mode: 'yolo' as 'auto' }, 'ask: mode is yolo'],
    [
      'asks when the owner said something it does not know',
      { restart: 'sometimes' as 'ask' },
      'ask: restart is sometimes',
    ],
  ])('%s', (_title, change, want) => {
    const decision = decide({ ...sure, ...change });

    expect(textOf(decision)).toBe(want);
  });

  test('never runs a destructive action alone', () => {
    for (const mode of ['observe', 'ask', 'auto'] as const) {
      for (const restart of ['ask', 'auto'] as const) {
        for (const environment of ['staging', 'production']) {
          const decision = decide({ ...sure, mode, restart, environment, risk: 'destructive' });

          expect(decision.kind).not.toBe('run');
        }
      }
    }
  });

  test.each<Risk>(['safe', 'disruptive', 'destructive'])('sends nothing in mode observe: %s', (risk) => {
    const decision = decide({ ...sure, mode: 'observe', risk, restarts: false });

    expect(decision.kind).toBe('would-do');
  });

  test('hands a refusal on with field, value and what to do, and without its weight', () => {
    const decision = decide({ ...sure, objections: [about('refuse')] });

    expect(decision).toEqual({ kind: 'refuse', refusals: [told] });
    expect(refusalText(told)).toBe('a refuse, field = value; do this');
  });
});

function textOf(decision: ReturnType<typeof decide>): string {
  switch (decision.kind) {
    case 'run':
    case 'would-do':
      return decision.kind;
    case 'ask':
      return `ask: ${decision.reasons.join('; ')}`;
    case 'refuse':
    case 'wait':
      return `${decision.kind}: ${decision.refusals.map((one) => one.field).join(', ')}`;
  }
}
