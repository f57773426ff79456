import { type FileFacts, isWildcard, type Resolution, type ResultsFile } from '@ballast/results-model';
import type { Figure } from './kinds/key-values.ts';
import { type Columns, resolve } from './series/channels.ts';
import { delivery } from './series/delivery.ts';
import { figureAnswer, unitOf } from './values.ts';

export function figureColumns(figures: readonly Figure[]): Columns {
  return [{ name: 'time', unit: '(s)' }, ...figures.map(({ name }) => ({ name, unit: unitOf(name) }))];
}

/**
 * A report of figures as a results file: each is a value, and a series of one sample at the end of the simulation. Patterns stand
 * for those that have a number: runs that delivered nothing would lack columns otherwise.
 */
export function figureFile(
  figures: readonly Figure[],
  { facts, time }: { readonly facts: FileFacts; readonly time: number },
): ResultsFile {
  const columns = figureColumns(figures);
  const withNumbers = (found: Resolution, variable: string): Resolution => {
    if (found.kind === 'missing' || !isWildcard(variable)) return found;
    const series = found.series.filter(({ ref }) => Number.isFinite(figures[ref - 1]?.value));
    return { kind: 'found', series };
  };
  return {
    facts,
    resolve: (request) => withNumbers(resolve(columns, request), request.variable),
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
