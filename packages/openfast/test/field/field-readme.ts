/** The README of a folder of field cases, as far as a reader of files can hold it. */
export interface FieldSection {
  readonly files: readonly string[];
  readonly period: readonly [number, number] | null;
  /** Must hold whatever the outcome is. */
  readonly must: readonly Claim[];
  /** One of them must hold. */
  readonly right: readonly Claim[];
}

export interface Claim {
  readonly conditions: Readonly<Record<string, unknown>>;
  /** Lines of the table below it, by their column names; empty if it has none. */
  readonly table: readonly Readonly<Record<string, string>>[];
}

/** One section for each heading of a case. */
export function parseSections(readme: string): FieldSection[] {
  return readme
    .split(/^###? /m)
    .filter((section) => section.startsWith('`'))
    .map(parseSection);
}

function parseSection(section: string): FieldSection {
  const [heading = '', ...lines] = section.split('\n');
  const must: Claim[] = [];
  const right: Claim[] = [];
  let period: FieldSection['period'] = null;
  let claim: { conditions: Claim['conditions']; table: Record<string, string>[] } | null = null;
  let columns: string[] | null = null;
  for (const line of lines) {
    const bullet = /^- (\w+)(?: \(\w+\))?: (.*)$/.exec(line);
    if (bullet !== null) {
      const [, kind = '', rest = ''] = bullet;
      columns = null;
      if (kind === 'how') period = periodIn(rest);
      if (kind !== 'must' && kind !== 'right' && kind !== 'acceptable') continue;
      claim = { conditions: conditionsIn(rest), table: [] };
      (kind === 'must' ? must : right).push(claim);
    } else if (line.startsWith('|') && claim !== null) {
      const cells = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      if (columns === null) columns = cells;
      else if (!/^-+$/.test(cells[0] ?? '')) {
        const names = columns;
        claim.table.push(Object.fromEntries(cells.map((cell, at) => [names[at] ?? '', cell])));
      }
    }
  }
  return { files: [...heading.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file), period, must, right };
}

function periodIn(text: string): FieldSection['period'] {
  const match = /^period: \[(\d+), (\d+)\]$/.exec(text);
  return match === null ? null : [Number(match[1]), Number(match[2])];
}

function conditionsIn(text: string): Record<string, unknown> {
  if (text === 'as below') return {};
  return Object.fromEntries(
    text.split(/; (?=\w+: )/).map((part) => {
      const at = part.indexOf(': ');
      return [part.slice(0, at), JSON.parse(part.slice(at + 2))];
    }),
  );
}
