import { decodeText } from '../../files/decode-text.ts';
import { type Absence, absenceOf, type Miss, noteWidths, noteWords } from './absence.ts';
import { type ClassifiedLine, classifiedLines, type Line, textStart } from './lines.ts';
import { type NamedLines, namesAbove } from './names-above.ts';
import { rowShapes } from './row-shape.ts';

/** The head of a text output. `names` and `units` start with the time column. */
export interface TextHeader {
  readonly names: readonly string[];
  readonly units: readonly string[];
  /** False if there is a units line that does not fit the names; `units` are empty then. */
  readonly unitsReadable: boolean;
  /** The text before the names. */
  readonly preamble: string;
  /** Number of the line of names, from 1. */
  readonly namesLine: number;
  /** Byte position and number (from 1) of the first line after names and units. */
  readonly dataStart: number;
  readonly dataLine: number;
}

/** What was found instead of a header. */
export type HeaderAbsence = Absence;

/** Lines above the rows among which names and units are sought. */
const NEAREST = 4;
/** Rows from which their shape is taken. */
const MOST_ROWS = 64;
const MOST_COLUMNS = 1_000_000;

/** Lines of words and notes since the last rows, the nearest last. */
interface Above {
  readonly words: ClassifiedLine[];
  readonly notes: ClassifiedLine[];
}

/**
 * Finds the first rows of numbers with names above them, with or without a line of units in between. The preamble may
 * have any length and the first column any name. `end` must be the end of a line or of the file.
 */
export function findTextHeader(bytes: Uint8Array, end: number): TextHeader | HeaderAbsence {
  const above: Above = { words: [], notes: [] };
  const miss: Miss = { names: null, widths: null, noNumber: null, comma: null };
  let block: ClassifiedLine[] = [];
  const attempt = (): TextHeader | null => {
    const found = block.length === 0 ? null : headerAbove(bytes, { above, block, miss });
    block = [];
    return found;
  };
  for (const line of classifiedLines(bytes, end)) {
    if (line.kind === 'numbers' || isRowOf(miss, line)) {
      block.push(line);
      if (block.length < MOST_ROWS) continue;
      const header = attempt();
      if (header !== null) return header;
      continue;
    }
    if (line.kind === 'odd') noteWords(bytes, line, miss);
    if (line.kind === 'blank' || line.kind === 'odd') continue;
    const isNote = line.kind === 'comment' || line.kind === 'note';
    // Comments do not end rows: a restart is marked by one.
    if (block.length > 0 && !isNote) {
      const header = attempt();
      if (header !== null) return header;
    }
    const kept = isNote ? above.notes : above.words;
    kept.push(line);
    if (kept.length > NEAREST) kept.shift();
    if (!isNote) noteWords(bytes, line, miss);
  }
  return attempt() ?? absenceOf(miss);
}

/** Below names, a line that begins with a number and has as many fields is a row, whatever the fields contain. */
function isRowOf({ names }: Miss, { begins, fields }: ClassifiedLine): boolean {
  return begins && names?.count === fields;
}

function headerAbove(
  bytes: Uint8Array,
  {
    above,
    block,
    miss,
  }: { readonly above: Above; readonly block: readonly ClassifiedLine[]; readonly miss: Miss },
): TextHeader | null {
  const counts = new Map<Line, number>(block.map((line) => [line, line.fields]));
  for (const shape of rowShapes(bytes, block, (line) => counts.get(line) ?? 0)) {
    if (shape.columns > MOST_COLUMNS || 4 * shape.agreeing < shape.rows) continue;
    const named = namesAbove(bytes, above, shape);
    if (named !== null) return headerFrom(bytes, named);
    // One short line below the names is a row that was cut.
    if (block.length === 1 && miss.names !== null && shape.columns < miss.names.count) continue;
    noteWidths(bytes, { words: above.words, columns: shape.columns, rowLine: shape.firstRow }, miss);
  }
  return null;
}

function headerFrom(bytes: Uint8Array, { namesLine, names, units, last }: NamedLines): TextHeader {
  return {
    names,
    units: units ?? names.map(() => ''),
    unitsReadable: units !== null || namesLine === last,
    preamble: decodeText(bytes.subarray(textStart(bytes), namesLine.from)),
    namesLine: namesLine.number,
    dataStart: last.to + 1,
    dataLine: last.number + 1,
  };
}
