import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isPostgres } from './column-types.ts';

/**
 * Every move of an action appends to the timeline and to its attempts; each page less that an append touches is a page less to be
 * written before a request may leave. Events are never deleted, so their numbers rise without a counter of their own; and
 * only a report reads them by time, which may take its while.
 */
export const lighterAppends: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.dropIndex('timeline_event_at').execute();
    if (isPostgres(db)) return;
    await db.schema
      .createTable('lighter_event')
      .addColumn('seq', 'integer', (c) => c.primaryKey())
      .addColumn('incident_id', 'text', (c) => c.notNull().references('incident.id'))
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('data', 'text', (c) => c.notNull())
      .execute();
    await sql`insert into lighter_event (seq, incident_id, at, kind, text, data)
      select seq, incident_id, at, kind, text, data from timeline_event`.execute(db);
    await db.schema.dropTable('timeline_event').execute();
    await db.schema.alterTable('lighter_event').renameTo('timeline_event').execute();
    await db.schema
      .createIndex('timeline_event_incident')
      .on('timeline_event')
      .columns(['incident_id', 'seq'])
      .execute();

    await db.schema
      .createTable('lighter_attempt')
      .addColumn('action_id', 'text', (c) => c.notNull().references('action.id'))
      .addColumn('n', 'integer', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('epoch', 'bigint', (c) => c.notNull())
      .addColumn('armed_at', 'bigint', (c) => c.notNull())
      .addColumn('deadline_at', 'bigint', (c) => c.notNull())
      .addColumn('outcome', 'text')
      .addColumn('evidence', 'text')
      .addPrimaryKeyConstraint('attempt_key', ['action_id', 'n'])
      .modifyEnd(sql`without rowid`)
      .execute();
    await sql`insert into lighter_attempt (action_id, n, key, epoch, armed_at, deadline_at, outcome, evidence)
      select action_id, n, key, epoch, armed_at, deadline_at, outcome, evidence from attempt`.execute(db);
    await db.schema.dropTable('attempt').execute();
    await db.schema.alterTable('lighter_attempt').renameTo('attempt').execute();
  },
};
