// The textbook forms of what the tables contain, written without regard to speed or memory.

export interface HandCycle {
  readonly range: number;
  readonly mean: number;
  readonly count: number;
}

/** The samples at which the direction changes, with the first and the last one. */
function turningPoints(values: readonly number[]): number[] {
  const moves = values.filter((value, i) => i === 0 || value !== values[i - 1]);
  return moves.filter((value, i) => {
    const [before, after] = [moves[i - 1], moves[i + 1]];
    if (before === undefined || after === undefined) return true;
    return value > before !== after > value;
  });
}

/** ASTM E1049-85, 5.4.4: the three-point count with a moving starting point. */
export function handCycles(values: readonly number[]): HandCycle[] {
  const cycles: HandCycle[] = [];
  const count = (a: number, b: number, each: number): void => {
    cycles.push({ range: Math.abs(a - b), mean: (a + b) / 2, count: each });
  };
  const points: number[] = [];
  for (const point of turningPoints(values)) {
    points.push(point);
    while (points.length >= 3) {
      const [a = 0, b = 0, c = 0] = points.slice(-3);
      if (Math.abs(c - b) < Math.abs(b - a)) break;
      if (points.length === 3) {
        count(a, b, 0.5);
        points.shift();
      } else {
        count(a, b, 1);
        points.splice(-3, 2);
      }
    }
  }
  for (const [i, point] of points.slice(1).entries()) count(points[i] ?? 0, point, 0.5);
  return cycles;
}

export function handLoad(cycles: readonly HandCycle[], m: number, reference: number): number {
  const sum = cycles.reduce((total, { range, count }) => total + count * range ** m, 0);
  return (sum / reference) ** (1 / m);
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** With the divisor n. */
export function stdOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

/** Interpolated times of the up-crossings of a level, in samples. */
export function upCrossingsAt(values: readonly number[], level: number): number[] {
  return values.slice(1).flatMap((after, i) => {
    const before = values[i] ?? 0;
    return before <= level && after > level ? [i + (level - before) / (after - before)] : [];
  });
}

/** The density of each line by Welch's method with a periodic Hann window, half overlap and the mean taken off. */
export function handDensity(values: readonly number[], frequency: number, segment: number): number[] {
  const window = Array.from({ length: segment }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / segment));
  const power = window.reduce((sum, weight) => sum + weight ** 2, 0);
  const starts: number[] = [];
  for (let at = 0; at + segment <= values.length; at += segment / 2) starts.push(at);
  return Array.from({ length: segment / 2 + 1 }, (_, line) => {
    const once = line === 0 || line === segment / 2;
    const squares = starts.map((at) => {
      const part = values.slice(at, at + segment);
      const mean = meanOf(part);
      let re = 0;
      let im = 0;
      for (const [i, value] of part.entries()) {
        const weighted = (value - mean) * (window[i] ?? 0);
        const angle = (2 * Math.PI * ((line * i) % segment)) / segment;
        re += weighted * Math.cos(angle);
        im -= weighted * Math.sin(angle);
      }
      return (re * re + im * im) / (frequency * power);
    });
    return meanOf(squares) * (once ? 1 : 2);
  });
}
