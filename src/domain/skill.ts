import { z } from 'zod';

/** Lower-case letters, digits and single hyphens: the name of a skill and of its folder. */
export const skillNamePattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Our own entry of a skill's metadata: environments it is meant for, separated by commas or blanks. */
export const environmentsKey = 'flink-medic-environments';

/** What a model is handed of one text, characters: some 1,800 tokens, which every later turn pays for again. */
export const mostHandedChars = 7_000;

const text = z.string().trim();

/** The head of a SKILL.md in the open Agent Skills format. Keys that the format does not know are kept out and reported. */
export const SkillHead = z.object({
  name: text
    .min(1, 'a name')
    .max(64, 'a name of at most 64 characters')
    .regex(skillNamePattern, 'lower-case letters and digits, words joined by single hyphens'),
  /** What it does and when it helps: all a model sees before it asks for more. */
  description: text
    .min(1, 'what the skill does and when it helps')
    .max(1024, 'a description of at most 1024 characters'),
  license: text.min(1, 'a license, or leave the key out').max(500, 'a license of at most 500 characters').optional(),
  compatibility: text
    .min(1, 'what it needs, or leave the key out')
    .max(500, 'a compatibility of at most 500 characters')
    .optional(),
  metadata: z.record(z.string().max(100), text.max(1000)).default({}),
  /** Names of tools, separated by blanks. Information for people: it permits nothing. */
  'allowed-tools': text.max(1000, 'at most 1000 characters').optional(),
});
export type SkillHead = z.infer<typeof SkillHead>;

export interface Skill {
  readonly name: string;
  readonly description: string;
  /** Empty: for every environment. */
  readonly environments: readonly string[];
  /** Markdown below the head. Text for people and models: it gives no permission. */
  readonly body: string;
  /** SHA-256 of the SKILL.md, hex. */
  readonly digest: string;
}

/** A mistake in a skill, and what to do about it. Lines count from 1; line 1 when it is the file itself. */
export interface SkillProblem {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly message: string;
  readonly fix: string;
}
