import type { Migration } from 'kysely/migration';
import { firstTables } from './0001-first-tables.ts';
import { leases } from './0002-leases.ts';
import { ledgerClaims } from './0003-ledger-claims.ts';
import { approvals } from './0004-approvals.ts';
import { notifications } from './0005-notifications.ts';
import { llmSpend } from './0006-llm-spend.ts';
import { sopReviews } from './0007-sop-reviews.ts';
import { lighterAppends } from './0008-lighter-appends.ts';
import { lighterMoves } from './0009-lighter-moves.ts';
import { moreWords } from './0010-more-words.ts';
import { stalledWatermarks } from './0011-stalled-watermarks.ts';
import { failedCommits } from './0012-failed-commits.ts';
import { gcPressure } from './0013-gc-pressure.ts';

/** Every migration by name, oldest first. Only ever append; a published one never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
  '0002-leases': leases,
  '0003-ledger-claims': ledgerClaims,
  '0004-approvals': approvals,
  '0005-notifications': notifications,
  '0006-llm-spend': llmSpend,
  '0007-sop-reviews': sopReviews,
  '0008-lighter-appends': lighterAppends,
  '0009-lighter-moves': lighterMoves,
  '0010-more-words': moreWords,
  '0011-stalled-watermarks': stalledWatermarks,
  '0012-failed-commits': failedCommits,
  '0013-gc-pressure': gcPressure,
};
