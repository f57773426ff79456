import type { ExtractionWay } from '../one-file/order.ts';
import type { Contender } from './contender.ts';
import { PROGRAMS, recordedFacts, writeOrder } from './recorded.ts';

export interface PoolWords {
  readonly name: string;
  readonly words: string;
  /** `cores`: the number of cores of the machine. */
  readonly workers: number | 'cores';
  readonly way: ExtractionWay;
  /** Seconds that each worker takes to start, all before the first file; null: started on demand. */
  readonly startFirst: number | null;
}

/** The plain pool of one-file/pool.ts. */
export function pool({ name, words, workers, way, startFirst }: PoolWords): Contender {
  return {
    name,
    words,
    missing: (reader) =>
      way === 'columns' && reader === 'openfast'
        ? { reason: 'there is no reader that reads OpenFAST files column by column', install: 'use orcaflex' }
        : null,
    prepare: (place) => {
      const count = workers === 'cores' ? place.cores : workers;
      const start = startFirst === null ? ['0', '0'] : ['1', String(startFirst)];
      return {
        file: process.execPath,
        args: [PROGRAMS.pool, writeOrder(place, way), String(count), ...start],
      };
    },
    collect: recordedFacts,
  };
}

/** Work that does not change with this project. */
export function yardstick(name: string): Contender {
  return {
    name,
    words:
      'a process for each core reads files and computes sines, without any code of Ballast: it shows how fast the machine is at the moment',
    missing: () => null,
    prepare: (place) => ({
      file: process.execPath,
      args: [PROGRAMS.yardstick, writeOrder(place, 'open')],
    }),
    collect: ({ files }) => ({
      attempts: null,
      makespan: null,
      load: null,
      compute: null,
      write: null,
      cells: null,
      spans: [],
      succeeded: files.paths.length,
    }),
  };
}
