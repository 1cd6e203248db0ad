import { type CompiledQuery, type RawBuilder, sql } from 'kysely';

/** Stands in a statement for a value that each use brings along. */
class Slot<Input> {
  readonly valueOf: (input: Input) => unknown;

  constructor(valueOf: (input: Input) => unknown) {
    this.valueOf = valueOf;
  }
}

/** Puts in place of a value how it is read from what each use brings along. */
export type SlotFor<Input> = <T>(valueOf: (input: Input) => T) => T;

interface Compilable<Row> {
  compile(): CompiledQuery<Row>;
}

/**
 * Builds and compiles a statement at its first use and fills in the values at each: for the ledger's own statements
 * building costs more than carrying them out. What is built must not hang on anything but the slots.
 */
export function prepared<Input, Row>(
  build: (slot: SlotFor<Input>) => Compilable<Row>,
): (input: Input) => CompiledQuery<Row> {
  let compiled: CompiledQuery<Row> | undefined;
  // Only the database ever looks at the value, and it gets what the slot reads.
  const slot = <T>(valueOf: (input: Input) => T): T => new Slot(valueOf) as T;
  return (input) => {
    compiled ??= build(slot).compile();
    const parameters = compiled.parameters.map((value) => (value instanceof Slot ? value.valueOf(input) : value));
    return { ...compiled, parameters };
  };
}

/** The same where the text hangs on the shape of what is given: built and compiled at the first use of each shape. */
export function preparedPerShape<Input, Row>(
  shapeOf: (input: Input) => string,
  build: (shape: Input, slot: SlotFor<Input>) => Compilable<Row>,
): (input: Input) => CompiledQuery<Row> {
  const known = new Map<string, (input: Input) => CompiledQuery<Row>>();
  return (input) => {
    const shape = shapeOf(input);
    const statement = known.get(shape) ?? prepared<Input, Row>((slot) => build(input, slot));
    known.set(shape, statement);
    return statement(input);
  };
}

/** A list of words of the program, in the text of the statement. */
export function literals(words: readonly string[]): RawBuilder<string> {
  return sql`(${sql.join(words.map((word) => sql.lit(word)))})`;
}
