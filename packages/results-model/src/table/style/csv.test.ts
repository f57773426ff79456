import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, csvLine, csvStart, PLAIN_CSV } from './csv.ts';

it('separates cells by commas and ends with CRLF', () => {
  expect(csvLine(['a', 1, null, 'b'])).toBe('a,1,,b\r\n');
});

it.each([
  [1.5, '1.5'],
  [100000, '100000'],
  [0.1 + 0.2, '0.30000000000000004'],
  [1e300, '1e+300'],
  [-2, '-2'],
  [-0, '0'],
  [Number.NaN, ''],
  [Number.POSITIVE_INFINITY, ''],
  [Number.NEGATIVE_INFINITY, ''],
])('prints the number %d as "%s"', (value, text) => {
  expect(csvLine([value])).toBe(`${text}\r\n`);
});

it.each([
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['inner\ttab', 'inner\ttab'],
])('quotes %j if needed', (text, printed) => {
  expect(csvLine([text])).toBe(`${printed}\r\n`);
});

it.each([
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
  [' =x', "' =x"],
  ['\u00a0\n=x', '"\'\u00a0\n=x"'],
  ['＝x', "'＝x"],
  ['=a,"b"', '"\'=a,""b"""'],
  ['a=b', 'a=b'],
  ['(-)', '(-)'],
  ['+x+1', "'+x+1"],
  ['-A1*2', "'-A1*2"],
  ['-2+3', "'-2+3"],
  ['+(1)', "'+(1)"],
  ['-SUM(A1)', "'-SUM(A1)"],
  ['--x', "'--x"],
  ['+-1', "'+-1"],
  ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
  ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
  ['- x', "'- x"],
  ['+x y', "'+x y"],
  [' -x', "' -x"],
  ['-x!A1', "'-x!A1"],
  ['-x:y', "'-x:y"],
  ['-x [a]b', "'-x [a]b"],
  ["-x ['a'!b]", "'-x ['a'!b]"],
  ['-x@y', "'-x@y"],
  ['-x\t', "'-x\t"],
])('makes %j harmless', (text, printed) => {
  expect(csvLine([text])).toBe(`${printed}\r\n`);
});

it.each([
  '-ReactFXss',
  '-ReactFXss_max',
  '-ReactFXss_max#2',
  '-ReactFXss_max [kN-m]',
  '+x',
  '-Tower.Fx',
  '-Wellenhöhe',
  '－x',
  '-_1',
  '-2ndMode',
  '-',
  '+',
  '-5',
  '+1.5e-3',
])('leaves %j as it is, which cannot act', (text) => {
  expect(csvLine([text])).toBe(`${text}\r\n`);
});

it('replaces control characters and lone surrogates', () => {
  expect(csvLine(['a\u0000b\u001bc\u007fd\u0085e\ud800f'])).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\r\n');
  expect(csvLine(['\u{1f30a} Wellenhöhe'])).toBe('\u{1f30a} Wellenhöhe\r\n');
});

it('reads back to the same cells for any harmless text and any finite number', () => {
  const text = fc
    .string()
    .filter((value) => !/[\p{Cc}\p{Cs}]/u.test(value) && !/^\s*[=+\-@＝＋－＠]/u.test(value));
  const lines = fc.stringMatching(/^[a-z",\r\n]{0,8}$/).filter((value) => !value.startsWith('\r'));
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(fc.oneof(text, lines, number), { minLength: 1 }), (cells: Cell[]) => {
      expect(readBack(csvLine(cells))).toEqual(cells.map(String));
    }),
  );
});

it('never lets text begin like a formula, except a sign before a name or a number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ =+@\t\r\n"(|!*/^&<>%-]{0,6}[xX1]{0,2}[ =+@"(|!*-]{0,2}$/), (text) => {
      const [cell = ''] = readBack(csvLine([text]));
      expect(cell).not.toMatch(/^(?:[\t\r]|\s*[=@]|\s+[+-])/);
      expect(cell).not.toMatch(/^[+-].*[^xX1]/);
    }),
  );
});

/** The cells of one record, by RFC 4180. */
function readBack(line: string): string[] {
  expect(line.endsWith('\r\n')).toBe(true);
  const found = `${line.slice(0, -2)},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*)),/gy);
  return [...found].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}

describe('another style', () => {
  const german = { delimiter: ';', decimal: ',', bom: true, digits: null } as const;

  it('has its own delimiter and decimal mark, and quotes what contains them', () => {
    expect(csvLine(['a;b', 1.5, null, 'c,d', -1e-7], german)).toBe('"a;b";1,5;;c,d;-1e-7\r\n');
    expect(csvLine(['a\tb', 'a|b'], { ...PLAIN_CSV, delimiter: '\t' })).toBe('"a\tb"\ta|b\r\n');
  });

  it.each([
    [3, 1234.567, '1230'],
    [3, 0.000123456, '0.000123'],
    [1, 9.99, '10'],
    [17, 0.1, '0.1'],
  ])('has %j significant digits of %j: %s', (digits, value, text) => {
    expect(csvLine([value], { ...PLAIN_CSV, digits })).toBe(`${text}\r\n`);
  });

  it('keeps what could act in a spreadsheet harmless', () => {
    expect(csvLine(['=1+1', '-1,5+2'], german)).toBe("'=1+1;'-1,5+2\r\n");
  });

  it('begins with a byte order mark only on request', () => {
    expect([csvStart(), csvStart(german)]).toEqual(['', '\uFEFF']);
  });
});
