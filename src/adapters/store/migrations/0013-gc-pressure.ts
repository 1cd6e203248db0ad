import type { Migration } from 'kysely/migration';

/** Signals may be `gc-pressure`: an older program refuses the store instead of leaving out an incident that has one. */
export const gcPressure: Migration = {
  async up(): Promise<void> {},
};
