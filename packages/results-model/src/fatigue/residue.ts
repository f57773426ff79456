import { type ClosedCycles, RainflowCounter, type Residue } from './rainflow.ts';

/**
 * What becomes of the ranges that no cycle closed: `half` counts each as half a cycle (ASTM E1049-85, 5.4.4), `full` as a
 * whole one, `ignore` not at all; `repeat` adds the cycles that close if the series repeats (ASTM E1049-85, 5.4.5).
 */
export const RESIDUES = ['half', 'ignore', 'full', 'repeat'] as const;

export type ResidueRule = (typeof RESIDUES)[number];

/** Takes cycles that all have the same count: 1 or 0.5. */
export type TakeCycles = (cycles: ClosedCycles, length: number, each: number) => void;

/** Hands over the cycles that the residue contributes by the rule; the arrays may be read during the call only. */
export function takeResidue(residue: Residue, rule: ResidueRule, take: TakeCycles): void {
  switch (rule) {
    case 'ignore':
      return;
    case 'half':
      return takeRanges(residue, take, 0.5);
    case 'full':
      return takeRanges(residue, take, 1);
    case 'repeat':
      return takeRepeated(residue, take);
  }
}

function takeRanges({ values, samples }: Residue, take: TakeCycles, each: number): void {
  if (values.length < 2) return;
  const cycles = {
    from: values.subarray(0, -1),
    to: values.subarray(1),
    fromSample: samples.subarray(0, -1),
    toSample: samples.subarray(1),
  };
  take(cycles, values.length - 1, each);
}

/** The counter drops a point of the junction at which the series does not turn, and equal points collapse. */
function takeRepeated({ values, samples }: Residue, take: TakeCycles): void {
  if (values.length < 2) return;
  const at = (position: number): number => samples[position % samples.length] ?? 0;
  const counter = new RainflowCounter(
    {
      closed: (cycles, count) => {
        const own = { ...cycles, fromSample: cycles.fromSample.map(at), toSample: cycles.toSample.map(at) };
        take(own, count, 1);
      },
    },
    { ends: true },
  );
  counter.add(values);
  counter.add(values);
  counter.finish();
}
