import type { MadeFile } from './made-file.ts';
import type { Picture, PictureLine, PicturePoint } from './picture.ts';
import { type FigureSummary, isNumber, partOrder, type RunGroup } from './run-group.ts';
import type { AveragesTable } from './runs-table.ts';

interface Averaged {
  readonly group: RunGroup;
  readonly figures: ReadonlyMap<string, FigureSummary>;
}

/** A picture for each figure: its mean over the last part of the groups, a line for each combination of the others. */
export function linePictures(
  spec: AveragesTable,
  groups: readonly RunGroup[],
  table: string,
): readonly MadeFile[] {
  const x = spec.groupBy.at(-1);
  if (x === undefined || spec.lines.length === 0) return [];
  const averaged = groups
    .filter(({ parts }) => isNumber(parts.get(x)))
    .map((group): Averaged => ({ group, figures: new Map(group.summaries()) }));
  return spec.lines.flatMap((figure): MadeFile[] => {
    const lines = linesOf(averaged, { figure, x, spec });
    if (lines.every(({ points }) => points.length < 2)) return [];
    const name = `${figure}_${x}_line`;
    const picture: Picture = {
      kind: 'lines',
      title: `${labelOf(spec.labels, figure)} against ${labelOf(spec.labels, x)}`,
      caption: 'Mean over the runs of a group, with its 95 % interval by Student’s t.',
      x: labelOf(spec.labels, x),
      y: labelOf(spec.labels, figure),
      lines,
    };
    return [{ name: `${name}.svg`, meaning: `${table} ${name}`, content: { kind: 'picture', picture } }];
  });
}

/** `delivery_prob` is Delivery Prob unless a label says otherwise. */
export function labelOf(labels: Readonly<Record<string, string>>, name: string): string {
  if (Object.hasOwn(labels, name)) return labels[name] ?? name;
  return name.replaceAll('_', ' ').replace(/(^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase());
}

function linesOf(
  averaged: readonly Averaged[],
  { figure, x, spec }: { readonly figure: string; readonly x: string; readonly spec: AveragesTable },
): PictureLine[] {
  const order = partOrder(averaged.map(({ group }) => group.parts.get(x)));
  const byLine = new Map<string, Averaged[]>();
  const names = lineNames(averaged, spec, x);
  for (const one of averaged) {
    const name = names(one.group);
    byLine.set(name, [...(byLine.get(name) ?? []), one]);
  }
  return [...byLine].map(([name, own]) => {
    const sorted = own.toSorted((a, b) => order(a.group.parts.get(x), b.group.parts.get(x)));
    return { name, points: sorted.flatMap((one) => pointOf(one, figure, x)) };
  });
}

/** By the parts that differ: a single scenario is not named. */
function lineNames(
  averaged: readonly Averaged[],
  { groupBy }: AveragesTable,
  x: string,
): (group: RunGroup) => string {
  const all = averaged[0] === undefined ? [] : [...averaged[0].group.parts.keys()];
  const others = all.filter((name) => {
    if (name === x) return false;
    const texts = new Set(averaged.map(({ group }) => group.parts.get(name)?.text));
    return groupBy.includes(name) || (texts.size > 1 && KEYS.includes(name));
  });
  return ({ parts }) => others.map((name) => parts.get(name)?.text ?? '').join(' ') || 'all runs';
}

/** Parts that tell groups apart without being asked for. */
const KEYS = ['scenario', 'scenario_name', 'prefix', 'report_type'];

function pointOf({ group, figures }: Averaged, figure: string, x: string): PicturePoint[] {
  const { mean = null, low = null, high = null } = figures.get(figure) ?? {};
  if (mean === null || !Number.isFinite(mean)) return [];
  return [{ x: Number(group.parts.get(x)?.text), y: mean, low, high }];
}
