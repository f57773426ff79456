import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineNotes } from '../line-notes.ts';
import { isNaNWord, parseNumber } from '../number.ts';
import { RowWalker } from '../row-walker.ts';
import type { WalkOptions } from '../text-row.ts';
import { textKernel } from './text-kernel.ts';

const DATA = join(import.meta.dirname, '../../../../../../shared/data');
const files = existsSync(DATA)
  ? readdirSync(DATA, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.out'))
  : [];
if (files.length === 0) console.warn(`skipped: the text files of other programs are not in ${DATA}`);
const hasKernel = textKernel() !== null;
if (!hasKernel) console.warn('skipped: this machine has no WebAssembly with vectors');

interface Walked {
  readonly rows: readonly {
    readonly line: number;
    readonly start: number;
    readonly time: bigint;
    readonly numbers: readonly (bigint | string)[];
  }[];
  readonly notes: LineNotes;
}

const bits = new BigUint64Array(1);
const double = new Float64Array(bits.buffer);
/** All bits of a number, but one pattern for every NaN. */
function bitsOf(value: number): bigint {
  double[0] = value;
  return bits[0] as bigint;
}

interface Shape extends WalkOptions {
  readonly columns: number;
  readonly wanted: readonly number[];
  /** Bytes that arrive at a time. */
  readonly piece: number;
}

/** What a walk finds in a text that arrives in pieces. */
function walk(text: Uint8Array, { columns, wanted, piece, ...options }: Shape): Walked {
  const walker = new RowWalker(columns, 1, { ...options, wanted, least: 0 });
  const rows: Walked['rows'][number][] = [];
  // One buffer for all pieces, as a file is read that does not stay in memory.
  const buffer = Buffer.alloc(text.length);
  let base = 0;
  for (let to = Math.min(piece, text.length); ; to = Math.min(to + piece, text.length)) {
    const last = to === text.length;
    buffer.fill(0x39).set(text.subarray(base, to));
    const bytes = buffer.subarray(0, to - base);
    const reached = walker.feed(bytes, { from: 0, to: bytes.length, last }, (row) => {
      const numbers = wanted.map((column, place) => {
        const open = row.plain?.open.find((one) => one.place === place);
        if (row.plain !== null && open === undefined)
          return bitsOf(row.plain.values[row.plain.at + place] as number);
        const start = open?.start ?? row.fields.start(column);
        let end = start;
        while (end < bytes.length && (bytes[end] as number) > 0x20) end += 1;
        const value = parseNumber(bytes, start, end);
        if (!Number.isNaN(value) || isNaNWord(bytes, start, end)) return bitsOf(value);
        return Buffer.from(bytes.subarray(start, end)).toString('latin1');
      });
      rows.push({ line: row.line, start: base + row.start, time: bitsOf(row.time), numbers });
    });
    base += reached;
    if (last) break;
  }
  walker.finish();
  return { rows, notes: walker.notes };
}

function expectSame(text: Uint8Array, shape: Shape): void {
  const plain = walk(text, { ...shape, kernel: textKernel });
  expect(plain).toEqual(walk(text, { ...shape, piece: text.length }));
}

const digits = (most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: most });
const number = fc
  .record({
    sign: fc.constantFrom('', '', '-', '+'),
    whole: digits(3),
    rest: fc.oneof(
      { weight: 6, arbitrary: digits(9).map((text) => `.${text}`) },
      digits(20).map((text) => `.${text}`),
      fc.constant(''),
    ),
    exponent: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: -25, max: 25 }).map((e) => exponentText(e, 2)) },
      fc.integer({ min: -330, max: 330 }).map((e) => exponentText(e, 3)),
      fc.constantFrom('', '', 'E+1', 'd-3', 'D+02', 'e5', '-12', 'Q+03', 'E', 'E+', 'E+0000', 'E/03', 'E,03'),
    ),
  })
  .map(({ sign, whole, rest, exponent }) => `${sign}${whole}${rest}${exponent}`);
