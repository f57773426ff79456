import { unitKey } from './unit-key.ts';

/** What a table prints as the unit of a column whose inputs do not agree. */
const UNITS_DIFFER = 'units differ';

/** A unit without its brackets. */
export function bareUnit(unit: string): string {
  return unit
    .trim()
    .replace(/^[([](.*)[)\]]$/su, '$1')
    .trim();
}

/** The units of the columns of a table over its inputs: equal ones may be spelled in several ways, unknown ones agree with any. */
export class ColumnUnits {
  /** By column: the first spelling, or null if there are several units. */
  readonly #first: (string | null | undefined)[] = [];
  readonly #keys = new Map<string, string>();

  add(units: readonly (string | null)[]): void {
    for (const [column, unit] of units.entries()) {
      if (unit === null || this.#keyOf(unit) === '') continue;
      const first = this.#first[column];
      if (first === undefined) this.#first[column] = unit;
      else if (first !== null && first !== unit && this.#keyOf(first) !== this.#keyOf(unit)) {
        this.#first[column] = null;
      }
    }
  }

  differ(column: number): boolean {
    return this.#first[column] === null;
  }

  /** Without its brackets; empty if no input has one. */
  text(column: number): string {
    const first = this.#first[column];
    if (first === null) return UNITS_DIFFER;
    return first === undefined ? '' : bareUnit(first);
  }

  #keyOf(unit: string): string {
    const known = this.#keys.get(unit);
    if (known !== undefined) return known;
    const key = unitKey(unit);
    this.#keys.set(unit, key);
    return key;
  }
}
