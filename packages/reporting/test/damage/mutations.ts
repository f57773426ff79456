import fc from 'fast-check';

export interface Mutation {
  readonly kind: (typeof KINDS)[number];
  readonly where: number;
  readonly other: number;
}

const KINDS = [
  'flip a bit',
  'change a byte',
  'insert a byte',
  'zero some bytes',
  'remove a line',
  'repeat a line',
  'exchange two lines',
  'cut a line short',
  'move lines',
  'repeat lines',
  'end early',
] as const;

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...KINDS),
  where: fc.nat(),
  other: fc.nat(),
});

/** What something on the way from one process to another may do to a file. */
export function mutated(data: Buffer, { kind, where, other }: Mutation): Buffer {
  if (data.length === 0) return data;
  const at = where % data.length;
  switch (kind) {
    case 'flip a bit':
      return withByte(data, at, (data[at] ?? 0) ^ (1 << (other % 8)));
    case 'change a byte':
      return withByte(data, at, other % 256);
    case 'insert a byte':
      return Buffer.concat([data.subarray(0, at), Buffer.from([other % 256]), data.subarray(at)]);
    case 'zero some bytes':
      return Buffer.from(data).fill(0, at, Math.min(data.length, at + 1 + (other % 600)));
    case 'end early':
      return data.subarray(0, at);
    default:
      return inLines(data, (lines) => linesMutated(lines, kind, { where, other }));
  }
}

function withByte(data: Buffer, at: number, value: number): Buffer {
  const changed = Buffer.from(data);
  changed[at] = value;
  return changed;
}

/** In Latin 1, in which every byte is a character. */
function inLines(data: Buffer, change: (lines: readonly string[]) => readonly string[]): Buffer {
  return Buffer.from(change(data.toString('latin1').split(/(?<=\n)/)).join(''), 'latin1');
}

function linesMutated(
  lines: readonly string[],
  kind: Mutation['kind'],
  { where, other }: Omit<Mutation, 'kind'>,
): readonly string[] {
  const at = where % lines.length;
  const to = other % lines.length;
  const line = lines[at] ?? '';
  const few = lines.slice(at, at + 1 + (other % 5));
  switch (kind) {
    case 'remove a line':
      return lines.toSpliced(at, 1);
    case 'repeat a line':
      return lines.toSpliced(to, 0, line);
    case 'exchange two lines':
      return lines.with(at, lines[to] ?? '').with(to, line);
    case 'cut a line short':
      return lines.with(at, `${line.slice(0, other % Math.max(1, line.length))}\n`);
    case 'move lines':
      return lines.toSpliced(at, few.length).toSpliced(to, 0, ...few);
    default:
      return lines.toSpliced(to, 0, ...few);
  }
}

/** Values that no writer of journals writes, or not there. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1,
  1.5,
  65_536,
  2 ** 31,
  1e15,
  2 ** 53,
  1e300,
  -1e300,
  '',
  '../../etc/passwd',
  '/etc/passwd',
  'C:\\temp',
  '\u0000',
  'succeeded',
  '2031-99-99',
  [],
  [[]],
  {},
  { kind: 'succeeded' },
  { length: 1e9 },
];

export const fieldMutation: fc.Arbitrary<FieldMutation> = fc.record({
  line: fc.nat(),
  field: fc.nat(),
  value: fc.constantFrom(...HOSTILE),
  remove: fc.boolean(),
});

export interface FieldMutation {
  readonly line: number;
  readonly field: number;
  readonly value: unknown;
  readonly remove: boolean;
}

type Json = Record<string, unknown>;

/** Gives one field somewhere in one record, however deep, another value, or removes it. */
export function withOtherField(
  records: readonly object[],
  { line, field, value, remove }: FieldMutation,
): object[] {
  const copies = structuredClone(records) as Json[];
  const record = copies[line % copies.length] ?? {};
  const places = placesIn(record);
  const place = places[field % places.length];
  if (place === undefined) return copies;
  if (remove) Reflect.deleteProperty(place.holder, place.key);
  else place.holder[place.key] = value;
  return copies;
}

function placesIn(holder: Json): { holder: Json; key: string }[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    { holder, key },
    ...(typeof value === 'object' && value !== null ? placesIn(value as Json) : []),
  ]);
}
