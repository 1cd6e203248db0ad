import type { Approval, StoredAnswer } from '../domain/approval.ts';
import {
  type ApprovalPolicy,
  countingVotes,
  neededApprovals,
  personOf,
  shownName,
  stillNeeded,
  whyNotApprover,
  whyNotDenier,
} from '../domain/approvers.ts';
import { StaleWrite } from '../domain/errors.ts';
import type { Incident, TimelineEvent } from '../domain/incident.ts';
import type { Plan } from '../domain/plan.ts';
import { quoted } from '../diagnosis/plain-text.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentChange, IncidentStore } from '../ports/store.ts';
import { initiatorsOf, scopeOf } from './initiators.ts';
import { event } from './update-incident.ts';

interface PlanAnswerDeps {
  readonly incidents: IncidentStore;
  readonly ledger: Ledger;
  readonly approvers: ApprovalPolicy;
  readonly clock: Clock;
}

type PlanAnswer = StoredAnswer & {
  readonly answer: { readonly kind: 'approve' | 'deny'; readonly planDigest: string };
};

/** Given in time, an answer may wait so long for a process that was down; a question never stays open longer. */
export const appliedWithinMs = 300_000;
const mostTries = 10;

/**
 * Applies a yes or a no. The first valid one wins: incident, approval, timeline and answer are stored in one transaction that
 * compares the incident's version, and whoever loses decides again from what is stored then. What is refused is recorded too.
 */
export async function answerPlan(deps: PlanAnswerDeps, incidentId: string, stored: PlanAnswer): Promise<string> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const incident = await deps.incidents.get(incidentId);
    if (incident === undefined) return 'refused: no such incident';
    const plan = incident.planId === null ? undefined : await deps.incidents.plan(incident.planId);
    const approval = plan === undefined ? undefined : await deps.incidents.approvalOf(plan.id);
    const timeline = await deps.incidents.timeline({ incidentId });
    const change = decide({
      incident,
      plan,
      approval,
      timeline,
      stored,
      policy: deps.approvers,
      now: deps.clock.now(),
    });
    try {
      if (change.approval?.state === 'denied') {
        // Before it is stored who denied it: a process that ends in between finds the answer still open, and nothing is left over.
        const left = await deps.ledger.drop(
          change.approval.planId,
          'denied',
          `denied by ${shownName(deps.approvers, stored)}`,
        );
        if (left !== undefined) return `refused: ${left}`;
      }
      await deps.incidents.save(change);
      return change.answerOutcome ?? change.events.at(-1)?.text ?? 'applied';
    } catch (error) {
      if (!(error instanceof StaleWrite)) throw error;
    }
  }
  throw new StaleWrite(
    `Incident ${incidentId} changed ${mostTries} times while an answer was applied; it is tried again`,
  );
}

/** What the answer changes, a refusal included. */
function decide(of: {
  readonly incident: Incident;
  readonly plan: Plan | undefined;
  readonly approval: Approval | undefined;
  readonly timeline: readonly TimelineEvent[];
  readonly stored: PlanAnswer;
  readonly policy: ApprovalPolicy;
  readonly now: number;
}): IncidentChange {
  const { incident, plan, approval, stored, policy, now } = of;
  const { by, via, seq, answer } = stored;
  const refused = (why: string): IncidentChange => {
    const entry = refusal(incident.id, now, { ...stored, ...answer }, { why, name: shownName(policy, stored) });
    // Once: who presses on and on does not fill the record, and the thread with it.
    const stands = of.timeline.some((one) => one.text === entry.text && one.data['digest'] === entry.data['digest']);
    return { incident, events: stands ? [] : [entry], answerSeq: seq, answerOutcome: `refused: ${why}` };
  };
  const invalid = whyInvalid(approval, stored, now);
  if (invalid !== undefined || plan === undefined || approval === undefined) {
    return refused(invalid ?? 'nothing waits for an answer');
  }
  if (incident.state !== 'awaiting_approval') return refused('the incident no longer waits for this plan');
  const account = { by, via };
  // The severity of the version that this save compares: what gets worse meanwhile has the answer judged again.
  const scope = scopeOf(plan, incident);
  const may = answer.kind === 'approve' ? whyNotApprover : whyNotDenier;
  const not = may(policy, account, scope);
  if (not !== undefined) return refused(not);

  const { name } = personOf(policy, account);
  const digest = answer.planDigest.slice(0, 12);
  const base = { ...incident, updatedAt: now };
  const about = { by, via, person: name, sopDigest: plan.sopDigest };
  if (answer.kind === 'deny') {
    return {
      incident: { ...base, state: 'escalated', escalation: `${name} denied the plan`, refusals: [] },
      events: [event(incident.id, now, 'denied', `${name} denied plan ${digest}`, about)],
      approval: { ...approval, state: 'denied', answeredBy: name, answeredAt: now },
      answerSeq: seq,
    };
  }
  const before = countingVotes(policy, approval.votes, scope);
  if (before.some((vote) => vote.person === name)) {
    const rule = name === 'terminal' ? ', and root, node or a nameless user is anybody at that machine' : '';
    return refused(`${name} has said yes already; another person has to, one person counts once${rule}`);
  }
  const votes = [...before, { person: name, by, at: now, via }];
  const risk = scope.risk;
  const initiators = initiatorsOf(policy, of.timeline);
  const missing = stillNeeded(policy, votes, { needed: approval.needed, risk, initiators });
  if (missing > 0) {
    const rule =
      votes.length < Math.max(approval.needed, neededApprovals(policy, risk))
        ? `a ${risk} plan needs ${Math.max(approval.needed, neededApprovals(policy, risk))} different people`
        : 'who had the plan made is not enough for a destructive one';
    const text = `${name} said yes to plan ${digest}; ${missing} more needed: ${rule}`;
    return {
      incident: base,
      events: [event(incident.id, now, 'note', text, { ...about, vote: 'yes' })],
      approval: { ...approval, votes },
      answerSeq: seq,
    };
  }
  const people = votes.map((vote) => vote.person).join(' and ');
  return {
    incident: base,
    events: [event(incident.id, now, 'approved', `${people} approved plan ${digest}`, about)],
    approval: { ...approval, votes, state: 'approved', answeredBy: people, answeredAt: now },
    answerSeq: seq,
  };
}

/** Forged, stale and late answers stand in the record like the valid ones: who, by which way, and why they did not count. */
export function refusal(
  incidentId: string,
  now: number,
  answer: Pick<StoredAnswer, 'by' | 'via'> & { readonly kind: string; readonly planDigest: string },
  { why, name }: { readonly why: string; readonly name: string },
): TimelineEvent {
  const { by, via } = answer;
  const digest = quoted(answer.planDigest, 12);
  const text = `Refused the ${answer.kind} of ${name} by ${via}: ${why}`;
  return event(incidentId, now, 'note', text, { answer: 'refused', by, via, why, digest });
}

/** Undefined = the answer counts. It has to be given in time by our clock, whenever the chat says it was pressed. */
function whyInvalid(approval: Approval | undefined, { answer, at }: PlanAnswer, now: number): string | undefined {
  if (approval === undefined) return 'nothing waits for an answer';
  if (approval.planDigest !== answer.planDigest) return 'the plan is not the one that was answered';
  const isLate = !(at < approval.expiresAt) || !(now < approval.expiresAt + appliedWithinMs);
  switch (approval.state) {
    case 'open':
      return isLate ? 'the time to answer is over' : undefined;
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
