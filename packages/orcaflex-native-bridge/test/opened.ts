import type { Period } from '@ballast/results-model';
import { OrcaFlexModel } from '../src/model/orcaflex-model.ts';
import type { StandinFile, StandinObject } from './standin.ts';

/** Loads a file while `use` runs. */
export async function withModel<Result>(
  path: string,
  library: string | null,
  use: (model: OrcaFlexModel) => Result,
): Promise<Result> {
  using model = await OrcaFlexModel.load(path, { library });
  return use(model);
}

export function objectOf(file: StandinFile, name: string): StandinObject {
  const object = file.objects.find((one) => one.name === name);
  if (object === undefined) throw new Error(`no ${name} was generated`);
  return object;
}

/** The factor that multiplies a sample at an arc length. */
export function factorAt(line: StandinObject, arcLength: number): number {
  return 1 + (0.5 * arcLength) / line.length;
}

export const FIRST_SECONDS: Period = { kind: 'range', from: 0, to: 0.5 };
