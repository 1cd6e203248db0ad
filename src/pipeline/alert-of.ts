import type { ActionRow } from '../domain/action.ts';
import type { Alert, AlertButton, AlertQuestion } from '../domain/alert.ts';
import type { Approval } from '../domain/approval.ts';
import { type ApprovalPolicy, countingVotes, dependsOnSeverity, namedApprovers } from '../domain/approvers.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { goesOnByItself, type Incident, type IncidentState, type TimelineEvent } from '../domain/incident.ts';
import type { Plan } from '../domain/plan.ts';
import { refusalText } from '../domain/policy.ts';
import { isWorse } from '../domain/signal.ts';
import type { LlmTokens } from '../ports/llm.ts';
import { isoTime, quoted } from '../diagnosis/plain-text.ts';
import { redact } from '../diagnosis/redact.ts';
import { redactArguments } from '../diagnosis/redact-all.ts';
import { whoSaysWhat } from '../diagnosis/who-says-what.ts';
import { troubleText } from './absorb.ts';
import { scopeOf, whoMayAnswer } from './initiators.ts';
import { isObserved } from './plan-again.ts';
import { preflightLines } from './preflight-lines.ts';
import { stepsOf, wouldDoOf } from './would-do.ts';

/** What a model's tokens cost, per million, in dollars. */
export interface TokenPrices {
  readonly promptPerMillion: number;
  readonly completionPerMillion: number;
}

/** Everything an alert is made of. */
export interface AlertSource {
  readonly incident: Incident;
  readonly plan: Plan | undefined;
  readonly approval: Approval | undefined;
  /** Of the incident, messages left out. */
  readonly actions: readonly ActionRow[];
  readonly timeline: readonly TimelineEvent[];
  readonly prices?: TokenPrices | undefined;
  /** Undefined: who may answer is not told. */
  readonly approvers?: ApprovalPolicy | undefined;
}

const mostFacts = 8;

const words: Readonly<Record<IncidentState, string>> = {
  open: 'is being diagnosed',
  diagnosed: 'a plan is considered',
  awaiting_approval: 'waits for approval',
  acting: 'acts',
  verifying: 'looks whether it helped',
  escalated: 'needs a person',
  closed: 'closed',
};

/** The incident as people see it. Pure: the same record always makes the same alert, so that a changed one can be told from it. */
export function alertOf(source: AlertSource): Alert {
  const { incident } = source;
  const { id, cluster, job, severity, diagnosis, retrieval } = incident;
  const question = questionOf(source);
  const said = diagnosis === null ? undefined : whoSaysWhat(diagnosis);
  const closed = incident.state === 'closed';
  const wouldDo = closed ? undefined : wouldDoOf(incident, source.timeline);
  return {
    incidentId: id,
    cluster,
    job: job === null ? null : quoted(job, 200),
    severity,
    state: stateText(source),
    closed,
    headline: headlineOf(incident),
    diagnosis: said?.found ?? 'Not diagnosed yet.',
    model: said?.model,
    evidence: (diagnosis?.evidence ?? []).slice(0, mostFacts).map((one) => quoted(one, 300)),
    sop: retrieval?.kind === 'fits' ? { id: retrieval.sopId, title: quoted(retrieval.title, 150) } : undefined,
    question,
    wouldDo: wouldDo === undefined ? [] : stepsOf(wouldDo),
    refusals: refusalsOf(incident),
    ...(goesOnByItself(incident) && { waits: true }),
    cost: costOf(source),
    buttons: buttonsOf(incident, question),
  };
}

function headlineOf(incident: Incident): string {
  return quoted(troubleText(incident) ?? 'Something looks wrong', 200);
}

