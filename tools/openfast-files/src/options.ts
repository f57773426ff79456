import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { channelKinds } from './catalogue.ts';
import { type FileSpec, FORMATS, type Format, fileSizes } from './file-spec.ts';

export const USAGE = `openfast-files --out DIR [options]

  --out DIR        folder to write into; created if missing
  --files N        number of files (1)
  --format F       outb4, outb3, outb2, outb1, out, or mixed, which alternates them (outb4)
  --channels C     channels besides time (112)
  --rows R         samples per file (6001)
  --size BYTES     approximate bytes per file, instead of --rows
  --large          about 800 MB per file, instead of --rows and --size
  --seed S         a different seed yields different values (1)
  --expect         add min, max and mean of every channel, as a reader will find them
  --help           this text

Prints one line of JSON for every file: path, format, bytes, rows, channels.
`;

const LARGE = 800_000_000;
const STEP = 0.1;

const OPTIONS = {
  out: { type: 'string' },
  files: { type: 'string', default: '1' },
  format: { type: 'string', default: 'outb4' },
  channels: { type: 'string', default: '112' },
  rows: { type: 'string', default: '6001' },
  size: { type: 'string' },
  seed: { type: 'string', default: '1' },
  large: { type: 'boolean', default: false },
  expect: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** The files that the command line requests; null for the usage text. */
export interface WriteOrder {
  readonly folder: string;
  readonly specs: readonly FileSpec[];
  readonly expect: boolean;
}

/** Throws an Error with one sentence for an invalid command line. */
export function parseOptions(args: readonly string[]): WriteOrder | null {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.help) return null;
  if (values.out === undefined) throw new Error('--out is missing: name the folder to write into');
  const folder = values.out;
  const files = count('--files', values.files, 100_000);
  const kinds = channelKinds(count('--channels', values.channels, 10_000));
  const rows = count('--rows', values.rows, 2 ** 31 - 1);
  const size = values.large
    ? LARGE
    : values.size === undefined
      ? null
      : count('--size', values.size, 2 ** 42);
  const seed = count('--seed', values.seed, 2 ** 31 - 1);
  const formats = formatsOf(values.format);
  const specs = Array.from({ length: files }, (_, index): FileSpec => {
    const format = formats[index % formats.length] ?? 'outb4';
    const name = `case-${String(index + 1).padStart(4, '0')}.${format === 'out' ? 'out' : 'outb'}`;
    return {
      path: join(folder, name),
      format,
      kinds,
      rows: size === null ? rows : rowsFor(size, format, kinds),
      start: 0,
      step: STEP,
      seed: (seed * 1_000_003 + index) >>> 0,
    };
  });
  return { folder, specs, expect: values.expect };
}

function count(option: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most) {
    throw new Error(`${option} is ${text}; expected a whole number from 1 to ${most}`);
  }
  return value;
}

function formatsOf(text: string): readonly Format[] {
  if (text === 'mixed') return FORMATS;
  const format = FORMATS.find((known) => known === text);
  if (format === undefined)
    throw new Error(`--format is ${text}; expected mixed or one of ${FORMATS.join(', ')}`);
  return [format];
}

function rowsFor(size: number, format: Format, kinds: FileSpec['kinds']): number {
  const { header, row } = fileSizes({ format, kinds });
  return Math.min(2 ** 31 - 1, Math.max(1, Math.round((size - header) / row)));
}
