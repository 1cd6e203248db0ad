import { traceSections } from '../domain/cause-chain.ts';
import type { FlinkException } from '../domain/flink.ts';
import { vertexNameOf } from '../domain/fingerprint.ts';
import { clockTime } from './figures.ts';
import type { Investigation } from './investigation.ts';
import { linkText, quoted, taskUnknown } from './plain-text.ts';
import { makeTool, type Tool } from './tool.ts';

const maxKinds = 4;
const maxLinks = 6;
const maxFrames = 3;

interface Group {
  readonly text: string;
  count: number;
  first: number;
  last: number;
  readonly tasks: Set<string>;
}

/** The different cause chains in Flink's history, how often and when, with the frames of the root. */
export function exceptionsTool({ evidence }: Investigation): Tool {
  return makeTool({
    name: 'exceptions',
    description: 'Different exceptions with cause chain, root frames, count, task',
    args: {},
    run: () => {
      if (evidence.exceptions.length === 0) {
        return evidence.unread.includes('exceptions')
          ? { kind: 'error', why: 'the exceptions could not be read' }
          : { kind: 'no_data', why: 'no exceptions in the history of this run' };
      }
      const groups = groupsOf(evidence.exceptions);
      const texts = groups.slice(0, maxKinds).map(({ text, count, first, last, tasks }) => {
        const when = clockTime(last, evidence.at);
        const often = count === 1 ? `once at ${when}` : `${count}x, ${clockTime(first, evidence.at)} to ${when}`;
        return `${often}, ${[...tasks].slice(0, 3).join('; ') || taskUnknown}\n${text}`;
      });
      if (groups.length > maxKinds) texts.push(`and ${groups.length - maxKinds} other kinds`);
      return { kind: 'ok', text: texts.join('\n\n') };
    },
  });
}

/** Newest first. Chains that differ in numbers only, such as subtasks and addresses, are one. */
function groupsOf(exceptions: readonly FlinkException[]): Group[] {
  const groups = new Map<string, Group>();
  for (const entry of exceptions) {
    const text = chainText(entry);
    const key = text.replace(/\d+/g, '#');
    const known = groups.get(key);
    const task = entry.taskName === undefined ? undefined : quoted(vertexNameOf(entry.taskName), 60);
    const group = known ?? { text, count: 0, first: entry.timestamp, last: entry.timestamp, tasks: new Set() };
    group.count += 1;
    group.first = Math.min(group.first, entry.timestamp);
    group.last = Math.max(group.last, entry.timestamp);
    if (task !== undefined) group.tasks.add(task);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function chainText(entry: FlinkException): string {
  const sections = traceSections(entry.stacktrace, 12);
  if (sections.length === 0) return quoted(`${entry.name}: ${entry.stacktrace}`, 240);
  // What carries the same message on adds nothing.
  const telling = sections.filter(({ link }, index) => {
    const next = sections[index + 1]?.link;
    return next === undefined || link.message === '' || !link.message.includes(next.message);
  });
  const links = telling.length > maxLinks ? [...telling.slice(0, 2), ...telling.slice(2 - maxLinks)] : telling;
  const chain = links.map(({ link }, index) => `${index === 0 ? '' : 'caused by '}${linkText(link, 200)}`);
  const frames = sections.at(-1)?.frames ?? [];
  const own = frames.filter((frame) => !/^(?:java|jdk|sun|scala)\.|^org\.apache\.flink\./.test(withoutModule(frame)));
  const shown = (own.length > 0 ? own : frames)
    .slice(0, maxFrames)
    .map((frame) => `at ${quoted(withoutModule(frame), 110)}`);
  return [...chain, ...shown].join('\n');
}

/** `app//a.B.c(B.java:1)` and `java.base/java.lang.Thread.run(Thread.java:1)`. */
function withoutModule(frame: string): string {
  const call = frame.indexOf('(');
  const slash = frame.lastIndexOf('/', call === -1 ? undefined : call);
  return slash === -1 ? frame : frame.slice(slash + 1);
}
