import type { Migration } from 'kysely/migration';

/**
 * Signals may be `job-stuck` or `job-unreadable`. An older program could not read an incident that has one, and left it out;
 * so it refuses the store instead, as after any migration.
 */
export const moreWords: Migration = {
  async up(): Promise<void> {},
};
