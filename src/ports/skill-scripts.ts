export type ScriptAnswer =
  /** `output`: what it wrote, bounded; untrusted text. `code`: its exit code. */
  | { readonly kind: 'ok'; readonly code: number; readonly output: string; readonly cut: boolean }
  /** It did not run, or was ended; `why` says what to do. */
  | { readonly kind: 'refused'; readonly why: string };

/** Scripts of skills whose content a person has allowed by its hash. Absent when nothing is allowed: then there is no tool for it. */
export interface SkillScripts {
  /**
   * Runs one script without network, credentials and inherited environment, for a few seconds, in an empty folder. Never throws.
   * @param args words of letters, digits and `._:@%+,=-` that do not begin with `-`; at most 8.
   */
  run(skill: string, file: string, args: readonly string[], signal: AbortSignal): Promise<ScriptAnswer>;
}
