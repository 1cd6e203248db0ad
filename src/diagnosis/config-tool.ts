import { z } from 'zod';
import type { JobId } from '../domain/flink.ts';
import { makeGlob } from './glob.ts';
import type { Investigation } from './investigation.ts';
import { quoted } from './plain-text.ts';
import { makeTool, type Tool } from './tool.ts';

const maxEntries = 25;

/** Settings that are in force. Which keys can be seen at all is a list of the adapter. */
export function configTool({ evidence, flink }: Investigation): Tool {
  return makeTool({
    name: 'config',
    description: 'Flink settings whose key contains a text; * for all',
    args: { keys: z.string().min(1).max(100) },
    run: async ({ keys }, signal) => {
      const config = await flink.config((evidence.jobId ?? undefined) as JobId | undefined, signal);
      if (config.size === 0) return { kind: 'no_data', why: 'Flink shows no configuration' };
      const matches = makeGlob(keys);
      const found = [...config].filter(([key]) => matches(key));
      if (found.length === 0)
        return { kind: 'no_data', why: 'no such key is set, so Flink uses its default, or it is not shown here' };
      const lines = found.slice(0, maxEntries).map(([key, value]) => `${quoted(key, 80)}: ${quoted(value, 100)}`);
      const more = found.length > maxEntries ? [`and ${found.length - maxEntries} more: name a part of the key`] : [];
      return { kind: 'ok', text: [...lines, ...more].join('\n') };
    },
  });
}
