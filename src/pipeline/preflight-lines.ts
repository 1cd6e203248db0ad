import { z } from 'zod';
import { Check, type TimelineEvent } from '../domain/incident.ts';
import type { Plan } from '../domain/plan.ts';
import { isoTime, quoted } from '../diagnosis/plain-text.ts';

/** Left out by an older program. */
const Checks = z.array(Check);

/** What was looked at before people were asked about a plan: what passed, what could not be told, and what speaks for asking. */
export function preflightLines(asked: TimelineEvent | undefined, plan: Pick<Plan, 'jobStartTime'>): string[] {
  const parsed = Checks.safeParse(asked?.data['checks']);
  const checks = parsed.success ? parsed.data : [];
  const of = (result: Check['result']) => checks.filter((one) => one.result === result);
  const passed = of('yes').map(({ name, detail }) => `${name} = ${detail}`);
  const unknown = of('cannot-tell').map(({ name }) => name);
  const reasons = asked?.data['reasons'];
  return [
    ...(passed.length === 0
      ? []
      : [quoted(`passed at ${isoTime(asked?.at ?? Number.NaN)}: ${passed.join('; ')}`, 600)]),
    ...(unknown.length === 0 ? [] : [quoted(`could not be told: ${unknown.join('; ')}`, 600)]),
    ...(checks.length === 0 ? [] : [`a yes counts only for the run that started ${isoTime(plan.jobStartTime)}`]),
    ...(Array.isArray(reasons) ? reasons.map((one) => `asks because ${quoted(String(one), 300)}`) : []),
  ];
}
