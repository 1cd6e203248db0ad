import { isAskedAgain } from '../diagnosis/ask-again.ts';
import type { Incident } from '../domain/incident.ts';
import { act } from './act.ts';
import { awaitApproval } from './await-approval.ts';
import type { StageDeps } from './deps.ts';
import { diagnoseIncident } from './diagnose-incident.ts';
import { isPlannedAgain, planAgain } from './plan-again.ts';
import { planIncident } from './plan-incident.ts';
import { verify } from './verify.ts';

/**
 * The way of an incident, one stage per call. Polls open it and let trouble join (absorb-poll.ts); from there:
 *
 *   open → diagnosed → awaiting_approval → acting → verifying → closed
 *                   └──────────────────────↑    └──→ diagnosed (the next plan) or escalated (a person)
 *
 * Each stage stores what it decided together with the next state in one transaction, so that a crash anywhere resumes
 * in the stage it fell into. Deciding twice is harmless; only `act` changes Flink, through the ledger.
 * @returns whether the incident moved, so that the next stage may follow at once.
 */
export async function runIncident(deps: StageDeps, incident: Incident, signal: AbortSignal): Promise<boolean> {
  switch (incident.state) {
    case 'open':
      return diagnoseIncident(deps, incident, signal);
    case 'diagnosed':
      return planIncident(deps, incident, signal);
    case 'awaiting_approval':
      return awaitApproval(deps, incident, signal);
    case 'acting':
      return act(deps, incident, signal);
    case 'verifying':
      return verify(deps, incident, signal);
    case 'escalated':
      if (isPlannedAgain(deps, incident)) return planAgain(deps, incident);
      return isAskedAgain(incident, deps.clock.now()) && (await diagnoseIncident(deps, incident, signal));
    case 'closed':
      return false;
  }
}
