/** Names in backticks that belong to others, and to whom. A stale name does not belong here: correct it. */
const FOREIGN: readonly (readonly [names: string, owner: string])[] = [
  ['HD NVMe', 'how an operating system names kinds of disks'],
  ['MoorDyn B1N004Fx', 'modules and channels of OpenFAST'],
  ['esm-only', 'a profile of are-the-types-wrong'],
  ['var', 'a keyword that the linter refuses'],
  ['example.mjs', 'a file that a reader of a README makes'],
];

export const FOREIGN_NAMES: ReadonlySet<string> = new Set(FOREIGN.flatMap(([names]) => names.split(' ')));
