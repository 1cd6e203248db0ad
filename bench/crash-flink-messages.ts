import type { StorePlace } from '../src/proof/store-place.ts';
import type { FastTime } from './crash-flink-clock.ts';

/** A job of the run: one lane of the ledger. */
export interface FlinkLane {
  readonly name: string;
  readonly programArgs: readonly string[];
}

export interface FlinkAgentSettings {
  readonly place: StorePlace;
  readonly time: FastTime;
  readonly seed: number;
  readonly url: string;
  readonly flinkVersion: string;
  readonly lanes: readonly FlinkLane[];
  /** Folder below which every savepoint and stop gets its own. */
  readonly savepoints: string;
  readonly jar: { readonly file: string; readonly sha256: string };
  /** Where it writes down what it released, apart from the store. */
  readonly journal: string;
}

export type ToFlinkAgent =
  | { readonly kind: 'go'; readonly settings: FlinkAgentSettings }
  /** Ends the open plans and makes no new ones. */
  | { readonly kind: 'drain' };

export type FromFlinkAgent =
  | { readonly kind: 'warm' }
  /** What earlier processes left is marked; plans are carried on. */
  | { readonly kind: 'working' }
  | { readonly kind: 'drained' };
