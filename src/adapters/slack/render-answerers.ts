import { type Answerers, fewOf } from '../../domain/answerers.ts';
import { foreign } from './plain.ts';
import type { SlackMentions } from './slack-access.ts';

/** Calls those who may answer, or says why nobody can and what to do. Ids come from the configuration alone. */
export function answerersLine(answerers: Answerers, { people }: SlackMentions): string {
  switch (answerers.kind) {
    case 'unruled':
      return '*Nobody can answer here:* approvals.rules names nobody. Name people there and start the program again, or answer in the terminal.';
    case 'people':
      return mayAnswer(answerers.names, people);
    case 'too-few': {
      const { names, why } = answerers;
      if (names.length === 0) return `*Nobody can answer:* ${foreign(why, 600)}`;
      return `${mayAnswer(names, people)}\n*They are not enough:* ${foreign(why, 600)}`;
    }
  }
}

function mayAnswer(names: readonly string[], people: SlackMentions['people'] = new Map()): string {
  // Whoever cannot be called takes no place of one who can.
  const here = names.filter((name) => people.has(name));
  const elsewhere = names.filter((name) => !people.has(name));
  const shown = fewOf([...here, ...elsewhere], (name) => {
    const id = people.get(name);
    return id === undefined ? `${foreign(name, 80)} (not in this Slack)` : `<@${id}>`;
  });
  const line = `*May answer:* ${shown}`;
  if (here.length > 0) return line;
  return `${line}. *Nobody of them can answer here:* add slack: [member id] to their line in approvals.people, or answer in the terminal.`;
}
