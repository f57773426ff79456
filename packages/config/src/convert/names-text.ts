import type { NamePattern, RunsTable } from '@ballast/results-model';

/** The name pattern as a batch file has it, with every default written out. */
export function namesOf(names: NamePattern): object {
  const extract = Object.fromEntries(names.extract.map(({ name, pattern }) => [name, pattern]));
  if (names.kind === 'expression') return { expression: names.expression, extract };
  const positions = Object.fromEntries(names.positions.map(({ name, position }) => [name, position]));
  return { delimiter: names.delimiter, positions, extract };
}

/** The keys of a table over runs, with every default written out. */
export function runsTableOf({ names: _, ...table }: RunsTable): object {
  return table;
}
