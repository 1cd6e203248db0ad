import type { CrashPoint } from '../ledger/deps.ts';
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

export type ToTarget =
  | { readonly kind: 'start'; readonly settings: TargetSettings }
  | { readonly kind: 'forget' }
  /** Kill that process so long after the next request: here its timers and those of the answers keep their order, however busy the machine is. */
  | { readonly kind: 'kill'; readonly pid: number; readonly plusMs: number }
  | { readonly kind: 'spare' };
export type FromTarget =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'arrived' }
  | { readonly kind: 'killed'; readonly at: number }
  /** Another process answers on the same port now: it knows no keys, and what the old one was at is gone. */
  | { readonly kind: 'forgot' };

export interface WorkerSettings {
  readonly place: StorePlace;
  /** How long a write waits for another process, ms. */
  readonly busyTimeoutMs: number;
  readonly port: number;
  /** Where it writes down what it released, apart from the store. */
  readonly journal: string;
  /** Part of the lanes' names too, so that what several runs leave can be judged together. */
  readonly seed: number;
  readonly lanes: number;
  /** Plans carried on at the same time. */
  readonly slots: number;
  /** Names of the kinds that plans are made of. */
  readonly kinds: readonly string[];
  /** Where it ends itself by SIGKILL, at the first passage; left out: nowhere. */
  readonly dieAt?: CrashPoint;
}

export type ToWorker = { readonly kind: 'go'; readonly settings: WorkerSettings } | { readonly kind: 'drain' };
export type FromWorker =
  /** Everything is loaded; it touches nothing before `go`. */
  | { readonly kind: 'warm' }
  | { readonly kind: 'epoch'; readonly epoch: number }
  /** What earlier processes left is marked; plans are carried on. */
  | { readonly kind: 'working' }
  | { readonly kind: 'drained' };
