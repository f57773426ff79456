/** Arrows between named nodes; the value of an arrow is the place in the code that draws it. */
export type Graph<Where> = ReadonlyMap<string, ReadonlyMap<string, Where>>;

/**
 * One shortest cycle through every node on a cycle that was not shown yet: this names each tangle once and stays short
 * enough to read. The first node of a cycle is its smallest by name, so the result is stable.
 */
export function shortestCycles(graph: Graph<unknown>): string[][] {
  const shown = new Set<string>();
  const cycles: string[][] = [];
  for (const node of [...graph.keys()].sort()) {
    if (shown.has(node)) continue;
    const cycle = shortestCycle(graph, node);
    if (cycle === undefined) continue;
    cycles.push(cycle);
    for (const member of cycle) shown.add(member);
  }
  return cycles;
}

/** Breadth first from `start` back to itself; lists each node once. */
function shortestCycle(graph: Graph<unknown>, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const next of graph.get(node)?.keys() ?? []) {
      if (next === start) return pathTo(cameFrom, start, node);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      queue.push(next);
    }
  }
  return undefined;
}

function pathTo(cameFrom: ReadonlyMap<string, string>, start: string, end: string): string[] {
  const path = [end];
  for (let node = end; node !== start; ) {
    node = cameFrom.get(node) ?? start;
    path.unshift(node);
  }
  return path;
}
