import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const recordedVersions = ['1.20.4', '2.3.0'] as const;
/** The oldest that README names; only some of its answers are recorded. */
export const oldestVersion = '1.17.2';
export type RecordedVersion = (typeof recordedVersions)[number];

/** A recorded answer. Files that are not a good answer hold its status beside its body. */
export function flinkFixture(
  version: RecordedVersion | typeof oldestVersion,
  name: string,
): { status: number; body: unknown } {
  const file = join(import.meta.dirname, '..', 'fixtures', `flink-${version}`, `${name}.json`);
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as unknown;
  return isWithStatus(recorded) ? recorded : { status: 200, body: recorded };
}

function isWithStatus(recorded: unknown): recorded is { status: number; body: unknown } {
  return (
    typeof recorded === 'object' && recorded !== null && 'status' in recorded && typeof recorded.status === 'number'
  );
}
