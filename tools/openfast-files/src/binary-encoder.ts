import type { Encoder } from './encoder.ts';
import { DESCRIPTION, type FileSpec, nameLength } from './file-spec.ts';
import type { Bounds } from './signals.ts';

/** Full range of the packed integers, and the smallest range that OpenFAST spreads over it. */
const LOWEST = -32768;
const HIGHEST = 32767;
const SMALLEST_RANGE = Math.sqrt(2 ** -23);
/** Packed times have 131,072 levels. */
const LOWEST_TIME = -65536;
const TIME_RANGE = 131071;

/** Writes `.outb` files, FileID 1 to 4. */
export class BinaryEncoder implements Encoder {
  readonly #spec: FileSpec;
  readonly #fileId: number;
  readonly #scales: Float32Array;
  readonly #offsets: Float32Array;
  #bytes = Buffer.alloc(0);

  constructor(spec: FileSpec, bounds: readonly Bounds[]) {
    this.#spec = spec;
    this.#fileId = Number(spec.format.slice(-1));
    this.#scales = Float32Array.from(bounds, ({ min, max }) => 65535 / Math.max(max - min, SMALLEST_RANGE));
    this.#offsets = Float32Array.from(
      bounds,
      ({ min }, column) => LOWEST - (this.#scales[column] as number) * min,
    );
  }

  header(): Uint8Array {
    const { kinds, rows, start, step } = this.#spec;
    const id = this.#fileId;
    const length = nameLength(this.#spec);
    const head = Buffer.alloc(id === 4 ? 28 : 26);
    head.writeInt16LE(id, 0);
    if (id === 4) head.writeInt16LE(length, 2);
    const at = id === 4 ? 4 : 2;
    const time = this.#timeScale();
    head.writeInt32LE(kinds.length, at);
    head.writeInt32LE(rows, at + 4);
    head.writeDoubleLE(id === 1 ? time.scale : start, at + 8);
    head.writeDoubleLE(id === 1 ? time.offset : step, at + 16);
    const description = Buffer.from(DESCRIPTION, 'latin1');
    const descriptionLength = Buffer.alloc(4);
    descriptionLength.writeInt32LE(description.length);
    const texts = ['Time', ...kinds.map(({ name }) => name), '(s)', ...kinds.map(({ unit }) => unit)];
    const padded = texts.map((text) => text.slice(0, length).padEnd(length)).join('');
    return Buffer.concat([
      head,
      ...(id === 3 ? [] : [floats(this.#scales), floats(this.#offsets)]),
      descriptionLength,
      description,
      Buffer.from(padded, 'latin1'),
      ...(id === 1 ? [this.#packedTimes()] : []),
    ]);
  }

  rows(_first: number, count: number, values: Float64Array): Uint8Array {
    const width = this.#spec.kinds.length;
    const size = count * width * (this.#fileId === 3 ? 8 : 2);
    if (this.#bytes.length < size) this.#bytes = Buffer.alloc(size);
    if (this.#fileId === 3) {
      for (let at = 0; at < count * width; at += 1) this.#bytes.writeDoubleLE(values[at] as number, 8 * at);
    } else {
      for (let column = 0; column < width; column += 1) this.#pack(column, count, values);
    }
    return this.#bytes.subarray(0, size);
  }

  #pack(column: number, count: number, values: Float64Array): void {
    const width = this.#spec.kinds.length;
    const scale = this.#scales[column] as number;
    const offset = this.#offsets[column] as number;
    const bytes = this.#bytes;
    for (let row = 0, at = column; row < count; row += 1, at += width) {
      const rounded = Math.floor(scale * (values[at] as number) + offset + 0.5);
      const packed = Math.max(LOWEST, Math.min(HIGHEST, rounded));
      bytes[2 * at] = packed;
      bytes[2 * at + 1] = packed >> 8;
      values[at] = (packed - offset) / scale;
    }
  }

  #timeScale(): { scale: number; offset: number } {
    const { rows, start, step } = this.#spec;
    const scale = TIME_RANGE / Math.max((rows - 1) * step, step);
    return { scale, offset: LOWEST_TIME - scale * start };
  }

  #packedTimes(): Buffer {
    const { rows, start, step } = this.#spec;
    const { scale, offset } = this.#timeScale();
    const bytes = Buffer.alloc(4 * rows);
    for (let row = 0; row < rows; row += 1) {
      bytes.writeInt32LE(Math.round(scale * (start + row * step) + offset), 4 * row);
    }
    return bytes;
  }
}

function floats(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeFloatLE(value, 4 * i);
  return bytes;
}
