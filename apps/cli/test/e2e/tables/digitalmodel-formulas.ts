import { type ClosedForm, closedForm, type StandInFile } from '../support/stand-in.ts';

/** The closed form of a series, at a share of its line's length. */
export function formOf(file: StandInFile, object: string, variable: string, share = 0): ClosedForm {
  const found = file.objects.find(({ name }) => name === object);
  const series = found?.variables.find(({ name }) => name === variable)?.series;
  if (series === undefined) throw new Error(`${file.file} has no ${object} ${variable}`);
  return closedForm(series, file.samples, 1 + 0.5 * share);
}

interface SeriesAt {
  readonly object: string;
  readonly variable: string;
  /** Share of the length of its line. */
  readonly share: number;
}

/** One sample of a series by its formula. */
function sampleOf(file: StandInFile, { object, variable, share }: SeriesAt, time: number): number {
  const { variables = [] } = file.objects.find(({ name }) => name === object) ?? {};
  const series = variables.find(({ name }) => name === variable)?.series;
  if (series === undefined) throw new Error(`${file.file} has no ${object} ${variable}`);
  const i = Math.round((time - file.start) / file.step);
  const of = (name: string): number => Number(series[name]);
  const angle = (2 * Math.PI * i) / of('cycle');
  const factor = 1 + 0.5 * share;
  switch (series.kind) {
    case 'constant':
      return factor * of('value');
    case 'ramp':
      return factor * (of('from') + of('step') * i);
    case 'sine':
      return factor * (of('mean') + of('amplitude') * Math.sin(angle + (Math.PI / 2) * of('quarter')));
    case 'square':
      return factor * (i % of('cycle') < of('highSamples') ? of('high') : of('low'));
    case 'sum':
      return factor * (of('mean') + of('first') * Math.sin(angle) - of('third') * Math.sin(3 * angle));
  }
}

type Row = Readonly<Record<string, string>>;

/** Cells of linked statistics that differ from the formulas at the time in the row. */
export function wrongLinks(file: StandInFile, tensions: Row, moments: Row): readonly string[] {
  const endB = (variable: string): SeriesAt => ({ object: 'Line1', variable, share: 1 });
  const touchdown = (variable: string): SeriesAt => ({ object: 'Line2', variable, share: 0.75 });
  return ['Max', 'Min'].flatMap((extreme) => [
    ...wrongCells(file, tensions, `TimeOf${extreme}_Effective Tension`, {
      [`ValueAt${extreme}_Effective Tension`]: endB('Effective Tension'),
      [`LinkedValueAt${extreme}_Bend Moment`]: endB('Bend Moment'),
      [`LinkedValueAt${extreme}_Declination`]: endB('Declination'),
    }),
    ...wrongCells(file, moments, `TimeOf${extreme}_Bend Moment`, {
      [`ValueAt${extreme}_Bend Moment`]: touchdown('Bend Moment'),
      [`LinkedValueAt${extreme}_Effective Tension`]: touchdown('Effective Tension'),
    }),
  ]);
}

/** Cells of a file of time series that differ from the formulas. */
export function wrongSamples(file: StandInFile, rows: readonly Row[]): readonly string[] {
  if (rows.length !== 12) return [`${rows.length} rows`];
  return rows.flatMap((row) =>
    wrongCells(file, row, 'time', {
      'Tension (End A)': { object: 'Line1', variable: 'Effective Tension', share: 0 },
      X: { object: 'Vessel1', variable: 'X', share: 0 },
    }),
  );
}

function wrongCells(
  file: StandInFile,
  row: Row,
  time: string,
  cells: Readonly<Record<string, SeriesAt>>,
): readonly string[] {
  return Object.entries(cells).flatMap(([header, series]) => {
    const expected = sampleOf(file, series, Number(row[time]));
    const cell = row[header] ?? '';
    const right = cell !== '' && Math.abs(Number(cell) - expected) <= 6e-4;
    return right ? [] : [`${file.file} ${header} is ${cell}, not ${expected}`];
  });
}
