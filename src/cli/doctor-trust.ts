import { StoreLocked, StoreUnavailable, StoreUnusable } from '../adapters/store/store-error.ts';
import type { Config } from '../config.ts';
import type { SopReview } from '../domain/sop-review.ts';
import { reviewState } from '../domain/sop-review.ts';
import type { Sop } from '../domain/sop.ts';
import { forEnvironment } from '../knowledge/for-environment.ts';
import { hasStore } from './configured-store.ts';
import type { CliContext } from './context.ts';
import type { DoctorFinding } from './doctor.ts';
import { ownActionsOf } from './own-actions.ts';
import { openConfiguredSops } from './sop-folders.ts';
import { sopsInForce } from './sop-trust.ts';
import { mayRunAlone } from './sop-trust-text.ts';

const about = 'sop trust';
const mostJobs = 3;

/** Where jobs may be acted on alone, and which procedures are asked about all the same. */
export async function trustFindings(context: CliContext): Promise<DoctorFinding[]> {
  const { clusters, sops } = context.config();
  if (!clusters.some((one) => autoJobs(one).length > 0)) return [];
  const reviews = await readReviews(context);
  if (reviews === undefined) return [];
  const libraries = openConfiguredSops(sops, await ownActionsOf(context));
  // No review has the others run alone.
  const planned = sopsInForce(libraries).filter(({ id, plan }) => plan.length > 0 && mayRunAlone(id));
  return clusters.flatMap((cluster) => findingOf(cluster, planned, reviews));
}

function findingOf(
  cluster: Config['clusters'][number],
  planned: readonly Sop[],
  reviews: readonly SopReview[],
): DoctorFinding[] {
  const jobs = autoJobs(cluster);
  if (jobs.length === 0) return [];
  const here = planned.filter((sop) => forEnvironment(sop, cluster.environment));
  const open = here.filter((sop) => reviewState(sop, reviewOf(sop, reviews)) !== 'reviewed');
  const more = jobs.length > mostJobs ? ` and ${jobs.length - mostJobs} more` : '';
  const where = `${cluster.name}, mode auto for ${jobs.slice(0, mostJobs).join(', ')}${more}`;
  if (open.length === 0) {
    return [{ level: 'ok', about, text: `${where}: ${here.length} SOPs with a plan that may run alone, all reviewed` }];
  }
  const names = open.map((sop) => `${sop.id}${reviewOf(sop, reviews) === undefined ? '' : ' (changed since)'}`);
  const command = `flink-medic sop trust ${open.map((sop) => sop.id).join(' ')}`;
  const text = `${where}: not reviewed, so their plans are asked about: ${names.join(', ')}. Read them, then: ${command}`;
  return [{ level: 'note', about, text }];
}

function autoJobs({ mode, jobs }: Config['clusters'][number]): string[] {
  return jobs.filter((job) => (job.mode ?? mode) === 'auto').map((job) => job.name);
}

function reviewOf(sop: Sop, reviews: readonly SopReview[]): SopReview | undefined {
  return reviews.find((one) => one.sopId === sop.id);
}

/** Undefined: the store gives no answer, which is a finding of its own. */
async function readReviews(context: CliContext): Promise<readonly SopReview[] | undefined> {
  if (!hasStore(context.config())) return [];
  try {
    return await context.withStore((store) => store.sopReviews.list());
  } catch (error) {
    if (error instanceof StoreLocked || error instanceof StoreUnavailable || error instanceof StoreUnusable) {
      return undefined;
    }
    throw error;
  }
}