function stateText({ incident, actions, approval }: AlertSource): string {
  const { state, closing, severity, verdict, snoozed } = incident;
  if (state === 'closed') return `closed (${closing ?? 'unknown how'})`;
  const doubt = actions.find((one) => one.state === 'needs_human');
  const isApproved = state === 'awaiting_approval' && approval?.state === 'approved';
  const stands = isApproved ? `approved by ${quoted(approval.answeredBy ?? '?', 80)}, not begun yet` : words[state];
  const said = doubt === undefined ? stands : `needs a person: nobody knows whether ${doubt.kind} happened`;
  const missed =
    verdict !== null && verdict.kind !== 'cleared' ? `; the last action did not help (${verdict.kind})` : '';
  // What got worse broke it.
  const isQuiet = snoozed !== undefined && !isWorse(severity, snoozed.severity);
  const quiet = isQuiet ? `; snoozed until ${isoTime(snoozed.until)} by ${quoted(snoozed.by, 80)}` : '';
  return `${said}${missed}${quiet}`;
}

/** Why nothing happens by itself, what a person is told first. */
function refusalsOf({ state, escalation, refusals }: Incident): string[] {
  if (state === 'closed') return [];
  const told = refusals.map(refusalText);
  const isNews = escalation !== null && !refusals.some(isObserved) && !told.some((one) => escalation.includes(one));
  return [...(isNews ? [escalation] : []), ...told].map((one) => redact(one).replace(/\s+/g, ' ').trim());
}

function questionOf({ incident, plan, approval, timeline, approvers }: AlertSource): AlertQuestion | undefined {
  if (incident.state !== 'awaiting_approval' || plan === undefined || approval === undefined) return undefined;
  if (approval.state !== 'open' || approval.planId !== plan.id || incident.planId !== plan.id) return undefined;
  const asked = timeline.findLast((one) => one.kind === 'asked');
  const scope = scopeOf(plan, incident);
  const answerers = approvers && whoMayAnswer(approvers, scope, approval, timeline);
  const votes = approvers === undefined ? approval.votes : countingVotes(approvers, approval.votes, scope);
  return {
    planDigest: plan.digest,
    sopDigest: plan.sopDigest,
    steps: plan.steps.map(({ name, kind, args }) => ({ name, kind, args: canonicalJson(redactArguments(args)) })),
    destructive: scope.risk === 'destructive',
    preflight: preflightLines(asked, plan),
    expiresAt: approval.expiresAt,
    approvedBy: votes.map((one) => quoted(one.person, 80)),
    neededApprovals: approval.needed,
    answerers,
    ...(approvers !== undefined && dependsOnSeverity(approvers, scope) && { named: namedApprovers(approvers, scope) }),
  };
}

function buttonsOf({ state }: Incident, question: AlertQuestion | undefined): AlertButton[] {
  if (state === 'closed') return [];
  return question === undefined ? ['why', 'snooze'] : ['approve', 'deny', 'why', 'snooze'];
}

/** What is known of it, and the most it can be where the end of a call is not known. */
function costOf({ incident, prices }: AlertSource): string | undefined {
  const { tokens, llm, by } = incident.diagnosis ?? {};
  const calls = llm?.calls ?? 0;
  if (tokens == null && calls === 0) return undefined;
  const asked = calls === 1 ? 'asked once, no usable answer' : `asked ${calls} times, no usable answer in the end`;
  const booked = llm?.booked;
  const counted = tokens == null ? [] : [countedText(tokens, prices)];
  const unknown =
    booked === undefined
      ? []
      : [
          `${booked.calls === calls ? 'cost unknown' : `cost of ${booked.calls} of ${calls} calls unknown`}, ` +
            `booked as at most ${grouped(booked.tokens)} tokens${booked.money === null ? '' : `, ${inDollars(booked.money)}`}`,
        ];
  const cost = [...counted, ...unknown];
  return [
    ...(by === 'rules, no AI' && calls > 0 ? [asked] : []),
    ...(cost.length === 0 ? ['no tokens counted'] : cost),
  ].join('; ');
}

function countedText(tokens: LlmTokens, prices: TokenPrices | undefined): string {
  const text = `${grouped(tokens.prompt + tokens.completion)} tokens`;
  if (prices === undefined) return text;
  const { promptPerMillion, completionPerMillion } = prices;
  const dollars = (tokens.prompt * promptPerMillion + tokens.completion * completionPerMillion) / 1_000_000;
  return `${text}, ${inDollars(dollars)}`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function inDollars(dollars: number): string {
  return `$${dollars.toFixed(dollars < 0.1 ? 4 : 2)}`;
}
