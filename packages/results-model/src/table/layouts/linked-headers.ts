import type { LinkedColumn } from '../columns/column-spec.ts';
import { distinctLabels } from '../columns/labels.ts';
import type { LinkedNames } from '../style/table-style.ts';

/** The headers of one column's figures, in order: max, tMax, atMax of each linked series, then the same for min. */
export function headersOf(column: LinkedColumn, names: LinkedNames, taken: readonly string[]): string[] {
  const plain = (name: string): string => fill(name, { driver: column.variable });
  const each = (name: string): string[] =>
    column.linked.map(({ variable }, i) =>
      fill(name, { driver: column.variable, linked: variable, n: String(i + 1) }),
    );
  const { max, tMax, atMax, min, tMin, atMin } = names;
  const headers = [plain(max), plain(tMax), ...each(atMax), plain(min), plain(tMin), ...each(atMin)];
  return distinctLabels(headers, taken);
}

/** In one pass, since a variable's name may itself look like a placeholder. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(
    /\{(driver|linked|n)\}/g,
    (placeholder, name: string) => values[name] ?? placeholder,
  );
}

/** Every header once; one that only later lists contain comes after its predecessor in them. */
export function unionOf(lists: readonly (readonly string[])[]): string[] {
  const union: string[] = [];
  const known = new Set<string>();
  for (const list of lists) {
    let after = union.length - 1;
    for (const header of list) {
      if (known.has(header)) {
        after = union.indexOf(header);
        continue;
      }
      after += 1;
      union.splice(after, 0, header);
      known.add(header);
    }
  }
  return union;
}
