import type { Answer } from '../domain/approval.ts';
import { type ApprovalPolicy, personOf, whyNotOperator } from '../domain/approvers.ts';
import { messageOf } from '../domain/errors.ts';
import { quoted } from '../diagnosis/plain-text.ts';
import { redact } from '../diagnosis/redact.ts';
import type { ChatDesk, ChatPerson, ChatPress } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { AnswerStore, IncidentStore } from '../ports/store.ts';
import { refusal } from './answer-plan.ts';
import { openIncidentsText, unwatchedText, whyText } from './chat-texts.ts';
import { event, updateIncident } from './update-incident.ts';

interface ChatDeskDeps {
  readonly incidents: IncidentStore;
  readonly answers: AnswerStore;
  readonly approvers: ApprovalPolicy;
  /** Names of those that are configured. */
  readonly clusters: readonly string[];
  /** How it stands, for people. */
  readonly status: () => Promise<string>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A chat wants an answer within seconds; what takes longer is told by the message. */
const outcomeWithinMs = 2_500;
const lookEveryMs = 100;
const snoozeMs = 3_600_000;
/** A pause is noted on so many open incidents at most; the newest first. */
const mostNoted = 50;
const commands = 'Commands: status, incidents, pause [reason], resume.';
const notOneAlone =
  'Refused: resume lifts the pause of everything and takes no words. Send resume alone; the hold of one cluster or job ends in the terminal: flink-medic hold <cluster>/<job> --lift';

/**
 * What a chat may ask. A press is stored like an answer of the terminal and judged by whichever process works for the cluster,
 * with the same rules; nothing that a message says about itself is believed.
 */
export function makeChatDesk(deps: ChatDeskDeps): ChatDesk {
  const { incidents, answers, approvers, clock, log } = deps;

  async function outcomeOf(seq: number, signal: AbortSignal): Promise<string | undefined> {
    const deadline = clock.now() + outcomeWithinMs;
    for (;;) {
      const outcome = await answers.outcome(seq);
      if (outcome !== undefined || clock.now() >= deadline || signal.aborted) return outcome;
      await clock.sleep(lookEveryMs, signal);
    }
  }

  async function pause(reason: string, person: ChatPerson): Promise<string> {
    const { name } = personOf(approvers, { by: person.id, via: 'slack' });
    const why = reason === '' ? 'paused from the chat' : quoted(reason, 200);
    await answers.setHold(null, null, {
      cluster: null,
      job: null,
      until: null,
      reason: why,
      by: name,
      at: clock.now(),
    });
    await note(`${name} paused everything: ${why}`, person);
    return `Paused: nothing is sent until resume. Watching goes on. Reason: ${why}`;
  }

  async function resume(person: ChatPerson): Promise<string> {
    const { name } = personOf(approvers, { by: person.id, via: 'slack' });
    const wasPaused = (await answers.holds()).some(({ cluster }) => cluster === null);
    await answers.setHold(null, null, null);
    if (wasPaused) await note(`${name} resumed`, person);
    const done = wasPaused ? 'Resumed' : 'Nothing was paused';
    return `${done}. Holds of single clusters and jobs, and maintenance windows, stay as they are.`;
  }

  /** What was decided holds already: a note that cannot be written is told in the log alone. */
  async function note(text: string, person: ChatPerson): Promise<void> {
    const data = { by: person.id, via: 'slack' };
    log.warn(data, text);
    try {
      for (const { id } of (await incidents.list({ open: true })).slice(0, mostNoted)) await noteOn(id, text, data);
    } catch (error) {
      log.error({ ...data, err: messageOf(error) }, 'not noted on any incident');
    }
  }

  async function noteOn(id: string, text: string, data: { readonly by: string; readonly via: string }): Promise<void> {
    try {
      await updateIncident(incidents, id, (current) =>
        current.state === 'closed'
          ? undefined
          : { incident: current, events: [event(id, clock.now(), 'note', text, data)] },
      );
    } catch (error) {
      log.error({ incidentId: id, err: messageOf(error) }, 'not noted on the incident');
    }
  }

  return {
    async press(press, signal, onKept) {
      const incident = await incidents.get(press.incidentId);
      if (incident === undefined) {
        log.warn({ by: press.person.id, button: press.kind }, 'refused a press about an incident that is not there');
        return `Refused: there is no incident ${quoted(press.incidentId, 60)} here; if it is open, another program is connected with this Slack app and takes its presses: give each its own app.`;
      }
      const { id } = press.person;
      if (!deps.clusters.includes(incident.cluster)) {
        log.warn(
          { by: id, button: press.kind, cluster: incident.cluster },
          'refused a press about a cluster that left',
        );
        return `Refused: ${unwatchedText(incident.cluster)}`;
      }
      const seq = await answers.insert(id, clock.now(), answerOf(press, clock.now()), {
        via: 'slack',
        pressId: press.pressId,
      });
      onKept();
      try {
        const outcome = await outcomeOf(seq, signal);
        if (outcome !== undefined) return sentence(outcome);
        return `Recorded as answer ${seq}. It is not applied yet; the message shows what comes of it.`;
      } catch (error) {
        // It counts all the same: whoever hears that it failed would look for another way.
        log.error({ by: id, answer: seq, err: messageOf(error) }, 'what came of a press could not be read');
        return `Recorded as answer ${seq}; the message shows what comes of it.`;
      }
    },

    async refused({ kind, incidentId, planDigest }, by, why) {
      try {
        const timeline = await incidents.timeline({ incidentId });
        const entry = refusal(incidentId, clock.now(), { by, via: 'slack', kind, planDigest }, { why, name: by });
        // Once: whoever has no say shall not be able to fill the record.
        if (timeline.some((one) => one.text === entry.text)) return;
        await updateIncident(incidents, incidentId, (incident) => ({ incident, events: [entry] }));
      } catch (error) {
        log.error({ by, incidentId, err: messageOf(error) }, 'a refused press was not noted on the incident');
      }
    },

    async why(incidentId) {
      const incident = await incidents.get(incidentId);
      if (incident === undefined) return `There is no incident ${quoted(incidentId, 60)}.`;
      const plan = incident.planId === null ? undefined : await incidents.plan(incident.planId);
      const approval = plan === undefined ? undefined : await incidents.approvalOf(plan.id);
      return whyText({ incident, plan, approval, timeline: await incidents.timeline({ incidentId }) });
    },

    async command(text, person) {
      const [word = '', ...rest] = text.trim().split(/\s+/);
      switch (word.toLowerCase()) {
        case 'status':
          return redact(await deps.status());
        case 'incidents':
          return openIncidentsText(await incidents.list({ open: true }));
        case 'pause':
        case 'resume': {
          const not = whyNotOperator(approvers, { by: person.id, via: 'slack' });
          if (not === undefined && word.toLowerCase() === 'pause') return pause(rest.join(' '), person);
          // Whoever names a cluster or a job does not mean all of them.
          if (not === undefined && rest.length > 0) return notOneAlone;
          if (not === undefined) return resume(person);
          log.warn({ by: person.id, command: word.toLowerCase(), why: not }, 'refused a command of the chat');
          return `Refused: ${not}.`;
        }
        default:
          return commands;
      }
    },
  };
}

function answerOf({ kind, incidentId, planDigest }: ChatPress, now: number): Answer {
  switch (kind) {
    case 'approve':
    case 'deny':
      return { kind, incidentId, planDigest };
    case 'snooze':
      return { kind, incidentId, until: now + snoozeMs, reason: '' };
  }
}

function sentence(outcome: string): string {
  const text = redact(outcome);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
