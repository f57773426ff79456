/** The content of an `.outb`. Names, units and counts include the time column if there is one. */
export interface OutbSpec {
  readonly fileId?: number;
  readonly names?: readonly string[];
  readonly units?: readonly string[];
  readonly nameLength?: number;
  /** Packed integers (IDs 1, 2, 4) or plain values (ID 3), one list per row, without time. */
  readonly rows?: readonly (readonly number[])[];
  readonly scales?: readonly number[];
  readonly offsets?: readonly number[];
  /** TimeOut1 and TimeIncr, or TimeScl and TimeOff for ID 1. */
  readonly clock?: readonly [number, number];
  /** Packed times (ID 1). */
  readonly times?: readonly number[];
  readonly description?: string;
  /** False counts for the header. */
  readonly channels?: number;
  readonly samples?: number;
  readonly descriptionLength?: number;
}

/** Three channels, four samples from 0 s in steps of 0.5 s. */
const DEFAULT: Required<Pick<OutbSpec, 'fileId' | 'names' | 'units' | 'rows' | 'clock'>> = {
  fileId: 4,
  names: ['Time', 'Wind1VelX', 'GenPwr', 'TwrBsMyt'],
  units: ['(s)', '(m/s)', '(kW)', '(kN-m)'],
  rows: [
    [1, -5, 100],
    [2, -5, -32768],
    [4, -5, 32767],
    [3, -5, 0],
  ],
  clock: [0, 0.5],
};

/** The bytes of an `.outb` as OpenFAST writes them. */
export function outb(spec: OutbSpec = {}): Buffer {
  const { fileId, names, units, rows, clock } = { ...DEFAULT, ...spec };
  const nameLength = spec.nameLength ?? 10;
  const count = names.length - 1;
  const description = Buffer.from(spec.description ?? 'made by a test', 'latin1');
  const parts = [i16(fileId)];
  if (fileId === 4) parts.push(i16(nameLength));
  parts.push(i32(spec.channels ?? count), i32(spec.samples ?? rows.length), f64(clock[0]), f64(clock[1]));
  if (fileId !== 3) {
    for (let i = 0; i < count; i += 1) parts.push(f32(spec.scales?.[i] ?? 2));
    for (let i = 0; i < count; i += 1) parts.push(f32(spec.offsets?.[i] ?? 1));
  }
  parts.push(i32(spec.descriptionLength ?? description.length), description);
  for (const text of [...names, ...units]) parts.push(padded(text, nameLength));
  for (const time of spec.times ?? []) parts.push(i32(time));
  for (const row of rows) for (const value of row) parts.push(fileId === 3 ? f64(value) : i16(value));
  return Buffer.concat(parts);
}

function padded(text: string, length: number): Buffer {
  return Buffer.from(text.slice(0, length).padEnd(length), 'latin1');
}

function i16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16LE(value);
  return bytes;
}

function i32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function f64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}