const odd = fc.constantFrom(
  ...['****', 'NaN', '-inf', 'Infinity', 'T', '1,5', '.', '-', '1.2.3', '0x10', '--1', '123456789012345'],
  ...['9007199254740993', '1234567890123456.', '.1234567890123456', '0.000000000000001', '00000000000000012'],
  ...['/1.5', '1.5/', ':1', '1:', '1.E+00', '-.5E-01', '#1', 'E5', '1.0E+22', '1.0E-22', '1.0E+24', '\xff'],
);
const field = fc.oneof({ weight: 12, arbitrary: number }, odd);
const blank = fc.constantFrom('\t', ' ', '   ', ' \t', '\0', '\r', '                   ');
const line = fc.record({
  fields: fc.array(fc.tuple(field, blank), { minLength: 3, maxLength: 3 }),
  count: fc.oneof({ weight: 9, arbitrary: fc.constant(3) }, fc.integer({ min: 0, max: 3 })),
  more: fc.oneof({ weight: 9, arbitrary: fc.constant('') }, field),
  before: fc.constantFrom('', '', '    ', '\t'),
  end: fc.constantFrom('\n', '\n', '\n', '\r\n', '  \n', '\n\n', ''),
});
const sentence = fc.constantFrom(
  'Time A B\n',
  '(s) (m) (m)\n',
  '#Restarting here\n',
  'It was closed.\n',
  '\n',
);
const lines = fc.oneof(
  {
    weight: 9,
    arbitrary: line.map(({ fields, count, more, before, end }) => {
      const all = fields.slice(0, count).map(([text, between]) => `${text}${between}`);
      return `${before}${all.join('')}${more}${end}`;
    }),
  },
  sentence,
);
const text = fc.array(lines, { maxLength: 60 }).map((all) => Buffer.from(all.join(''), 'latin1'));

function exponentText(exponent: number, width: number): string {
  return `E${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(width, '0')}`;
}

