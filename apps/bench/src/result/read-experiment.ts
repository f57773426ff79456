import { readFileSync } from 'node:fs';
import { FaultError } from '@ballast/resource-model';
import { type Experiment, RESULT_VERSION } from './experiment.ts';

/** A result file. Faults: BENCH_RESULT_UNREADABLE, BENCH_RESULT_NEWER. */
export function readExperiment(file: string): Experiment {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw unreadable(file, String(cause));
  }
  if (typeof value !== 'object' || value === null) throw unreadable(file, 'it does not contain an object');
  const { type, version, cases } = value as Partial<Experiment>;
  if (type !== 'bench-result' || typeof version !== 'number' || !Array.isArray(cases))
    throw unreadable(file, 'it is not a result of the bench');
  if (version > RESULT_VERSION) {
    throw new FaultError({
      code: 'BENCH_RESULT_NEWER',
      message: `${file} has version ${version}; this bench reads up to ${RESULT_VERSION}`,
      hint: 'use the checkout that wrote it, or a newer one',
    });
  }
  return value as Experiment;
}

function unreadable(file: string, reason: string): FaultError {
  return new FaultError({
    code: 'BENCH_RESULT_UNREADABLE',
    message: `${file} cannot be read as a result of the bench: ${reason}`,
    hint: 'name a JSON file that bench sweep, baseline, peers or smoke wrote',
  });
}
