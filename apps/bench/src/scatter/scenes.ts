import path from 'node:path';
import type { ReaderName } from '../scenario/columns.ts';
import { openFastFiles, standIn } from '../stand-in.ts';

/** Files of one kind and the tables that are made of them. */
export interface Scene {
  readonly name: string;
  readonly reader: ReaderName;
  /** The same files as another scene, if it has the same folder. */
  readonly folder: string;
  /** Columns of its only table, as in a batch file. */
  readonly layout: 'long' | 'time-series';
  readonly columns: string;
  /** Writes the files. */
  readonly make: (folder: string) => void;
}

const MB = 1e6;
const STATISTICS = '[{ variable: "*", statistics: all }]';
const ORCAFLEX = '[{ object: Line1, variable: Effective Tension, at: { end: A }, statistics: all }]';

/** Whole files of four formats and three widths, and streamed ones. */
function mixed(folder: string): void {
  let seed = 1;
  for (const format of ['outb4', 'outb3', 'outb1', 'out'])
    for (const size of [3, 12, 30, 55])
      for (const channels of [20, 112, 300])
        write(folder, { format, size: size * MB, channels, seed: ++seed });
  for (const [format, size] of [
    ['outb4', 90],
    ['outb3', 130],
    ['out', 80],
    ['outb4', 200],
  ] as const)
    for (const channels of [60, 200]) write(folder, { format, size: size * MB, channels, seed: ++seed });
}

interface Written {
  readonly format: string;
  readonly size: number;
  readonly channels: number;
  readonly seed: number;
}

function write(folder: string, { format, size, channels, seed }: Written): void {
  const out = path.join(folder, `f${seed}`);
  const options = { '--format': format, '--size': size, '--channels': channels, '--seed': seed };
  openFastFiles(['--out', out, ...Object.entries(options).flatMap(([name, value]) => [name, `${value}`])]);
}

function simulations(folder: string, ...more: readonly string[][]): void {
  for (const [i, options] of more.entries())
    standIn(['generate', '--out', folder, '--prefix', `p${i}`, '--seed', `${i + 1}`, ...options]);
}

const SIZES = ['--min', '4MB', '--max', '60MB'];

export const SCENES: readonly Scene[] = [
  {
    name: 'OpenFAST, four formats, 3 to 200 MB, statistics of all channels',
    reader: 'openfast',
    folder: 'mixed',
    layout: 'long',
    columns: STATISTICS,
    make: mixed,
  },
  {
    name: 'the same files, time series of four channels',
    reader: 'openfast',
    folder: 'mixed',
    layout: 'time-series',
    columns:
      '[{ variable: GenPwr }, { variable: RotSpeed }, { variable: BldPitch1 }, { variable: Wind1VelX }]',
    make: mixed,
  },
  {
    name: 'OrcaFlex stand-in, 8-byte log, 2 bytes of memory for each of the log',
    reader: 'orcaflex',
    folder: 'plain',
    layout: 'long',
    columns: ORCAFLEX,
    make: (folder) => simulations(folder, ['--files', '40', '--memory-factor', '2', ...SIZES]),
  },
  {
    name: 'OrcaFlex stand-in, 4-byte log, many objects, 1.5 bytes for each',
    reader: 'orcaflex',
    folder: 'rich',
    layout: 'long',
    columns: ORCAFLEX,
    make: (folder) =>
      simulations(folder, [
        '--files',
        '40',
        '--memory-factor',
        '1.5',
        '--float32',
        '--rich',
        '--lines',
        '20',
        ...SIZES,
      ]),
  },
  {
    name: 'OrcaFlex stand-in, half of the files 1.5 bytes for each, half 3',
    reader: 'orcaflex',
    folder: 'two-factors',
    layout: 'long',
    columns: ORCAFLEX,
    make: (folder) =>
      simulations(
        folder,
        ['--files', '20', '--memory-factor', '1.5', ...SIZES],
        ['--files', '20', '--memory-factor', '3', ...SIZES],
      ),
  },
];
