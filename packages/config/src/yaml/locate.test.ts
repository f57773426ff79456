import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigIssue } from '../mistake.ts';
import { readYaml } from './locate.ts';
import { plain, valueAt } from './located.ts';

function issuesOf(text: string): readonly ConfigIssue[] {
  return readYaml(text).issues;
}

/** `line:column expected / found` of each mistake. */
function summary(text: string): readonly string[] {
  return issuesOf(text).map((mistake) => {
    const place = 'source' in mistake ? mistake.source : `${mistake.line}:${mistake.column}`;
    return `${place} ${mistake.expected} / ${mistake.found}`;
  });
}

function read(text: string): unknown {
  const { root, issues } = readYaml(text);
  expect(issues).toEqual([]);
  return root === null ? undefined : JSON.parse(JSON.stringify(plain(root)));
}

describe('readYaml', () => {
  it('uses the last of two equal keys if that is allowed, and reports both lines', () => {
    const { root, issues, repeats } = readYaml('a: 1\nb: 2\na: 3\n', { repeats: 'last-counts' });
    expect(issues).toEqual([]);
    expect(root && JSON.parse(JSON.stringify(plain(root)))).toEqual({ a: 3, b: 2 });
    expect(repeats.map(({ message }) => message)).toEqual([
      'Expected each key once, found the key `a` again on line 3 after line 1; this one counts',
    ]);
  });

  it('reads values with the position of each', () => {
    const { root } = readYaml('a: 1\nb:\n  - x\n  - { c: null }\n');
    expect(root && JSON.parse(JSON.stringify(plain(root)))).toEqual({ a: 1, b: ['x', { c: null }] });
    expect(root && valueAt(root, ['b', 1, 'c'])?.origin).toEqual({ kind: 'file', line: 4, column: 10 });
  });

  it('reads Windows line breaks and a byte order mark, which columns do not count', () => {
    expect(read('\uFEFFa: 1\r\nb: 2\r\n')).toEqual({ a: 1, b: 2 });
    expect(readYaml('\uFEFFa: 1\r\nb: 2\r\n').root).toMatchObject({ origin: { line: 1, column: 1 } });
  });

  it('expands aliases', () => {
    expect(read('a: &x [1, 2]\nb: *x')).toEqual({ a: [1, 2], b: [1, 2] });
  });

  it('follows YAML 1.2 whatever version the file declares', () => {
    expect(read('%YAML 1.1\n---\na: yes\nb: 010\n<<: { c: 1 }')).toEqual({
      a: 'yes',
      b: 10,
      '<<': { c: 1 },
    });
  });

  it('does not give keys a meaning in JavaScript', () => {
    const { root } = readYaml('__proto__: { polluted: true }\nconstructor: 1');
    const value = root && plain(root);
    expect(Object.keys(value ?? {})).toEqual(['__proto__', 'constructor']);
    expect('polluted' in {}).toBe(false);
  });

  it('reports every duplicate key with both lines', () => {
    expect(summary('a: 1\nb: { c: 1, c: 2 }\na: 3\na: 4')).toEqual([
      '2:12 each key once / the key `c` again on line 2 after line 2',
      '3:1 each key once / the key `a` again on line 3 after line 1',
      '4:1 each key once / the key `a` again on line 4 after line 1',
    ]);
  });

  it.each([
    ['a tab as indentation', 'a:\n\t- b', '2:1 spaces as indentation / a tab'],
    ['a second document', 'a: 1\n---\nb: 1', '3:1 one YAML document / a second one'],
    ['an open bracket', 'x: [1', '1:6 `]` at the end, indented more than the key / none'],
    ['a tag', 'a: !foo 1', '1:4 a value without a tag / unresolved tag: !foo'],
    ['a bare star', 'a: *', '1:4 the name of an anchor after * / none'],
    [
      'a pattern without quotes',
      'a:\n  - **/*.out',
      '2:5 an alias of an anchor that ends before it / the alias `**/*.out`',
    ],
    [
      'an alias inside its anchor',
      'a: &x [*x]',
      '1:8 an alias of an anchor that ends before it / the alias `*x`',
    ],
    [
      'a key that is not text',
      '? [a]\n: 1',
      '1:3 plain text as a key / a list, a mapping or a value with a tag',
    ],
    ['a NUL byte', 'a: 1\nb: \0', '2:4 printable characters / U+0000'],
    ['an escape character', 'a: "\u001b"', '1:5 printable characters / U+001B'],
    ['half a character', 'a: \ud800', '1:4 printable characters / U+D800'],
  ])('refuses %s', (_, text, expected) => {
    expect(summary(text)).toEqual([expected]);
  });

  it('reports every syntax error at once', () => {
    expect(summary('a: "\\q"\nb: @x\n')).toEqual([
      '1:5 a valid escape after \\ in double-quoted text / invalid escape sequence \\q',
      '2:4 a value / plain value cannot start with reserved character @',
    ]);
  });

  it('reports only the first unprintable characters of a binary file', () => {
    expect(issuesOf('\u0001'.repeat(1000))).toHaveLength(5);
  });

  it('reports the override in place of a position', () => {
    const { issues } = readYaml('[', { override: { kind: 'override', source: '--set a' } });
    expect(issues).toMatchObject([{ source: '--set a' }]);
    expect(issues[0]).not.toHaveProperty('line');
  });
});

