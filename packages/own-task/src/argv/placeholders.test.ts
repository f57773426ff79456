import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNames, filled, namesIn } from './placeholders.ts';

describe('placeholders', () => {
  it('are replaced by their values, and {} by the input', () => {
    const values = { input: '/a b/c.outb', stem: 'c' };
    expect(filled('{}', values)).toBe('/a b/c.outb');
    expect(filled('--in={input} {stem}.txt', values)).toBe('--in=/a b/c.outb c.txt');
  });

  it('leave what is not a name alone, so that programs of other languages need no escapes', () => {
    for (const text of ['{print $1}', '{ }', '{1..3}', '}{', '{"a": 1}']) expect(filled(text, {})).toBe(text);
  });

  it('are written twice for a brace', () => {
    expect(filled('{{stem}}', { stem: 'c' })).toBe('{stem}');
    expect(namesIn('{{stem}} {out}')).toEqual(['out']);
  });

  it('never interpret a value', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (input, stem) => {
        expect(filled('{input}|{stem}', { input, stem })).toBe(`${input}|${stem}`);
      }),
    );
  });

  it('are refused if they stand for nothing', () => {
    expect(() => checkNames(['{input} {sten}'], null)).toThrow(
      expect.objectContaining({
        code: 'TASK_PLACEHOLDER_UNKNOWN',
        message: expect.stringContaining('{sten}'),
      }),
    );
    expect(() => checkNames(['{rpm}', '{out}'], ['rpm'])).not.toThrow();
    expect(() => checkNames(['{input}'], ['rpm'])).toThrow(
      expect.objectContaining({ code: 'TASK_PLACEHOLDER_UNKNOWN' }),
    );
  });
});
