import {
  type FileWarning,
  type Period,
  type PeriodRequest,
  type ResultsFile,
  type SeriesProblem,
  type SeriesSink,
  WHOLE,
} from '@ballast/results-model';

interface Delivered {
  readonly times: number[];
  readonly values: number[];
}

/** Copies everything that a reader delivers. */
export class Recorder implements SeriesSink {
  readonly warnings: FileWarning[] = [];
  readonly problems = new Map<string, SeriesProblem>();
  readonly #delivered = new Map<string, Delivered>();

  block(request: number, series: number, times: Float64Array, values: Float64Array): void {
    const key = `${request}/${series}`;
    const known = this.#delivered.get(key) ?? { times: [], values: [] };
    known.times.push(...times);
    known.values.push(...values);
    this.#delivered.set(key, known);
  }

  problem(request: number, series: number, problem: SeriesProblem): void {
    this.problems.set(`${request}/${series}`, problem);
  }

  warning(warning: FileWarning): void {
    this.warnings.push(warning);
  }

  get(request: number, series: number): Delivered {
    return this.#delivered.get(`${request}/${series}`) ?? { times: [], values: [] };
  }
}

/** A request for variables by name; each must exist. */
export function ask(file: ResultsFile, variables: readonly string[], period: Period = WHOLE): PeriodRequest {
  const series = variables.flatMap((variable) => {
    const resolution = file.resolve({ object: null, variable, at: null });
    if (resolution.kind === 'missing') throw new Error(resolution.problem.message);
    return resolution.series;
  });
  return { period, series };
}

export async function record(file: ResultsFile, ...requests: readonly PeriodRequest[]): Promise<Recorder> {
  const recorder = new Recorder();
  await file.read(requests, recorder);
  return recorder;
}

/** Times and values of one variable over a period. */
export async function samplesOf(
  file: ResultsFile,
  variable: string,
  period: Period = WHOLE,
): Promise<Delivered> {
  return (await record(file, ask(file, [variable], period))).get(0, 0);
}

/** The fault that an action ends in. */
export async function faultOf(
  action: () => unknown,
): Promise<{ code: string; message: string; details?: unknown }> {
  try {
    await action();
  } catch (error) {
    return error as { code: string; message: string };
  }
  throw new Error('no fault was thrown');
}
