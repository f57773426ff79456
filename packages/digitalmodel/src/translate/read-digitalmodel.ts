import type { ConfigIssue } from '@ballast/config';
import {
  type Located,
  MOST_MISTAKES,
  MOST_WORKERS,
  mistakeAt,
  nameProblem,
  plain,
  readYaml,
  sortMistakes,
  valueAt,
} from '@ballast/config/yaml';
import { type Milliseconds, milliseconds } from '@ballast/resource-model';
import { readPythonLiteral } from '../literal/python-literal.ts';
import { baseConfiguration } from './base.ts';
import { type Group, groupsOf } from './groups.ts';
import { type InputPlace, type InputSelection, inputSelection } from './input-selection.ts';
import { warnOfUnknownKeys } from './known-keys.ts';
import { merged, withMergeKeys } from './merge.ts';
import { type Notes, newNotes, problem, warning } from './notes.ts';
import { at, flagAt, isNothing, numberAt, type Place, rootPlace, textAt, wrong } from './place.ts';

/** A configuration of the Python package digitalmodel for its post-processing, checked. Paths are as written. */
export interface Digitalmodel {
  /** Suffix of output names; null for none. */
  readonly label: string | null;
  /** Whether output names stay the same from run to run; otherwise they contain the time. */
  readonly stableNames: boolean;
  /** Null if the configuration names none. */
  readonly outputDirectory: string | null;
  /** Where it was written. */
  readonly outputPlace: InputPlace;
  readonly inputs: InputSelection;
  /** At least one. */
  readonly groups: readonly Group[];
  /** Most workers; null for no limit. */
  readonly workers: number | null;
  /** For each file; null for the default. */
  readonly timeout: Milliseconds | null;
  readonly errorReports: boolean;
  /** Base, file and override in one, plain: for the record of the run. */
  readonly effective: unknown;
}

export type DigitalmodelResult =
  | {
      readonly ok: true;
      readonly digitalmodel: Digitalmodel;
      readonly warnings: readonly ConfigIssue[];
    }
  | {
      readonly ok: false;
      readonly issues: readonly ConfigIssue[];
      /** A value that was read differently may be the cause. */
      readonly warnings: readonly ConfigIssue[];
    };

const BASENAME = 'orcaflex_post_process';
/** Name of the second argument in messages. */
const OVERRIDE = 'override';

/**
 * The kind of a text, by its keys: a batch file, or a configuration of digitalmodel, which names its task in `meta.basename`
 * or `basename`. A text that cannot be read is `unknown`.
 */
export function configurationKind(text: string): 'batch' | 'digitalmodel' | 'unknown' {
  const { root } = readYaml(text, { repeats: 'last-counts' });
  if (root === null) return 'unknown';
  if (['batch', 'reader', 'tables'].some((key) => valueAt(root, [key]) !== undefined)) return 'batch';
  return basenameOf(root) === null ? 'unknown' : 'digitalmodel';
}

function basenameOf(root: Located): string | null {
  for (const path of [['meta', 'basename'], ['basename']]) {
    const value = valueAt(root, path);
    if (value?.kind === 'scalar' && typeof value.value === 'string') return value.value;
  }
  return null;
}

/**
 * Reads a configuration and its override (a Python literal or JSON; null for none): pure, and safe for hostile text.
 * Returns all mistakes at once.
 */
export function readDigitalmodel(text: string, override: string | null): DigitalmodelResult {
  const notes = newNotes();
  const root = effectiveRoot(text, override, notes);
  if (root === null) return refusedFor(notes);
  const place = rootPlace(root, notes);
  warnOfUnknownKeys(root, notes);
  requireBasename(place);
  warnOfUnsupported(place);
  const output = at(place, 'file_management', 'output_directory');
  const read: Digitalmodel = {
    label: labelOf(place),
    stableNames: flagAt(at(place, 'default', 'config', 'overwrite', 'output'), true),
    outputDirectory: textAt(output, 'the path of a folder'),
    outputPlace: { path: output.path, origin: output.origin },
    inputs: inputSelection(place),
    groups: groupsOf(place),
    ...processing(at(place, 'parallel_processing')),
    effective: plain(root),
  };
  if (notes.problems.length > 0) return refusedFor(notes);
  return { ok: true, digitalmodel: read, warnings: listed(notes.warnings) };
}

function refusedFor({ problems, warnings }: Notes): DigitalmodelResult {
  return { ok: false, issues: listed(problems), warnings: listed(warnings) };
}

function effectiveRoot(text: string, override: string | null, notes: Notes): Located | null {
  const reading = readYaml(text, { repeats: 'last-counts' });
  notes.problems.push(...reading.issues);
  notes.warnings.push(...reading.repeats);
  const over = override === null ? null : overrideRoot(override, notes);
  if (reading.root === null || notes.problems.length > 0) return null;
  if (reading.root.kind !== 'mapping') {
    problem(notes, reading.root.origin, {
      path: [],
      expected: 'a mapping with meta, orcaflex and so on',
      found: 'something else',
    });
    return null;
  }
  const own = merged(baseConfiguration(reading.root.origin), withMergeKeys(reading.root));
  return over === null ? own : merged(own, over);
}

