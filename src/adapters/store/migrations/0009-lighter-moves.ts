import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isPostgres } from './column-types.ts';

/** What a move of an action pays for before a request may leave, and does not need. */
export const lighterMoves: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // A program that still runs saves an incident first and its events last: locks in another order would be a deadlock.
    if (isPostgres(db)) await sql`lock table incident in access exclusive mode`.execute(db);
    // Of what is open there is little, and another index has it; so only the last move of an action touches this one.
    await db.schema.dropIndex('action_updated').execute();
    await sql`create index action_ended on action (updated_at)
      where state in ('succeeded', 'failed', 'dropped')`.execute(db);
    if (!isPostgres(db)) return;
    // Each costs a query of its own for every row. What a move appends is inserted for the very row that it moved.
    await db.schema.alterTable('attempt').dropConstraint('attempt_action_id_fkey').execute();
    await db.schema.alterTable('timeline_event').dropConstraint('timeline_event_incident_id_fkey').execute();
  },
};
