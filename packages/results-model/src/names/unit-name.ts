import { bareUnit } from '../table/columns/column-units.ts';

/** A name with its unit as other tools write it: `GenPwr_[kW]`. */
export function unitName({ name, unit }: { readonly name: string; readonly unit: string }): string {
  return `${name}_[${bareUnit(unit)}]`;
}

/** `GenPwr_[kW]` as the name and the unit; null for any other name. */
export function splitUnitName(text: string): { readonly name: string; readonly unit: string } | null {
  const parts = /^(.+)_\[([^[\]]*)\]$/.exec(text);
  return parts?.[1] === undefined ? null : { name: parts[1], unit: parts[2] ?? '' };
}
