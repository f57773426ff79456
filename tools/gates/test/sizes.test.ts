import { describe, expect, it } from 'vitest';
import { gates } from './planted-gates.ts';
import { CLEAN } from './planted-tree.ts';

describe('sizes', () => {
  const lines = (count: number): string => '// line\n'.repeat(count);

  it('refuses a file over 400 lines and notes one over 250', async () => {
    const files = {
      'packages/openfast/src/a.ts': lines(250),
      'packages/openfast/src/b.ts': lines(251),
      'packages/openfast/src/c.ts': lines(400),
      'packages/openfast/src/d.ts': lines(401),
    };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'sizes');
    expect(printed.split('\n').slice(1)).toEqual([
      '  packages/openfast/src/d.ts: 401 lines, over 400: split it by what changes together',
      '  note: packages/openfast/src/b.ts: 251 lines; aim at 250',
      '  note: packages/openfast/src/c.ts: 400 lines; aim at 250',
    ]);
    expect(held).toBe(false);
  });
});
