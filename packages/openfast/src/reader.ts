import {
  type HeaderFacts,
  type LoadControl,
  type Reader,
  type ResultsFile,
  UNPACED,
} from '@ballast/results-model';
import { isBinary, parsePrefix } from './binary/header.ts';
import { heldOfBinary, openBinary } from './binary/open-binary.ts';
import { contents, lookup } from './contents/contents.ts';
import { refuseForeign } from './files/foreign.ts';
import { InputFile } from './files/input-file.ts';
import { nameWarnings } from './files/name-warnings.ts';
import { dialectOf } from './text/encoding/dialect.ts';
import { recoded } from './text/encoding/recoder.ts';
import { findTextHeader, type TextHeader } from './text/head/header.ts';
import { heldOfText, openText } from './text/open-text.ts';
import { headerFault } from './text/refusals.ts';
import { walkerFor } from './text/survey-rows.ts';
import { wholeLines } from './text/text-source.ts';

/** Must be raised with every change that could alter the numbers read from a file. */
const VERSION = '2';

const HEAD_SIZE = 16 * 1024;

/** A reader whose `control` may be left out by a caller that shares the storage with nobody. */
export interface OpenFastReader extends Reader {
  open(path: string, control?: LoadControl): Promise<ResultsFile>;
}

/**
 * Reads `.outb` (FileID 1 to 4) and text `.out` files of OpenFAST, FAST v7 and their modules. The content decides which
 * it is; a name that disagrees causes a warning (`NAME_DISAGREES`). Faults: `FILE_NOT_FOUND`, `FILE_IS_FOLDER`,
 * `FILE_UNREADABLE`, `FILE_EMPTY`, `FORMAT_UNKNOWN`, `FORMAT_FOREIGN`, `NO_TIME_SERIES`, `HEADER_IMPLAUSIBLE`,
 * `FILE_TRUNCATED`, `NO_SAMPLES`, `ROWS_UNREADABLE`, `COLUMNS_DISAGREE`, `DECIMAL_COMMAS`, `LINE_TOO_LONG`,
 * `FILE_CHANGED`.
 */
export const openfast: OpenFastReader = { name: 'openfast', version: VERSION, probe, contents, lookup, open };

function probe(path: string): HeaderFacts {
  const file = InputFile.open(path);
  try {
    const head = file.head(HEAD_SIZE);
    refuseForeign(path, head);
    return isBinary(head) ? probeBinary(head, file) : probeText(head, file);
  } finally {
    file.close();
  }
}

function probeBinary(head: Uint8Array, file: InputFile): HeaderFacts {
  const prefix = parsePrefix(head, file);
  const { fileId, samples, channels } = prefix;
  const held = heldOfBinary(prefix, file.size);
  return { format: `OpenFAST binary, FileID ${fileId}`, size: file.size, held, samples, series: channels };
}

function probeText(raw: Uint8Array, file: InputFile): HeaderFacts {
  const known = { format: 'OpenFAST text', size: file.size, held: heldOfText(file.size) };
  const whole = raw.length === file.size;
  const dialect = dialectOf(raw);
  const head = dialect === null ? raw : recoded(raw, dialect);
  // The size that the text would have in the dialect of the head.
  const size = whole ? head.length : Math.round((file.size * head.length) / raw.length);
  const end = wholeLines(head, size);
  const header = findTextHeader(head, end);
  if ('dataStart' in header) {
    const samples = estimateSamples(head.subarray(0, end), header, size);
    return { ...known, samples, series: header.names.length - 1 };
  }
  // The names of thousands of channels may not fit into a few KB, but no text contains a zero byte.
  if (whole || head.includes(0)) throw headerFault(file.path, header);
  const series = header.kind === 'no-rows' ? header.names - 1 : null;
  return { ...known, samples: null, series };
}

/** Counts the rows of a short file; for a long one assumes that all rows are as long as the first ones. */
function estimateSamples(head: Uint8Array, header: TextHeader, size: number): number {
  const walker = walkerFor(header);
  let rows = 0;
  const last = head.length === size;
  walker.feed(head, { from: header.dataStart, to: head.length, last }, () => {
    rows += 1;
  });
  return last ? rows : Math.round((rows * (size - header.dataStart)) / (head.length - header.dataStart));
}

async function open(path: string, control: LoadControl = UNPACED): Promise<ResultsFile> {
  const file = InputFile.open(path);
  try {
    const head = file.head(HEAD_SIZE);
    refuseForeign(path, head);
    const binary = isBinary(head);
    const warnings = nameWarnings(path, binary);
    return binary ? await openBinary(file, control, warnings) : await openText(file, control, warnings);
  } catch (error) {
    file.close();
    throw error;
  }
}
