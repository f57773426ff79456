import { type Batch, durationText, effectiveYaml } from '@ballast/config';
import { LONGEST_NAME, nameKey, nameProblem, resourcesSchema } from '@ballast/config/yaml';
import type { LeadingColumn, LinkedNames, TableSpec } from '@ballast/results-model';
import type { Group } from './groups.ts';
import type { Digitalmodel } from './read-digitalmodel.ts';

/** What the batch needs besides the configuration: names and folders, resolved. */
export interface NativePlaces {
  /** Name of the run, with label and time: the start of the names of its files. */
  readonly name: string;
  readonly inputs: Batch['inputs'];
  /** Folder for journal and report. */
  readonly output: string;
  /** Folder for the tables. */
  readonly tablesFolder: string;
}

/** The batch file that gives the same tables; `comments` come first, a line each. */
export function nativeBatchText(
  digitalmodel: Digitalmodel,
  places: NativePlaces,
  comments: readonly string[] = [],
): string {
  const { workers, timeout, groups } = digitalmodel;
  const batch: Batch = {
    version: 1,
    name: batchName(places.name),
    reader: 'orcaflex',
    task: null,
    inputs: places.inputs,
    output: places.output,
    tablesFolder: places.tablesFolder,
    resources: resourcesSchema.parse(
      {
        ...(workers === null ? {} : { workers }),
        ...(timeout === null ? {} : { timeout: durationText(timeout) }),
      },
      { jitless: true },
    ),
    orcaflex: null,
    report: { title: null, client: null, logo: null, notes: null },
    cases: null,
    names: null,
    channels: [],
    tables: tablesOf(groups, places.name),
  };
  const head = comments.map((line) => `# ${line.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')}\n`).join('');
  return `${head}${effectiveYaml(batch, null)}`;
}

/** Names of files may be longer than the name of a batch. */
function batchName(name: string): string {
  return name.slice(0, LONGEST_NAME).replace(/[. ]+$/, '');
}

function tablesOf(groups: readonly Group[], name: string): readonly TableSpec[] {
  const taken = new Set<string>();
  return groups.map((group, i) => {
    const safe = nameProblem(group.label) === null ? group.label : `group-${i + 1}`;
    const own = taken.has(nameKey(safe)) ? `${safe} (${group.kind})` : safe;
    taken.add(nameKey(own));
    return tableOf(group, { own, file: `${name}_${group.label}` });
  });
}

const FILE: LeadingColumn = { fact: 'path', header: 'fe_filename' };
const STATUS: LeadingColumn = { fact: 'status', header: 'run_status' };
const STATISTIC: LeadingColumn = { fact: 'statistic', header: 'statistic' };
const SUMMARY_LEADING: readonly LeadingColumn[] = [
  FILE,
  { fact: 'stem', header: 'fe_filename_stem' },
  STATUS,
  { fact: 'start-time', header: 'start_time' },
  { fact: 'end-time', header: 'stop_time' },
  { fact: 'description', header: 'description' },
  STATISTIC,
];
const LINKED_LEADING: readonly LeadingColumn[] = [
  FILE,
  { fact: 'label', header: 'Label' },
  STATUS,
  STATISTIC,
];
const GRAPH_LEADING: readonly LeadingColumn[] = [FILE, { fact: 'stem', header: 'fe_filename_stem' }, STATUS];
const LINKED_NAMES: LinkedNames = {
  max: 'ValueAtMax_{driver}',
  tMax: 'TimeOfMax_{driver}',
  atMax: 'LinkedValueAtMax_{linked}',
  min: 'ValueAtMin_{driver}',
  tMin: 'TimeOfMin_{driver}',
  atMin: 'LinkedValueAtMin_{linked}',
};

interface Names {
  readonly own: string;
  /** Name of the file, if the table has one. */
  readonly file: string;
}

function tableOf(group: Group, names: Names): TableSpec {
  const { columns, decimals, foot, label } = group;
  // Incomplete files keep their rows, with empty cells.
  const common = { decimals, foot: [], onlyComplete: true, linkedNames: null, leading: null };
  switch (group.kind) {
    case 'summary':
      return {
        name: names.own,
        layout: 'wide',
        columns,
        style: {
          ...common,
          fileName: names.file,
          leading: SUMMARY_LEADING,
          foot: foot ? ['min', 'max', 'mean', 'stdev'] : [],
        },
      };
    case 'linked':
      return {
        name: names.own,
        layout: 'linked',
        columns,
        style: { ...common, fileName: names.file, leading: LINKED_LEADING, linkedNames: LINKED_NAMES },
      };
    case 'time-series':
      return { name: names.own, layout: 'time-series', columns, style: { ...common, fileName: label } };
    case 'rain-flow':
      return {
        name: names.own,
        layout: 'analysis',
        columns,
        ...(group.analysis === undefined ? {} : { analysis: group.analysis }),
        style: { ...common, fileName: names.file, leading: GRAPH_LEADING },
      };
    case 'range-graph':
      return {
        name: names.own,
        layout: 'range-graph',
        columns,
        style: { ...common, fileName: names.file, leading: GRAPH_LEADING },
      };
    case 'range-envelope':
      return {
        name: names.own,
        layout: 'range-envelope',
        columns,
        style: { ...common, fileName: names.file },
      };
  }
}
