import { expect, test } from 'vitest';
import type { AgentView } from '../../src/demo/agent-view.ts';
import { followStories } from '../../src/demo/follow-stories.ts';
import type { Stages } from '../../src/demo/open-stages.ts';
import { alertText } from '../../src/pipeline/alert-text.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { alert } from '../support/alerts.ts';
import { waitingClock } from '../support/waiting-clock.ts';

const shown = alert({ incidentId: 'inc-1', state: 'needs a person', question: undefined, buttons: [] });

/** What is printed while the agent hands an incident to a person. */
async function printed(chat: boolean): Promise<readonly string[]> {
  const lines: string[] = [];
  const line = (text: string) => void lines.push(text);
  const clock = waitingClock();
  const view: AgentView = {
    newEvents: async () => [],
    incidents: async () => [incidentNamed('inc-1', { state: 'escalated' })],
    actions: async () => [],
    alert: async () => shown,
    knows: async () => true,
    isTold: async () => true,
    close: async () => {},
  };
  const facts = () => {
    throw new Error('no story is played');
  };
  await followStories({
    stories: [],
    stages: {} as Stages,
    view,
    watch: { look: async () => {}, markBefore: () => {}, facts },
    teller: { line, say: line, doing: () => {}, stop: () => {} },
    clock,
    startedAt: clock.now(),
    signal: new AbortController().signal,
    chat,
    asks: false,
    requireAgent: () => {},
  });
  return lines;
}

test('without a chat the terminal shows each incident once, as a chat would', async () => {
  const alertLines = alertText(shown, 0).split('\n');

  expect(await printed(false)).toEqual(alertLines.map((one) => `        | ${one}`));
  expect(alertLines).toContain('SOP checkpoint-expired: Checkpoints expire before completing');
});

test('what a chat shows is not shown in the terminal besides', async () => {
  expect(await printed(true)).toEqual([]);
});
