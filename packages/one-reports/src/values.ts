import type { SeriesProblem, ValueAnswer, ValueKey } from '@ballast/results-model';
import type { Figure } from './kinds/key-values.ts';

/** The figures of a report of `key: value` lines: one by its name, or all of them. */
export function figureAnswer(figures: readonly Figure[], key: ValueKey): ValueAnswer {
  switch (key.kind) {
    case 'figures':
      return { kind: 'figures', figures: figures.map(({ name, text }) => [name, text]) };
    case 'data': {
      const found = figures.find(({ name }) => name === key.name);
      if (key.object !== null || key.index !== null) return missing(NO_OBJECTS);
      if (found !== undefined) return { kind: 'value', value: found.value, unit: unitOf(found.name) };
      const names = figures.map(({ name }) => name).join(', ');
      return missing({
        code: 'FIGURE_NOT_FOUND',
        message: `the report has no figure ${key.name}; it has ${names || 'none'}`,
      });
    }
    case 'static':
    case 'range-graph':
      return missing(NO_OBJECTS);
  }
}

/** The same for a report of rows, which has no figures. */
export function noFigures(key: ValueKey): ValueAnswer {
  return figureAnswer([], key);
}

const SECONDS = /^(?:sim_time|(?:latency|buffertime|rtt)_(?:avg|med))$/;

export function unitOf(name: string): string {
  return SECONDS.test(name) ? '(s)' : '';
}

const NO_OBJECTS: SeriesProblem = {
  code: 'NOT_APPLICABLE',
  message: 'a report of the ONE simulator has figures and series, but no objects and no static results',
};

function missing(problem: SeriesProblem): ValueAnswer {
  return { kind: 'missing', problem };
}
