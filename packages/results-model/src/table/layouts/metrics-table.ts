import type { FileResult } from '../../plan/file-result.ts';
import { filledIn, type MadeFile } from '../../runs/made-file.ts';
import {
  isNumberOf,
  type NamePart,
  type NameParts,
  partNames,
  type ReadName,
  readName,
} from '../../runs/name-pattern.ts';
import { isNumber } from '../../runs/run-group.ts';
import { RunPictures } from '../../runs/run-pictures.ts';
import type { MetricsTable as Spec } from '../../runs/runs-table.ts';
import { type Cell, csvLine } from '../style/csv.ts';
import { rounded } from '../style/rounded.ts';
import type { TableHeader, TableInput } from '../style/table-header.ts';
import { PLAIN_STYLE } from '../style/table-style.ts';
import type { TableSpec } from '../table-spec.ts';
import { figuresOf } from './run-figures.ts';

/** A row for each report with figures, in the order of the inputs; files with some of the rows and pictures besides. */
export class MetricsTable implements TableHeader {
  readonly fixed: boolean;
  readonly #spec: Spec;
  readonly #decimals: number | null;
  readonly #read: ReadName;
  readonly #parts: readonly string[];
  /** Parts that are numbers with a unit. */
  readonly #numbers: readonly string[];
  readonly #figures: Set<string>;
  readonly #pictures: RunPictures;
  /** Rows by the name of their file. */
  readonly #files = new Map<string, string[]>();

  constructor({ style = PLAIN_STYLE }: TableSpec, spec: Spec) {
    this.#spec = spec;
    this.#decimals = style.decimals;
    this.#read = readName(spec.names);
    this.#parts = partNames(spec.names);
    this.#numbers = spec.names.extract.filter(isNumberOf).map(({ name }) => name);
    this.fixed = spec.figures !== null;
    this.#figures = new Set(spec.figures ?? []);
    this.#pictures = new RunPictures(spec);
  }

  get columns(): readonly string[] {
    const units = this.#numbers.map((name) => `${name}_unit`);
    return ['file', 'status', ...this.#parts, ...units, ...this.#figures];
  }

  observe(result: FileResult | null): void {
    for (const [name] of figuresOf(result) ?? []) this.#figures.add(name);
  }

  units(): null {
    return null;
  }

  unitRow(): null {
    return null;
  }

  rows({ file, status, result, completeness }: TableInput): Cell[][] {
    const figures = figuresOf(result);
    // A report of rows has no figures; one of figures that is empty keeps its row.
    if (result !== null && figures === null && (result.facts.series ?? 0) > 0) return [];
    const read = this.#read(file);
    const parts: NameParts = typeof read === 'string' ? new Map() : read;
    const texts = new Map(figures ?? []);
    const isWhole = (completeness ?? result?.facts.completeness) !== 'partial' && figures !== null;
    const values = [...this.#figures].map((name): Cell => numberOf(texts.get(name)));
    const cells = this.#parts.map((name): Cell => partCell(parts.get(name)));
    const units = this.#numbers.map((name): Cell => parts.get(name)?.unit || null);
    if (isWhole && typeof read !== 'string') {
      this.#pictures.add({ parts, figures: figures ?? [] });
      this.#addToFile({ file, parts, cells, values });
    }
    return [[file, status, ...cells, ...units, ...rounded(values, this.#decimals)]];
  }

  foot(): Cell[][] {
    return [];
  }

  made(): readonly MadeFile[] {
    const head = ['filename', 'source_report', ...this.#parts, ...this.#figures];
    const tables = [...this.#files].map(([name, lines]): MadeFile => {
      const text = [csvLine(head), ...lines].join('');
      return { name, meaning: name, content: { kind: 'text', text } };
    });
    return [...tables, ...this.#pictures.made()];
  }

  #addToFile({
    file,
    parts,
    cells,
    values,
  }: {
    readonly file: string;
    readonly parts: NameParts;
    readonly cells: readonly Cell[];
    readonly values: readonly Cell[];
  }): void {
    const { template } = this.#spec;
    if (template === null) return;
    const name = filledIn(template, parts);
    const lines = this.#files.get(name) ?? [];
    this.#files.set(name, lines);
    const own = file.slice(file.lastIndexOf('/') + 1);
    lines.push(csvLine([own, parts.get('report_type')?.text ?? '', ...cells, ...values]));
  }
}

function partCell(part: NamePart | undefined): Cell {
  return isNumber(part) ? Number(part?.text) : (part?.text ?? null);
}

/** `NaN` is an empty cell. */
function numberOf(text: string | undefined): Cell {
  const value = Number(text);
  return text === undefined || Number.isNaN(value) ? null : value;
}
