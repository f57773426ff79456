import { cfft, cifft, fft } from 'fourier-transform';

/** Squared magnitudes of the lines 0 to floor(n/2) of the discrete Fourier transform of `n` real samples. */
export type PowerLines = (samples: Float64Array) => Float64Array;

/** A transform for one length, which may be any; the array it returns is reused by the next call. */
export function powerLines(length: number): PowerLines {
  if (length < 2) return (samples) => samples.map((value) => value * value);
  return isPowerOfTwo(length) ? direct(length) : chirped(length);
}

function isPowerOfTwo(length: number): boolean {
  return 2 ** Math.round(Math.log2(length)) === length;
}

function direct(length: number): PowerLines {
  const lines = length / 2 + 1;
  const parts: [Float64Array, Float64Array] = [new Float64Array(lines), new Float64Array(lines)];
  const power = new Float64Array(lines);
  return (samples) => {
    fft(samples, parts);
    return squares(power, parts[0], parts[1]);
  };
}

/** Bluestein's algorithm: a transform of any length as a convolution, which transforms of a power of two compute. */
function chirped(length: number): PowerLines {
  const size = 2 ** Math.ceil(Math.log2(2 * length - 1));
  const cos = new Float64Array(length);
  const sin = new Float64Array(length);
  for (let i = 0; i < length; i += 1) {
    // i^2 modulo 2n keeps the angle small: the sine of a large angle loses digits.
    const angle = (Math.PI * ((i * i) % (2 * length))) / length;
    cos[i] = Math.cos(angle);
    sin[i] = Math.sin(angle);
  }
  const chirpRe = new Float64Array(size);
  const chirpIm = new Float64Array(size);
  for (let i = 0; i < length; i += 1) {
    chirpRe[i] = chirpRe[(size - i) % size] = cos[i] as number;
    chirpIm[i] = chirpIm[(size - i) % size] = sin[i] as number;
  }
  cfft(chirpRe, chirpIm);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const power = new Float64Array(Math.floor(length / 2) + 1);
  return (samples) => {
    re.fill(0);
    im.fill(0);
    for (let i = 0; i < length; i += 1) {
      re[i] = (samples[i] as number) * (cos[i] as number);
      im[i] = -(samples[i] as number) * (sin[i] as number);
    }
    cfft(re, im);
    multiply(re, im, { re: chirpRe, im: chirpIm });
    cifft(re, im);
    // The last factor of the algorithm only turns each line: its magnitude is 1.
    return squares(power, re, im);
  };
}

function multiply(re: Float64Array, im: Float64Array, by: { re: Float64Array; im: Float64Array }): void {
  for (let i = 0; i < re.length; i += 1) {
    const a = re[i] as number;
    const b = im[i] as number;
    const c = by.re[i] as number;
    const d = by.im[i] as number;
    re[i] = a * c - b * d;
    im[i] = a * d + b * c;
  }
}

function squares(power: Float64Array, re: Float64Array, im: Float64Array): Float64Array {
  for (let i = 0; i < power.length; i += 1) power[i] = (re[i] as number) ** 2 + (im[i] as number) ** 2;
  return power;
}
