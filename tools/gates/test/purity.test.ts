import { describe, expect, it } from 'vitest';
import { gates } from './planted-gates.ts';
import { CLEAN, manifest } from './planted-tree.ts';

describe('purity', () => {
  it.each([
    ['a clock', 'export const twice = (): number => new Date().getTime();', "'Date'"],
    ['a clock in a type', 'export const twice = (at: Date): number => +at;', "'Date'"],
    ['chance', 'export const twice = (): number => Math.random();', "'Math.random'"],
    ['chance by another spelling', "export const twice = (): number => Math['random']();", "'Math.random'"],
    ['chance taken apart', 'const { random } = Math;\nexport const twice = random;', "'Math.random'"],
    ['the process', 'export const twice = process.argv;', "'process'"],
    [
      'the process, declared to the compiler',
      'declare const process: object;\nexport const twice = process;',
      "'process'",
    ],
    ['a timer', 'export const twice = (): unknown => setTimeout(twice, 1);', "'setTimeout'"],
    ['the console in a shorthand', 'export const twice = { console };', "'console'"],
    ['a Node module', "export const twice = (): unknown => import('node:fs');", "'node:fs'"],
    ['a value of a library', "export { parse as twice } from 'yaml';", "a value of 'yaml'"],
  ])('names %s', async (_what, text, expected) => {
    const files = { 'packages/resource-model/src/twice.ts': `${text}\n` };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'purity');
    expect(printed).toContain(
      `: ${expected} in the pure folder packages/resource-model/src/: pass the value in`,
    );
    expect(held).toBe(false);
  });

  it('ignores properties, labels, strings, local names and tests', async () => {
    const text = [
      'interface Sample { readonly Date: string; process(fetch: number): number }',
      "export const names = ['Date', 'Math.random'];",
      'export const twice = (process: Sample, { console }: { console: number }): number => {',
      '  const performance = process.process(console);',
      '  return performance + process.Date.length + Math.abs(-1);',
      '};',
    ].join('\n');
    const files = {
      'packages/resource-model/src/twice.ts': `${text}\n`,
      'packages/resource-model/src/twice.test.ts': 'console.log(new Date());\n',
    };
    expect(await gates({ ...CLEAN, ...files }, 'purity')).toEqual({
      held: true,
      printed: 'ok purity: 6 files of pure folders inspected',
    });
  });

  it("requires the scheduler's core to be synchronous and to import pure code only", async () => {
    const files = {
      'packages/scheduler/package.json': manifest('@ballast/scheduler'),
      'packages/scheduler/src/clock.ts':
        'export const now = (): number => Date.now();\nexport type Now = number;\n',
      'packages/scheduler/src/core/step.ts': [
        "import { now } from '../clock.ts';",
        "import type { Now } from '../clock.ts';",
        'export const later = async (): Promise<Now> => {',
        '  return await now();',
        '};',
      ].join('\n'),
    };
    const { printed } = await gates({ ...CLEAN, ...files }, 'purity');
    const step = 'packages/scheduler/src/core/step.ts';
    expect(printed.split('\n').map((line) => line.trim().replace(/ in the pure folder.*/, ''))).toEqual([
      'FAILED purity: 7 files of pure folders inspected, 4 to correct',
      `${step}:1: a value of impure '../clock.ts'`,
      `${step}:3: 'async'`,
      `${step}:3: 'Promise'`,
      `${step}:4: 'await'`,
    ]);
  });
});
