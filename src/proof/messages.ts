import type { StorePlace } from './store-place.ts';

/** How the target behaves. Times in ms. */
export interface TargetSettings {
  readonly log: string;
  readonly seed: number;
  readonly serviceMs: { readonly from: number; readonly to: number };
  /** One request in so many takes up to this long: past the sender's patience, within the target's promise. */
  readonly slow: { readonly share: number; readonly toMs: number };
  /** Share of requests whose connection is cut: half of them before the effect, half after it. */
  readonly cutShare: number;
  /** Share of requests that are refused (400): they have no effect. */
  readonly refuseShare: number;
  /** A key is remembered for so long after its effect. */
  readonly rememberMs: number;
}

export type ToTarget = { readonly kind: 'start'; readonly settings: TargetSettings } | { readonly kind: 'forget' };
export type FromTarget =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'arrived' }
  /** Another process answers on the same port now: it knows no keys, and what the old one was at is gone. */
  | { readonly kind: 'forgot' };

export interface WorkerSettings {
  readonly place: StorePlace;
  readonly port: number;
  /** Where it writes down what it released, apart from the store. */
  readonly journal: string;
  readonly seed: number;
  readonly lanes: number;
  /** Plans carried on at the same time. */
  readonly slots: number;
}

export type ToWorker = { readonly kind: 'go'; readonly settings: WorkerSettings } | { readonly kind: 'drain' };
export type FromWorker =
  /** Everything is loaded; it touches nothing before `go`. */
  | { readonly kind: 'warm' }
  | { readonly kind: 'epoch'; readonly epoch: number }
  /** What earlier processes left is marked; plans are carried on. */
  | { readonly kind: 'working' }
  | { readonly kind: 'drained' };
