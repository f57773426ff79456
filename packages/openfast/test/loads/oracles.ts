import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UNPACED } from '@ballast/results-model';
import type { Samples } from '@ballast/results-model/analysis';
import { openfast } from '../../src/index.ts';
import { samplesOf } from '../support/recorder.ts';

export const DATA: string = join(import.meta.dirname, '../../../../../shared/data');

export const present = existsSync(join(DATA, 'oracles/fatigue.json'));
if (!present) console.warn(`skipped: reference numbers of other programs are not in ${DATA}`);

export function oracle(name: string): Readonly<Record<string, unknown>> {
  return present
    ? (JSON.parse(readFileSync(join(DATA, 'oracles', name), 'utf8')) as Record<string, unknown>)
    : {};
}

const known = new Map<string, Promise<Samples>>();

/** The samples of `<file>::<channel>`, or of the synthetic series. */
export function seriesOf(name: string): Promise<Samples> {
  const found = known.get(name) ?? load(name);
  known.set(name, found);
  return found;
}

async function load(name: string): Promise<Samples> {
  const [fileName = '', channel] = name.split('::');
  if (channel === undefined) return synthetic();
  const file = await openfast.open(join(DATA, 'openfast', fileName), UNPACED);
  try {
    const { times, values } = await samplesOf(file, channel);
    return { times: Float64Array.from(times), values: Float64Array.from(values) };
  } finally {
    file.close();
  }
}

/** 64 cosines with narrow-banded amplitudes over an hour at 10 Hz, as the file with the numbers defines it. */
function synthetic(): Samples {
  const times = Float64Array.from({ length: 36_001 }, (_, i) => 0.1 * i);
  const values = times.map((t) => {
    let sum = 0;
    for (let k = 1; k <= 64; k += 1) {
      const f = 0.05 + 0.0025 * k + 0.001 * ((k * Math.sqrt(3)) % 1);
      const a = Math.exp(-(((f - 0.1) / 0.03) ** 2));
      sum += a * Math.cos(2 * Math.PI * (f * t + ((0.6180339887498949 * k) % 1)));
    }
    return sum;
  });
  return { times, values };
}
