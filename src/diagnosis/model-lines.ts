import type { Diagnosis } from '../domain/incident.ts';

type Booked = NonNullable<NonNullable<Diagnosis['llm']>['booked']>;

/** Which model was asked, what it read and what that cost; empty when none was asked. */
export function modelLines({ llm, tokens }: Diagnosis): string[] {
  if (llm === undefined) return [];
  const counts = new Map<string, number>();
  for (const name of llm.tools) counts.set(name, (counts.get(name) ?? 0) + 1);
  const read = [...counts].map(([name, count]) => (count === 1 ? name : `${name} ${count}x`));
  const cost = costText({ llm, tokens });
  return [`  Model ${llm.model}: ${cost}`, ...(read.length === 0 ? [] : [`  It read: ${read.join(', ')}`])];
}

/** `3 calls, 2,140 tokens, 0.0123`: money in the currency of the configured prices. */
function costText({ llm, tokens }: Pick<Diagnosis, 'llm' | 'tokens'>): string {
  const calls = llm?.calls ?? 0;
  const all = (tokens?.prompt ?? 0) + (tokens?.completion ?? 0);
  const money = llm?.money ?? null;
  return [
    `${calls} ${calls === 1 ? 'call' : 'calls'}`,
    `${all.toLocaleString('en')} tokens`,
    ...(money === null ? [] : [`cost ${money.toFixed(4)}`]),
    ...(llm?.booked === undefined ? [] : [bookedText(llm.booked)]),
  ].join(', ');
}

/** What a call without an end did cost is known to the server alone. */
function bookedText({ calls, tokens, money }: Booked): string {
  const cost = money === null ? '' : `, cost ${money.toFixed(4)}`;
  return `${calls} of them without an end, booked as at most ${tokens.toLocaleString('en')} tokens${cost}`;
}
