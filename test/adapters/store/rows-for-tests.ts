import type { ActionRow } from '../../../src/domain/action.ts';
import type { Approval } from '../../../src/domain/approval.ts';
import type { Incident, TimelineEvent } from '../../../src/domain/incident.ts';
import type { Plan } from '../../../src/domain/plan.ts';

export const jobId = 'a'.repeat(32);

export function incidentNamed(id: string, change: Partial<Incident> = {}): Incident {
  return {
    id,
    cluster: 'prod',
    job: 'orders',
    state: 'open',
    closing: null,
    severity: 'high',
    fingerprint: 'f-1',
    signals: [
      {
        kind: 'restart-loop',
        cluster: 'prod',
        job: 'orders',
        jobId,
        fingerprint: 'f-1',
        severity: 'high',
        since: 900,
        at: 1000,
        summary: '5 restarts in 2 minutes',
        evidence: { restarts: 5 },
      },
    ],
    baseline: false,
    acknowledgedBy: null,
    diagnosis: null,
    retrieval: null,
    planId: null,
    failedPlans: 0,
    verdict: null,
    escalation: null,
    refusals: [],
    openedAt: 1000,
    lastSeenAt: 1000,
    updatedAt: 1000,
    closedAt: null,
    version: 0,
    ...change,
  };
}

export function eventOf(incidentId: string, text: string, at = 1000): TimelineEvent {
  return { incidentId, at, kind: 'note', text, data: { text } };
}

export function planNamed(id: string, incidentId: string): Plan {
  return {
    id,
    incidentId,
    cluster: 'prod',
    jobName: 'orders',
    action: 'restart-job',
    steps: [
      { name: 'stop', kind: 'stop-with-savepoint', risk: 'disruptive', args: { job: jobId, directory: '/sp' } },
      { name: 'start', kind: 'start-job', risk: 'disruptive', args: { snapshot: { from: 'stop.savepoint' } } },
    ],
    digest: `digest of ${id}`,
    sopId: 'restart-loop',
    sopDigest: 'sop-1',
    jobId,
    jobStartTime: 500,
    createdAt: 1100,
  };
}

export function actionNamed(id: string, plan: Plan, change: Partial<ActionRow> = {}): ActionRow {
  return {
    id,
    planId: plan.id,
    incidentId: plan.incidentId,
    step: 0,
    stepName: 'stop',
    kind: 'stop-with-savepoint',
    cluster: plan.cluster,
    jobName: plan.jobName,
    lane: `${plan.cluster}/${plan.jobName}`,
    args: `{"directory":"/sp","job":"${jobId}"}`,
    argsDigest: 'args-1',
    key: '',
    generation: 0,
    state: 'proposed',
    dropReason: null,
    epoch: 0,
    attempts: 0,
    onDoubt: 'queryFirst',
    incarnation: null,
    checkpointBefore: null,
    firstSentAt: null,
    sendDeadlineAt: null,
    takeovers: 0,
    settleAttempts: 0,
    nextSettleAt: null,
    result: null,
    note: 'planned',
    createdAt: 1100,
    updatedAt: 1100,
    ...change,
  };
}

export function approvalNamed(id: string, plan: Plan, change: Partial<Approval> = {}): Approval {
  return {
    id,
    incidentId: plan.incidentId,
    planId: plan.id,
    planDigest: plan.digest,
    jobStartTime: plan.jobStartTime,
    askedAt: 1200,
    expiresAt: 2200,
    state: 'open',
    answeredBy: null,
    answeredAt: null,
    votes: [],
    needed: 1,
    ...change,
  };
}
