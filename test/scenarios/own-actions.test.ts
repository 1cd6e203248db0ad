import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { json, startScriptedTarget } from '../support/scripted-target.ts';
import { scenario } from './support/scenario.ts';

const invoices = { name: 'invoice-totals', restartAttempts: 2 };
const file = join(import.meta.dirname, '../../docs/examples/actions/open-ticket.mjs');
const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');

const sop = `---
id: ticket-for-invoices
title: A ticket for who owns the invoices
severity: high
match: { signals: [job-failed] }
actions: [acme/open-ticket]
plan:
  - action: acme/open-ticket
    when: [job-failed]
    with: { queue: streaming, job: { from: incident.job } }
examples: ["job-failed that is ours"]
---
## When this applies
job-failed is there.
## Diagnose
Look.
## Remedy
A ticket.
## Escalate
To the owner.
`;

scenario(
  'a documented action of the team’s own runs once for an incident, after a yes to its exact arguments',
  { jobs: [invoices] },
  async ({ flink, folder, until, operator }) => {
    const tickets = await startScriptedTarget({ writes: [['POST /', json({ ticket: 'T-1' })]] });
    const sops = join(folder, 'own-sops');
    mkdirSync(sops);
    writeFileSync(join(sops, 'ticket-for-invoices.md'), sop);
    const actions = [{ file, sha256, settings: { url: tickets.url } }];
    const own = operator('own', { root: { sops: [sops], actions }, cluster: { mode: 'ask' } });
    await own.serve();
    flink.setTrouble('invoice-totals', 'out-of-restarts');
    await until('the job has failed', () => flink.job('invoice-totals')?.state === 'FAILED');

    const asked = await own.reaches('invoice-totals', 'awaiting_approval');
    const shown = await own.command('incidents', 'show', asked.id);
    expect(tickets.writes).toEqual([]);
    await own.command('incidents', 'approve', asked.id);
    const ended = await own.reaches('invoice-totals', 'escalated');
    await own.polls(5);

    const args = { incident: asked.id, job: 'invoice-totals', queue: 'streaming' };
    const [row, ...more] = await own.actions();
    expect(JSON.stringify(shown.json)).toContain('acme/open-ticket');
    expect(JSON.parse(row?.args ?? '')).toEqual(args);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ kind: 'acme/open-ticket', state: 'succeeded' });
    expect(tickets.writes).toMatchObject([
      { key: row?.key, body: { queue: 'streaming', title: `invoice-totals: ${asked.id}` } },
    ]);
    expect(ended.refusals).toMatchObject([{ reason: 'it was done for this incident already', value: row?.id }]);
    await tickets.close();
    return [];
  },
);
