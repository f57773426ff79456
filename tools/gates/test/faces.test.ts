import { describe, expect, it } from 'vitest';
import { gates } from './planted-gates.ts';
import { CLEAN, manifest } from './planted-tree.ts';

describe('faces', () => {
  it('names an entry that is not built', async () => {
    const { held, printed } = await gates(
      { ...CLEAN, 'packages/openfast/dist/index.js': undefined },
      'faces',
    );
    expect(printed).toMatch(/packages\/openfast\/package\.json: .*dist\/index\.js.* does not exist/);
    expect(held).toBe(false);
  });

  it('names a package that would be published with what only the build needs', async () => {
    const files = { 'packages/openfast/package.json': manifest('@ballast/openfast', { files: ['dist'] }) };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'faces');
    expect(held).toBe(false);
    expect(printed).toContain('"files" lacks !dist/**/*.map: what only the build needs would be published');
  });

  it('names a file that "files" lists but that does not exist', async () => {
    const files = {
      'packages/openfast/package.json': manifest('@ballast/openfast', {
        files: ['dist', 'README.md', '!dist/**/*.map', '!dist/**/*.tsbuildinfo'],
      }),
    };
    const { printed } = await gates({ ...CLEAN, ...files }, 'faces');
    expect(printed).toContain(
      'packages/openfast/package.json: "files" names README.md, which does not exist',
    );
  });

  it('names a package without types', async () => {
    const files = {
      'packages/openfast/dist/index.d.ts': undefined,
      'packages/openfast/package.json': manifest('@ballast/openfast', { exports: './dist/index.js' }),
    };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'faces');
    expect(printed).toContain('packages/openfast/package.json: no types are published');
    expect(held).toBe(false);
  });

  it('names CommonJS types for code that is an ES module', async () => {
    const files = {
      'packages/openfast/dist/index.d.cts': 'export {};\n',
      'packages/openfast/package.json': manifest('@ballast/openfast', {
        exports: { '.': { types: './dist/index.d.cts', default: './dist/index.js' } },
      }),
    };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'faces');
    expect(printed).toMatch(
      /packages\/openfast\/package\.json: .*CommonJS type declaration file.*index\.d\.cts/,
    );
    expect(held).toBe(false);
  });
});
