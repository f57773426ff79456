import type { FileWarning } from '@ballast/results-model';
import { javaNumber } from './number.ts';

/** One figure of a report of `key: value` lines. */
export interface Figure {
  readonly name: string;
  /** As the report has it: a decimal number, `NaN` or `Infinity`. */
  readonly text: string;
  readonly value: number;
}

export interface KeyValues {
  readonly title: string | null;
  /** In the order of the report, each name once. */
  readonly figures: readonly Figure[];
  readonly warnings: readonly FileWarning[];
}

/**
 * `key: value`, split at the first colon. The first line of a message statistics report is its title, whatever it contains;
 * of other reports only if it is not such a line. If a key is there twice, the last one counts.
 */
export function keyValues(lines: readonly string[], titled: boolean): KeyValues {
  const figures = new Map<string, Figure>();
  const twice = new Set<string>();
  const unreadable: string[] = [];
  let title: string | null = null;
  for (const [number, line] of lines.entries()) {
    const text = line.trim();
    if (text === '') continue;
    const colon = text.indexOf(':');
    const name = text.slice(0, colon).trim();
    const word = text.slice(colon + 1).trim();
    const value = colon > 0 ? javaNumber(word) : null;
    if (number === 0 && (titled || value === null)) title = text;
    else if (value === null || name === '') unreadable.push(`line ${number + 1}`);
    else {
      if (figures.has(name)) twice.add(name);
      figures.set(name, { name, text: word, value });
    }
  }
  return { title, figures: [...figures.values()], warnings: warningsOf([...twice], unreadable) };
}

const MOST_NAMED = 3;

function warningsOf(twice: readonly string[], unreadable: readonly string[]): FileWarning[] {
  const named = (all: readonly string[]): string =>
    all.length > MOST_NAMED
      ? `${all.slice(0, MOST_NAMED).join(', ')} and ${all.length - MOST_NAMED} more`
      : all.join(', ');
  return [
    ...(twice.length === 0
      ? []
      : [{ code: 'KEY_TWICE', message: `the report has ${named(twice)} twice: the last value counts` }]),
    ...(unreadable.length === 0
      ? []
      : [
          {
            code: 'LINES_UNREADABLE',
            message: `expected a key, a colon and a number, found something else in ${named(unreadable)}: left out`,
          },
        ]),
  ];
}
