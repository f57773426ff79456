import { missing, positionsAt, separatorAt } from './averager.ts';
import { reportPatterns, type Translated } from './native.ts';
import {
  at,
  entriesAt,
  flagAt,
  type Place,
  remark,
  remarkOnOthers,
  textAt,
  textsAt,
  wrong,
} from './place.ts';

const KNOWN = [
  'data_separator',
  'directories',
  'enabled_plots',
  'file_patterns',
  'filename_structure',
  'grouping_labels',
  'metrics',
  'plot_settings',
  'plot_thresholds',
  'report_extension',
  'report_types',
];

/** Parts that are numbers, perhaps with a unit. */
const NUMBERS = ['seed', 'ttl', 'buffer', 'timeout'];
const USUAL = ['delivery_prob', 'overhead_ratio', 'latency_avg', 'hopcount_avg', 'buffertime_avg'];

/** Reads `analysis_config.json`: averages over each number of the names, the metrics of each run, and their pictures. */
export function translateAnalysis(root: Place): Translated {
  remarkOnOthers(root, KNOWN);
  separatorAt(root);
  const directories = at(root, 'directories');
  const folder =
    textAt(at(directories, 'report_dir'), 'the path of a folder') ??
    missing(at(directories, 'report_dir'), 'a folder');
  const outputFolder = textAt(at(directories, 'plots_dir'), 'the path of a folder') ?? 'plots';
  const structure = at(root, 'filename_structure');
  const positions = positionsAt(at(structure, 'raw_files', 'positions'));
  const parts = Object.keys(positions);
  if (!parts.includes('router') && parts.length > 0)
    wrong(at(structure, 'raw_files', 'positions'), 'the position of router');
  const numbers = parts.filter((part) => NUMBERS.includes(part));
  const names = {
    delimiter: textAt(at(structure, 'delimiter'), 'the text between the parts of a name') ?? '_',
    positions,
    extract: Object.fromEntries(numbers.map((part) => [part, 'number'])),
  };
  const extension =
    textAt(at(root, 'file_patterns', 'report_extension'), 'an extension such as .txt') ?? '.txt';
  const written = textsAt(at(root, 'report_types'), 'the name of a report');
  const types = written.length === 0 ? ['MessageStatsReport'] : written;
  return {
    folder,
    outputFolder,
    include: types.flatMap((type) => reportPatterns(type, extension)),
    exclude: [],
    names,
    tables: tablesOf(
      root,
      numbers.filter((part) => part !== 'seed'),
    ),
  };
}

function tablesOf(root: Place, over: readonly string[]): Translated['tables'] {
  const included = textsAt(at(root, 'metrics', 'include'), 'the name of a metric');
  const ignored = textsAt(at(root, 'metrics', 'ignore'), 'the name of a metric');
  const figures = (included.length === 0 ? USUAL : included).filter((name) => !ignored.includes(name));
  const plots = at(root, 'enabled_plots');
  const labels = labelsAt(at(root, 'grouping_labels'));
  const lines = flagAt(at(plots, 'line_plots'), true);
  const isPaired = flagAt(at(plots, 'pairplot'), false);
  if (isPaired)
    remark(
      at(plots, 'pairplot'),
      'false',
      'true, which is ignored: the table of metrics has the same numbers',
    );
  const surface = flagAt(at(plots, '3d_surface'), true) && over.length >= 2;
  const pictures = [
    ...(flagAt(at(plots, 'violin_plots'), true) ? ['distribution'] : []),
    ...(flagAt(at(plots, 'heatmaps'), true) ? ['correlation'] : []),
    ...(surface ? ['heat-map', 'surface'] : []),
  ];
  const averages = over.map((part) => ({
    name: `${part}_average`,
    layout: 'averages',
    groupBy: ['router', part],
    ...(lines ? { lines: figures } : {}),
    labels,
  }));
  const metrics = {
    name: 'metrics',
    layout: 'metrics',
    figures,
    ...(flagAt(at(plots, 'export_csv'), true) ? { template: '{router}_metrics.csv' } : {}),
    pictures,
    ...(surface ? { over: over.slice(0, 2) } : {}),
    labels,
  };
  return [...averages, metrics];
}

function labelsAt(place: Place): Readonly<Record<string, string>> {
  const found = entriesAt(place).flatMap(([name, own]): [string, string][] => {
    const label = textAt(own, 'the title of an axis');
    return label === null || name === 'default' ? [] : [[name, label]];
  });
  return Object.fromEntries(found);
}
