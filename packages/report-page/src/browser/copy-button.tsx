import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

/** Copies rows as text with tabs, which spreadsheets take apart again. */
export function CopyButton({ rows }: { readonly rows: readonly (readonly string[])[] }): JSX.Element {
  const [words, setWords] = useState('Copy');
  const copy = (): void => {
    const text = rows.map((row) => row.map(cellText).join('\t')).join('\n');
    copied(text).then(
      () => setWords('Copied'),
      () => setWords('Could not copy'),
    );
  };
  return (
    <button type="button" class="button" onClick={copy}>
      {words}
    </button>
  );
}

/** A cell that begins like a formula would be run by a spreadsheet. */
function cellText(cell: string): string {
  const flat = cell.replaceAll(/[\t\r\n]/g, ' ');
  return /^[=+@]|^-(?![\d.])/.test(flat) ? `'${flat}` : flat;
}

/** Pages from files have no clipboard of their own in some browsers: a selection is copied there. */
async function copied(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'hidden';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (!done) throw new Error('the browser does not allow it');
}
