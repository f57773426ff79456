import { describe, expect, it } from 'vitest';
import { gates } from './planted-gates.ts';
import { CLEAN } from './planted-tree.ts';

describe('format', () => {
  it('names an unformatted file and a lint error with its line', async () => {
    const files = {
      'packages/openfast/src/index.ts': 'export const  read = 1 ;\n',
      'packages/openfast/src/loose.ts': '\nexport const loose = (value: any): string => value;\n',
    };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'format');
    expect(printed).toMatch(/packages\/openfast\/src\/index\.ts: .* \(run `npx --yes pnpm@12 format`\)/);
    expect(printed).toMatch(/packages\/openfast\/src\/loose\.ts:2: .*\(lint\/suspicious\/noExplicitAny\)/);
    expect(held).toBe(false);
  });
});
