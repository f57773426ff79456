/** Maps values to pixels, with the values to label. */
export interface Scale {
  at(value: number): number;
  readonly ticks: readonly number[];
}

/** From 0 to at least `most`, on pixels `from` to `to`; ticks at multiples of 1, 2 or 5. */
export function linearScale(most: number, [from, to]: readonly [number, number]): Scale {
  const top = most > 0 && Number.isFinite(most) ? most : 1;
  const step = niceStep(top / 5);
  const count = Math.floor(top / step + 1e-9);
  return {
    at: (value) => Number((from + ((to - from) * value) / top).toFixed(2)),
    ticks: Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12))),
  };
}

function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Equal ratios have equal distances; the ticks are the values themselves. */
export function ratioScale(values: readonly number[], [from, to]: readonly [number, number]): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const width = Math.log(most / least) || 1;
  return {
    at: (value) => Number((from + ((to - from) * Math.log(value / least)) / width).toFixed(2)),
    ticks: values,
  };
}
