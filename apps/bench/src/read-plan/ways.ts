import {
  type Cell,
  type ColumnSpec,
  createHeader,
  extract,
  planReads,
  type ResultsFile,
  type SeriesColumn,
  statisticsOf,
  type TableSpec,
  tableRows,
  type ValueAnswer,
} from '@ballast/results-model';

/** With a plan that knows all columns before the first read, or one column after the other. */
export type Way = 'plan' | 'columns';

/** The rows of files as in a batch. */
export function rowsByPlan(table: TableSpec): (file: ResultsFile) => Promise<readonly Cell[]> {
  const plan = planReads([table]);
  const header = createHeader(table, plan);
  return async (file) => {
    const result = await extract(file, plan);
    header.observe(result);
    const [row = []] = tableRows(header, { file: '', status: '', result });
    return row.slice(row.length - table.columns.length);
  };
}

/** The same rows, each cell separately: the same statistics, of samples read for it only. */
export function rowsByColumn({ columns }: TableSpec): (file: ResultsFile) => Promise<readonly Cell[]> {
  return async (file) => {
    const row: Cell[] = [];
    for (const column of columns) row.push(await cellOf(file, column));
    return row;
  };
}

async function cellOf(file: ResultsFile, column: ColumnSpec): Promise<Cell> {
  switch (column.kind) {
    case 'series':
      return statisticOf(file, column);
    case 'data':
      return plainValue(await file.value?.(column));
    case 'static': {
      const { transform: _none, ...key } = column;
      return plainValue(await file.value?.(key));
    }
    case 'range-graph': {
      const { transform: _none, ...key } = column;
      const answer = await file.value?.(key);
      if (answer?.kind !== 'curves') return null;
      const { max, min } = answer.curves;
      return column.statistics[0] === 'max' ? largest(max) : smallest(min);
    }
    case 'linked':
      throw new Error('linked columns are not measured');
  }
}

function plainValue(answer: ValueAnswer | undefined): Cell {
  return answer?.kind === 'value' ? answer.value : null;
}

async function statisticOf(
  file: ResultsFile,
  { statistics, period, ...request }: SeriesColumn,
): Promise<Cell> {
  const found = file.resolve(request);
  if (found.kind === 'missing') return null;
  let cell: Cell = null;
  const [name = 'n'] = statistics;
  await file.read([{ period, series: found.series }], {
    block: (_request, _series, times, values) => {
      cell = statisticsOf(times, values)[name];
    },
    problem: () => undefined,
    warning: () => undefined,
  });
  return cell;
}

function largest(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value > most) most = value;
  }
  return most;
}

function smallest(values: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value < least) least = value;
  }
  return least;
}
