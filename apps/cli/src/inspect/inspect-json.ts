import { listDifferences, type Survey } from '@ballast/batch';
import type { Inspected } from './one-file-text.ts';

/** One file for programs; times in seconds, sizes in bytes. */
export function oneFileJson({ file, contents, channels, objects, numbers, shows }: Inspected): unknown {
  const numbersAt = (position: number): object => {
    const own = numbers?.series[position];
    if (own === undefined) return {};
    return {
      ...(shows.statistics ? { statistics: own.statistics } : {}),
      ...(shows.spectrum ? { spectrum: own.spectrum } : {}),
      ...(own.problem === null ? {} : { problem: own.problem }),
    };
  };
  let next = 0;
  const facts =
    numbers === null
      ? {}
      : {
          completeness: numbers.facts.completeness,
          warnings: numbers.facts.warnings,
          samples: numbers.facts.samples,
          counted: true,
        };
  return {
    file,
    ...contents,
    ...facts,
    channels: channels.map((channel, i) => ({ ...channel, ...numbersAt(i) })),
    objects: objects.map((object) => ({
      ...object,
      variables: object.variables.map((variable) => ({
        ...variable,
        ...(variable.needs === 'none' ? numbersAt(next++) : {}),
      })),
    })),
  };
}

/** Many files for programs; `list` is a position in `lists`. */
export function surveyJson({ files, lists }: Survey): unknown {
  const { usual, others } = listDifferences(lists, files);
  return {
    files: files.map(({ file, list, facts, fault }) => ({
      file,
      list,
      ...facts,
      ...(fault === null ? {} : { fault }),
    })),
    lists,
    usual,
    differences: others,
  };
}
