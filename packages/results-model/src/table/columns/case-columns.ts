import type { CaseColumn, CaseFile, RequestedColumn } from '../../cases/case-file.ts';

/** A column of the table as it was written; a null label stands for the names of the series that a wildcard finds. */
export interface WantedColumn extends Omit<RequestedColumn, 'label'> {
  readonly label: string | null;
}

/** One input with the series that each column found in it. */
export interface CollectedFile extends Omit<CaseFile, 'columns'> {
  readonly columns: readonly (readonly CaseColumn[])[] | null;
}

/**
 * A column for each name that a wildcard found in any file, in the order in which files have them first. A file that lacks a
 * name has no values there.
 */
export function withNamedColumns(
  wanted: readonly WantedColumn[],
  files: readonly CollectedFile[],
): { readonly requested: readonly RequestedColumn[]; readonly files: readonly CaseFile[] } {
  const names = wanted.map(({ label }, column) =>
    label === null
      ? [...new Set(files.flatMap(({ columns }) => (columns?.[column] ?? []).map((one) => one.label)))]
      : [label],
  );
  const requested = wanted.flatMap((one, column) =>
    (names[column] ?? []).map((label): RequestedColumn => ({ ...one, label })),
  );
  const aligned = files.map(({ columns, ...file }): CaseFile => {
    if (columns === null) return { ...file, columns };
    const own = names.flatMap((labels, column) => {
      const found = columns[column] ?? [];
      const isNamed = wanted[column]?.label !== null;
      return labels.map(
        (label) => (isNamed ? found[0] : found.find((one) => one.label === label)) ?? absent(label),
      );
    });
    return { ...file, columns: own };
  });
  return { requested, files: aligned };
}

function absent(label: string): CaseColumn {
  return { label, unit: '', statistics: null, reduced: [], extremes: null };
}
