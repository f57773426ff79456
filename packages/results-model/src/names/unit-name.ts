/** A name with its unit as other tools write it: `GenPwr_[kW]`. */
export function unitName({ name, unit }: { readonly name: string; readonly unit: string }): string {
  return `${name}_[${bareUnit(unit)}]`;
}

/** A unit without the brackets around it: `(kN-m)` and `[kN-m]` are `kN-m`. */
export function bareUnit(unit: string): string {
  const inside = /^\(([^()]*)\)$|^\[([^[\]]*)\]$/.exec(unit.trim());
  return (inside?.[1] ?? inside?.[2] ?? unit).trim();
}

/** `GenPwr_[kW]` as the name and the unit; null for any other name. */
export function splitUnitName(text: string): { readonly name: string; readonly unit: string } | null {
  const parts = /^(.+)_\[([^[\]]*)\]$/.exec(text);
  return parts?.[1] === undefined ? null : { name: parts[1], unit: parts[2] ?? '' };
}
