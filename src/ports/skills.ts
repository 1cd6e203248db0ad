/** What a skill's text answered. The text comes from a folder or an archive: untrusted, bounded by the implementation. */
export type SkillText =
  | { readonly kind: 'ok'; readonly text: string }
  | { readonly kind: 'no_data'; readonly why: string };

/** Know-how in the open Agent Skills format, handed out piece by piece. Never throws: a bad file is `no_data` with the reason. */
export interface Skills {
  /** Name and description only. @param environment leaves out skills that are meant for other environments. */
  list(environment?: string): readonly { readonly name: string; readonly description: string }[];
  /** The text of a skill, without its front matter. */
  load(name: string): SkillText;
  /** One file that the skill refers to, by its path inside the skill's folder; never outside of it. */
  reference(name: string, file: string): SkillText;
}
