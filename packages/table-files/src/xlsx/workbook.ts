import { FaultError } from '@ballast/resource-model';
import { XLSX_LIMITS } from './limits.ts';
import { sheetNames } from './sheet-names.ts';
import { STYLES } from './styles.ts';
import { xmlText } from './xml-text.ts';
import { type Deflated, type ZipEntry, zipEntry, zipPieces } from './zip.ts';

/** A sheet that was written: what `Sheet.end` returned, and what its sink received. */
export interface WrittenSheet {
  /** Name of its table. */
  readonly name: string;
  readonly deflated: Deflated;
  readonly pieces: () => Iterable<Uint8Array>;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * A workbook (ECMA-376, SpreadsheetML), piece by piece: at least one sheet. The same sheets are the same bytes. Fault
 * WORKBOOK_TOO_LARGE.
 */
export function* workbookPieces(sheets: readonly WrittenSheet[]): Generator<Uint8Array> {
  const own = sheets.map(({ deflated, pieces }, i): ZipEntry => {
    return { name: `xl/${sheetPath(i)}`, ...deflated, pieces };
  });
  refuseTooLarge(own);
  const names = sheetNames(sheets.map(({ name }) => name));
  yield* zipPieces([
    zipEntry('[Content_Types].xml', contentTypes(sheets.length)),
    zipEntry('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])),
    zipEntry('xl/workbook.xml', workbookXml(names)),
    zipEntry(
      'xl/_rels/workbook.xml.rels',
      relations([...sheets.map((_, i): Relation => ['worksheet', sheetPath(i)]), ['styles', 'styles.xml']]),
    ),
    zipEntry('xl/styles.xml', STYLES),
    ...own,
  ]);
}

function sheetPath(i: number): string {
  return `worksheets/sheet${i + 1}.xml`;
}

/** For the directory of the archive and the small files in it. */
const REST = 1 << 24;

function refuseTooLarge(sheets: readonly ZipEntry[]): void {
  const most = XLSX_LIMITS.bytes - REST;
  const all = sheets.reduce((sum, { compressed }) => sum + compressed, 0);
  if (all <= most && sheets.every(({ size }) => size <= most)) return;
  throw new FaultError({
    code: 'WORKBOOK_TOO_LARGE',
    message: 'the workbook or one of its sheets is larger than 4 GiB',
    hint: 'leave xlsx out of `formats` of the largest table (csv and parquet have no such limit), then run the batch again: what has been read is kept',
  });
}

type Relation = readonly [type: string, target: string];

function relations(all: readonly Relation[]): string {
  const each = all.map(([type, target], i) => {
    return `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  });
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function workbookXml(names: readonly string[]): string {
  const sheets = names.map((name, i) => {
    return `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`;
  });
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function contentTypes(sheets: number): string {
  const part = (name: string, type: string): string => {
    return `<Override PartName="/xl/${name}" ContentType="${TYPES}.${type}+xml"/>`;
  };
  return [
    `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    part('workbook.xml', 'sheet.main'),
    ...Array.from({ length: sheets }, (_, i) => part(sheetPath(i), 'worksheet')),
    part('styles.xml', 'styles'),
    '</Types>',
  ].join('');
}
