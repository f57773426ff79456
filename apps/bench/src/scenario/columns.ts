import type { ColumnSpec, TableSpec } from '@ballast/results-model';

export type ReaderName = 'orcaflex' | 'openfast';
export const READERS: readonly ReaderName[] = ['orcaflex', 'openfast'];

/** The first is stored in the file; the library computes the others on request. */
const VARIABLES = ['Effective Tension', 'Wall Tension', 'Bend Moment', 'Curvature'];
const LINES = ['Line1', 'Line2'];
const CHANNELS = [
  'TwrBsFxt',
  'TwrBsMyt',
  'TTDspFA',
  'GenPwr',
  'RotSpeed',
  'PtfmPitch',
  'Wave1Elev',
  'Wind1VelX',
];

/**
 * What every contender extracts: minimum and maximum of some series over the whole file, one column each, so that
 * contenders that read column by column can make the same table.
 */
export function taskTable(reader: ReaderName): TableSpec {
  const columns =
    reader === 'orcaflex' ? lineColumns() : CHANNELS.flatMap((channel) => extremes(null, channel));
  return { name: 't', layout: 'wide', columns };
}

function lineColumns(): ColumnSpec[] {
  return LINES.flatMap((line) => VARIABLES.flatMap((variable) => extremes(line, variable)));
}

function extremes(object: string | null, variable: string): ColumnSpec[] {
  return (['max', 'min'] as const).map((statistic) => ({
    kind: 'series',
    object,
    variable,
    at: object === null ? null : { kind: 'end', end: 'A' },
    period: { kind: 'whole' },
    statistics: [statistic],
    label: null,
    transform: null,
  }));
}

/** The rest of a batch file. */
export interface BatchParts {
  readonly reader: ReaderName;
  readonly library: string | null;
  readonly inputs: string;
  /** Value of `resources`. */
  readonly resources: Readonly<Record<string, unknown>>;
}

/** The same as a batch file; JSON is YAML. */
export function batchText({ reader, library, inputs, resources }: BatchParts): string {
  const columns = taskTable(reader).columns.map((column) =>
    column.kind === 'series'
      ? {
          ...(column.object === null ? {} : { object: column.object, at: { end: 'A' } }),
          variable: column.variable,
          statistics: column.statistics,
        }
      : null,
  );
  const batch = {
    version: 1,
    batch: 'bench',
    reader,
    inputs: { directory: inputs },
    output: './out',
    ...(library === null ? {} : { orcaflex: { library } }),
    resources,
    tables: [{ name: 't', layout: 'wide', columns }],
  };
  return `${JSON.stringify(batch, null, 2)}\n`;
}
