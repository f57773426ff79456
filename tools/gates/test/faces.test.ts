import { describe, expect, it } from 'vitest';
import { gates } from './planted-gates.ts';
import { CLEAN, manifest } from './planted-tree.ts';

describe('faces', () => {
  it('names an entry that is not built', async () => {
    const { held, said } = await gates({ ...CLEAN, 'packages/openfast/dist/index.js': undefined }, 'faces');
    expect(said).toMatch(/packages\/openfast\/package\.json: .*dist\/index\.js.* does not exist/);
    expect(held).toBe(false);
  });

  it('names a file that "files" promises and nobody wrote', async () => {
    const files = {
      'packages/openfast/package.json': manifest('@ballast/openfast', { files: ['dist', 'README.md'] }),
    };
    const { said } = await gates({ ...CLEAN, ...files }, 'faces');
    expect(said).toContain('packages/openfast/package.json: "files" names README.md, which is not there');
  });
});
