import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PLACES } from '../src/rules.ts';
import { openTree } from '../src/tree/tree.ts';
import { gates } from './planted-gates.ts';
import { CLEAN, type Files, manifest } from './planted-tree.ts';

describe('layers', () => {
  const resource = 'packages/resource-model';

  it.each<[what: string, files: Files, printed: string]>([
    [
      'an import upward',
      {
        [`${resource}/src/twice.ts`]:
          "import { read } from '@ballast/openfast';\nexport const twice = read;\n",
        [`${resource}/package.json`]: manifest('@ballast/resource-model', {
          dependencies: { '@ballast/openfast': 'workspace:*' },
        }),
      },
      `${resource}/src/twice.ts:1: ${resource} (level 0) -> '@ballast/openfast' (level 1) is an arrow upward`,
    ],
    [
      'an import between packages of one level, even of a type',
      {
        'packages/config/package.json': manifest('@ballast/config', {
          dependencies: { '@ballast/openfast': 'workspace:*' },
        }),
        'packages/config/src/index.ts': "\nexport type Read = import('@ballast/openfast').Read;\n",
      },
      "packages/config/src/index.ts:2: packages/config (level 1) -> '@ballast/openfast' (level 1) is an arrow between",
    ],
    [
      'an import of a package two levels up',
      {
        'packages/batch/package.json': manifest('@ballast/batch', {
          dependencies: { '@ballast/digitalmodel': 'workspace:*' },
        }),
        'packages/batch/src/index.ts': "import '@ballast/digitalmodel';\n",
        'packages/digitalmodel/package.json': manifest('@ballast/digitalmodel'),
      },
      "packages/batch/src/index.ts:1: packages/batch (level 3) -> '@ballast/digitalmodel' (level 4) is an arrow upward",
    ],
    [
      'a clock in the texts that every package prints',
      {
        'packages/text/package.json': manifest('@ballast/text'),
        'packages/text/src/index.ts': "import 'node:perf_hooks';\n",
      },
      "packages/text/src/index.ts:1: 'node:perf_hooks' in the pure folder packages/text/src/",
    ],
    [
      'an entry that reporting may not use',
      {
        'packages/scheduler/package.json': manifest('@ballast/scheduler', {
          exports: { '.': './dist/index.js', './journal': './dist/journal.js' },
        }),
        'packages/reporting/package.json': manifest('@ballast/reporting', {
          dependencies: { '@ballast/scheduler': 'workspace:*' },
        }),
        'packages/reporting/src/index.ts':
          "export * from '@ballast/scheduler/journal';\nexport * from '@ballast/scheduler';\n",
      },
      'packages/reporting/src/index.ts:2: packages/reporting may use only @ballast/scheduler/journal of level 1',
    ],
    [
      'a relative import of another package',
      { 'packages/openfast/src/index.ts': "export { twice } from '../../resource-model/src/twice.ts';\n" },
      "packages/openfast/src/index.ts:1: '../../resource-model/src/twice.ts' leaves packages/openfast",
    ],
    [
      "a file inside another package's src",
      { 'packages/openfast/src/index.ts': "export { twice } from '@ballast/resource-model/src/twice.ts';\n" },
      "packages/openfast/src/index.ts:1: '@ballast/resource-model/src/twice.ts' is not an entry of packages/resource-model",
    ],
    [
      'an import of an application by a test',
      { [`${resource}/test/it.test.ts`]: "await import('@ballast/cli');\n" },
      `${resource}/test/it.test.ts:1: '@ballast/cli': no package may import apps/cli`,
    ],
    [
      'an import of a tool by a tool',
      {
        'tools/demo/package.json': manifest('@ballast/demo', { private: true }),
        'tools/gates/package.json': manifest('@ballast/gates', { private: true }),
        'tools/gates/src/bin.ts': "import '@ballast/demo';\n",
      },
      "tools/gates/src/bin.ts:1: '@ballast/demo': no package may import tools/demo",
    ],
    [
      'a package that is not declared',
      { 'packages/openfast/src/index.ts': "import { parse } from 'yaml';\nexport const read = parse;\n" },
      "packages/openfast/src/index.ts:1: 'yaml' is not declared: add it to the dependencies of packages/openfast/package.json",
    ],
    [
      'a development dependency in a source file',
      {
        'packages/openfast/package.json': manifest('@ballast/openfast', {
          devDependencies: { vitest: '4.1.12' },
        }),
        'packages/openfast/src/index.ts': "export { it as read } from 'vitest';\n",
        'packages/openfast/src/a.test.ts': "import 'vitest';\n",
      },
      "packages/openfast/src/index.ts:1: 'vitest' is not declared: add it to the dependencies of",
    ],
    [
      'the native library outside its folders',
      {
        'packages/profiler/package.json': manifest('@ballast/profiler', { dependencies: { koffi: '3.3.4' } }),
        'packages/profiler/src/platform/windows.ts': "export { load } from 'koffi';\n",
        'packages/profiler/src/index.ts': "export { load } from 'koffi';\n",
      },
      "packages/profiler/src/index.ts:1: 'koffi' outside packages/orcaflex-native-bridge/src/abi/",
    ],
    [
      'the client of a server outside its package',
      {
        'packages/profiler/package.json': manifest('@ballast/profiler', {
          dependencies: { '@nats-io/jetstream': '3.3.1' },
        }),
        'packages/profiler/src/index.ts': "export { jetstream } from '@nats-io/jetstream';\n",
      },
      "packages/profiler/src/index.ts:1: '@nats-io/jetstream' outside packages/fleet-nats/: call the exports",
    ],
    [
      'a Node module in a pure folder',
      { [`${resource}/src/twice.ts`]: "import { cpus } from 'os';\nexport const twice = cpus;\n" },
      `${resource}/src/twice.ts:1: 'os' in the pure folder ${resource}/src/`,
    ],
    [
      'a package without a place',
      { 'packages/newcomer/package.json': manifest('@ballast/newcomer') },
      'packages/newcomer/package.json: the package has no place in the layers: add it to the map',
    ],
    [
      'a file with a syntax error',
      { 'packages/openfast/src/index.ts': 'export const = 3;\n' },
      'packages/openfast/src/index.ts:1: syntax error',
    ],
  ])('names %s', async (_what, files, expected) => {
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'layers');
    expect(printed).toContain(expected);
    expect(printed).toContain(', 1 to correct');
    expect(held).toBe(false);
  });

  it('has a place for every package of this checkout, and for no other', () => {
    const { packages } = openTree(fileURLToPath(new URL('../../..', import.meta.url)));
    const folders = packages.map(({ folder }) => folder).filter((folder) => !folder.startsWith('tools/'));
    expect([...PLACES.keys()].sort()).toEqual(folders.sort());
  });

  it('lets a batch use all packages below it, through any of their entries', async () => {
    const files = {
      'packages/batch/package.json': manifest('@ballast/batch', {
        dependencies: {
          '@ballast/openfast': 'workspace:*',
          '@ballast/reporting': 'workspace:*',
          '@ballast/resource-model': 'workspace:*',
        },
      }),
      'packages/batch/src/index.ts':
        "import '@ballast/openfast';\nimport '@ballast/reporting';\nimport '@ballast/resource-model';\n",
      'packages/reporting/package.json': manifest('@ballast/reporting'),
    };
    expect((await gates({ ...CLEAN, ...files }, 'layers')).held).toBe(true);
  });

  it('lets tests and tools use the development dependencies of the root', async () => {
    const files = {
      'tools/demo/package.json': manifest('@ballast/demo', { private: true }),
      'tools/demo/src/bin.ts': "import 'vitest';\n",
    };
    expect((await gates({ ...CLEAN, ...files }, 'layers')).held).toBe(true);
  });
});
