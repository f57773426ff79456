import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type Finished, run } from '../src/tree/process.ts';
import { plant } from './planted-gates.ts';
import { CLEAN, type Files } from './planted-tree.ts';

/** The built command, as the root's `gates` script starts it. */
const BIN = fileURLToPath(new URL('../dist/bin.js', import.meta.url));

const gates = (files: Files, ...args: string[]): Promise<Finished> =>
  run(process.execPath, [BIN, '--root', plant(files), ...args], path.dirname(BIN));

it('exits 0 when all gates hold', async () => {
  const { code, stdout } = await gates(CLEAN);
  expect(stdout).toMatch(/^ok layers: 10 files inspected\n/);
  expect(code).toBe(0);
});

it('exits 1 when one gate finds a violation, and still runs the others', async () => {
  const files = {
    'packages/resource-model/src/twice.ts': 'export const twice = (): number => Date.now();\n',
  };
  const { code, stdout } = await gates({ ...CLEAN, ...files }, 'purity', 'sizes');
  expect(stdout).toContain("packages/resource-model/src/twice.ts:1: 'Date' in the pure folder");
  expect(stdout).toContain('ok sizes: 10 files inspected');
  expect(code).toBe(1);
});

it('exits 1 in an empty tree', async () => {
  expect((await gates({}, 'layers')).code).toBe(1);
});

it('exits 2 and lists the gates when the named one does not exist', async () => {
  const { code, stderr } = await gates({}, 'layer');
  expect(stderr).toMatch(/^'layer' is not a gate\nusage: [\s\S]*\ngates: layers, rooms, cycles,/);
  expect(code).toBe(2);
});
