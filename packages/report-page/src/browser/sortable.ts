/** Headings of tables that were rendered without scripts become buttons that sort. */
export function makeSortable(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable'))
    for (const [column, heading] of [...table.querySelectorAll('thead th')].entries())
      addButton(table, { heading, column });
}

function addButton(
  table: HTMLTableElement,
  { heading, column }: { readonly heading: Element; readonly column: number },
): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = heading.textContent;
  heading.replaceChildren(button);
  button.addEventListener('click', () => {
    const descending = heading.getAttribute('aria-sort') !== 'descending';
    for (const other of table.querySelectorAll('thead th')) other.removeAttribute('aria-sort');
    heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    sort(table, { column, descending });
  });
}

function sort(
  table: HTMLTableElement,
  { column, descending }: { readonly column: number; readonly descending: boolean },
): void {
  const body = table.tBodies[0];
  if (body === undefined) return;
  const rows = [...body.rows].map((row) => ({ row, value: cellValue(row.cells[column]) }));
  rows.sort((a, b) => (descending ? -1 : 1) * compared(a.value, b.value));
  body.append(...rows.map(({ row }) => row));
}

function cellValue(cell: HTMLTableCellElement | undefined): number | string {
  const number = cell?.dataset.value;
  return number === undefined ? (cell?.textContent ?? '') : Number(number);
}

function compared(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}
