import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toolLimits } from '../../src/diagnosis/toolbox.ts';
import { lintSkills } from '../../src/knowledge/lint-skills.ts';
import { openSkillLibrary } from '../../src/knowledge/open-skill-library.ts';
import { makeSkills } from '../../src/knowledge/skill-shelf.ts';

const root = join(import.meta.dirname, '../../skills');
const library = openSkillLibrary('skills', root);
const skills = makeSkills([library]);
const names = skills.list().map(({ name }) => name);
const sops = readdirSync(join(root, '../sops'))
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.slice(0, -3));
const files = names.flatMap((name) =>
  readdirSync(join(root, name, 'references')).map((file): [string, string] => [name, `references/${file}`]),
);

describe('the skills that are shipped', () => {
  test('are the four that the diagnosis needs most, without a mistake', () => {
    expect(names).toEqual(['backpressure-and-skew', 'checkpoint-forensics', 'kafka-connector', 'memory']);
    expect(lintSkills([library]).problems).toEqual([]);
  });

  test.each(names)('%s fits whole into one answer of a tool', (name) => {
    const loaded = skills.load(name);

    expect(loaded.kind).toBe('ok');
    expect(loaded.kind === 'ok' && loaded.text.length).toBeLessThanOrEqual(toolLimits.answerChars - 100);
  });

  test.each(files)('%s/%s is handed out whole, and the text says that it exists', (name, file) => {
    const [read, loaded] = [skills.reference(name, file), skills.load(name)];

    expect(read.kind === 'ok' && read.text.length).toBeLessThanOrEqual(toolLimits.answerChars - 100);
    expect(loaded.kind === 'ok' && loaded.text).toContain(file);
  });

  test.each(names)('%s names procedures that exist', (name) => {
    const text = readFileSync(join(root, name, 'SKILL.md'), 'utf8');
    const cells = text
      .split('\n')
      .filter((line) => /^\|.*\|$/.test(line))
      .map((line) => line.split('|').at(-2) ?? '');
    const words = cells.flatMap((cell) => cell.match(/\b[a-z]+(?:-[a-z]+)+\b/g) ?? []);

    expect(words.length).toBeGreaterThan(5);
    expect(words.filter((word) => !sops.includes(word) && !names.includes(word))).toEqual([]);
  });
});
