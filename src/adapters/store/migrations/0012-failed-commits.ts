import type { Migration } from 'kysely/migration';

/** Signals may be `commits-failed`: an older program refuses the store instead of leaving out an incident that has one. */
export const failedCommits: Migration = {
  async up(): Promise<void> {},
};
