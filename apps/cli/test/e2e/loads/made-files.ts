/** A run of even steps whose samples every format keeps exactly. */
export interface MadeRun {
  /** Seconds: a multiple of 1/8. */
  readonly step: number;
  readonly channels: readonly MadeChannel[];
}

export interface MadeChannel {
  readonly name: string;
  readonly unit: string;
  /** Multiples of 1/8, or NaN. */
  readonly values: readonly number[];
}

/** The text file of a run. */
export function textFile({ step, channels }: MadeRun): string {
  const rows = (channels[0]?.values ?? []).map((_, i) =>
    [`${i * step}`, ...channels.map(({ values }) => `${values[i]}`)].join('\t'),
  );
  const names = ['Time', ...channels.map(({ name }) => name)].join('\t');
  const units = ['(s)', ...channels.map(({ unit }) => `(${unit})`)].join('\t');
  return `${[names, units, ...rows].join('\n')}\n`;
}

const NAME_LENGTH = 10;

/** The binary file of a run with 64-bit samples, with further channels of zeros if they are to fill its rows. */
export function binaryFile({ step, channels }: MadeRun, filling = 0): Buffer {
  const all = [
    ...channels,
    ...Array.from({ length: filling }, (_, i) => ({ name: `Fill${i}`, unit: '-', values: null })),
  ];
  const samples = channels[0]?.values.length ?? 0;
  const description = Buffer.from('made by a test', 'latin1');
  const head = Buffer.alloc(2 + 4 + 4 + 8 + 8 + 4);
  head.writeInt16LE(3, 0);
  head.writeInt32LE(all.length, 2);
  head.writeInt32LE(samples, 6);
  head.writeDoubleLE(0, 10);
  head.writeDoubleLE(step, 18);
  head.writeInt32LE(description.length, 26);
  const words = ['Time', ...all.map(({ name }) => name), '(s)', ...all.map(({ unit }) => `(${unit})`)];
  const rows = Buffer.alloc(8 * all.length * samples);
  for (const [k, { values }] of all.entries())
    for (let i = 0; i < samples && values !== null; i += 1)
      rows.writeDoubleLE(values[i] ?? Number.NaN, 8 * (i * all.length + k));
  const names = words.map((word) => Buffer.from(word.padEnd(NAME_LENGTH), 'latin1'));
  return Buffer.concat([head, description, ...names, rows]);
}

/** Numbers from 0 to 1, the same ones for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Waves and noise around a mean: multiples of 1/8. */
export function madeLoads(
  count: number,
  { step, seed, mean, amplitude }: { step: number; seed: number; mean: number; amplitude: number },
): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, i) => {
    const t = i * step;
    const waves = Math.sin(0.6 * t + seed) + 0.5 * Math.sin(1.7 * t) + 0.3 * Math.sin(5.1 * t + 2 * seed);
    return Math.round(8 * (mean + amplitude * (waves + random() - 0.5))) / 8;
  });
}
