import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { messageOf, UserMistake } from '../domain/errors.ts';
import { yamlMistake } from '../knowledge/yaml-mistake.ts';

/** Room for some thousand jobs with all they need for a restart. Aliases, which make small files large, are refused. */
const maxBytes = 1024 * 1024;

export interface Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A parsed configuration file that can say where each of its values stands. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** Place of the value at the path; of its nearest parent when it is not there. `key`: of that key in the object at the path. */
  place(path: readonly PropertyKey[], key?: string): Place;
}

/**
 * Reads YAML 1.2 of at most 1 MiB without aliases and custom tags.
 * @throws {UserMistake} not readable, too large, empty, or not such YAML; names every place.
 */
export function readYaml(file: string): YamlSource {
  return parseYaml(file, readText(file));
}

function readText(file: string): string {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new UserMistake(
        `There is no configuration file ${file}. Correct --config or FLINK_MEDIC_CONFIG, or write one with: ` +
          `flink-medic init --from http://your-jobmanager:8081 --out ${file}`,
        { cause: error },
      );
    }
    throw new UserMistake(`The configuration file ${file} cannot be opened: ${messageOf(error)}`, { cause: error });
  }
  try {
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) throw new UserMistake(`${file} is a folder. Name the configuration file in it.`);
    if (stat.size > maxBytes) {
      throw new UserMistake(`${file} has ${stat.size} bytes; a configuration has at most ${maxBytes}.`);
    }
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function parseYaml(file: string, text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.2', lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { offset, line, column: col };
  };
  const wrong = [...document.errors, ...document.warnings].map((error) => {
    const { message, fix } = yamlMistake(error);
    return { offset: error.pos[0], message: `${message}: ${fix}` };
  });
  visit(document, {
    Alias: (_key, node) => {
      wrong.push({ offset: node.range?.[0] ?? 0, message: 'Aliases are not allowed here: write the value out' });
    },
  });
  if (wrong.length > 0) {
    const places = wrong.map(({ offset, message }) => ({ ...at(offset), message }));
    // What the parser finds next on the same line is mostly the same mistake.
    const told = places.filter(({ line }, index) => places.findIndex((one) => one.line === line) === index);
    const lines = told.slice(0, 20).map(({ line, column, message }) => `  ${file}:${line}:${column}  ${message}`);
    throw new UserMistake([`${file} is not valid YAML:`, ...lines].join('\n'));
  }
  const value: unknown = document.toJS();
  if (value === null || value === undefined) {
    throw new UserMistake(`${file} is empty. Write one with: flink-medic init --from http://your-jobmanager:8081`);
  }
  return { file, value, place: (path, key) => at(offsetOf(document, path, key)) };
}

function offsetOf(document: Document, path: readonly PropertyKey[], key: string | undefined): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (depth === path.length && key !== undefined && isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      if (pair !== undefined && isScalar(pair.key)) return pair.key.range?.[0] ?? 0;
    }
    if (isNode(node)) return node.range?.[0] ?? 0;
  }
  return 0;
}