describe('the limits of readYaml', () => {
  it.each([
    ['flow lists', (n: number) => '['.repeat(n) + ']'.repeat(n)],
    ['block lists', (n: number) => `${'- '.repeat(n)}x`],
    ['block mappings', (n: number) => Array.from({ length: n }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
  ])('accept 100 levels of %s and refuse more', (_, nested) => {
    expect(summary(nested(100))).toEqual([]);
    expect(summary(nested(101))).toMatchObject([
      expect.stringContaining('at most 100 levels of nesting / more'),
    ]);
    expect(summary(nested(1000))[0]).toContain('at most 100 levels of nesting');
  });

  it('refuse the billion laughs attack', () => {
    const levels = Array.from({ length: 10 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`);
    expect(summary(['a0: &a0 [ha]', ...levels].join('\n'))).toEqual([
      expect.stringMatching(/^6:\d+ at most 200000 values with all aliases expanded \/ more$/),
    ]);
  });

  it('accept the number of aliases that a real file needs', () => {
    expect(read(`a: &x [1]\nb: [${'*x, '.repeat(2000)}]`)).toMatchObject({ a: [1] });
  });

  it.each([
    ['a huge text', `a: ${'x'.repeat(100_000)}`, 'text values of at most 64 KiB'],
    ['a huge quoted text', `a: "${'x'.repeat(100_000)}`, 'text values of at most 64 KiB'],
    ['more than 4 MiB', 'é'.repeat(2 * 1024 * 1024 + 1), 'at most 4 MiB of text'],
    ['half a million brackets', '}'.repeat(500_001), 'a smaller file'],
    [
      'a flood of invalid escapes',
      `a: ["${'\\q'.repeat(15_000)}", "${'\\q'.repeat(15_000)}"]`,
      'at most 20000 escapes',
    ],
  ])('refuse %s with one mistake', (_, text, expected) => {
    expect(summary(text)).toEqual([expect.stringContaining(expected)]);
  });

  it('list at most 200 syntax errors', () => {
    expect(issuesOf('}'.repeat(10_000))).toHaveLength(200);
  });

  it('apply to any text', () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '&x ',
      '*x',
      '"',
      "'",
      '|',
      '>',
      '#',
      '!',
      '? ',
      '\t',
      '---',
      '%',
      '\r',
      '\0',
      '<<',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((all) => all.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const { root, issues } = readYaml(text);
          expect(root !== null || issues.length > 0).toBe(true);
          for (const mistake of issues) expect(mistake).toMatchObject({ line: expect.any(Number) });
        },
      ),
      { numRuns: 500 },
    );
  });
});
