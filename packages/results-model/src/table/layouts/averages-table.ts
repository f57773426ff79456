import { averageText } from '../../runs/average-text.ts';
import { linePictures } from '../../runs/line-pictures.ts';
import { distinctNames, filledIn, type MadeFile } from '../../runs/made-file.ts';
import { REPORT_TYPE, type ReadName, readName, scenarioPart } from '../../runs/name-pattern.ts';
import { type RunGroup, RunGroups } from '../../runs/run-group.ts';
import type { AveragesTable as Spec } from '../../runs/runs-table.ts';
import type { Cell } from '../style/csv.ts';
import { rounded } from '../style/rounded.ts';
import type { TableHeader, TableInput } from '../style/table-header.ts';
import { PLAIN_STYLE } from '../style/table-style.ts';
import type { TableSpec } from '../table-spec.ts';
import { figuresOf } from './run-figures.ts';

const FIGURES = ['n', 'mean', 'std', 'min', 'max', 'low95', 'high95'] as const;

/** A row for each group and figure, known after the last input; a text file for each group besides. */
export class AveragesTable implements TableHeader {
  readonly fixed = true;
  readonly columns: readonly string[];
  readonly #spec: Spec;
  readonly #table: string;
  readonly #decimals: number | null;
  readonly #read: ReadName;
  readonly #groups: RunGroups;
  readonly #ignored: ReadonlySet<string>;

  constructor({ name, style = PLAIN_STYLE }: TableSpec, spec: Spec) {
    this.#spec = spec;
    this.#table = name;
    this.#decimals = style.decimals;
    this.#read = readName(spec.names);
    this.#groups = new RunGroups(spec.names, spec.groupBy);
    this.#ignored = new Set(spec.ignore);
    this.columns = [...this.#groups.keys, 'figure', 'runs', ...FIGURES, 'delivered', 'note'];
  }

  observe(): void {
    // The columns do not depend on the results.
  }

  units(): null {
    return null;
  }

  unitRow(): null {
    return null;
  }

  /** Every input belongs to a group by its name; those that were not read, or whose run did not end, count in none. */
  rows({ file, result, completeness }: TableInput): Cell[][] {
    const parts = this.#read(file);
    if (typeof parts === 'string') return [];
    const figures = figuresOf(result);
    const isReport = result === null ? parts.get(REPORT_TYPE)?.text !== '' : figures !== null;
    if (!isReport) return [];
    const group = this.#groups.groupOf(parts);
    const isWhole = (completeness ?? result?.facts.completeness) !== 'partial' && figures !== null;
    if (!isWhole) return [];
    const isNoneIgnored = this.#ignored.size === 0;
    group.add({
      parts,
      figures: isNoneIgnored ? figures : figures.filter(([name]) => !this.#ignored.has(name)),
    });
    return [];
  }

  foot(): Cell[][] {
    return this.#groups.all().flatMap((group) => this.#rowsOf(group));
  }

  made(): readonly MadeFile[] {
    const groups = this.#averaged();
    const { template, precision, names } = this.#spec;
    const texts = template === null ? [] : groups;
    const files = texts.map((group): MadeFile => {
      const text = averageText(group.summaries(), precision);
      const name = filledIn(template ?? '', group.parts);
      return { name, meaning: this.#meaning(group), content: { kind: 'text', text } };
    });
    const scenario = scenarioPart(names) ?? '';
    const prefix = (i: number): string => texts[i]?.parts.get(scenario)?.text ?? '';
    const pictures = linePictures(this.#spec, groups, this.#table);
    return [...distinctNames(files, prefix), ...pictures];
  }

  #averaged(): readonly RunGroup[] {
    return this.#groups.all().filter(({ runs }) => runs > 0 && runs >= this.#spec.minFiles);
  }

  #rowsOf(group: RunGroup): Cell[][] {
    const parts = this.#groups.keys.map((name): Cell => {
      const part = group.parts.get(name);
      return part === undefined ? null : part.text + (part.unit === '' ? '' : ` ${part.unit}`);
    });
    const { runs, withoutDelivery } = group;
    if (runs === 0 || runs < this.#spec.minFiles) {
      const note = `not averaged: fewer than ${this.#spec.minFiles} finished runs`;
      return [[...parts, null, runs, ...FIGURES.map(() => null), null, note]];
    }
    const summaries = group.summaries();
    const delivered = summaries.find(([name]) => name === 'delivered')?.[1].mean ?? null;
    return summaries.map(([name, { n, mean, std, min, max, low, high }]) => {
      const isMixed = name === 'hopcount_med' && withoutDelivery > 0;
      const note = isMixed ? `includes 0 for ${withoutDelivery} runs that delivered nothing` : null;
      const values = rounded([mean, std, min, max, low, high, delivered], this.#decimals);
      return [...parts, name, runs, n, ...values, note];
    });
  }

  #meaning(group: RunGroup): string {
    return JSON.stringify(this.#groups.keys.map((name) => group.parts.get(name)));
  }
}
