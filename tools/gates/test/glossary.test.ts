import { describe, expect, it } from 'vitest';
import { gates } from './planted-gates.ts';
import { CLEAN, type Files } from './planted-tree.ts';

const SOURCE = 'packages/openfast/src/planted.ts';
const planted = (text: string): Files => ({ ...CLEAN, [SOURCE]: `${text}\n` });

describe('glossary', () => {
  it.each([
    ['an exported function', 'export function dispatchTask(): void {}', 'dispatch', 'admission'],
    ['an exported value', 'export const MAX_CONCURRENCY = 4;', 'concurrency', 'limit'],
    ['an exported type', 'export type SeatTokens = number;', 'token', 'seat'],
    [
      'a field of an exported type',
      'export interface A { readonly peakBytes: number }',
      'peak',
      'high-water mark',
    ],
    ['a field of a union', 'export type A = { readonly promised: number } | null;', 'promise', 'reservation'],
    ['a method of an exported class', 'export class Pool { shutdown(): void {} }', 'shutdown', 'drain'],
    ['a name given on export', 'const a = 1;\nexport { a as verdictOf };', 'verdict', 'admission'],
  ])('names %s that uses a word for something else', async (_what, text, word, instead) => {
    const { held, printed } = await gates(planted(text), 'glossary');
    expect(printed).toContain(`'${word}' in the name `);
    expect(printed).toContain(`: our word is ${instead} (see "Words" in CONTRIBUTING.md)`);
    expect(held).toBe(false);
  });

  it.each([
    ['a message', "throw { message: 'three jobs are waiting' };", 'job'],
    [
      'a hint, with a value in it',
      'export const hint = (n: number) => ({ hint: `wait for $' + '{n} jobs to return` });',
      'job',
    ],
    ['help', "program.option('--x <n>', 'the largest concurrency of a batch');", 'concurrency'],
    ['what a command prints', "process.stdout.write('largest RAM usage so far\\n');", 'RAM usage'],
  ])('names %s that uses one', async (_what, text, word) => {
    const { held, printed } = await gates(planted(text), 'glossary');
    expect(printed).toContain(`${SOURCE}:1: '${word}' in the text "`);
    expect(held).toBe(false);
  });

  it('accepts words inside others, local names, tests, keys without sentences and excepted meanings', async () => {
    const files = {
      [SOURCE]: [
        'const jobs = 1;',
        "export const tokenizer = { kind: 'job', leased: jobs };",
        "export const why = 'no Job Object could be created';",
        '',
      ].join('\n'),
      'packages/openfast/src/planted.test.ts': "export const verdict = 'one of the jobs';\n",
    };
    expect((await gates({ ...CLEAN, ...files }, 'glossary')).printed).toMatch(/^ok glossary: /);
  });

  it('names an entry of the table without a rule, and a rule without an entry', async () => {
    const table = (CLEAN['CONTRIBUTING.md'] ?? '').replace(/\| job, item +\|/, '| job, chore |');
    const { held, printed } = await gates({ ...CLEAN, 'CONTRIBUTING.md': table }, 'glossary');
    expect(printed).toMatch(/CONTRIBUTING\.md:\d+: 'chore' has no line in tools\/gates/);
    expect(printed).toMatch(/tools\/gates\/src\/language\/glossary\.ts: 'item' is not in the table/);
    expect(held).toBe(false);
  });

  it('fails without a table', async () => {
    const { held, printed } = await gates({ ...CLEAN, 'CONTRIBUTING.md': '# Words\n' }, 'glossary');
    expect(printed).toContain('FAILED glossary: 0 names and messages inspected');
    expect(held).toBe(false);
  });
});
