import { ruleCauses } from '../diagnosis/causes.ts';
import type { SopStep } from '../domain/sop.ts';
import { ago, clean, table } from './output.ts';
import { reviewerText, sharedNote, type TrustRow } from './sop-trust.ts';

/** What a reviewer lets run alone: each procedure with the digest that is recorded, and what it would do when. */
export function reviewText(rows: readonly Pick<TrustRow, 'id' | 'title' | 'file' | 'digest' | 'plan'>[]): string {
  const blocks = rows
    .filter(({ plan }) => plan.length > 0)
    .map(({ id, title, file, digest, plan }) =>
      [`${id}  ${title ?? ''}`, `  sha256 ${digest ?? ''}`, ...plan.map(stepLine), `  ${file ?? ''}`].join('\n'),
    );
  const others = rows.filter(({ plan }) => plan.length === 0).map(({ id }) => id);
  return clean([...blocks, ...forPeople(others)].join('\n'));
}

/** Both whole, so that whoever reads a log can tell which text it was. */
export function refusedText(refused: { readonly [K in 'id' | 'file' | 'given' | 'present']: string }): string {
  const { id, file, given, present } = refused;
  return clean(
    [
      `Nothing was recorded: ${id} is not the text you name.`,
      `  given   ${given}`,
      `  present ${present}`,
      `  ${file}`,
    ].join('\n'),
  );
}

export function trustListText(rows: readonly TrustRow[], now: number): string {
  if (rows.length === 0) return 'No SOP is in force, and no review is recorded.';
  const shown = rows.filter(({ plan, state }) => plan.length > 0 || state === 'not-in-force');
  const others = rows.filter(({ plan, state }) => plan.length === 0 && state !== 'not-in-force').map(({ id }) => id);
  const cells = shown.map((row) => [row.id, stateText(row), row.digest?.slice(0, 12) ?? '', byText(row, now)]);
  const lines = shown.length === 0 ? [] : [table(['SOP', 'STATE', 'SHA256 NOW', 'REVIEWED'], cells)];
  const open = shown
    .filter(({ id, state }) => (state === 'unreviewed' || state === 'changed') && mayRunAlone(id))
    .map(({ id }) => id);
  if (open.length > 0) lines.push(`Asked about, also in mode auto, until: flink-medic sop trust ${open.join(' ')}`);
  lines.push(...alwaysAsked(shown));
  const accounts = shown.flatMap(({ review }) => (review === null ? [] : [review.by]));
  return clean([...lines, ...sharedNote(accounts), ...forPeople(others)].join('\n'));
}

/** A review lets nothing run alone whose id no rule names as a cause. */
export function alwaysAsked(rows: readonly Pick<TrustRow, 'id' | 'plan'>[]): string[] {
  const own = rows.filter(({ id, plan }) => plan.length > 0 && !mayRunAlone(id)).map(({ id }) => id);
  if (own.length === 0) return [];
  return [`Always asked about, also when reviewed, as the rules name no such cause: ${own.join(', ')}`];
}

export function mayRunAlone(id: string): boolean {
  return ruleCauses.some((cause) => cause === id);
}

function stateText({ state }: TrustRow): string {
  switch (state) {
    case 'reviewed':
    case 'unreviewed':
      return state;
    case 'changed':
      return 'CHANGED since';
    case 'not-in-force':
      return 'not in force';
  }
}

function byText({ review }: TrustRow, now: number): string {
  if (review === null) return '';
  return `${review.digest.slice(0, 12)} by ${reviewerText(review)}, ${ago(review.at, now)}`;
}

function stepLine({ action, when, with: args }: SopStep): string {
  const given = Object.keys(args).length === 0 ? '' : ` ${JSON.stringify(args)}`;
  return `  ${action}${given}, when ${when.join(' and ')}`;
}

function forPeople(ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  return [`${ids.length} for people, which do nothing by themselves: ${ids.join(', ')}`];
}
