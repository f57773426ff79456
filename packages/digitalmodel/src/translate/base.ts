import type { Located, Origin } from '@ballast/config/yaml';
import { locatedAt } from './merge.ts';

/** What holds where neither the file nor the override says otherwise. */
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

/** `origin`: where messages point to that are about what nobody wrote. */
export function baseConfiguration(origin: Origin): Located {
  return locatedAt(origin, BASE);
}
