import type { Migration } from 'kysely/migration';

/** Signals may be `watermark-stalled`: an older program refuses the store instead of leaving out an incident that has one. */
export const stalledWatermarks: Migration = {
  async up(): Promise<void> {},
};
