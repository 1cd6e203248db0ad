import type { Approval, StoredAnswer } from '../domain/approval.ts';
import { messageOf } from '../domain/errors.ts';
import type { Incident } from '../domain/incident.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { AnswerStore, IncidentStore, LedgerStore } from '../ports/store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { event, updateIncident } from './update-incident.ts';

export interface AnswerDeps {
  readonly answers: AnswerStore;
  readonly incidents: IncidentStore;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** The watcher stops to miss a job. */
  readonly forget: (job: string) => Promise<void>;
  readonly actions: LedgerStore;
  /** Answers about other clusters are left to who works for those. */
  readonly cluster: string;
}

/** Applies what people said since the last time, in the order in which they said it. Each answer counts once. */
export async function applyAnswers(deps: AnswerDeps): Promise<void> {
  for (const stored of await deps.answers.open()) {
    try {
      const about = await clusterOf(deps, stored);
      if (about !== undefined && about !== deps.cluster) continue;
      const outcome = await applyOne(deps, stored);
      await deps.answers.markApplied(stored.seq, outcome);
      deps.log.info({ answer: stored.answer.kind, by: stored.by, outcome }, 'answer applied');
    } catch (error) {
      // It stays open and is tried again; the answers of others do not wait for it.
      deps.log.error({ answer: stored.answer.kind, by: stored.by, err: messageOf(error) }, 'answer not applied');
    }
  }
}

/** Undefined: it is about nothing that is there, and anybody may say so. */
async function clusterOf(deps: AnswerDeps, { answer }: StoredAnswer): Promise<string | undefined> {
  if (answer.kind !== 'settle') return (await deps.incidents.get(answer.incidentId))?.cluster;
  return (await deps.actions.actions({})).find((one) => one.id === answer.actionId)?.cluster;
}

/** Whose answer it is, and which: it is marked as applied together with what it changes. */
interface Said {
  readonly by: string;
  readonly seq: number;
}

async function applyOne(deps: AnswerDeps, stored: StoredAnswer): Promise<string> {
  const { answer, by, seq } = stored;
  switch (answer.kind) {
    case 'approve':
    case 'deny':
      return answerPlan(deps, answer.incidentId, answer.kind, answer.planDigest, { by, seq });
    case 'ack':
      return acknowledge(deps, answer.incidentId, answer.reason, { by, seq });
    case 'resolve':
      return resolve(deps, answer.incidentId, answer.reason, { by, seq });
    case 'settle':
      return deps.ledger.settleByHuman(answer.actionId, answer.finding, by, answer.reason, answer.result);
  }
}

async function answerPlan(
  deps: AnswerDeps,
  incidentId: string,
  kind: 'approve' | 'deny',
  planDigest: string,
  { by, seq }: Said,
): Promise<string> {
  const incident = await deps.incidents.get(incidentId);
  const approval = incident?.planId == null ? undefined : await deps.incidents.approvalOf(incident.planId);
  const now = deps.clock.now();
  const invalid = whyInvalid(approval, planDigest, now);
  if (invalid !== undefined) return `refused: ${invalid}`;
  const open = approval as Approval;
  if (kind === 'deny') {
    // Before it is stored who denied it: a process that ends in between finds the answer still open, and nothing is left over.
    const left = await deps.ledger.drop(open.planId, 'denied', `denied by ${by}`);
    if (left !== undefined) return `refused: ${left}`;
  }
  const saved = await updateIncident(deps.incidents, incidentId, (current) => {
    if (current.state !== 'awaiting_approval' || current.planId !== open.planId) return undefined;
    const answered = { ...open, answeredBy: by, answeredAt: now };
    if (kind === 'approve') {
      return {
        incident: { ...current, updatedAt: now },
        events: [event(incidentId, now, 'approved', `${by} approved plan ${planDigest.slice(0, 12)}`, { by })],
        approval: { ...answered, state: 'approved' },
        answerSeq: seq,
      };
    }
    return {
      incident: { ...current, state: 'escalated', escalation: `${by} denied the plan`, refusals: [], updatedAt: now },
      events: [event(incidentId, now, 'denied', `${by} denied plan ${planDigest.slice(0, 12)}`, { by })],
      approval: { ...answered, state: 'denied' },
      answerSeq: seq,
    };
  });
  if (saved === undefined) return 'refused: the incident no longer waits for this plan';
  return kind === 'approve' ? 'approved' : 'denied';
}

