/**
 * Products of one vector with every row of a matrix. JavaScript adds one number at a time; WebAssembly adds four, which
 * brings a search in 10,000 rows from 4 ms to 1 ms. The program is the loop below, written out as the bytes of a module.
 */
export interface DotProducts {
  /** Row by row, each `width` long: to be filled once. */
  readonly rows: Float32Array;
  /** The products of the rows `from` … `to` - 1, by row; the others stay as they were. Valid until the next call. */
  multiply(vector: ArrayLike<number>, from: number, to: number): Float32Array;
}

/** Numbers that one round of the loop takes; shorter rows are filled up with zeros. */
const perRound = 16;
const bytesPerNumber = 4;
const bytesPerPage = 64 * 1024;

/** @param width of a row as it is stored: `paddedWidth` of the vectors' length. */
export function makeDotProducts(count: number, width: number): DotProducts {
  const rowBytes = width * bytesPerNumber;
  // In memory: the vector, then the products up to where a row may begin, then the rows.
  const productsAt = rowBytes;
  const rowsAt = productsAt + paddedWidth(count) * bytesPerNumber;
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: Wasm };
  const memory = new WebAssembly.Memory({ initial: Math.ceil((rowsAt + count * rowBytes + 1) / bytesPerPage) });
  const { dot } = new WebAssembly.Instance(new WebAssembly.Module(program()), { js: { memory } }).exports;
  const vector = new Float32Array(memory.buffer, 0, width);
  const products = new Float32Array(memory.buffer, productsAt, count);
  return {
    rows: new Float32Array(memory.buffer, rowsAt, count * width),
    multiply(asked, from, to) {
      vector.set(asked);
      if (to > from) {
        dot(rowsAt + from * rowBytes, rowsAt + to * rowBytes, rowBytes, productsAt + from * bytesPerNumber);
      }
      return products;
    },
  };
}

export function paddedWidth(length: number): number {
  return Math.ceil(length / perRound) * perRound;
}

/** What this file needs of it; Node's own types do not declare it. */
interface Wasm {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: { readonly dot: (row: number, end: number, rowBytes: number, into: number) => void } };
}

/**
 * dot(row, end, rowBytes, into):
 *   do {
 *     sum0 = sum1 = sum2 = sum3 = 0; at = 0
 *     do { sumN += load(row + 16 N) * load(at + 16 N) for N = 0 … 3; row += 64; at += 64 } while (at < rowBytes)
 *     store(into, sum of the four lanes of sum0 + sum1 + sum2 + sum3); into += 4
 *   } while (row < end)
 */
function program(): Uint8Array<ArrayBuffer> {
  const [row, end, rowBytes, into, at, firstSum] = [0, 1, 2, 3, 4, 5];
  const lanes = [0, 1, 2, 3];
  const get = (local: number) => [0x20, local];
  const set = (local: number) => [0x21, local];
  const add = (local: number, constant: readonly number[]) => [...get(local), 0x41, ...constant, 0x6a, ...set(local)];
  const load = (address: number, offset: number) => [...get(address), 0xfd, 0x00, 4, offset];
  const [addLanes, multiplyLanes] = [
    [0xfd, 0xe4, 0x01],
    [0xfd, 0xe6, 0x01],
  ];
  const whileLess = (a: number, b: number) => [...get(a), ...get(b), 0x49, 0x0d, 0, 0x0b];
  const [loop, four, sixtyFour] = [[0x03, 0x40], [4], [0xc0, 0x00]];
  const zero = [0xfd, 0x0c, ...Array<number>(16).fill(0)];
  const sums = lanes.map((lane) => firstSum + lane);
  // Besides the four parameters: one i32, four vectors of four numbers.
  const locals = [2, 1, 0x7f, 4, 0x7b];
  const zeroInt = [0x41, 0];
  const store = [0x38, 2, 0];
  const code = [
    ...locals,
    ...loop,
    ...sums.flatMap((sum) => [...zero, ...set(sum)]),
    ...zeroInt,
    ...set(at),
    ...loop,
    ...lanes.flatMap((lane) => {
      const sum = firstSum + lane;
      return [...get(sum), ...load(row, 16 * lane), ...load(at, 16 * lane), ...multiplyLanes, ...addLanes, ...set(sum)];
    }),
    ...add(row, sixtyFour),
    ...add(at, sixtyFour),
    ...whileLess(at, rowBytes),
    ...sums.flatMap((sum, place) => [...get(sum), ...(place === 0 ? [] : addLanes)]),
    ...set(firstSum),
    ...get(into),
    ...lanes.flatMap((lane) => [...get(firstSum), 0xfd, 0x1f, lane, ...(lane === 0 ? [] : [0x92])]),
    ...store,
    ...add(into, four),
    ...whileLess(row, end),
    0x0b,
  ];
  const text = (name: string) => [name.length, ...new TextEncoder().encode(name)];
  const section = (id: number, content: readonly number[]) => [id, ...leb(content.length), ...content];
  const magicAndVersion = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  return Uint8Array.from([
    ...magicAndVersion,
    ...section(1, [1, 0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 0]),
    ...section(2, [1, ...text('js'), ...text('memory'), 2, 0, 0]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('dot'), 0, 0]),
    ...section(10, [1, ...leb(code.length), ...code]),
  ]);
}

/** Lengths above 127 take two bytes. */
function leb(length: number): number[] {
  return length < 128 ? [length] : [(length & 0x7f) | 0x80, length >> 7];
}
