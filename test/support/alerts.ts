import type { Alert, AlertQuestion } from '../../src/domain/alert.ts';

/** An open question about one savepoint of one job. */
export function question(change: Partial<AlertQuestion> = {}): AlertQuestion {
  return {
    planDigest: 'plan-digest-1',
    sopDigest: 'sop-digest-1',
    steps: [
      { name: 'take a savepoint', kind: 'trigger-savepoint', args: '{"directory":"s3://snapshots/a","job":"j1"}' },
    ],
    destructive: false,
    preflight: ['savepoint directory: s3://snapshots, writable'],
    expiresAt: Date.UTC(2027, 0, 15, 9, 30),
    approvedBy: [],
    neededApprovals: 1,
    answerers: { kind: 'people', names: ['Ann'] },
    ...change,
  };
}

export function alert(change: Partial<Alert> = {}): Alert {
  return {
    incidentId: 'inc-1',
    cluster: 'orders',
    job: 'orders-enrichment',
    severity: 'high',
    state: 'waits for approval',
    closed: false,
    headline: 'Checkpoints expire before completing',
    diagnosis: 'The sink is slow. Checkpoints cannot pass it in time.',
    model: undefined,
    evidence: ['checkpoint 412 expired after 10 min', 'sink is busy 99 %'],
    sop: { id: 'checkpoint-expired', title: 'Checkpoints expire before completing' },
    question: question(),
    wouldDo: [],
    refusals: [],
    cost: '2,140 tokens, $0.012',
    buttons: ['approve', 'deny', 'why', 'snooze'],
    ...change,
  };
}
