import type { FileResult } from '../../plan/file-result.ts';
import { FootRows } from '../foot-rows.ts';
import type { Layout, TableSpec } from '../table-spec.ts';
import type { Cell } from './csv.ts';
import { rounded } from './rounded.ts';
import type { BodyRow, ColumnFacts, TableBody, TableHeader, TableInput } from './table-header.ts';
import {
  COLUMN_FACTS,
  type FootRow,
  type LeadingColumn,
  type LeadingFact,
  PLAIN_STYLE,
} from './table-style.ts';

/** The leading columns of a table: its own, or those of its layout. */
export function leadingColumns({ layout, style = PLAIN_STYLE }: TableSpec): readonly LeadingColumn[] {
  return style.leading ?? factsOf(layout, style.foot).map((fact) => ({ fact, header: fact }));
}

function factsOf(layout: Layout, foot: readonly FootRow[]): LeadingFact[] {
  const statistic: LeadingFact[] = foot.length === 0 ? [] : ['statistic'];
  const about = layout === 'linked' ? COLUMN_FACTS : [];
  return ['file', 'status', ...about, ...statistic];
}

/** Layouts whose rows belong to different series. */
const HAS_NO_FOOT: readonly Layout[] = ['long', 'analysis', 'range-graph'];

/** A layout with its leading columns, rounding and foot. */
export class StyledTable implements TableHeader {
  readonly #body: TableBody;
  readonly #leading: readonly LeadingColumn[];
  readonly #decimals: number | null;
  readonly #onlyComplete: boolean;
  readonly #foot: FootRows;

  constructor(spec: TableSpec, body: TableBody) {
    const { decimals, onlyComplete, foot } = spec.style ?? PLAIN_STYLE;
    this.#body = body;
    this.#leading = leadingColumns(spec);
    this.#decimals = decimals;
    this.#onlyComplete = onlyComplete;
    this.#foot = new FootRows(HAS_NO_FOOT.includes(spec.layout) ? [] : foot);
  }

  get fixed(): boolean {
    return this.#body.fixed;
  }

  get columns(): readonly string[] {
    return [...this.#leading.map(({ header }) => header), ...this.#body.columns];
  }

  observe(result: FileResult | null): void {
    this.#body.observe(result);
  }

  units(): (string | null)[] | null {
    const units = this.#body.units();
    return units === null ? null : [...this.#leading.map(() => null), ...units.map((unit) => unit || null)];
  }

  unitRow(): Cell[] | null {
    const named = this.#leading.findIndex(({ fact }) => fact === 'statistic');
    const name = this.#leading.length === 0 ? -1 : Math.max(0, named);
    return this.units()?.map((unit, i) => (i === name ? 'units' : unit)) ?? null;
  }

  rows(input: TableInput): Cell[][] {
    const rows = this.#body.rows(this.#shown(input));
    if (input.counts !== false) this.#foot.add(rows);
    return rows.map((row) => this.#printed(row, (fact) => factOfInput(fact, input)));
  }

  leading(input: TableInput): Cell[] {
    return this.#printed({ about: null, cells: [] }, (fact) => factOfInput(fact, input));
  }

  foot(): Cell[][] {
    return this.#foot
      .rows()
      .map(({ name, ...row }) => this.#printed(row, (fact) => (fact === 'statistic' ? name : null)));
  }

  #shown({ result, completeness }: TableInput): FileResult | null {
    if (!this.#onlyComplete) return result;
    const isComplete = (completeness ?? result?.facts.completeness) === 'complete';
    return isComplete && result?.facts.completeness === 'complete' ? result : null;
  }

  #printed({ about, cells }: Omit<BodyRow, 'units'>, factOf: (fact: InputFact) => Cell): Cell[] {
    const row: Cell[] = [];
    for (const { fact } of this.#leading)
      row.push(isColumnFact(fact) ? (about?.[fact] ?? null) : factOf(fact));
    for (const cell of cells) row.push(cell);
    return this.#decimals === null ? row : [...rounded(row, this.#decimals)];
  }
}

type InputFact = Exclude<LeadingFact, keyof ColumnFacts>;

function isColumnFact(fact: LeadingFact): fact is keyof ColumnFacts {
  return COLUMN_FACTS.some((known) => known === fact);
}

function factOfInput(fact: InputFact, { file, status, path, stem, result }: TableInput): Cell {
  const facts = result?.facts;
  switch (fact) {
    case 'file':
      return file;
    case 'path':
      return path ?? file;
    case 'stem':
      return stem ?? file;
    case 'status':
      return status;
    case 'start-time':
      return facts?.startTime ?? null;
    case 'end-time':
      return facts?.endTime ?? null;
    case 'stop-time':
      return facts?.plannedEndTime ?? facts?.endTime ?? null;
    case 'description':
      return facts?.description ?? null;
    case 'statistic':
      return null;
  }
}
