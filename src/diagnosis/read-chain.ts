import type { CauseLink } from '../domain/incident.ts';
import type { ExceptionRule, Hit } from './causes.ts';
import { exceptionRules, names } from './exception-rules.ts';

/**
 * What a chain of exceptions, outermost first, tells: the strongest hit, among equals the one nearest to the root.
 * Undefined: nothing that the rules know. Compares literals only.
 */
export function readChain(chain: readonly CauseLink[]): { readonly hit: Hit; readonly link: CauseLink } | undefined {
  let best: { hit: Hit; link: CauseLink } | undefined;
  for (const link of chain.toReversed()) {
    const rule = ruleFor(link);
    if (rule === undefined || (best !== undefined && (rule.wraps || strength(rule.hit) <= strength(best.hit))))
      continue;
    best = { hit: rule.hit, link };
  }
  return best;
}

function strength(hit: Hit): number {
  if (hit.kind === 'cause') return hit.rank;
  return hit.kind === 'no-procedure' ? 5 : 3;
}

function ruleFor(link: CauseLink): ExceptionRule | undefined {
  const message = link.message.trim().replace(/\s+/g, ' ').toLowerCase();
  if (isLoadedTwice(link.class, message)) return twoLoaders;
  return exceptionRules.find(
    ({ classes, texts }) =>
      classes.some((wanted) => isOfClass(link.class, wanted)) &&
      (texts === undefined || texts.some((text) => message.includes(text))),
  );
}

function isOfClass(thrown: string, wanted: string): boolean {
  if (wanted.endsWith('.')) return thrown.startsWith(wanted);
  const simple = thrown.slice(thrown.lastIndexOf('.') + 1);
  if (!wanted.includes('.')) return simple === wanted || simple.slice(simple.lastIndexOf('$') + 1) === wanted;
  return thrown === wanted || thrown.endsWith(`.${wanted}`);
}

const twoLoaders: ExceptionRule = { hit: names('class-conflict'), classes: [] };

/** `class a.B cannot be cast to class a.B`: one name, two loaders. With two names it is a mistake in the code. */
function isLoadedTwice(thrown: string, message: string): boolean {
  if (!isOfClass(thrown, 'ClassCastException')) return false;
  if (message.startsWith('cannot assign instance of ')) return true;
  const [from, to] = message.split(' cannot be cast to ', 2);
  if (from === undefined || to === undefined) return false;
  const target = to.startsWith('class ') ? to.slice('class '.length) : to;
  const source = from.slice(from.lastIndexOf(' ') + 1);
  return source !== '' && source === target.split(' ', 1)[0];
}
