import type { StoredAnswer } from '../domain/approval.ts';
import { type ApprovalPolicy, shownName, whyNotOperator } from '../domain/approvers.ts';
import { messageOf } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { AnswerStore, IncidentStore, LedgerStore } from '../ports/store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { acknowledge } from './acknowledge.ts';
import { answerPlan } from './answer-plan.ts';
import { resolveIncident } from './resolve-incident.ts';
import { snooze } from './snooze.ts';

export interface AnswerDeps {
  readonly answers: AnswerStore;
  readonly incidents: IncidentStore;
  readonly ledger: Ledger;
  readonly approvers: ApprovalPolicy;
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
  return (await deps.actions.actions({ id: answer.actionId }))[0]?.cluster;
}

async function applyOne(deps: AnswerDeps, stored: StoredAnswer): Promise<string> {
  const { answer, by, seq } = stored;
  const who = { by, name: shownName(deps.approvers, stored), seq };
  switch (answer.kind) {
    case 'approve':
    case 'deny':
      return answerPlan(deps, answer.incidentId, { ...stored, answer });
    case 'ack':
      return acknowledge(deps, answer.incidentId, answer.reason, who);
    case 'snooze': {
      // A chat is open to many, who must not be able to silence an alert.
      const not = stored.via === 'slack' ? whyNotOperator(deps.approvers, stored) : undefined;
      return not === undefined ? snooze(deps, answer, who) : `refused: ${not}`;
    }
    case 'resolve':
      return resolveIncident(deps, answer.incidentId, answer.reason, who);
    case 'settle': {
      const { actionId, finding, reason, result } = answer;
      return (
        (await settledBy(deps, actionId, seq)) ??
        deps.ledger.settleByHuman(actionId, finding, by, reason, result, stored)
      );
    }
  }
}

/**
 * What came of this very answer, where a process ended before it could mark it: the action may wait for a person anew by now, of
 * whom nobody has said that this request was not executed either.
 */
async function settledBy(
  { actions, incidents }: AnswerDeps,
  actionId: string,
  seq: number,
): Promise<string | undefined> {
  const [row] = await actions.actions({ id: actionId });
  if (row === undefined) return undefined;
  const timeline = await incidents.timeline({ incidentId: row.incidentId });
  const settled = timeline.find(({ data }) => data['answer'] === seq);
  return settled && `action ${actionId} is ${String(settled.data['state'])}`;
}