describe.runIf(hasKernel)('the kernel of rows finds what a walk line by line finds', () => {
  it('in any text, whatever its numbers, blanks and line ends, and however it is cut', () => {
    const shape = fc.record({
      wanted: fc.constantFrom([0], [0, 2], [0, 1, 2]),
      piece: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constant(1e6)),
      head: fc.constantFrom(null, { names: ['Time', 'A', 'B'], units: ['(s)', '(m)', '(m)'] }),
    });
    fc.assert(
      fc.property(text, shape, (bytes, options) => expectSame(bytes, { columns: 3, ...options })),
      { numRuns: 1500 },
    );
  });

  it('in rows of plain numbers of any width', () => {
    const plain = fc.array(fc.array(number, { minLength: 40, maxLength: 40 }), { maxLength: 60 });
    fc.assert(
      fc.property(plain, fc.integer({ min: 1, max: 40 }), (rows, columns) => {
        const all = rows.map((row, at) => ` ${at} ${row.slice(1, columns).join('\t')}\n`);
        const wanted = Array.from({ length: columns }, (_, column) => column);
        expectSame(Buffer.from(all.join('')), { columns, wanted, piece: 4096 });
      }),
      { numRuns: 150 },
    );
  });

  it('in rows of one format, also if some of their bytes are changed', () => {
    const format = fc.record({
      decimals: fc.integer({ min: 0, max: 12 }),
      exponentDigits: fc.constantFrom(0, 2, 3),
      letter: fc.constantFrom('E', 'e', 'D'),
      between: fc.constantFrom('\t', '  ', ' '),
    });
    const value = fc.tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.integer({ min: -30, max: 30 }));
    const rows = fc.array(fc.array(value, { minLength: 5, maxLength: 5 }), { minLength: 4, maxLength: 20 });
    const changes = fc.array(
      fc.tuple(
        fc.nat(),
        fc.oneof(fc.constantFrom(...Buffer.from(' \t\n+-,./:09Ee')), fc.integer({ max: 255, min: 0 })),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(rows, format, changes, (all, { decimals, exponentDigits, letter, between }, changed) => {
        const texts = all.map((row, at) =>
          row
            .map(([mantissa, exponent]) => {
              const digits = String(Math.abs(exponent)).padStart(exponentDigits, '0');
              const tail = exponentDigits === 0 ? '' : `${letter}${exponent < 0 ? '-' : '+'}${digits}`;
              return `${mantissa.toFixed(decimals)}${tail}`;
            })
            .with(0, `${at}.00`),
        );
        const bytes = Buffer.from(texts.map((row) => `${row.join(between)}\n`).join(''));
        for (const [place, byte] of changed) bytes[place % bytes.length] = byte;
        expectSame(bytes, { columns: 5, wanted: [0, 1, 2, 3, 4], piece: bytes.length });
      }),
      { numRuns: 1500 },
    );
  });

  it('in rows of one form, whatever its digits and blanks, also if some of their bytes are changed', () => {
    const format = fc.record({
      decimals: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 12 })),
      letter: fc.constantFrom('E', 'e', 'D'),
      between: fc.constantFrom('\t', ' ', '', '  ', '\t\t'),
      room: fc.integer({ min: 0, max: 2 }),
      plus: fc.boolean(),
      end: fc.constantFrom('\n', '\r\n', ' \n', '\t   \r\n'),
      columns: fc.integer({ min: 1, max: 6 }),
      isPadded: fc.boolean(),
    });
    const mantissa = fc
      .noBias(fc.integer({ min: -(10 ** 13) + 1, max: 10 ** 13 - 1 }))
      .map((digits) => digits / 1e12);
    const value = fc.tuple(
      fc.oneof({ weight: 6, arbitrary: mantissa }, fc.constantFrom(0, -0)),
      fc.oneof(fc.integer({ min: -15, max: 15 }), fc.integer({ min: -99, max: 99 })),
    );
    const rows = fc.array(fc.array(value, { minLength: 6, maxLength: 6 }), { minLength: 12, maxLength: 30 });
    const changes = fc.array(
      fc.tuple(
        fc.nat(),
        fc.oneof(fc.constantFrom(...Buffer.from(' \t\n+-,./:09Ee#!$')), fc.integer({ max: 255, min: 0 })),
      ),
      { maxLength: 3 },
    );
    const cut = fc.record({ piece: fc.integer({ min: 100, max: 700 }), onlyTimes: fc.boolean() });
    fc.assert(
      fc.property(rows, format, changes, cut, (all, form, changed, { piece, onlyTimes }) => {
        const bytes = Buffer.from(
          all.map((row, at) => formRow(row.slice(0, form.columns), at, form)).join(''),
        );
        for (const [place, byte] of changed) bytes[place % bytes.length] = byte;
        const columns = form.columns + 1;
        const wanted = onlyTimes ? [0] : Array.from({ length: columns }, (_, column) => column);
        expectSame(bytes, { columns, wanted, piece });
      }),
      { numRuns: 3000 },
    );
  });

  it('in lines that are longer than the largest piece', () => {
    const row = (time: number): string => `${time}${' 1.25E+00'.repeat(9000)}\n`;
    const bytes = Buffer.from(`${row(1)}${row(2)}${row(3)}`);
    expectSame(bytes, { columns: 9001, wanted: [0, 1, 9000], piece: bytes.length });
  });

  it.runIf(files.length > 0).each(files)('in %s, however it is cut', (name) => {
    const bytes = readFileSync(join(DATA, name));
    for (const columns of columnsIn(bytes)) {
      const wanted = Array.from({ length: columns }, (_, column) => column);
      for (const piece of [1000, 65_536, 70_001, bytes.length])
        expectSame(bytes.subarray(0, 400_000), { columns, wanted, piece });
    }
  });
});

/** As `ES10.3E2` and the like write a row: each number is as wide as the widest, with room for its sign. */
function formRow(
  row: readonly (readonly [mantissa: number, exponent: number])[],
  at: number,
  form: {
    decimals: number;
    letter: string;
    between: string;
    room: number;
    plus: boolean;
    end: string;
    isPadded: boolean;
  },
): string {
  const numbers = row.map(([mantissa, exponent]) => {
    const digits = `${Math.abs(mantissa).toFixed(form.decimals).padEnd(2, '.')}${form.letter}`;
    const sign = mantissa < 0 ? '-' : form.plus ? '+' : '';
    const power = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
    return `${form.between}${`${sign}${digits}${power}`.padStart(form.decimals + 7 + form.room)}`;
  });
  // Rows become longer with the tenth if the times are not padded.
  const time = form.isPadded ? (at / 4).toFixed(4).padStart(10) : at.toFixed(4);
  return `${time}${numbers.join('')}${form.end}`;
}

/** The numbers of fields that most lines of a text have. */
function columnsIn(bytes: Uint8Array): number[] {
  const counts = new Map<number, number>();
  for (const one of Buffer.from(bytes.subarray(0, 400_000)).toString('latin1').split('\n')) {
    const count = one.split(/[\0- ]+/).filter((word) => word !== '').length;
    if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 2)
    .map(([count]) => count);
}
