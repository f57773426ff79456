import path from 'node:path';
import { openFastFiles, standIn } from '../stand-in.ts';

/** One batch of a kind; batches of a kind follow each other and know what those before them taught. */
export interface BatchOfKind {
  /** Folder of its files, made by the first batch that needs it. */
  readonly files: string;
  /** Columns of its only table, and further keys of the table. */
  readonly columns: string;
  readonly workers: number | 'auto';
}

export interface Kind {
  readonly name: string;
  readonly reader: 'openfast' | 'orcaflex';
  readonly make: Readonly<Record<string, (folder: string) => void>>;
  readonly batches: readonly BatchOfKind[];
}

const STATISTICS = '[{ variable: "*", statistics: all }]';
const MAXIMA = '[{ variable: GenPwr, statistics: [Max] }]';
const ORCAFLEX = '[{ object: Line1, variable: "*", at: { end: A }, statistics: all }]';

const openFast = (...lists: readonly string[]) => {
  return (folder: string): void => {
    for (const [i, list] of lists.entries())
      openFastFiles(['--out', path.join(folder, `${i}`), '--seed', `${i + 1}`, ...list.split(' ')]);
  };
};

const simulations = (...lists: readonly string[]) => {
  return (folder: string): void => {
    for (const [i, list] of lists.entries())
      standIn(['generate', '--out', folder, '--prefix', `p${i}`, '--seed', `${i + 1}`, ...list.split(' ')]);
  };
};

function times(count: number, files: string, more: Partial<BatchOfKind> = {}): BatchOfKind[] {
  return Array.from({ length: count }, () => ({ files, columns: STATISTICS, workers: 'auto', ...more }));
}

/** Ten kinds with 26 batches. */
export const KINDS: readonly Kind[] = [
  {
    name: 'many small binary files',
    reader: 'openfast',
    make: { a: openFast('--files 60 --size 1000000') },
    batches: times(3, 'a'),
  },
  {
    name: 'binary files of many sizes',
    reader: 'openfast',
    make: {
      a: openFast('--files 12 --size 500000', '--files 8 --size 6000000', '--files 3 --size 30000000'),
    },
    batches: times(3, 'a'),
  },
  {
    name: 'text files',
    reader: 'openfast',
    make: { a: openFast('--files 16 --size 4000000 --format out') },
    batches: times(3, 'a'),
  },
  {
    name: 'streamed binary files',
    reader: 'openfast',
    make: { a: openFast('--files 4 --size 90000000') },
    batches: times(3, 'a'),
  },
  {
    name: 'small files, then large ones with the same tables',
    reader: 'openfast',
    make: { a: openFast('--files 40 --size 200000'), b: openFast('--files 6 --size 90000000') },
    batches: [...times(1, 'a'), ...times(2, 'b')],
  },
  {
    name: 'other tables over the same files',
    reader: 'openfast',
    make: { a: openFast('--files 20 --size 6000000') },
    batches: [...times(1, 'a', { columns: MAXIMA }), ...times(2, 'a')],
  },
  {
    name: 'one worker',
    reader: 'openfast',
    make: { a: openFast('--files 20 --size 4000000') },
    batches: times(2, 'a', { workers: 1 }),
  },
  {
    name: 'simulations that compute',
    reader: 'orcaflex',
    make: { a: simulations('--files 24 --min 2MB --max 8MB --compute-passes 150') },
    batches: times(2, 'a', { columns: ORCAFLEX }),
  },
  {
    name: 'one long simulation among short ones',
    reader: 'orcaflex',
    make: {
      a: simulations(
        '--files 20 --min 1MB --max 2MB --compute-passes 100',
        '--files 1 --min 40MB --max 41MB --compute-passes 100',
      ),
    },
    batches: times(2, 'a', { columns: ORCAFLEX }),
  },
  {
    name: 'ever more simulations',
    reader: 'orcaflex',
    make: {
      a: simulations('--files 6 --min 2MB --max 4MB --compute-passes 200'),
      b: simulations('--files 30 --min 2MB --max 4MB --compute-passes 200'),
    },
    batches: [...times(1, 'a', { columns: ORCAFLEX }), ...times(1, 'b', { columns: ORCAFLEX })],
  },
];
