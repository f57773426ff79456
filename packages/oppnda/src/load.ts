import { statSync } from 'node:fs';
import path from 'node:path';
import { type CheckedBatch, checkBatch, invalidBatch, issueLines } from '@ballast/batch';
import { Document, isScalar, isSeq, readYaml, valueAt, visit } from '@ballast/config/yaml';
import { translateAnalysis } from './analysis.ts';
import { translateAverager } from './averager.ts';
import type { NativeBatch, Translated } from './native.ts';
import type { Notes, Place } from './place.ts';

export interface Configuration {
  /** As the user wrote it. */
  readonly file: string;
  readonly text: string;
}

export interface RunOptions {
  /** Output folder that replaces the usual one; relative to the working directory. */
  readonly output?: string;
  /** In the terms of a batch file, applied last. */
  readonly overrides?: readonly string[];
}

/** Which of the two configurations a text is; null for neither. */
export function oppndaKind(text: string): 'averager' | 'analysis' | null {
  const { root } = readYaml(text, { repeats: 'last-counts' });
  if (root === null) return null;
  const has = (...keys: readonly string[]): boolean => valueAt(root, keys) !== undefined;
  if (has('average_groups') && has('filename_pattern')) return 'averager';
  return has('filename_structure', 'raw_files') && has('directories') ? 'analysis' : null;
}

/**
 * The batch file that makes the same files in a folder of their own. `comments`: lines at its top. Fault BATCH_INVALID, with
 * all mistakes at once.
 */
export function convertOppnda(
  { file, text }: Configuration,
  options: RunOptions = {},
  comments: readonly string[] = [],
): { readonly text: string; readonly warnings: readonly string[] } {
  const { root, issues } = readYaml(text, { repeats: 'last-counts' });
  const notes: Notes = { problems: [...issues], warnings: [] };
  const kind = oppndaKind(text);
  if (root === null || kind === null) throw invalidBatch(notes.problems, file, CORRECT);
  const place: Place = { path: [], value: root, origin: root.origin, notes };
  const translated = kind === 'averager' ? translateAverager(place) : translateAnalysis(place);
  if (notes.problems.length > 0) throw invalidBatch(notes.problems, file, CORRECT);
  const batch = nativeBatch(translated, file, options);
  const warnings = issueLines(notes.warnings, file);
  const notesAtTop =
    warnings.length === 0 ? [] : ['Without an equivalent, or read differently:', ...warnings];
  return { text: batchText(batch, [...comments, ...notesAtTop]), warnings };
}

/** The batch of a configuration, ready to run. Faults: those of `convertOppnda`. */
export function loadOppnda(configuration: Configuration, options: RunOptions): CheckedBatch {
  const { text, warnings } = convertOppnda(configuration, options);
  const checked = checkBatch(text, {
    source: `${configuration.file} as a batch file`,
    base: path.dirname(path.resolve(configuration.file)),
    overrides: options.overrides ?? [],
  });
  return { ...checked, warnings: [...warnings, ...checked.warnings] };
}

const CORRECT = 'correct the configuration';

/** A folder counts from that of the configuration, from the one above it, or from the working directory: the first that exists. */
function nativeBatch(translated: Translated, file: string, { output }: RunOptions): NativeBatch {
  const own = path.dirname(path.resolve(file));
  const bases = [own, path.dirname(own), process.cwd()];
  const base = bases.find((one) => isFolder(path.resolve(one, translated.folder))) ?? own;
  const tables = output === undefined ? path.resolve(base, translated.outputFolder) : path.resolve(output);
  const stem = path.parse(file).name.replace(/[^\w.-]+/g, '-') || 'oppnda';
  const { include, exclude, names } = translated;
  return {
    version: 1,
    batch: stem,
    reader: 'one',
    inputs: { directory: portable(path.resolve(base, translated.folder)), include, exclude },
    output: portable(path.join(tables, `${stem}.ballast`)),
    tablesFolder: portable(tables),
    names,
    tables: translated.tables,
  };
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Forward slashes work on every platform. */
function portable(file: string): string {
  return file.split(path.sep).join('/');
}

function batchText(batch: NativeBatch, comments: readonly string[]): string {
  const document = new Document(batch, { aliasDuplicateObjects: false });
  visit(document, {
    Map(_, node) {
      node.flow = node.items.every(({ value }) => isScalar(value));
    },
    Seq(_, node) {
      node.flow = node.items.every((item) => isScalar(item) || isSeq(item));
    },
  });
  const head = comments.map((line) => `# ${line.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')}\n`).join('');
  return head + document.toString({ lineWidth: 0 });
}