/** Undefined = the answer counts. */
export function whyInvalid(approval: Approval | undefined, planDigest: string, now: number): string | undefined {
  if (approval === undefined) return 'nothing waits for an answer';
  if (approval.planDigest !== planDigest) return 'the plan is not the one that was answered';
  if (approval.state === 'open' && !(now < approval.expiresAt)) return 'the time to answer is over';
  switch (approval.state) {
    case 'open':
      return undefined;
    case 'approved':
    case 'used':
      return `already approved by ${approval.answeredBy ?? 'somebody'}`;
    case 'denied':
      return `already denied by ${approval.answeredBy ?? 'somebody'}`;
    case 'expired':
      return 'the time to answer is over';
    case 'void':
      return 'the plan was withdrawn';
  }
}

async function acknowledge(deps: AnswerDeps, incidentId: string, reason: string, { by, seq }: Said): Promise<string> {
  const now = deps.clock.now();
  const saved = await updateIncident(deps.incidents, incidentId, (current) => {
    if (current.state === 'closed') return undefined;
    return {
      // A baseline was only looked at so far; now it is diagnosed as it stands today, and planned for like any other.
      incident: {
        ...current,
        acknowledgedBy: by,
        state: isHeldBack(current) ? 'open' : current.state,
        escalation: isHeldBack(current) ? null : current.escalation,
        updatedAt: now,
      },
      events: [
        event(incidentId, now, 'acknowledged', `${by} took note${reason === '' ? '' : `: ${reason}`}`, { by, reason }),
      ],
      answerSeq: seq,
    };
  });
  return saved === undefined ? 'refused: no such open incident' : 'acknowledged';
}

function isHeldBack(incident: Incident): boolean {
  const { baseline, acknowledgedBy, state, failedPlans } = incident;
  return baseline && acknowledgedBy === null && state === 'escalated' && failedPlans === 0;
}

async function resolve(deps: AnswerDeps, incidentId: string, reason: string, { by, seq }: Said): Promise<string> {
  const before = await deps.incidents.get(incidentId);
  if (before === undefined || before.state === 'closed') return 'refused: no such open incident';
  if (before.planId !== null) {
    const undetermined = await deps.ledger.undetermined(before.planId);
    if (undetermined !== undefined) return `refused: action ${undetermined} is under way; settle it first`;
    const { kind } = await deps.ledger.progress(before.planId);
    const left =
      kind === 'in-progress'
        ? await deps.ledger.drop(before.planId, 'cancelled', `incident resolved by ${by}`)
        : undefined;
    // Closing it now would leave nobody to carry the plan through.
    if (left !== undefined) return `refused: ${left}; look again`;
  }
  const approval = before.planId === null ? undefined : await deps.incidents.approvalOf(before.planId);
  const isOpen = approval?.state === 'open' || approval?.state === 'approved';
  const now = deps.clock.now();
  const saved = await updateIncident(deps.incidents, incidentId, (current) => {
    if (current.state === 'closed' || current.planId !== before.planId) return undefined;
    return {
      incident: { ...current, state: 'closed', closing: 'resolved', closedAt: now, updatedAt: now },
      events: [
        event(incidentId, now, 'closed', `${by} resolved it${reason === '' ? '' : `: ${reason}`}`, { by, reason }),
      ],
      ...(isOpen && { approval: { ...approval, state: 'void' } }),
      answerSeq: seq,
    };
  });
  if (saved === undefined) return 'refused: the incident moved in this moment; look again';
  // Otherwise the next poll would miss it again.
  const vanished = saved.signals.some((one) => one.kind === 'job-vanished');
  if (saved.job !== null && vanished) await deps.forget(saved.job);
  return 'resolved';
}
