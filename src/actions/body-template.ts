type Scalar = string | number | boolean;

/** A JSON document in which `{ from: with.<name> }` stands for an argument. */
export type Template = Scalar | null | { readonly [name: string]: Template } | readonly Template[];

const deepest = 8;
const reference = /^with\.([A-Za-z_]\w{0,63})$/;

interface TemplateProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What keeps a written value from being a template. */
export function templateProblems(value: unknown, path: readonly (string | number)[] = []): TemplateProblem[] {
  if (path.length > deepest) return [{ path, message: `should not be nested deeper than ${deepest}` }];
  if (typeof value !== 'object' || value === null) {
    const fits = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
    return fits ? [] : [{ path, message: 'should be a text, a number, true, false or null' }];
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => templateProblems(one, [...path, index]));
  if ('from' in value && nameIn(value) === undefined) {
    return [{ path, message: 'should be { from: with.<name> }, and from alone; the SOP gives the argument <name>' }];
  }
  if ('from' in value) return [];
  return Object.entries(value).flatMap(([name, one]) => templateProblems(one, [...path, name]));
}

/** Names of the arguments that the template takes, each once. */
export function namesIn(template: Template): readonly string[] {
  if (typeof template !== 'object' || template === null) return [];
  const name = nameIn(template);
  if (name !== undefined) return [name];
  return [...new Set(Object.values(template).flatMap((one: Template) => namesIn(one)))];
}

/** The document with the arguments filled in. They become values of it, never names. */
export function fill(template: Template, args: Readonly<Record<string, Scalar>>): unknown {
  if (typeof template !== 'object' || template === null) return template;
  const name = nameIn(template);
  if (name !== undefined) return args[name];
  if (Array.isArray(template)) return template.map((one: Template) => fill(one, args));
  return Object.fromEntries(Object.entries(template).map(([key, one]) => [key, fill(one, args)]));
}

function nameIn(value: object): string | undefined {
  if (!('from' in value) || typeof value.from !== 'string' || Object.keys(value).length !== 1) return undefined;
  return reference.exec(value.from)?.[1];
}
