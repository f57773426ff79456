import path from 'node:path';
import type { Gate, Violation } from '../gate.ts';
import { type Graph, shortestCycles } from '../syntax/graph.ts';
import type { SourceFile, Tree } from '../tree/tree.ts';

interface Where {
  readonly file: string;
  readonly line: number;
}
type Arrows = Map<string, Map<string, Where>>;

/** No ring of imports, between the files of a package or between packages; type-only imports count too. */
export const cycles: Gate = {
  name: 'cycles',
  inspect: (tree) => ({
    inspected: tree.sources.length,
    unit: 'files',
    violations: [
      ...named(fileArrows(tree), 'files import each other: move what both need into a third file'),
      ...named(packageArrows(tree), 'packages import each other: move what both need to a lower level'),
    ],
  }),
};

function named(graph: Graph<Where>, advice: string): Violation[] {
  return shortestCycles(graph).flatMap((cycle) => {
    const [first = '', second = first] = cycle;
    const where = graph.get(first)?.get(second);
    return where === undefined ? [] : [{ ...where, text: `${[...cycle, first].join(' -> ')}: ${advice}` }];
  });
}

function fileArrows({ sources }: Tree): Arrows {
  const known = new Set(sources.map(({ file }) => file));
  return arrowsOf(sources, ({ file }, specifier) => {
    if (!specifier.startsWith('.')) return undefined;
    const target = path.posix.join(path.posix.dirname(file), specifier);
    // Sources name the .ts file; the name of the built .js file is followed too, in case someone writes that.
    return [file, [target, target.replace(/\.([cm]?)js$/, '.$1ts')].find((one) => known.has(one))];
  });
}

function packageArrows({ sources, packages }: Tree): Arrows {
  return arrowsOf(sources, ({ owner }, specifier) => {
    const target = packages.find(
      ({ manifest: { name } }) => specifier === name || specifier.startsWith(`${name}/`),
    );
    return [owner.folder, target === owner ? undefined : target?.folder];
  });
}

type Ends = readonly [from: string, to: string | undefined];

function arrowsOf(
  sources: readonly SourceFile[],
  ends: (source: SourceFile, specifier: string) => Ends | undefined,
): Arrows {
  const arrows: Arrows = new Map();
  for (const source of sources) {
    for (const { specifier, offset } of source.module.imports) {
      const [from, to] = ends(source, specifier) ?? [];
      if (from === undefined || to === undefined) continue;
      const targets = arrows.get(from) ?? new Map<string, Where>();
      arrows.set(from, targets);
      if (!targets.has(to)) targets.set(to, { file: source.file, line: source.module.lineAt(offset) });
    }
  }
  return arrows;
}
