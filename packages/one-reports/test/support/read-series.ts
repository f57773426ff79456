import { type Period, type ResultsFile, WHOLE } from '@ballast/results-model';
import { oneReports } from '../../src/index.ts';

export interface Series {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** All series of an open file by name, over a period. */
export async function seriesOf(
  file: ResultsFile,
  period: Period = WHOLE,
  variable = '*',
): Promise<Readonly<Record<string, Series>>> {
  const found = file.resolve({ object: null, variable, at: null });
  if (found.kind === 'missing') throw new Error(found.problem.message);
  const all = found.series.map(() => ({ times: [] as number[], values: [] as number[] }));
  await file.read([{ period, series: found.series }], {
    block: (_, series, times, values) => {
      all[series]?.times.push(...times);
      all[series]?.values.push(...values);
    },
    problem: (_, series, { message }) => {
      throw new Error(`${series}: ${message}`);
    },
    warning: () => undefined,
  });
  return Object.fromEntries(found.series.map(({ variable: name }, i) => [name, all[i] as Series]));
}

/** Opens a report, takes what is asked for and closes it. */
export async function opened<T>(path: string, take: (file: ResultsFile) => T | Promise<T>): Promise<T> {
  const file = await oneReports.open(path);
  try {
    return await take(file);
  } finally {
    file.close();
  }
}

export async function codesOf(path: string): Promise<readonly string[]> {
  return opened(path, ({ facts }) => [facts.completeness, ...facts.warnings.map(({ code }) => code)]);
}
