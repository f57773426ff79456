import type { Cell } from '@ballast/results-model';
import type { Sink, TableHead } from '../table-head.ts';
import { tableTooLarge, tooLarge } from './limits.ts';
import { BOLD, ITALIC } from './styles.ts';
import { cellText } from './xml-text.ts';
import { createDeflater, type Deflated } from './zip.ts';

/** One sheet of a workbook while it is written. */
export interface Sheet {
  row(cells: readonly Cell[]): void;
  end(): Deflated;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** Widths in characters. */
const NARROWEST = 9;
const WIDEST = 40;
/** The first columns name files and the like. */
const WIDE = 24;

/**
 * A sheet with its header, and the units below it if there are any; both stay in view. The compressed XML goes to `sink`
 * while rows arrive. Fault TABLE_TOO_LARGE. `name`: of the table, for that fault.
 */
export function createSheet(name: string, head: TableHead, sink: Sink): Sheet {
  const letters = head.columns.map((_, column) => columnLetters(column));
  const deflater = createDeflater(sink);
  let rows = 0;
  const row = (cells: readonly Cell[], style = ''): void => {
    rows += 1;
    refuseTooLarge(name, rows, cells.length);
    let text = `<row r="${rows}">`;
    for (const [column, cell] of cells.entries())
      text += cellXml(`${letters[column] ?? columnLetters(column)}${rows}`, cell, style);
    deflater.write(`${text}</row>`);
  };
  refuseTooLarge(name, 0, head.columns.length);
  deflater.write(startXml(head));
  row(head.columns, ` s="${BOLD}"`);
  if (head.units !== null) row(head.units, ` s="${ITALIC}"`);
  return {
    row: (cells) => row(cells),
    end: () => {
      deflater.write('</sheetData></worksheet>');
      return deflater.end();
    },
  };
}

function refuseTooLarge(name: string, rows: number, columns: number): void {
  const reason = tooLarge({ rows, columns });
  if (reason !== null) throw tableTooLarge(name, reason);
}

function startXml({ columns, units }: TableHead): string {
  const frozen = units === null ? 1 : 2;
  const pane = `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`;
  const widths = columns.map((column, i) => {
    const width = Math.min(WIDEST, Math.max(i === 0 ? WIDE : NARROWEST, column.length + 2));
    return `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`;
  });
  return [
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}">`,
    `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`,
    columns.length === 0 ? '' : `<cols>${widths.join('')}</cols>`,
    '<sheetData>',
  ].join('');
}

/** Numbers are numbers, and text is an inline string, which is never taken for a formula. */
function cellXml(place: string, cell: Cell, style: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number')
    return Number.isFinite(cell) ? `<c r="${place}"${style}><v>${String(cell)}</v></c>` : '';
  return `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${cellText(cell)}</t></is></c>`;
}

/** A, B, ..., Z, AA, ... */
function columnLetters(column: number): string {
  const last = String.fromCodePoint(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}
