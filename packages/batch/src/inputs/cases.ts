import { readFileSync } from 'node:fs';
import { nearest } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import type { CaseTable, TableSpec } from '@ballast/results-model';
import { countText, printable } from '@ballast/text';
import { CsvError, parse } from 'csv-parse/sync';
import { casePattern } from './case-pattern.ts';
import type { Input } from './list.ts';

/** The load cases of the inputs. */
export interface LoadCases {
  /** The properties of a case, without those that come from channels. */
  readonly columns: readonly string[];
  /** By input; null for one without a case. */
  readonly values: readonly (Readonly<Record<string, string>> | null)[];
  readonly warnings: readonly string[];
}

/** A file of load cases is never larger, in bytes: it has a line for each input. */
const MOST_BYTES = 64 << 20;
/** How many names a warning lists. */
const MOST_NAMES = 5;

type Row = Readonly<Record<string, string>>;

/**
 * The load case of each input, from a CSV file, from a pattern over its path, or from both. Fault CASES_INVALID for a file
 * that cannot be read, for two lines about one input and for columns that both define.
 */
export function loadCases(
  { file, pattern }: { readonly file: string | null; readonly pattern: string | null },
  inputs: readonly Pick<Input, 'file'>[],
): LoadCases {
  const names = inputs.map(({ file: name }) => name);
  const ofPattern = pattern === null ? null : casePattern(pattern);
  const ofFile = file === null ? null : caseFile(file, names);
  const columns = [...(ofPattern?.columns ?? []), ...(ofFile?.columns ?? [])];
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice !== undefined)
    throw invalid(
      `the property ${printable(twice)} is both in the pattern and in ${file}`,
      'rename one of them',
    );
  const values = names.map((name, input): Row | null => {
    const matched = ofPattern?.match(name) ?? null;
    const listed = ofFile?.rows.get(input) ?? null;
    const lacking = (ofPattern !== null && matched === null) || (ofFile !== null && listed === null);
    return lacking ? null : { ...matched, ...listed };
  });
  const without = names.filter((_, input) => values[input] === null);
  const warnings = [
    ...(without.length === 0
      ? []
      : [
          `${countText(without.length, 'input')} without a load case, left out of tables over cases: ${namesText(without)}`,
        ]),
    ...(ofFile === null || ofFile.unused.length === 0
      ? []
      : [
          `${countText(ofFile.unused.length, 'line')} of ${file} without an input: ${namesText(ofFile.unused)}`,
        ]),
  ];
  return { columns, values, warnings };
}

function namesText(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return `${names
    .slice(0, MOST_NAMES)
    .map((name) => printable(name))
    .join(', ')}${more}`;
}

interface CaseFile {
  readonly columns: readonly string[];
  /** By the number of the input. */
  readonly rows: ReadonlyMap<number, Row>;
  /** Names of lines that no input has. */
  readonly unused: readonly string[];
}

function caseFile(file: string, names: readonly string[]): CaseFile {
  const [header, ...lines] = linesOf(file);
  const place = header?.indexOf('file') ?? -1;
  if (header === undefined || place < 0)
    throw invalid(
      `${file} has no column "file" in its first line`,
      'name the column with the names of the inputs "file"',
    );
  const repeated = header.find((column, i) => column === '' || header.indexOf(column) !== i);
  if (repeated !== undefined)
    throw invalid(
      `${file} has two columns "${printable(repeated)}", or one without a name`,
      'give each column a name of its own',
    );
  const inputs = new InputNames(names);
  const rows = new Map<number, Row>();
  const unused: string[] = [];
  for (const [i, cells] of lines.entries()) {
    const name = cells[place] ?? '';
    const input = inputs.find(name);
    if (input === null) {
      unused.push(name);
      continue;
    }
    if (rows.has(input))
      throw invalid(
        `${file} line ${i + 2} is a second line about ${printable(name)}`,
        'keep one line for each input',
      );
    const values = header.flatMap((column, k) => (k === place ? [] : [[column, cells[k] ?? '']]));
    rows.set(input, Object.fromEntries(values));
  }
  return { columns: header.filter((_, k) => k !== place), rows, unused };
}

