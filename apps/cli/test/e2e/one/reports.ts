import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Figures that differ from the usual ones; `title` replaces the first line. */
export interface Stats {
  readonly title?: string;
  readonly created?: number;
  readonly delivered?: number;
  readonly relayed?: number;
  readonly hopcount?: number;
}

/** A summary as the simulator writes it; its ratios follow from its counts. */
export function messageStats({
  title = 'Message stats for scenario made',
  created = 10,
  delivered = 4,
  relayed = 40,
  hopcount = 2,
}: Stats = {}): string {
  const ratio = (over: number, under: number): string => (under === 0 ? 'NaN' : (over / under).toFixed(4));
  return `${title}
sim_time: 7200.0000
created: ${created}
relayed: ${relayed}
delivered: ${delivered}
delivery_prob: ${ratio(delivered, created)}
overhead_ratio: ${ratio(relayed - delivered, delivered)}
latency_avg: ${delivered === 0 ? 'NaN' : '1500.5000'}
hopcount_avg: ${delivered === 0 ? 'NaN' : `${hopcount}.0000`}
hopcount_med: ${delivered === 0 ? 0 : hopcount}
buffertime_avg: 90.2500
`;
}

/** Writes `<stem>_MessageStatsReport.txt` for each stem. */
export function writeReports(folder: string, reports: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [stem, text] of Object.entries(reports))
    writeFileSync(path.join(folder, `${stem}_MessageStatsReport.txt`), text);
}

const COMPONENTS = { scenario_name: 0, router: 1, seed: 2, ttl: 3, buffer: 4, report_type: 5 };

/** Writes OppNDA's two configurations into `config`; they are about the folder `reports` beside it. */
export function writeConfigurations(
  root: string,
  reports = 'reports',
): { readonly averager: string; readonly analysis: string } {
  const averager = {
    folder: reports,
    file_filter: { extension: '.txt', contains: '' },
    report_types: ['MessageStatsReport', 'ContactTimesReport'],
    filename_pattern: {
      delimiter: '_',
      components: COMPONENTS,
      extract: { ttl: '(\\d+)', seed: '(\\d+)', buffer: '(\\d+)' },
    },
    data_separator: ':',
    ignore_fields: ['sim_time'],
    average_groups: ['ttl', 'buffer'].map((part) => ({
      group_by: ['router', part],
      min_files: 2,
      name: `${part}_average`,
      output_template: `{report_type}_{router}_{${part}}_${part}_average.txt`,
    })),
    output: { precision: 4 },
  };
  const { scenario_name: prefix, ...others } = COMPONENTS;
  const analysis = {
    data_separator: ':',
    directories: { plots_dir: 'plots', report_dir: reports },
    enabled_plots: {
      '3d_surface': true,
      export_csv: true,
      heatmaps: true,
      line_plots: true,
      violin_plots: true,
    },
    file_patterns: { report_extension: '.txt' },
    filename_structure: { delimiter: '_', raw_files: { positions: { prefix, ...others } } },
    grouping_labels: { buffer: 'Buffer Size (MB)', ttl: 'TTL (seconds)' },
    metrics: { ignore: [], include: ['delivery_prob', 'overhead_ratio', 'latency_avg'] },
    report_types: ['MessageStatsReport'],
  };
  const folder = path.join(root, 'config');
  mkdirSync(folder, { recursive: true });
  const written = (name: string, value: unknown): string => {
    const file = path.join(folder, name);
    writeFileSync(file, JSON.stringify(value, null, 2));
    return file;
  };
  return {
    averager: written('averager_config.json', averager),
    analysis: written('analysis_config.json', analysis),
  };
}
