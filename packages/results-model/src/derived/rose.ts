import type { FormulaChannel, RoseChannels } from './derived-channel.ts';

/**
 * The channels of a rose: `<name>` (magnitude), `<name>_direction` (degrees from -180 to 180) and, for every angle from 0
 * up to but not 180 degrees, `<name>_<angle>`: the component x cos(angle) + y sin(angle).
 */
export function roseChannels({ name, x, y, step, unit: own }: RoseChannels): FormulaChannel[] {
  const series = [
    { name: 'x', source: x },
    { name: 'y', source: y },
  ];
  const channel = (suffix: string, formula: string, unit = own): FormulaChannel => ({
    kind: 'formula',
    name: `${name}${suffix}`,
    formula,
    unit,
    series: formula.length === 1 ? series.filter((one) => one.name === formula) : series,
  });
  const angles = Array.from({ length: Math.round(180 / step) }, (_, i) => Number((i * step).toPrecision(12)));
  return [
    channel('', 'hypot(x, y)'),
    channel('_direction', 'deg(atan2(y, x))', 'deg'),
    ...angles.map((angle) => channel(`_${angle}`, component(angle))),
  ];
}

/** Exactly x at 0 degrees, and y at 90. */
function component(angle: number): string {
  if (angle === 0) return 'x';
  if (angle === 90) return 'y';
  return `x * cos(rad(${angle})) + y * sin(rad(${angle}))`;
}
