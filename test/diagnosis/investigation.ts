import type { Evidence } from '../../src/domain/evidence.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Investigation } from '../../src/diagnosis/investigation.ts';
import type { FlinkDiagnose } from '../../src/ports/flink-diagnose.ts';
import { evidenceOf, signal, t0 } from './evidence.ts';

export function incidentOf(change: Partial<Incident> = {}): Incident {
  return {
    id: 'i-1',
    cluster: 'main',
    job: 'orders-by-region',
    state: 'open',
    closing: null,
    severity: 'high',
    fingerprint: 'f',
    signals: [signal('restart-loop')],
    baseline: false,
    acknowledgedBy: null,
    diagnosis: null,
    retrieval: null,
    planId: null,
    failedPlans: 0,
    verdict: null,
    escalation: null,
    refusals: [],
    openedAt: t0 - 60_000,
    lastSeenAt: t0,
    updatedAt: t0,
    closedAt: null,
    version: 1,
    ...change,
  };
}

/** Reads that no test expects fail it. */
const noReads = new Proxy({} as FlinkDiagnose, {
  get: (_target, name) => () => Promise.reject(new Error(`nobody expected the read ${String(name)}`)),
});

export function investigationOf(
  change: Partial<Omit<Investigation, 'evidence' | 'flink'>> & {
    readonly evidence?: Partial<Evidence>;
    readonly flink?: Partial<FlinkDiagnose>;
  } = {},
): Investigation {
  return {
    incident: incidentOf(),
    window: undefined,
    incidents: { list: () => Promise.resolve([]) },
    actions: { actions: () => Promise.resolve([]) },
    skills: undefined,
    environment: 'production',
    ...change,
    evidence: evidenceOf({ signals: [signal('restart-loop')], ...change.evidence }),
    flink: new Proxy(noReads, {
      get: (target, name: keyof FlinkDiagnose) => change.flink?.[name] ?? target[name],
    }),
  };
}
