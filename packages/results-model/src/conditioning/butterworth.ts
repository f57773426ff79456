/** One second-order section: b0 + b1 z^-1 + b2 z^-2 over 1 + a1 z^-1 + a2 z^-2. */
export interface Section {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** Cut-off frequencies in Hz; `order` of the low-pass prototype (a band pass has twice as many poles). */
export type FilterSpec =
  | { readonly kind: 'lowpass'; readonly cutOff: number; readonly order: number }
  | { readonly kind: 'highpass'; readonly cutOff: number; readonly order: number }
  | { readonly kind: 'bandpass'; readonly from: number; readonly to: number; readonly order: number };

interface Complex {
  readonly re: number;
  readonly im: number;
}

/**
 * Butterworth filter as second-order sections, by the bilinear transform with the cut-off in its exact place. `frequency`:
 * samples per second; every cut-off must be below half of it. The whole gain is in the first section.
 */
export function butterworth(spec: FilterSpec, frequency: number): readonly Section[] {
  // The transform uses a sample rate of 2, as if half of the rate were 1.
  const warped = (hertz: number): number => 4 * Math.tan((Math.PI * hertz) / frequency);
  switch (spec.kind) {
    case 'lowpass': {
      const cut = warped(spec.cutOff);
      return sections(
        prototype(spec.order).map((pole) => times(pole, cut)),
        { zerosAt: -1, unityAt: 1 },
      );
    }
    case 'highpass': {
      const cut = warped(spec.cutOff);
      return sections(
        prototype(spec.order).map((pole) => dividedBy(cut, pole)),
        { zerosAt: 1, unityAt: -1 },
      );
    }
    case 'bandpass':
      return bandPass(spec.order, { low: warped(spec.from), high: warped(spec.to) });
  }
}

/** Poles of the prototype with a cut-off of 1 in the left half plane; of each conjugate pair the upper one. */
function prototype(order: number): Complex[] {
  const poles: Complex[] = [];
  for (let k = 0; 2 * k + 1 <= order; k += 1) {
    const angle = (Math.PI * (2 * k + 1)) / (2 * order);
    poles.push(2 * k + 1 === order ? { re: -1, im: 0 } : { re: -Math.sin(angle), im: Math.cos(angle) });
  }
  return poles;
}

interface Shape {
  readonly zerosAt: 1 | -1;
  /** The point of the unit circle at which the filter has the gain 1. */
  readonly unityAt: 1 | -1;
}

function sections(analog: readonly Complex[], { zerosAt, unityAt }: Shape): Section[] {
  const made = ordered(analog.map(bilinear)).map(({ re, im }) =>
    im === 0
      ? { b0: 1, b1: -zerosAt, b2: 0, a1: -re, a2: 0 }
      : { b0: 1, b1: -2 * zerosAt, b2: 1, a1: -2 * re, a2: re * re + im * im },
  );
  return withGain(made, { re: unityAt, im: 0 });
}

/** Each pole of the prototype becomes two: the roots of s^2 - p bandwidth s + centre^2. */
function bandPass(order: number, { low, high }: { readonly low: number; readonly high: number }): Section[] {
  const centre = Math.sqrt(low * high);
  const poles = prototype(order).flatMap((pole) => {
    const half = times(pole, (high - low) / 2);
    const root = squareRoot({ re: half.re ** 2 - half.im ** 2 - centre ** 2, im: 2 * half.re * half.im });
    const pair = [plus(half, root), plus(half, times(root, -1))];
    return pole.im === 0 ? realPair(pair) : pair.map(bilinear).map((one) => [one, conjugate(one)] as const);
  });
  const made = poles
    .sort((a, b) => distance(b) - distance(a))
    .map(([one, other]) => ({
      b0: 1,
      b1: 0,
      b2: -1,
      a1: -(one.re + other.re),
      a2: one.re * other.re - one.im * other.im,
    }));
  const angle = 2 * Math.atan(centre / 4);
  return withGain(made, { re: Math.cos(angle), im: Math.sin(angle) });
}

/** The two poles of a real pole of the prototype: a conjugate pair, or two real ones. */
function realPair(pair: readonly Complex[]): (readonly [Complex, Complex])[] {
  const [one, other] = pair.map(bilinear);
  return one === undefined || other === undefined ? [] : [[one, other]];
}

function distance([one]: readonly [Complex, Complex]): number {
  return 1 - Math.hypot(one.re, one.im);
}

/** Poles nearest to the unit circle come last, so that sections before them have taken the signal down already. */
function ordered(poles: readonly Complex[]): Complex[] {
  return [...poles].sort((a, b) => Math.hypot(a.re, a.im) - Math.hypot(b.re, b.im));
}

function withGain(made: readonly Section[], at: Complex): Section[] {
  const gain = 1 / made.reduce((product, section) => product * magnitude(section, at), 1);
  return made.map((section, i) =>
    i > 0 ? section : { ...section, b0: section.b0 * gain, b1: section.b1 * gain, b2: section.b2 * gain },
  );
}

function magnitude({ b0, b1, b2, a1, a2 }: Section, { re, im }: Complex): number {
  // With z on the unit circle, multiplying both polynomials by z^2 leaves the ratio of magnitudes.
  const square = { re: re * re - im * im, im: 2 * re * im };
  const value = (c0: number, c1: number, c2: number): number =>
    Math.hypot(c0 * square.re + c1 * re + c2, c0 * square.im + c1 * im);
  return value(b0, b1, b2) / value(1, a1, a2);
}

/** From the s plane to the z plane, for a sample rate of 2: (4 + s)/(4 - s). */
function bilinear({ re, im }: Complex): Complex {
  const below = (4 - re) ** 2 + im * im;
  return { re: (16 - re * re - im * im) / below, im: (8 * im) / below };
}

function times({ re, im }: Complex, factor: number): Complex {
  return { re: re * factor, im: im * factor };
}

function plus(a: Complex, b: Complex): Complex {
  return { re: a.re + b.re, im: a.im + b.im };
}

function conjugate({ re, im }: Complex): Complex {
  return { re, im: -im };
}

function dividedBy(number: number, { re, im }: Complex): Complex {
  const square = re * re + im * im;
  // The conjugate, so that of each pair the upper one stays.
  return { re: (number * re) / square, im: (number * im) / square };
}

function squareRoot({ re, im }: Complex): Complex {
  const size = Math.hypot(re, im);
  const root = { re: Math.sqrt((size + re) / 2), im: Math.sqrt(Math.max(0, (size - re) / 2)) };
  return im < 0 ? conjugate(root) : root;
}
