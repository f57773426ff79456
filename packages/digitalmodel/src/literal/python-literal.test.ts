import { plain } from '@ballast/config/yaml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPythonLiteral } from './python-literal.ts';

function value(text: string): unknown {
  const reading = readPythonLiteral(text, 'override');
  if (!reading.ok) throw new Error(reading.issues[0]?.message);
  return JSON.parse(JSON.stringify(plain(reading.root)));
}

function warnings(text: string): readonly string[] {
  const reading = readPythonLiteral(text, 'override');
  return reading.ok ? reading.warnings.map((one) => one.message) : ['refused'];
}

function refusal(text: string): string {
  const reading = readPythonLiteral(text, 'override');
  if (reading.ok) return 'accepted';
  const [issue] = reading.issues;
  return issue !== undefined && 'source' in issue ? `${issue.source} ${issue.message}` : '';
}

describe('a Python literal', () => {
  it.each([
    [`{'a': 1, "b": [True, False, None,], }`, { a: 1, b: [true, false, null] }],
    [`{"a": {"b": [1, 2.5, -3e2], "c": null, "d": true}}`, { a: { b: [1, 2.5, -300], c: null, d: true } }],
    [`{'t': (1, 2), 'one': (1,), 'none': (), 'same': (1)}`, { t: [1, 2], one: [1], none: [], same: 1 }],
    [`{'n': [0x1F, 0o17, 0b101, 1_000, .5, 1., +2, -0]}`, { n: [31, 15, 5, 1000, 0.5, 1, 2, 0] }],
    [`{'s': 'one' " two" r'\\three'}`, { s: 'one two\\three' }],
    [`{'s': '''a\n"b" 'c' '''}`, { s: `a\n"b" 'c' ` }],
    [`{'s': 'it\\'s', 'q': "\\"", 'u': '\\u00e9\\xe9\\U0001F600'}`, { s: "it's", q: '"', u: 'éé😀' }],
    [`{"u": "\\ud83d\\ude00", "slash": "\\/"}`, { u: '😀', slash: '/' }],
    [`{'slash': '\\/'}`, { slash: '\\/' }],
    [` # a comment\n {'a' : # another\n 1}\n`, { a: 1 }],
    [`{}`, {}],
    [`None`, null],
  ])('%s is understood', (text, expected) => {
    expect(value(text)).toEqual(expected);
    expect(warnings(text)).toEqual([]);
  });

  it.each([
    ["'D:\\1522\\ctr7\\orcaflex\\rev_a08'", 'D:\\1522\\ctr7\\orcaflex\\rev_a08', '\\152, \\r'],
    [
      "'C:\\temp\\new\\bin\\files\\values\\act'",
      'C:\\temp\\new\\bin\\files\\values\\act',
      '\\t, \\n, \\b, \\f, \\v',
    ],
    ["'E:\\Units\\xavier\\N7\\u12'", 'E:\\Units\\xavier\\N7\\u12', '\\U, \\x, \\N, \\u'],
    ["'\\x07\\u0007\\ud800'", '\\x07\\u0007\\ud800', '\\x07, \\u0007, \\ud800'],
  ])('the Windows path %s survives, and a warning shows it as understood', (text, expected, escapes) => {
    expect(value(`{'d': ${text}}`)).toEqual({ d: expected });
    expect(warnings(`{'d': ${text}}`)).toEqual([
      `Backslashes are taken literally, though Python would read ${escapes} as escapes: understood as ${expected}`,
    ]);
  });

  it.each([
    ["'D:/1522/rev_a08'", 'D:/1522/rev_a08'],
    ["'D:\\\\1522\\\\rev_a08'", 'D:\\1522\\rev_a08'],
    ["r'D:\\1522\\rev_a08'", 'D:\\1522\\rev_a08'],
    ["'D:\\orcaflex\\ctr7'", 'D:\\orcaflex\\ctr7'],
  ])('the path %s means the same as in Python, without a warning', (text, expected) => {
    expect(value(`{'d': ${text}}`)).toEqual({ d: expected });
    expect(warnings(`{'d': ${text}}`)).toEqual([]);
  });

  it.each([
    [`{'a': 1`, 'override:1:8 Expected a comma or }, found the end'],
    [`{a: 1}`, 'override:1:2 Expected a key in quotes or }, found `a: 1}`'],
    [`{'a' 1}`, 'override:1:6 Expected a colon after the key for `a`, found `1}`'],
    [`{'a': [1 2]}`, 'override:1:10 Expected a comma or ] for `a`, found `2]}`'],
    [`{'a': x}`, 'override:1:7 Expected a value for `a`, found `x}`'],
    [`{'a': 1x}`, 'override:1:7 Expected a value for `a`, found `1x}`'],
    [`{'a': b'x'}`, "override:1:7 Expected a value for `a`, found `b'x'}`"],
    [`{'a': 1e999}`, 'override:1:7 Expected a number that a double holds for `a`, found 1e999'],
    [
      `{'a': 'D:\\x\\'}`,
      "override:1:7 Expected ' at the end of the text for `a`, found none after 'D:\\x\\'}",
    ],
    [`{} {}`, 'override:1:4 Expected nothing after the value, found `{}`'],
    [`{'a':\n  open('x')}`, "override:2:3 Expected a value for `a`, found `open('x')}`"],
    ['', 'override:1:1 Expected a value, found the end'],
  ])('%s is refused where it goes wrong', (text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  it('uses the last of two equal keys, with a warning', () => {
    expect(value(`{'a': 1, 'a': 2}`)).toEqual({ a: 2 });
    expect(warnings(`{'a': 1, 'a': 2}`)).toEqual([
      'Expected each key once for `a`, found the key `a` again after override:1:2; this one counts',
    ]);
  });

  it('bounds depth and size', () => {
    expect(refusal('['.repeat(5000))).toContain('at most 100 levels of nesting');
    expect(refusal(`[${'1,'.repeat(250_000)}]`)).toContain('at most 200000 values');
    expect(refusal(`'${'x'.repeat(600_000)}'`)).toContain('at most 512 KiB');
  });

  it('reads back whatever JSON writes', () => {
    const safe = fc.string().filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        safe,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('mapping'),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }),
      mapping: fc.dictionary(
        safe.filter((key) => key !== '__proto__'),
        tie('value'),
        { maxKeys: 4 },
      ),
    })).mapping;
    fc.assert(
      fc.property(json, (written) => {
        const text = JSON.stringify(written);
        expect(value(text)).toEqual(JSON.parse(text.replace(/(?<=[[:,])-0(?=[,\]}])/g, '0')));
      }),
    );
  });

  it('reads back every path that is written with single backslashes and no broken quote', () => {
    const part = fc
      .stringMatching(/^[a-z0-9_][A-Za-z0-9_ .-]{0,8}$/)
      .filter((text) => !/^(?:x|u)[0-9a-f]{2}/i.test(text));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const path = `D:\\${parts.join('\\')}`;
        expect(value(`{'d': '${path}'}`)).toEqual({ d: path });
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      ',',
      ':',
      "'",
      '"',
      '\\',
      "r'",
      '1',
      'e',
      '.',
      'None',
      ' ',
      '\n',
      '#',
      '\\u',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const reading = readPythonLiteral(pieces.join(''), 'override');
        expect(reading.ok || reading.issues.length === 1).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
