import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const optional = ['@slack/bolt', 'openai', 'pg', '@qdrant/js-client-rest'];

/** Loads the module in a process of its own. @returns the clients of what need not be configured that came with it. */
function loadedWith(module: string): unknown {
  const program = `
    import { registerHooks } from 'node:module';
    const asked = new Set();
    registerHooks({ resolve: (name, context, next) => (asked.add(name), next(name, context)) });
    await import(${JSON.stringify(new URL(module, import.meta.url).href)});
    console.log(JSON.stringify(${JSON.stringify(optional)}.filter((name) => asked.has(name))));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }));
}

test('who has no chat, no model, no PostgreSQL and no Qdrant loads none of their clients', () => {
  expect(loadedWith('../../src/serve.ts')).toEqual([]);
  // Else this test would see nothing at all.
  expect(loadedWith('../../src/adapters/slack/start-slack.ts')).toEqual(['@slack/bolt']);
});
