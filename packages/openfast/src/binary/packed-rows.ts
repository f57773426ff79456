import type { LoadControl } from '@ballast/results-model';
import type { InputFile } from '../files/input-file.ts';
import { lend, takeBack } from '../files/spare-buffer.ts';
import { toHostOrder } from './decode.ts';
import type { BinaryHeader } from './header.ts';

/** Consecutive rows as stored on disk, in the machine's byte order. */
export interface PackedRows {
  readonly values: Int16Array | Float64Array;
  /** Packed times of the same rows (ID 1), otherwise null. */
  readonly times: Int32Array | null;
}

/** A source of rows. The result of `rows` is valid until the next call. */
export interface RowSource {
  rows(first: number, count: number): Promise<PackedRows>;
  close(): void;
}

/** Reads all rows at once and closes the file. */
export async function loadRows(
  file: InputFile,
  header: BinaryHeader,
  control: LoadControl,
): Promise<RowSource> {
  const times =
    header.timeSize > 0 ? viewTimes(await file.load(header.headerSize, header.timeSize, control)) : null;
  const dataSize = header.rowSize * header.samples;
  const buffer = lend(dataSize);
  const loaded = await file.load(header.headerSize + header.timeSize, dataSize, control, buffer);
  const values = viewValues(loaded, header);
  file.close();
  const width = header.channels;
  return {
    rows: (first, count) =>
      Promise.resolve({
        values: values.subarray(first * width, (first + count) * width),
        times: times === null ? null : times.subarray(first, first + count),
      }),
    close: () => takeBack(buffer),
  };
}

/** Reads rows on request, up to `most` at a time, into the same memory each time. */
export function streamRows(
  file: InputFile,
  header: BinaryHeader,
  options: { readonly control: LoadControl; readonly most: number },
): RowSource {
  const { control, most } = options;
  const dataBytes = Buffer.allocUnsafeSlow(most * header.rowSize);
  const timeBytes = Buffer.allocUnsafeSlow(header.timeSize > 0 ? most * 4 : 0);
  const piece = async (target: Buffer, position: number): Promise<Buffer> => {
    await control.chunk(target.length);
    await file.fill(target, position);
    return target;
  };
  return {
    rows: async (first, count) => {
      const dataAt = header.headerSize + header.timeSize + first * header.rowSize;
      const data = await piece(dataBytes.subarray(0, count * header.rowSize), dataAt);
      const times =
        header.timeSize > 0
          ? viewTimes(await piece(timeBytes.subarray(0, count * 4), header.headerSize + first * 4))
          : null;
      return { values: viewValues(data, header), times };
    },
    close: () => file.close(),
  };
}

// The buffers start at offset 0 of their own memory, so the data's odd position in the file does not matter here.
function viewValues(bytes: Buffer, header: BinaryHeader): Int16Array | Float64Array {
  const width = header.fileId === 3 ? 8 : 2;
  toHostOrder(bytes, width);
  const length = bytes.length / width;
  return width === 8
    ? new Float64Array(bytes.buffer, bytes.byteOffset, length)
    : new Int16Array(bytes.buffer, bytes.byteOffset, length);
}

function viewTimes(bytes: Buffer): Int32Array {
  toHostOrder(bytes, 4);
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}
