import type { Reduction } from '../../reduction/reduction.ts';
import type { StatisticName } from '../../statistics/statistic.ts';

/** The unit of a statistic of a series; null for a number without one. */
export function unitOfStatistic(name: StatisticName, unit: string): string | null {
  switch (name) {
    case 'n':
    case 'skew':
    case 'kurt':
      return null;
    case 'tMin':
    case 'tMax':
      return 's';
    case 'min':
    case 'max':
    case 'mean':
    case 'std':
    case 'std1':
    case 'rms':
      return unit;
  }
}

/** The unit of a reduction; null for a plain number. */
export function unitOfReduction({ kind }: Reduction, unit: string): string | null {
  switch (kind) {
    case 'absmax':
    case 'travel':
    case 'quantile':
    case 'del':
      return unit;
    case 'integral':
      return unit === '' ? null : `${unit.replace(/^[([](.*)[)\]]$/su, '$1')}·s`;
    case 'duration':
      return 's';
    case 'damage':
      return null;
  }
}
