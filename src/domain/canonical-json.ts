/**
 * JSON with one spelling per value (RFC 8785, for what our plans hold): members sorted by UTF-16 code units, no blanks,
 * numbers as ECMAScript prints them. Two programs that mean the same write the same bytes, so that a digest can stand for them.
 * @throws {TypeError} for anything JSON cannot say exactly: undefined, NaN, infinities, functions, lone surrogates, class instances.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$');
}

function write(value: unknown, path: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value, path);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${path} is ${value}: JSON has no such number`);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new TypeError(`${path} is a ${typeof value}: not JSON`);
  return Array.isArray(value) ? list(value, path) : members(value, path);
}

function text(value: string, path: string): string {
  if (!value.isWellFormed()) throw new TypeError(`${path} holds a lone surrogate`);
  return JSON.stringify(value);
}

function list(value: readonly unknown[], path: string): string {
  return `[${value.map((item, index) => write(item, `${path}[${index}]`)).join(',')}]`;
}

function members(value: object, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError(`${path} is not a plain object`);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${text(name, path)}:${write(item, `${path}.${name}`)}`).join(',')}}`;
}
