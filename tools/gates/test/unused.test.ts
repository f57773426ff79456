import { describe, expect, it } from 'vitest';
import { gates } from './planted-gates.ts';
import { CLEAN } from './planted-tree.ts';

describe('unused', () => {
  it('names an unused export and an unused file, and accepts the public exports of a package', async () => {
    const files = {
      'packages/resource-model/src/index.ts': "export { half, twice } from './twice.ts';\n",
      'packages/resource-model/src/twice.ts': [
        'export const twice = (value: number): number => 2 * value;',
        'export const half = (value: number): number => value / 2;',
        'export const third = (value: number): number => value / 3;',
      ].join('\n'),
      'packages/resource-model/src/forgotten.ts': 'export const forgotten = 1;\n',
    };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'unused');
    expect(printed).toContain("packages/resource-model/src/twice.ts:3: export 'third' is not used");
    expect(printed).not.toContain('packages/resource-model/src/index.ts');
    expect(printed).toContain('packages/resource-model/src/forgotten.ts: no file imports this one');
    expect(held).toBe(false);
  });
});
