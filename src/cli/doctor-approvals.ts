import type { Config } from '../config.ts';
import { slackMembers } from '../config/approvals-section.ts';
import type { Risk } from '../domain/action.ts';
import { namedApprovers } from '../domain/approvers.ts';
import { severities, type Severity } from '../domain/signal.ts';
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
  const groups = grouped(clusters, (cluster, severity) => {
    const people = namedApprovers(approvals, { cluster, risk: 'destructive', severity });
    return people.length === 0 || people.length >= needed ? undefined : people.join(', ');
  });
  return groups.map(({ said: people, names, only }) => ({
    level: 'problem',
    about,
    text: `a destructive plan on ${names.join(', ')}${incidentOf(only)} needs ${needed} people, and only ${people} may approve it, so none ever begins: name another person in a rule of approvals.rules, or set approvals.destructiveNeeds: ${needed - 1}`,
  }));
}

/** There are rules, and none of them for what is asked about here. */
function nobody({ approvals, clusters }: Approving): DoctorFinding[] {
  if (approvals.rules.length === 0) return [];
  const groups = grouped(clusters.filter(asks), (cluster, severity) => {
    const open = risks.filter((risk) => namedApprovers(approvals, { cluster, risk, severity }).length === 0);
    return open.length === 0 ? undefined : open.join(', ');
  });
  return groups.map(({ said: open, names, only }) => {
    const of = only === undefined ? '' : `, severities: [${only.join(', ')}]`;
    return {
      // That nobody may lose state may be meant.
      level: open === 'destructive' ? 'note' : 'problem',
      about,
      text: `nobody may approve a plan on ${names.join(', ')}${incidentOf(only)} that is ${open.replaceAll(', ', ' or ')}, so none ever begins: add to approvals.rules: - { clusters: [${names.join(', ')}], risks: [${open}]${of}, people: [<name>] }`,
    };
  });
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

interface Group {
  readonly said: string;
  /** Of the clusters. */
  readonly names: readonly string[];
  /** The severities of which it is said; undefined: of every one. */
  readonly only: readonly Severity[] | undefined;
}

/** What is said of incidents of each severity on each cluster, the same of several once; undefined: nothing is. */
function grouped(
  clusters: Config['clusters'],
  say: (cluster: string, severity: Severity) => string | undefined,
): Group[] {
  const each = clusters.flatMap(({ name }) =>
    [...Map.groupBy(severities, (severity) => say(name, severity))].flatMap(([said, of]) =>
      said === undefined ? [] : [{ name, said, only: of.length === severities.length ? undefined : of }],
    ),
  );
  const same = Map.groupBy(each, ({ said, only }) => `${said} ${only?.join(' ')}`);
  return [...same.values()].flatMap((group) =>
    group.slice(0, 1).map(({ said, only }) => ({ said, only, names: group.map(({ name }) => name) })),
  );
}

function incidentOf(only: Group['only']): string {
  return only === undefined ? '' : ` for an incident of severity ${only.join(' or ')}`;
}
