import { describe, expect, it } from 'vitest';
import { gates } from './planted-gates.ts';
import { CLEAN } from './planted-tree.ts';

describe('unused', () => {
  it("names an export and a file that nobody uses, and leaves a package's face alone", async () => {
    const files = {
      'packages/resource-model/src/index.ts': "export { half, twice } from './twice.ts';\n",
      'packages/resource-model/src/twice.ts': [
        'export const twice = (value: number): number => 2 * value;',
        'export const half = (value: number): number => value / 2;',
        'export const third = (value: number): number => value / 3;',
      ].join('\n'),
      'packages/resource-model/src/forgotten.ts': 'export const forgotten = 1;\n',
    };
    const { held, said } = await gates({ ...CLEAN, ...files }, 'unused');
    expect(said).toContain("packages/resource-model/src/twice.ts:3: export 'third' is not used");
    expect(said).not.toContain('packages/resource-model/src/index.ts');
    expect(said).toContain('packages/resource-model/src/forgotten.ts: nothing uses this file');
    expect(held).toBe(false);
  });
});
