import type { FileFacts, ResultsFile } from '@ballast/results-model';
import type { Figure } from './kinds/key-values.ts';
import { type Columns, resolve } from './series/channels.ts';
import { delivery } from './series/delivery.ts';
import { figureAnswer, unitOf } from './values.ts';

export function figureColumns(figures: readonly Figure[]): Columns {
  return [{ name: 'time', unit: '(s)' }, ...figures.map(({ name }) => ({ name, unit: unitOf(name) }))];
}

/** A report of figures as a results file: each is a value, and a series of one sample at the end of the simulation. */
export function figureFile(
  figures: readonly Figure[],
  { facts, time }: { readonly facts: FileFacts; readonly time: number },
): ResultsFile {
  const columns = figureColumns(figures);
  return {
    facts,
    resolve: (request) => resolve(columns, request),
    read: (requests, sink) => {
      if (figures.length === 0) return Promise.resolve();
      const span = { start: time, end: time, step: 0 };
      const blocks = delivery(requests, sink, { span, isSparse: () => false });
      blocks.row(
        time,
        figures.map(({ value }) => value),
      );
      blocks.end();
      return Promise.resolve();
    },
    value: (key) => Promise.resolve(figureAnswer(figures, key)),
    close: () => undefined,
  };
}
