import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { STATE_WRITERS } from '../src/rules.ts';

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url));

/** Contents by file name; `undefined` removes a file of the clean tree. */
export type Files = Readonly<Record<string, string | undefined>>;

export interface PlantedTree {
  readonly root: string;
  readonly remove: () => void;
}

/** A temporary folder with the given files and the tools of this checkout, outside git. */
export function plantTree(files: Files): PlantedTree {
  const root = mkdtempSync(path.join(tmpdir(), 'ballast-gates-'));
  for (const [file, text] of Object.entries(files)) {
    if (text === undefined) continue;
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  // Windows creates junctions without special rights; other systems ignore the type.
  symlinkSync(path.join(CHECKOUT, 'node_modules'), path.join(root, 'node_modules'), 'junction');
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

export function manifest(name: string, more: Readonly<Record<string, unknown>> = {}): string {
  return json({
    name,
    version: '1.0.0',
    license: 'MIT',
    type: 'module',
    files: ['dist', '!dist/**/*.map', '!dist/**/*.tsbuildinfo'],
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    ...more,
  });
}

const BUILT = {
  'tsconfig.json': '{ "compilerOptions": { "rootDir": "src", "outDir": "dist" } }\n',
  'dist/index.js': 'export {};\n',
  'dist/index.d.ts': 'export {};\n',
};

const below = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]));

/** The parts of the scheduler's state, as the rules name them. */
export const PARTS = [
  'export interface Parts {',
  ...[...STATE_WRITERS.keys()].map((part) => `  readonly ${part}: Map<number, number>;`),
  '}',
  '',
];

const settings = (file: string): string => readFileSync(path.join(CHECKOUT, file), 'utf8');

/** The table of words without the text around it; the rules of the glossary gate have to match it. */
const WORDS = `## Words\n\n${/(?<=^## Words\n[^|]*)\|[\s\S]*?(?=\n\n)/m.exec(settings('CONTRIBUTING.md'))?.[0]}\n`;

/** This checkout's settings and four packages, each used by the one above it, without any violation. */
export const CLEAN: Files = {
  'CONTRIBUTING.md': WORDS,
  'README.md': 'Reads with `read`, see [the words](CONTRIBUTING.md).\n',
  '.gitignore': settings('.gitignore'),
  'biome.json': settings('biome.json'),
  'knip.json': settings('knip.json'),
  'package.json': json({
    name: 'planted',
    private: true,
    type: 'module',
    workspaces: ['packages/*', 'apps/*', 'tools/*'],
    devDependencies: { vitest: '4.1.12' },
  }),
  'vitest.config.ts': "export default { test: { include: ['packages/*/src/**/*.test.ts'] } };\n",
  ...below('packages/resource-model', {
    ...BUILT,
    'package.json': manifest('@ballast/resource-model'),
    'src/index.ts': "export { twice } from './twice.ts';\n",
    'src/twice.ts': 'export const twice = (value: number): number => 2 * value;\n',
    'src/twice.test.ts': [
      "import { expect, it } from 'vitest';",
      "import { twice } from './twice.ts';",
      '',
      "it('doubles', () => {",
      '  expect(twice(2)).toBe(4);',
      '});',
      '',
    ].join('\n'),
  }),
  ...below('packages/openfast', {
    ...BUILT,
    'package.json': manifest('@ballast/openfast', {
      dependencies: { '@ballast/resource-model': 'workspace:*' },
    }),
    'src/index.ts': [
      "import { twice } from '@ballast/resource-model';",
      '',
      'export const read = (): number => twice(21);',
      '',
    ].join('\n'),
  }),
  ...below('packages/scheduler', {
    ...BUILT,
    'package.json': manifest('@ballast/scheduler'),
    'src/index.ts': "export { transition } from './core/transition.ts';\n",
    'src/core/transition.ts': [
      "import { put } from './state/ledger.ts';",
      "import type { SchedulerState } from './state/state.ts';",
      '',
      'export function transition(state: SchedulerState): number {',
      '  put(state, 1);',
      '  return state.tasks.size;',
      '}',
      '',
    ].join('\n'),
    'src/core/state/ledger.ts': [
      "import { draft } from './draft.ts';",
      "import type { SchedulerState } from './state.ts';",
      '',
      'export function put(state: SchedulerState, id: number): void {',
      "  draft(state, 'tasks').set(id, id);",
      '}',
      '',
    ].join('\n'),
    'src/core/state/draft.ts': [
      "import type { Parts, SchedulerState } from './state.ts';",
      '',
      'export function draft<Name extends keyof Parts>(state: SchedulerState, part: Name): Parts[Name] {',
      '  return state[part];',
      '}',
      '',
    ].join('\n'),
    'src/core/state/state.ts': [...PARTS, 'export type SchedulerState = Parts;', ''].join('\n'),
  }),
  ...below('apps/cli', {
    'package.json': manifest('@ballast/cli', {
      private: true,
      exports: undefined,
      files: undefined,
      dependencies: { '@ballast/openfast': 'workspace:*', '@ballast/scheduler': 'workspace:*' },
    }),
    'src/bin.ts': [
      "import { read } from '@ballast/openfast';",
      "import { transition } from '@ballast/scheduler';",
      '',
      'process.exitCode = read() + transition.length;',
      '',
    ].join('\n'),
  }),
};
