import { extname } from 'node:path';
import type { FileWarning, HeaderFacts, LoadControl, Reader, ResultsFile } from '@ballast/results-model';
import { isBinary, parsePrefix } from './binary/header.ts';
import { openBinary } from './binary/open-binary.ts';
import { InputFile } from './files/input-file.ts';
import { findTextHeader, type TextHeader } from './text/header.ts';
import { headerFault, openText } from './text/open-text.ts';
import { RowWalker } from './text/row-walker.ts';
import { wholeLines } from './text/text-source.ts';

/** Must be raised with every change that could alter the numbers read from a file. */
const VERSION = '1';

const HEAD_SIZE = 16 * 1024;

/**
 * Reads `.outb` (FileID 1 to 4) and text `.out` files of OpenFAST, FAST v7 and their modules. The content decides which
 * it is; a name that disagrees causes a warning (`NAME_DISAGREES`). Faults: `FILE_NOT_FOUND`, `FILE_IS_FOLDER`,
 * `FILE_UNREADABLE`, `FILE_EMPTY`, `FORMAT_UNKNOWN`, `HEADER_IMPLAUSIBLE`, `FILE_TRUNCATED`, `NO_SAMPLES`,
 * `LINE_TOO_LONG`, `FILE_CHANGED`.
 */
export const openfast: Reader = { name: 'openfast', version: VERSION, probe, open };

function probe(path: string): HeaderFacts {
  const file = InputFile.open(path);
  try {
    const head = file.head(HEAD_SIZE);
    return isBinary(head) ? probeBinary(head, file) : probeText(head, file);
  } finally {
    file.close();
  }
}

function probeBinary(head: Uint8Array, file: InputFile): HeaderFacts {
  const { fileId, samples, channels } = parsePrefix(head, file);
  return { format: `OpenFAST binary, FileID ${fileId}`, size: file.size, samples, series: channels };
}

function probeText(head: Uint8Array, file: InputFile): HeaderFacts {
  const format = 'OpenFAST text';
  const end = wholeLines(head, file.size);
  const header = findTextHeader(head, end);
  if ('dataStart' in header) {
    const samples = estimateSamples(head.subarray(0, end), header, file.size);
    return { format, size: file.size, samples, series: header.names.length - 1 };
  }
  // The names of thousands of channels may not fit into a few KB, but no text contains a zero byte.
  if (head.length === file.size || head.includes(0)) throw headerFault(file, header);
  const series = header.names === null ? null : header.names - 1;
  return { format, size: file.size, samples: null, series };
}

/** Counts the rows of a short file; for a long one assumes that all rows are as long as the first ones. */
function estimateSamples(head: Uint8Array, header: TextHeader, size: number): number {
  const walker = new RowWalker(header.names.length, header.dataLine);
  let rows = 0;
  const last = head.length === size;
  walker.feed(head, { from: header.dataStart, to: head.length, last }, () => {
    rows += 1;
  });
  return last ? rows : Math.round((rows * (size - header.dataStart)) / (head.length - header.dataStart));
}

async function open(path: string, control: LoadControl): Promise<ResultsFile> {
  const file = InputFile.open(path);
  try {
    const binary = isBinary(file.head(2));
    const warnings = nameWarnings(path, binary);
    return binary ? await openBinary(file, control, warnings) : await openText(file, control, warnings);
  } catch (error) {
    file.close();
    throw error;
  }
}

function nameWarnings(path: string, binary: boolean): FileWarning[] {
  const expected = binary ? '.out' : '.outb';
  if (extname(path).toLowerCase() !== expected) return [];
  const found = binary ? 'binary' : 'text';
  return [
    {
      code: 'NAME_DISAGREES',
      message: `the name ends in ${expected} but the content is ${found}; it was read as ${found}`,
      details: { extension: expected, content: found },
    },
  ];
}
