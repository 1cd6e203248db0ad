import { describe, expect, test } from 'vitest';
import { crowdedLanes } from '../../src/ledger/invariants.ts';
import { jobId, minute } from '../support/action-facts.ts';
import {
  makePipelineRig,
  type CrashPoint,
  type PipelineRig,
  rescaleSop,
  restartSop,
  startSop,
} from '../support/pipeline-rig.ts';

interface Story {
  readonly title: string;
  begin(): Promise<PipelineRig>;
  /** What Flink must have seen, without the ids. */
  readonly effects: readonly string[];
}

/** The trouble lasts until the world is as the plan wants it: whoever comes back sees the same. */
const stories: readonly Story[] = [
  {
    title: 'a rescale, approved',
    effects: ['rescale'],
    async begin() {
      const rig: PipelineRig = await makePipelineRig({
        sop: rescaleSop,
        record: { mode: 'ask' },
        trouble: async () => ((await rig.world.current()).vertices[0]?.parallelism === 2 ? ['backpressure-high'] : []),
      });
      return rig;
    },
  },
  {
    title: 'a stop and a start, approved',
    effects: ['stop', 'start'],
    async begin() {
      const rig: PipelineRig = await makePipelineRig({
        sop: restartSop,
        record: { mode: 'ask' },
        trouble: async () => ((await rig.world.current()).id === jobId ? ['restart-loop'] : []),
      });
      return rig;
    },
  },
  {
    title: 'a start, alone',
    effects: ['start'],
    async begin() {
      const rig: PipelineRig = await makePipelineRig({
        sop: startSop,
        trouble: async () => ((await rig.world.current()).state === 'FAILED' ? ['job-failed'] : []),
      });
      rig.world.base.setJob(jobId, 'FAILED');
      return rig;
    },
  },
];

/** Lives through the story, says yes whenever asked, and comes back as a new process when it has ended. */
async function live(rig: PipelineRig): Promise<void> {
  let asked: string | null = null;
  for (let round = 0; round < 200; round += 1) {
    await rig.step();
    const incident = await rig.incident().catch(() => undefined);
    if (incident?.state === 'closed' || incident?.state === 'escalated') return;
    if (incident?.state === 'awaiting_approval' && incident.planId !== asked) {
      asked = incident.planId;
      await rig.answer('approve');
    }
  }
}

async function endOf(rig: PipelineRig) {
  const incident = await rig.incident();
  const rows = await rig.store.ledger.actions({});
  return {
    state: incident.state,
    closing: incident.closing,
    effects: rig.world.base.effects.map((one) => one.split(' ')[0]),
    actions: rows.filter((row) => row.firstSentAt !== null).map((row) => `${row.kind} ${row.state}`),
    waiting: rows.filter(
      (row) => row.state === 'awaiting_approval' || row.state === 'proposed' || row.state === 'ready',
    ).length,
    crowded: crowdedLanes(rows).length,
  };
}

describe.each(stories)('$title', ({ effects, ...story }) => {
  test('ends the same way wherever the process ends at a write', { timeout: 120_000 }, async () => {
    const calm = await story.begin();
    const first = await calm.start();
    await live(calm);
    const want = await endOf(calm);
    const writes = first.life.writes;
    const others: unknown[] = [];

    for (let write = 1; write <= writes; write += 1) {
      for (const when of ['before', 'after'] as const satisfies readonly CrashPoint['when'][]) {
        const rig = await story.begin();
        const { life } = await rig.start({ write, when });
        await live(rig);
        const end = await endOf(rig);
        if (!life.isOver || JSON.stringify(end) !== JSON.stringify(want))
          others.push({ write, when, life, end, told: await rig.entries() });
      }
    }

    expect(want).toMatchObject({ state: 'closed', closing: 'cleared', effects, waiting: 0, crowded: 0 });
    expect(writes).toBeGreaterThan(7);
    expect(others).toEqual([]);
  });
});

describe('a no', () => {
  test.each(['before', 'after'] as const)(
    'is a no wherever the process ends %s a write',
    { timeout: 60_000 },
    async (when) => {
      for (let write = 1; write <= 4; write += 1) {
        const rig = await makePipelineRig({ record: { mode: 'ask' } });
        await rig.step(3);
        rig.trouble = ['backpressure-high'];
        await rig.untilState('awaiting_approval');
        await rig.step();
        await rig.start({ write, when });
        const seq = await rig.answer('deny');

        await rig.step(30);

        const incident = await rig.incident();
        expect(incident).toMatchObject({ state: 'escalated', escalation: 'alice denied the plan' });
        expect(await rig.store.answers.outcome(seq)).toContain('alice denied plan');
        expect((await rig.store.ledger.actions({})).map((row) => [row.state, row.dropReason])).toEqual([
          ['dropped', 'denied'],
        ]);
        expect(rig.world.base.arrived).toEqual([]);
      }
    },
  );
});

describe('a question that expires', () => {
  test.each(['before', 'after'] as const)(
    'expires wherever the process ends %s a write',
    { timeout: 60_000 },
    async (when) => {
      for (let write = 1; write <= 4; write += 1) {
        const rig = await makePipelineRig({ record: { mode: 'ask' } });
        await rig.step(3);
        rig.trouble = ['backpressure-high'];
        await rig.untilState('awaiting_approval');
        await rig.start({ write, when });
        rig.clock.at += 60 * minute;

        await rig.step(30);

        expect(await rig.incident()).toMatchObject({
          state: 'escalated',
          escalation: expect.stringContaining('Nobody answered in time; '),
        });
        expect((await rig.approval())?.state).toBe('expired');
        expect((await rig.store.ledger.actions({})).map((row) => row.dropReason)).toEqual(['expired']);
      }
    },
  );
});
