/** Whether a document that names environments, or none and so every one, is for this one. Undefined: nobody asks. */
export function forEnvironment(
  document: { readonly environments: readonly string[] },
  environment: string | undefined,
): boolean {
  if (environment === undefined || document.environments.length === 0) return true;
  return document.environments.includes(environment);
}
