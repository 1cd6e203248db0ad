import type { Config } from '../config.ts';
import { slackMembers } from '../config/approvals-section.ts';
import type { Risk } from '../domain/action.ts';
import { namedApprovers } from '../domain/approvers.ts';
import type { DoctorFinding } from './doctor.ts';

type Approving = Pick<Config, 'approvals' | 'clusters'> & { readonly slack: { readonly team: string } | undefined };

const about = 'approvals';
const risks: readonly Risk[] = ['safe', 'disruptive', 'destructive'];

/** Questions that would be asked and never be answered: nobody may, not enough may, or those who may have no account for it. */
export function approvalFindings(config: Approving): DoctorFinding[] {
  return [...tooFew(config), ...nobody(config), ...unable(config), ...unruled(config)];
}

/** Rules that let somebody approve a destructive plan, only never enough people. */
function tooFew({ approvals, clusters }: Approving): DoctorFinding[] {
  const needed = approvals.destructiveNeeds;
  const clustersOf = grouped(clusters, ({ name }) => {
    const people = namedApprovers(approvals, { cluster: name, risk: 'destructive' });
    return people.length === 0 || people.length >= needed ? undefined : people.join(', ');
  });
  return [...clustersOf].map(([people, names]) => ({
    level: 'problem',
    about,
    text: `a destructive plan on ${names.join(', ')} needs ${needed} people, and only ${people} may approve it, so none ever begins: name another person in a rule of approvals.rules, or set approvals.destructiveNeeds: ${needed - 1}`,
  }));
}

/** There are rules, and none of them for what is asked about here. */
function nobody({ approvals, clusters }: Approving): DoctorFinding[] {
  if (approvals.rules.length === 0) return [];
  const clustersOf = grouped(clusters.filter(asks), ({ name }) => {
    const open = risks.filter((risk) => namedApprovers(approvals, { cluster: name, risk }).length === 0);
    return open.length === 0 ? undefined : open.join(', ');
  });
  return [...clustersOf].map(([open, names]) => ({
    // That nobody may lose state may be meant.
    level: open === 'destructive' ? 'note' : 'problem',
    about,
    text: `nobody may approve a plan on ${names.join(', ')} that is ${open.replaceAll(', ', ' or ')}, so none ever begins: add to approvals.rules: - { clusters: [${names.join(', ')}], risks: [${open}], people: [<name>] }`,
  }));
}

/** People whom a rule names, and who can answer neither in Slack nor in the terminal. */
function unable(config: Approving): DoctorFinding[] {
  const { rules, people } = config.approvals;
  const members = slackMembers(config);
  const names = people
    .filter(
      ({ name, user }) => user.length === 0 && !members.has(name) && rules.some((one) => one.people.includes(name)),
    )
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const here =
    config.slack === undefined ? 'slack is not configured' : `none of slack.team, which is ${config.slack.team}`;
  const text = `${names.join(', ')} cannot answer anywhere: a Slack account only, and ${here}: add user: [name] in approvals.people, or the account there`;
  return [{ level: 'problem', about, text }];
}

function unruled({ approvals, clusters, slack }: Approving): DoctorFinding[] {
  if (slack === undefined || approvals.rules.length > 0 || !clusters.some(asks)) return [];
  const text = 'approvals.rules names nobody: questions are posted to Slack, and answered in the terminal alone';
  return [{ level: 'note', about, text }];
}

/** Nothing is asked about jobs that are only observed. */
function asks({ mode, jobs }: Config['clusters'][number]): boolean {
  return jobs.some((job) => (job.mode ?? mode) !== 'observe');
}

/** Names of the clusters by what is said of them; undefined: nothing is. */
function grouped(
  clusters: Config['clusters'],
  say: (cluster: Config['clusters'][number]) => string | undefined,
): Map<string, string[]> {
  const groups = [...Map.groupBy(clusters, say)];
  return new Map(groups.flatMap(([key, same]) => (key === undefined ? [] : [[key, same.map(({ name }) => name)]])));
}
