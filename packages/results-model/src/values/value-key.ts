import { type Period, periodText } from '../series/period.ts';
import { type Position, positionText } from '../series/position.ts';
import { type Transform, transformText } from '../series/transform.ts';

/**
 * The part of a line that a range graph covers: arc lengths from end A (null: the end itself), or sections, both
 * inclusive.
 */
export type Along =
  | { readonly kind: 'arclength'; readonly from: number | null; readonly to: number | null }
  | { readonly kind: 'sections'; readonly from: number; readonly to: number };

/** One result of the static state. */
interface StaticKey {
  readonly kind: 'static';
  readonly object: string | null;
  readonly variable: string;
  readonly at: Position | null;
  readonly transform?: Transform;
}

/** One data item of the model; `index` counts from 1, null if the item is not a list. */
interface DataKey {
  readonly kind: 'data';
  readonly object: string | null;
  readonly name: string;
  readonly index: number | null;
}

/** The behaviour of a variable along an object during a period; `along` is null for the whole object. */
interface RangeGraphKey {
  readonly kind: 'range-graph';
  readonly object: string | null;
  readonly variable: string;
  readonly period: Period;
  readonly along: Along | null;
  readonly transform?: Transform;
  /** Whether the result has every point of the curves; absent for their figures alone. */
  readonly curves?: true;
}

/** All figures of a file that has nothing else: names and decimal numbers. */
interface FiguresKey {
  readonly kind: 'figures';
}

/** The identity of one value that is not a time series: equal keys are requested once. */
export type ValueKey = StaticKey | DataKey | RangeGraphKey | FiguresKey;

/** A canonical text of a key, equal exactly if the keys are equal; for maps, not for people. */
export function valueKeyText(key: ValueKey): string {
  switch (key.kind) {
    case 'static':
      return JSON.stringify([
        key.kind,
        key.object,
        key.variable,
        key.at && positionText(key.at),
        textOf(key.transform),
      ]);
    case 'data':
      return JSON.stringify([key.kind, key.object, key.name, key.index]);
    case 'range-graph':
      return JSON.stringify([
        key.kind,
        key.object,
        key.variable,
        periodText(key.period),
        key.along && alongText(key.along),
        textOf(key.transform),
        ...(key.curves === true ? ['curves'] : []),
      ]);
    case 'figures':
      return JSON.stringify([key.kind]);
  }
}

function textOf(transform: Transform | undefined): string | null {
  return transform === undefined ? null : transformText(transform);
}

/** `[0, 50]`, `[start, 50]`, `sections 1 to 3`. */
function alongText(along: Along): string {
  if (along.kind === 'sections') return `sections ${along.from} to ${along.to}`;
  return `[${along.from ?? 'start'}, ${along.to ?? 'end'}]`;
}

/** For people: `Line1 Tension (static)`, `Line1 Length[2]`, `Line1 Tension (range graph, [0, 50])`. */
export function valueName(key: ValueKey): string {
  const object = key.kind === 'figures' || key.object === null ? '' : `${key.object} `;
  return `${object}${valueVariable(key)}`;
}

/** The same without the object. */
export function valueVariable(key: ValueKey): string {
  switch (key.kind) {
    case 'static': {
      const at = key.at === null ? '' : `, ${positionText(key.at)}`;
      return `${key.variable} (static${at})`;
    }
    case 'data':
      return `${key.name}${key.index === null ? '' : `[${key.index}]`}`;
    case 'range-graph': {
      const along = key.along === null ? '' : `, ${alongText(key.along)}`;
      return `${key.variable} (range graph${along})`;
    }
    case 'figures':
      return key.kind;
  }
}
