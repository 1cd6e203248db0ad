import { configured } from '../domain/approval.ts';
import { isoTime } from '../diagnosis/plain-text.ts';
import type { FirstScreen, GoingOn } from './first-screen.ts';
import { heldNowhere } from '../serving/left-behind.ts';
import { fittedTable } from './fitted-table.ts';
import { nameOf } from './lift-hold.ts';
import { ago, clean } from './output.ts';

/** At most this many of each are listed; the commands show the rest. */
const mostShown = 10;

export function firstScreenText(screen: FirstScreen, now: number, columns = Infinity): string {
  const blocks = [
    screen.serving
      ? `serve runs on ${screen.store}`
      : `serve does NOT run on ${screen.store}: nothing is watched. Start it: flink-medic serve`,
    fittedTable(
      ['CLUSTER', 'ENVIRONMENT', 'MODE', 'JOBS', 'LAST POLL'],
      screen.clusters.map((one) => [
        one.name,
        one.environment,
        one.otherModes.length === 0 ? one.mode : `${one.mode} (some ${one.otherModes.join(', ')})`,
        String(one.jobs),
        pollText(one, now),
      ]),
      columns,
    ),
    counts(screen),
  ];
  if (screen.waiting.length > 0) blocks.push(listed(screen.waiting.map((one) => ({ ...one, first: one.kind }))));
  if (screen.goingOn.length > 0) blocks.push(`Also open:\n${listed(screen.goingOn.map(goingOnLine))}`);
  return blocks.join('\n\n');
}

function pollText(one: FirstScreen['clusters'][number], now: number): string {
  const when = one.lastPollAt === null ? 'never' : ago(one.lastPollAt, now);
  if (one.unreachable === null) return when;
  return `UNREACHABLE, ${one.lastPollAt === null ? 'never polled' : when}: ${one.unreachable}`;
}

function counts({ clusters, holds, openIncidents, waiting, actionable }: FirstScreen): string {
  const names = clusters.map((one) => one.name);
  const nowhere = heldNowhere(names, holds);
  const lines = holds.map((hold) => {
    const { by, reason, until } = hold;
    const lift = by === configured ? '' : ` (flink-medic hold ${nameOf(hold)} --lift ends it)`;
    const who =
      hold.cluster === null
        ? `PAUSED by ${by} (flink-medic resume ends it)`
        : `${nowhere.includes(hold) ? `Holds NOTHING, as no cluster ${hold.cluster} is in the configuration` : 'On hold'}: ${nameOf(hold)} by ${by}${lift}`;
    return oneLine(`${who}${until === null ? '' : ` until ${isoTime(until)}`}: ${reason}`);
  });
  lines.push(`Open incidents: ${openIncidents}`, `Waiting for you: ${waiting.length}`);
  if (actionable !== null) {
    lines.push(
      `Actionable: ${actionable.jobs} of ${actionable.of} jobs, by the configuration (flink-medic doctor says why)`,
    );
  }
  return lines.join('\n');
}

function goingOnLine({ state, severity, what, why, command }: GoingOn): Line {
  return { first: state, what, why: why === null ? severity : `${severity}, ${why}`, command };
}

interface Line {
  readonly first: string;
  readonly what: string;
  readonly why: string;
  readonly command: string;
}

function listed(all: readonly Line[]): string {
  const lines = all
    .slice(0, mostShown)
    .flatMap(({ first, what, why, command }) => [`${first}  ${oneLine(`${what}: ${why}`)}`, `    ${command}`]);
  const more = all.length - mostShown;
  return [...lines, ...(more > 0 ? [`… and ${more} more: flink-medic incidents list`] : [])].join('\n');
}

function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ');
}
