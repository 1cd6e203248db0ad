import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A procedure of a team: for that cause, when that signal is there, that action. */
export function writeSop(folder: string, cause: string, action: string, signal: string): void {
  mkdirSync(folder, { recursive: true });
  const text = `---
id: ${cause}
title: Ours for ${cause}
severity: medium
match:
  exceptions: []
  signals: [${signal}]
actions: [${action}]
plan:
  - action: ${action}
    when: [${signal}]
    with: {}
verify: { checkpoints: 2, within: 10m }
examples:
  - "${signal} that is ours"
notFor:
  - "something else altogether"
---
## When this applies
${signal} is there.

## Diagnose
Look.

## Remedy
${action}.

## Escalate
To the owner.
`;
  writeFileSync(join(folder, `${cause}.md`), text);
}
