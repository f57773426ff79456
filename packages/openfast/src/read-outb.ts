import { type FileFacts, type FileWarning, WHOLE } from '@ballast/results-model';
import { openfast } from './reader.ts';
import { SampleList } from './series/sample-list.ts';

/** All samples of a channel; `values` is as long as the times of the file. */
export interface ChannelSamples {
  readonly name: string;
  /** As the file has it, mostly in brackets: `(kN-m)`. */
  readonly unit: string;
  readonly values: Float64Array;
}

export interface FileSamples {
  /** Seconds. */
  readonly times: Float64Array;
  /** In the order of the file, without the time column. Names may repeat. */
  readonly channels: readonly ChannelSamples[];
  /** Format, completeness, and warnings about the file. */
  readonly facts: FileFacts;
}

/**
 * Reads all samples of an output file: 8 bytes of memory for each. The content decides whether it is binary or text, as
 * everywhere; throws the faults of `openfast`. Use `openfast.open` for files that are larger than the memory.
 */
export async function readOutb(path: string): Promise<FileSamples> {
  const file = await openfast.open(path);
  try {
    const found = file.resolve({ object: null, variable: '*', at: null });
    if (found.kind === 'missing') throw new Error(`defect: ${found.problem.message}`);
    const { series } = found;
    const times = new SampleList(file.facts.samples);
    const values = series.map(() => new SampleList(file.facts.samples));
    const warnings: FileWarning[] = [];
    await file.read([{ period: WHOLE, series }], {
      block: (_request, index, blockTimes, block) => {
        if (index === 0) times.add(blockTimes);
        values[index]?.add(block);
      },
      problem: (_request, _index, { message }) => {
        throw new Error(`defect: ${message}`);
      },
      warning: (warning) => warnings.push(warning),
    });
    const channels = series.map(({ variable, unit }, index) => ({
      name: variable,
      unit,
      values: values[index]?.whole() ?? new Float64Array(),
    }));
    const { facts } = file;
    return {
      times: times.whole(),
      channels,
      facts: { ...facts, warnings: [...facts.warnings, ...warnings] },
    };
  } finally {
    file.close();
  }
}
