import { nearest } from '@ballast/config';
import { type Located, pathText, type Step } from '@ballast/config/yaml';
import { printable } from '@ballast/text';
import { type Notes, warning } from './notes.ts';

/** Keys that a mapping may have, with the keys below them; null if anything may be below. `[]` is for items of a list. */
interface KeyTree {
  readonly [key: string]: KeyTree | null;
}

const COLUMN: KeyTree = Object.fromEntries(
  [
    'Command',
    'ObjectName',
    'ObjectType',
    'Variable',
    'Label',
    'Statistic_Type',
    'SimulationPeriod',
    'objectExtra',
    'ArcLength',
    'Position',
    'SupportIndex',
    'transform',
    'AdditionalData',
    // Has its own message.
    'VarName',
  ].map((key) => [key, null]),
);

const ADDED: KeyTree = { AddMinimumToSummary: null, AddMaximumToSummary: null, AddMeanToSummary: null };
const GROUP: KeyTree = { Label: null, SummaryFileName: null, Columns: { '[]': COLUMN } };
const GROUPS: KeyTree = { ...ADDED, groups: { '[]': GROUP } };
const SERIES_GROUPS: KeyTree = { ...GROUPS, data: null, histogram: null, summation: null };
const RANGE_STATISTICS: KeyTree = { min: null, max: null, mean: null };
const STATISTICS: KeyTree = { Minimum: null, Maximum: null, Mean: null, StdDev: null };
const TABLE: KeyTree = { flag: null, csv_decimal: null, statistics: STATISTICS, ...RANGE_STATISTICS };
const FLAG: KeyTree = { flag: null };

const FILE_MANAGEMENT: KeyTree = {
  flag: null,
  input_directory: null,
  output_directory: null,
  update_unfinished: null,
  filename: {
    extension: null,
    pattern: null,
    filters: { contains: null, not_contains: null, regex: null, min_size_kb: null, max_size_kb: null },
  },
  files: {
    files_in_current_directory: { flag: null, directory: null, auto_read: null, filename_pattern: null },
  },
  input_files: null,
};

const KNOWN: KeyTree = {
  meta: { basename: null, library: null, label: null, description: null, version: null },
  basename: null,
  library: null,
  label: null,
  description: null,
  version: null,
  parameters: null,
  orcaflex_post_process: null,
  default: { log_level: null, config: { overwrite: { output: null } } },
  orcaflex: {
    analysis: null,
    postprocess: {
      summary: TABLE,
      linked_statistics: TABLE,
      time_series: { ...TABLE, histogram: null, summation: null },
      RangeGraph: { flag: null, csv_decimal: null },
      RAOs: FLAG,
      cummulative_histograms: FLAG,
      all_vars: null,
      visualization: FLAG,
      rain_flow: { bins: null, range: null },
    },
  },
  summary_settings: GROUPS,
  summary_settings_master: GROUPS,
  linked_statistics_settings: GROUPS,
  linked_statistics_settings_master: GROUPS,
  time_series_settings: SERIES_GROUPS,
  time_series_settings_master: SERIES_GROUPS,
  RangeGraph: null,
  RangeGraph_settings: null,
  visualization_settings: null,
  file_management: FILE_MANAGEMENT,
  parallel_processing: {
    enabled: null,
    max_workers: null,
    workers: null,
    auto_optimize: null,
    task_type: null,
    timeout_per_file: null,
    save_error_reports: null,
    progress_reporting: null,
    continue_on_error: null,
  },
};

/** Warns about every unknown key, with the nearest known one. */
export function warnOfUnknownKeys(root: Located, notes: Notes): void {
  visit(root, KNOWN, { path: [], notes });
}

interface Visit {
  readonly path: readonly Step[];
  readonly notes: Notes;
}

function visit(located: Located, tree: KeyTree, { path, notes }: Visit): void {
  if (located.kind === 'list') {
    const items = tree['[]'];
    if (items === null || items === undefined) return;
    for (const [i, item] of located.items.entries()) visit(item, items, { path: [...path, i], notes });
    return;
  }
  if (located.kind === 'scalar') return;
  for (const [key, { keyOrigin, value }] of located.entries) {
    const below = Object.hasOwn(tree, key) ? tree[key] : undefined;
    if (below === undefined) warning(notes, keyOrigin, unknown(key, Object.keys(tree), path));
    else if (below !== null) visit(value, below, { path: [...path, key], notes });
  }
}

function unknown(
  key: string,
  known: readonly string[],
  path: readonly Step[],
): Parameters<typeof warning>[2] {
  const near = nearest(key, known);
  const hint = near === null ? undefined : `did you mean \`${near}\`?`;
  const where = path.length === 0 ? '' : ` in \`${pathText(path)}\``;
  const message = `The key \`${printable(key)}\`${where} means nothing and is ignored`;
  return { path: [...path, key], expected: 'a known key', found: `\`${printable(key)}\``, message, hint };
}
