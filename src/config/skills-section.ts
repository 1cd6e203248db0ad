import { z } from 'zod';
import { Networks, Sha256 } from './shapes.ts';

/** The section `skills`: where skills lie, which scripts may run, which private servers archives may come from. */
export function skillsSection(path: z.ZodType<string, string>) {
  const scripts = z.strictObject({
    /** Off unless listed: SHA-256 of a script's content, hex. */
    allow: z.array(Sha256).default([]),
  });
  return z.strictObject({
    folders: z.array(path).min(1, 'should name at least one folder').prefault(['./skills']),
    scripts: scripts.prefault({}),
    /** Private addresses or networks, such as 10.1.0.0/16, that `skills add` may fetch from. */
    allowAddresses: Networks,
  });
}
