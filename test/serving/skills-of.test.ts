import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/adapters/telemetry/system-clock.ts';
import { skillScriptTool } from '../../src/diagnosis/skill-script-tool.ts';
import { skillsOf } from '../../src/serving/skills-of.ts';

const script = '#!/bin/sh\necho password=hunter2 "$@"\n';
const hash = createHash('sha256').update(script).digest('hex');

function toolsWith(allow: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-skills-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'disk/scripts'), { recursive: true });
  writeFileSync(
    join(folder, 'disk/SKILL.md'),
    '---\nname: disk\ndescription: x\nallowed-tools: run_skill_script\n---\nx',
  );
  writeFileSync(join(folder, 'disk/scripts/a.sh'), script);
  writeFileSync(join(folder, 'disk/scripts/b.sh'), '#!/bin/sh\necho b\n');
  const { skills, scripts } = skillsOf(
    { skills: { folders: [folder], scripts: { allow: [...allow] }, allowAddresses: [] } },
    systemClock,
  );
  return skillScriptTool(scripts, skills, 'production');
}

async function ask(args: object) {
  const [tool] = toolsWith([hash]);
  const prepared = tool?.prepare(JSON.stringify(args));
  return prepared?.kind === 'ready' ? await prepared.run(new AbortController().signal) : prepared;
}

test('there is no tool for scripts while none is allowed, whatever a skill says in allowed-tools', () => {
  expect(toolsWith([])).toEqual([]);
  expect(toolsWith([hash])).toHaveLength(1);
});

test('a script of other content, of another skill or outside of scripts/ is not run', async () => {
  const answers = [
    await ask({ name: 'disk', file: 'scripts/b.sh', args: [] }),
    await ask({ name: 'disk', file: 'scripts/../SKILL.md', args: [] }),
    await ask({ name: 'other', file: 'scripts/a.sh', args: [] }),
    await ask({ name: 'disk', file: 'scripts/a.sh', args: ['-rf'] }),
  ];

  expect(answers.map((answer) => answer?.kind)).toEqual(['error', 'error', 'refused', 'error']);
});

test('what an allowed script says is redacted; where it cannot be isolated it is refused', async () => {
  const answer = await ask({ name: 'disk', file: 'scripts/a.sh', args: ['orders'] });

  expect(JSON.stringify(answer)).not.toContain('hunter2');
  const said = answer?.kind === 'ok' ? answer.text : JSON.stringify(answer);
  expect(said).toMatch(/^exit code 0\npassword=\[redacted\]|cannot be shut off from the network/);
});