function overrideRoot(text: string, notes: Notes): Located | null {
  const reading = readPythonLiteral(text, OVERRIDE);
  if (!reading.ok) {
    notes.problems.push(...reading.issues);
    return null;
  }
  notes.warnings.push(...reading.warnings);
  if (reading.root.kind === 'mapping') return reading.root;
  const expected = "a mapping such as {'meta': {'label': 'x'}}";
  problem(notes, reading.root.origin, { path: [], expected, found: 'something else' });
  return null;
}

function requireBasename(root: Place): void {
  const own = at(root, 'meta', 'basename');
  const place = isNothing(own) ? at(root, 'basename') : own;
  if (isNothing(place) || textAt(place, BASENAME) !== BASENAME) {
    wrong(place, `the basename ${BASENAME}`, 'post-processing is what this program does');
  }
}

function labelOf(root: Place): string | null {
  const own = at(root, 'meta', 'label');
  const place = isNothing(own) ? at(root, 'label') : own;
  const label = textAt(place, 'a label');
  const unsafe = label === null ? null : nameProblem(`x_${label}`);
  return unsafe === null ? label : wrong(place, `${unsafe} (it becomes part of file names)`);
}

/** Unsupported keys, and what to do instead. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  visualization: 'views need a screen: save them from OrcaFlex',
  RAOs: 'no file is written for them',
  cummulative_histograms: 'no file is written for them',
  all_vars: "list the variables that are needed, or use a batch file with the variable '*'",
};

function warnOfUnsupported(root: Place): void {
  const postprocess = at(root, 'orcaflex', 'postprocess');
  for (const [key, hint] of Object.entries(UNSUPPORTED)) {
    const flag = at(postprocess, key, 'flag');
    if (flagAt(flag, false)) unsupported(flag, hint);
  }
  for (const key of ['static', 'simulation', 'save_sim', 'save_dat']) {
    const flag = at(root, 'orcaflex', 'analysis', key);
    if (flagAt(flag, false)) unsupported(flag, 'simulations are not run here, only read');
  }
  const unfinished = at(root, 'file_management', 'update_unfinished', 'flag');
  if (flagAt(unfinished, false)) unsupported(unfinished, 'input files are never changed');
  const stops = at(root, 'parallel_processing', 'continue_on_error');
  if (!flagAt(stops, true))
    unsupported(stops, 'every file is read, and the row of a failed one has the reason');
}

function unsupported(place: Place, hint: string): void {
  const message = `\`${place.path.join('.')}\` has no equivalent and is ignored`;
  warning(place.notes, place.origin, { path: place.path, expected: '', found: '', message, hint });
}

type Processing = Pick<Digitalmodel, 'workers' | 'timeout' | 'errorReports'>;

function processing(place: Place): Processing {
  const enabled = flagAt(at(place, 'enabled'), true);
  return {
    workers: enabled ? workersOf(place) : 1,
    timeout: timeoutOf(at(place, 'timeout_per_file')),
    errorReports: flagAt(at(place, 'save_error_reports'), true),
  };
}

/** A number of workers is an upper limit: the scheduler finds the actual number. */
function workersOf(place: Place): number | null {
  const words = `a number of workers from 1 to ${MOST_WORKERS}, or auto`;
  const counts = ['max_workers', 'workers'].map((key) => {
    const count = at(place, key);
    if (isNothing(count) || (count.value?.kind === 'scalar' && count.value.value === 'auto')) return null;
    const number = numberAt(count, words, { least: 1, most: MOST_WORKERS });
    return number === null || Number.isInteger(number) ? number : wrong(count, words);
  });
  const given = counts.filter((count) => count !== null);
  return given.length === 0 ? null : Math.min(...given);
}

const LONGEST_SECONDS = 24 * 86_400;

function timeoutOf(place: Place): Milliseconds | null {
  const seconds = numberAt(place, `seconds from 1 to ${LONGEST_SECONDS} (24 days)`, {
    least: 1,
    most: LONGEST_SECONDS,
  });
  return seconds === null ? null : milliseconds(Math.round(seconds * 1000));
}

/** Sorted, each once (a template repeats its mistakes in every column), up to a limit. */
function listed(issues: readonly ConfigIssue[]): readonly ConfigIssue[] {
  const seen = new Set<string>();
  const once = sortMistakes(issues).filter((one) => {
    const place = 'source' in one ? one.source : `${one.line}:${one.column}`;
    const key = `${place} ${one.path.slice(one.path.lastIndexOf('.') + 1)} ${one.expected} ${one.found}`;
    return seen.size !== seen.add(key).size;
  });
  if (once.length <= MOST_MISTAKES) return once;
  const rest = mistakeAt(
    { kind: 'override', source: '...' },
    { path: [], expected: 'fewer mistakes', found: `more than ${MOST_MISTAKES}; the rest is not listed` },
  );
  return [...once.slice(0, MOST_MISTAKES), rest];
}