function linesOf(file: string): string[][] {
  try {
    const data = readFileSync(file);
    if (data.length > MOST_BYTES) throw new Error(`it has more than ${MOST_BYTES} bytes`);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(data);
    return parse(text, { bom: true, trim: true, skip_empty_lines: true });
  } catch (cause) {
    const why = cause instanceof CsvError || cause instanceof Error ? cause.message : String(cause);
    throw invalid(
      `the file of load cases ${file} cannot be read: ${printable(why)}`,
      'write it as CSV in UTF-8, with commas and a header',
      cause,
    );
  }
}

/** Inputs by their paths below the input folder, and by their file names if these are unique. */
class InputNames {
  readonly #paths: ReadonlyMap<string, number>;
  readonly #files = new Map<string, number | null>();

  constructor(names: readonly string[]) {
    this.#paths = new Map(names.map((name, input) => [name, input]));
    for (const [input, name] of names.entries()) {
      const file = name.slice(name.lastIndexOf('/') + 1);
      this.#files.set(file, this.#files.has(file) ? null : input);
    }
  }

  find(written: string): number | null {
    const name = written.replaceAll('\\', '/').replace(/^\.\//, '');
    return this.#paths.get(name) ?? this.#files.get(name) ?? null;
  }
}

/**
 * The tables with the properties of the cases filled in. Fault CASES_INVALID for a property that no case has, and for a
 * safety factor or hours per year that are not numbers.
 */
export function withCases(tables: readonly TableSpec[], cases: LoadCases | null): readonly TableSpec[] {
  return tables.map((table) => {
    if (table.cases === undefined) return table;
    const columns = cases?.columns ?? [];
    const known = [...columns, ...table.cases.channels.map(({ name }) => name)];
    for (const column of neededBy(table.cases.table)) requireColumn(column, known, table.name);
    for (const column of numbersOf(table.cases.table))
      requireNumbers(column, cases?.values ?? [], table.name);
    return { ...table, cases: { ...table.cases, columns } };
  });
}

function neededBy(table: CaseTable): readonly string[] {
  const availability = 'availability' in table ? (table.availability?.column ?? null) : null;
  const by = 'by' in table ? table.by : null;
  const over = 'over' in table ? table.over : [];
  return [...over, ...numbersOf(table), by, availability].filter((column) => column !== null);
}

function numbersOf(table: CaseTable): readonly string[] {
  const factor = table.kind === 'ultimate' ? table.factor : null;
  const hours = 'climate' in table && table.climate.kind === 'hours' ? table.climate.column : null;
  return [factor, hours].filter((column) => column !== null);
}

function requireColumn(column: string, known: readonly string[], table: string): void {
  if (known.includes(column)) return;
  const near = nearest(column, known);
  const hint =
    near === null
      ? `name one of ${known.map((name) => printable(name)).join(', ') || 'the properties that `cases` defines'}`
      : `did you mean ${printable(near)}?`;
  throw invalid(`the table "${table}" needs the property ${printable(column)}, which no load case has`, hint);
}

function requireNumbers(column: string, values: LoadCases['values'], table: string): void {
  for (const one of values) {
    const text = one?.[column];
    if (text === undefined || (text !== '' && Number(text) >= 0)) continue;
    throw invalid(
      `the table "${table}" needs numbers of at least 0 in ${printable(column)}, found ${printable(text) || 'an empty cell'}`,
      'correct the load cases',
    );
  }
}

function invalid(message: string, hint: string, cause?: unknown): FaultError {
  return new FaultError({ code: 'CASES_INVALID', message, hint, ...(cause === undefined ? {} : { cause }) });
}
