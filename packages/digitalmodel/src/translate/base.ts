import type { Located, Origin } from '@ballast/config/yaml';
import { locatedAt } from './merge.ts';

/** Values that apply unless the file or the override sets them. */
const BASE = {
  default: { log_level: 'INFO', config: { overwrite: { output: true } } },
  orcaflex: {
    postprocess: {
      visualization: { flag: false },
      summary: {
        flag: false,
        csv_decimal: 6,
        statistics: { Minimum: false, Maximum: false, Mean: false, StdDev: false },
      },
      linked_statistics: { flag: false, csv_decimal: 6 },
      time_series: { flag: false, csv_decimal: 6 },
      RangeGraph: { flag: false },
      RAOs: { flag: false },
      cummulative_histograms: { flag: false },
    },
  },
  file_management: {
    flag: true,
    update_unfinished: { flag: false },
    filename: { extension: ['sim'], filters: { contains: [], not_contains: [] } },
  },
  parallel_processing: { enabled: true, max_workers: 'auto', save_error_reports: true },
};

/** `origin`: the place of messages about values that were not written. */
export function baseConfiguration(origin: Origin): Located {
  return locatedAt(origin, BASE);
}
