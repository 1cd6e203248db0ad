import type { Config } from '../config.ts';
import { namedApprovers } from '../domain/approvers.ts';
import type { DoctorFinding } from './doctor.ts';

/** Rules that let somebody approve a destructive plan, only never enough people: it would be asked about and never begin. */
export function approvalFindings({ approvals, clusters }: Pick<Config, 'approvals' | 'clusters'>): DoctorFinding[] {
  const needed = approvals.destructiveNeeds;
  const clustersOf = new Map<string, string[]>();
  for (const { name } of clusters) {
    const people = namedApprovers(approvals, { cluster: name, risk: 'destructive' });
    if (people.length === 0 || people.length >= needed) continue;
    const key = people.join(', ');
    clustersOf.set(key, [...(clustersOf.get(key) ?? []), name]);
  }
  return [...clustersOf].map(([people, names]) => ({
    level: 'problem',
    about: 'approvals',
    text: `a destructive plan on ${names.join(', ')} needs ${needed} people, and only ${people} may approve it, so none ever begins: name another person in a rule of approvals.rules, or set approvals.destructiveNeeds: ${needed - 1}`,
  }));
}
