import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { counted, textOf } from './column-types.ts';

/** All tables of the first release. */
export const firstTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await incidentTables(db);
    await ledgerTables(db);
    await peopleTables(db);
    await memoryTables(db);
  },
};

async function incidentTables(db: Kysely<unknown>): Promise<void> {
  const text = textOf(db);
  await db.schema
    .createTable('incident')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('cluster', text, (c) => c.notNull())
    .addColumn('job', text)
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('opened_at', 'bigint', (c) => c.notNull())
    .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('doc', text, (c) => c.notNull())
    .execute();
  // At most one incident that is not closed per job; job null stands for the cluster itself.
  await sql`create unique index incident_one_open on incident (cluster, coalesce(job, '')) where state <> 'closed'`.execute(
    db,
  );
  await db.schema.createIndex('incident_updated').on('incident').column('updated_at').execute();

  await db.schema
    .createTable('timeline_event')
    .$call(counted(db, 'seq'))
    .addColumn('incident_id', text, (c) => c.notNull().references('incident.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('text', text, (c) => c.notNull())
    .addColumn('data', text, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('timeline_event_incident').on('timeline_event').columns(['incident_id', 'seq']).execute();
  await db.schema.createIndex('timeline_event_at').on('timeline_event').column('at').execute();

  await db.schema
    .createTable('plan')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('incident_id', text, (c) => c.notNull().references('incident.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('doc', text, (c) => c.notNull())
    .execute();
}

async function ledgerTables(db: Kysely<unknown>): Promise<void> {
  const text = textOf(db);
  await db.schema
    .createTable('action')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('plan_id', text, (c) => c.notNull().references('plan.id'))
    .addColumn('incident_id', text, (c) => c.notNull().references('incident.id'))
    .addColumn('step', 'integer', (c) => c.notNull())
    .addColumn('step_name', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('cluster', text, (c) => c.notNull())
    .addColumn('job_name', text, (c) => c.notNull())
    .addColumn('lane', text, (c) => c.notNull())
    .addColumn('args', text, (c) => c.notNull())
    .addColumn('args_digest', text, (c) => c.notNull())
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('generation', 'integer', (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('drop_reason', text)
    .addColumn('epoch', 'bigint', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('on_doubt', text, (c) => c.notNull())
    .addColumn('incarnation', text)
    .addColumn('checkpoint_before', 'bigint')
    .addColumn('first_sent_at', 'bigint')
    .addColumn('send_deadline_at', 'bigint')
    .addColumn('settle_attempts', 'integer', (c) => c.notNull())
    .addColumn('next_settle_at', 'bigint')
    .addColumn('result', text)
    .addColumn('note', text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('action_one_per_step', ['plan_id', 'step'])
    .execute();
  // One lane, one undetermined action.
  await sql`create unique index action_one_undetermined on action (lane)
    where state in ('sent', 'running', 'in_doubt', 'needs_human')`.execute(db);
  // A key that left, or may have left, is spent for every other row; only a proven failure frees it.
  await sql`create unique index action_key_spent_once on action (cluster, kind, key)
    where key <> '' and state <> 'failed' and (first_sent_at is not null
      or state in ('sent', 'running', 'in_doubt', 'needs_human', 'succeeded'))`.execute(db);
  await db.schema.createIndex('action_key').on('action').columns(['cluster', 'kind', 'key']).execute();
  await db.schema.createIndex('action_incident').on('action').column('incident_id').execute();
  await db.schema.createIndex('action_updated').on('action').column('updated_at').execute();

  await db.schema
    .createTable('attempt')
    .addColumn('action_id', text, (c) => c.notNull().references('action.id'))
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('epoch', 'bigint', (c) => c.notNull())
    .addColumn('armed_at', 'bigint', (c) => c.notNull())
    .addColumn('deadline_at', 'bigint', (c) => c.notNull())
    .addColumn('outcome', text)
    .addColumn('evidence', text)
    .addPrimaryKeyConstraint('attempt_key', ['action_id', 'n'])
    .execute();

  await db.schema
    .createTable('report')
    .$call(counted(db, 'seq'))
    .addColumn('action_id', text, (c) => c.notNull().references('action.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('epoch', 'bigint', (c) => c.notNull())
    .addColumn('source', text, (c) => c.notNull())
    .addColumn('text', text, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('report_action').on('report').columns(['action_id', 'seq']).execute();
}

async function peopleTables(db: Kysely<unknown>): Promise<void> {
  const text = textOf(db);
  await db.schema
    .createTable('approval')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('incident_id', text, (c) => c.notNull().references('incident.id'))
    .addColumn('plan_id', text, (c) => c.notNull().references('plan.id'))
    .addColumn('plan_digest', text, (c) => c.notNull())
    .addColumn('job_start_time', 'bigint', (c) => c.notNull())
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('answered_by', text)
    .addColumn('answered_at', 'bigint')
    .execute();
  await db.schema.createIndex('approval_plan').on('approval').column('plan_id').execute();

  await db.schema
    .createTable('answer')
    .$call(counted(db, 'seq'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('by', text, (c) => c.notNull())
    .addColumn('doc', text, (c) => c.notNull())
    .addColumn('outcome', text)
    .addColumn('applied_at', 'bigint')
    .execute();
  await sql`create index answer_open on answer (seq) where outcome is null`.execute(db);

  await db.schema
    .createTable('hold')
    .addColumn('cluster', text)
    .addColumn('job', text)
    .addColumn('until', 'bigint')
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('by', text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await sql`create unique index hold_one_per_target on hold (coalesce(cluster, ''), coalesce(job, ''))`.execute(db);
}

async function memoryTables(db: Kysely<unknown>): Promise<void> {
  const text = textOf(db);
  await db.schema
    .createTable('job_memory')
    .addColumn('cluster', text, (c) => c.notNull())
    .addColumn('job', text, (c) => c.notNull())
    .addColumn('doc', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('job_memory_key', ['cluster', 'job'])
    .execute();
  await db.schema
    .createTable('cluster_memory')
    .addColumn('cluster', text, (c) => c.primaryKey())
    .addColumn('doc', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('meta')
    .addColumn('name', text, (c) => c.primaryKey())
    .addColumn('value', 'bigint', (c) => c.notNull())
    .execute();
  // Always there, so that who compares with the newest epoch can lock it.
  await sql`insert into meta (name, value) values ('epoch', 0)`.execute(db);
}
