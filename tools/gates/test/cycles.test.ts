import { describe, expect, it } from 'vitest';
import { gates } from './planted-gates.ts';
import { CLEAN } from './planted-tree.ts';

describe('cycles', () => {
  it('names files that import each other, even if only for a type', async () => {
    const files = {
      'packages/openfast/src/index.ts': "export { b } from './b.ts';\nexport type A = number;\n",
      'packages/openfast/src/b.ts': "export { c as b } from './c.ts';\n",
      'packages/openfast/src/c.ts': "import type { A } from './index.ts';\nexport const c: A = 1;\n",
    };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'cycles');
    const [b, c, index] = ['b', 'c', 'index'].map((name) => `packages/openfast/src/${name}.ts`);
    expect(printed).toContain(`${b}:1: ${b} -> ${c} -> ${index} -> ${b}: files import each other`);
    expect(held).toBe(false);
  });

  it('names packages that import each other through different files', async () => {
    const files = { 'packages/resource-model/src/other.ts': "import '@ballast/openfast';\n" };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'cycles');
    expect(printed).toContain(
      'packages/openfast -> packages/resource-model -> packages/openfast: packages import',
    );
    expect(held).toBe(false);
  });
});
