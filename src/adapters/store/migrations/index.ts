import type { Migration } from 'kysely/migration';
import { firstTables } from './0001-first-tables.ts';
import { leases } from './0002-leases.ts';

/** Every migration by name, oldest first. Only ever append; a published one never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
  '0002-leases': leases,
};
