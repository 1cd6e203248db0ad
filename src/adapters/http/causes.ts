/** An error and what it was caused by, the outermost first. */
export function causes(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  let current = error;
  while (current instanceof Error && chain.length < 8) {
    chain.push(current);
    current = current.cause ?? (current instanceof AggregateError ? current.errors[0] : undefined);
  }
  return chain;
}

/** First code along the causes, such as ECONNREFUSED; undefined where there is none of the usual form. */
export function codeOf(error: unknown): string | undefined {
  return causes(error)
    .map((one) => ('code' in one ? one.code : undefined))
    .find((code): code is string => typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code));
}
