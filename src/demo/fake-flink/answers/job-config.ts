import { type Answer, type FakeRequest, forJob, ok } from '../answer.ts';
import { planOf } from './job-detail.ts';

/** Java's largest int: how Flink shows restarts without an end. */
const forEver = 2_147_483_647;

export function jobConfig(request: FakeRequest): Answer {
  return forJob(request, (job) => {
    const seconds = `PT${job.shape.restartDelayMs / 1000}S`;
    const attempts = job.shape.restartAttempts ?? forEver;
    return ok({
      jid: job.id,
      name: job.shape.name,
      'execution-config': {
        ...(request.cluster.version === '1.20.4' && { 'execution-mode': 'PIPELINED' }),
        'restart-strategy': `Restart with fixed delay (${seconds}). #${attempts} restart attempts.`,
        'job-parallelism': job.shape.parallelism,
        'object-reuse-mode': false,
        'user-config': {},
      },
    });
  });
}

export function jobStatus(request: FakeRequest): Answer {
  return forJob(request, (job) => {
    return ok({ status: job.state });
  });
}

export function jobPlan(request: FakeRequest): Answer {
  return forJob(request, (job) => ok({ plan: planOf(job) }));
}
