import type { SendOutcome } from '../../ports/flink.ts';

type Proof = SendOutcome['kind'];

/** What came of one write, as far as this machine can see. */
export type Sight =
  /** Not even the first line of an answer. `mayHaveLeft: false` proves that no byte of the request left this machine. */
  | { readonly kind: 'silent'; readonly mayHaveLeft: boolean }
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** A page of a login or a proxy, where the receiver itself would answer otherwise. */
      readonly isPage: boolean;
      /** Undefined: it could not be read to its end. */
      readonly text?: string | undefined;
    };

export interface Row {
  /** One status, or the first and the last of a range. */
  readonly status: number | readonly [number, number];
  /** What the answer has to say; one that could not be read to its end then proves nothing. */
  readonly says?: RegExp;
  readonly isPage?: true;
  readonly proves: Proof;
}

/** What an answer proves whoever gives it. What fits no row proves nothing: `maybe`. */
const rows: readonly Row[] = [
  // Whatever let it in has answered, not the receiver.
  { status: [200, 299], isPage: true, proves: 'maybe' },
  { status: [200, 299], proves: 'executed' },
  // As it was sent it has to be sent to somebody else: the request was not carried out here.
  { status: 301, proves: 'refused' },
  { status: [307, 308], proves: 'refused' },
  { status: [400, 401], proves: 'refused' },
  { status: 403, proves: 'refused' },
  { status: 405, proves: 'refused' },
  { status: 413, proves: 'refused' },
  { status: 415, proves: 'refused' },
  { status: 422, proves: 'refused' },
  // Not now: the receiver, or a gateway that has not passed the request on.
  { status: 429, proves: 'refused' },
  // 302, 303: look there for the answer, perhaps of what has been done. 404: gone, perhaps by this request. 408: its time was over,
  // perhaps after it began. 409: somebody is at it, perhaps on this key. 5xx: anything.
];

/**
 * What a write proved. The first row that fits decides.
 * @param own rows of this receiver, before those for all.
 */
export function proofOf(seen: Sight, own: readonly Row[]): Proof {
  if (seen.kind === 'silent') return seen.mayHaveLeft ? 'maybe' : 'not-sent';
  for (const row of [...own, ...rows]) {
    if (!covers(row.status, seen.status)) continue;
    if (row.isPage === true && !seen.isPage) continue;
    if (row.says === undefined) return row.proves;
    if (seen.text === undefined) return 'maybe';
    if (row.says.test(seen.text)) return row.proves;
  }
  return 'maybe';
}

function covers(wanted: Row['status'], status: number): boolean {
  return typeof wanted === 'number' ? status === wanted : wanted[0] <= status && status <= wanted[1];
}
