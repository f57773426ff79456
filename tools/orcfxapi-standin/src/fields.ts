/** Little-endian fields, one after the other; a text is a u16 byte count and UTF-8. */
export class Fields {
  readonly #parts: Buffer[] = [];

  u32(...values: readonly number[]): this {
    const buffer = Buffer.alloc(4 * values.length);
    values.forEach((value, i) => {
      buffer.writeUInt32LE(value, 4 * i);
    });
    this.#parts.push(buffer);
    return this;
  }

  f64(...values: readonly number[]): this {
    const buffer = Buffer.alloc(8 * values.length);
    values.forEach((value, i) => {
      buffer.writeDoubleLE(value, 8 * i);
    });
    this.#parts.push(buffer);
    return this;
  }

  u64(value: number): this {
    const buffer = Buffer.alloc(8);
    buffer.writeBigUInt64LE(BigInt(value));
    this.#parts.push(buffer);
    return this;
  }

  text(value: string): this {
    const bytes = Buffer.from(value, 'utf8');
    const length = Buffer.alloc(2);
    length.writeUInt16LE(bytes.length);
    this.#parts.push(length, bytes);
    return this;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}
