import { afterEach } from 'vitest';
import { GATES, runGates } from '../src/run-gates.ts';
import { type Files, type PlantedTree, plantTree } from './planted-tree.ts';

const planted: PlantedTree[] = [];
afterEach(() => {
  for (const tree of planted.splice(0)) tree.remove();
});

/** Plants a tree that is removed after the test, and returns its root. */
export function plant(files: Files): string {
  const tree = plantTree(files);
  planted.push(tree);
  return tree.root;
}

/** Whether the named gates (all by default) hold over these files, and what they print. */
export const gates = (files: Files, ...names: string[]): Promise<{ held: boolean; printed: string }> =>
  gatesAt(plant(files), ...names);

export async function gatesAt(root: string, ...names: string[]): Promise<{ held: boolean; printed: string }> {
  const lines: string[] = [];
  const chosen = GATES.filter(({ name }) => names.length === 0 || names.includes(name));
  const held = await runGates(root, chosen, (line) => lines.push(line));
  return { held, printed: lines.join('\n') };
}
