import type { StatisticName } from '../statistics/statistic.ts';

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
