import type { FolderEntry, SopFolder } from '../../src/knowledge/sop-folder.ts';

/** A SOP file that has no mistake. Line 2 is its id, line 6 its first exception, line 10 its first example. */
export function sopText(id = 'disk-full', exception = 'DiskFullException'): string {
  return `---
id: ${id}
title: The disk is full
severity: high
match:
  exceptions: ["${exception}"]
  signals: [restart-loop]
actions: []
examples:
  - "com.acme.${exception}: no room left"
---
## When this applies
The disk of a machine is full.

## Diagnose
Look at it.

## Remedy
Make room.

## Escalate
To whoever owns the machine.
`;
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A folder in memory. `files` may be changed between two looks; `reads` counts how often each was read. */
export function memoryFolder(files: Map<string, string>): SopFolder & { readonly reads: Map<string, number> } {
  const reads = new Map<string, number>();
  return {
    reads,
    list: () => ({
      ok: true,
      entries: [...files].map(
        ([name, text]): FolderEntry => ({ name, kind: 'file', version: text, bytes: bytesOf(text).length }),
      ),
    }),
    read: (name) => {
      reads.set(name, (reads.get(name) ?? 0) + 1);
      const text = files.get(name);
      return text === undefined ? { ok: false, reason: 'gone' } : { ok: true, bytes: bytesOf(text) };
    },
  };
}
