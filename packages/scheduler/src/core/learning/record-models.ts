import {
  bytes,
  computeTimeModel,
  highWaterModel,
  loadRateModel,
  measuredCoverage,
  PERMIT_GRID,
} from '@ballast/resource-model';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';

const GIGABYTE = 1e9;

/** Records what the models are at the end; nothing if no attempt taught them anything. */
export function recordModels({ learned: { models } }: SchedulerState, step: Step): void {
  const { memory, compute, loadRate, coverage } = models;
  if (memory.count === 0) return;
  const base = highWaterModel.predict(memory, { size: 0 }).expected;
  const least = computeTimeModel.predict(compute, { size: 0 }).expected;
  const storage = PERMIT_GRID.flatMap((loads, cell): (readonly [number, number])[] => {
    const rate = (loadRate.cells[cell]?.weight ?? 0) > 0 ? loadRateModel.rateAt(loadRate, loads) : null;
    return rate === null || rate === 0 ? [] : [[loads, Math.round(rate)]];
  });
  step.commands.push({
    type: 'record',
    record: {
      type: 'models',
      at: step.now,
      memory: {
        base: bytes(Math.round(base)),
        gamma: rounded((highWaterModel.predict(memory, { size: GIGABYTE }).expected - base) / GIGABYTE),
        quantile: roundedOrNull(measuredCoverage.quantile(coverage)),
      },
      compute: {
        base: rounded(least),
        perGigabyte: rounded(computeTimeModel.predict(compute, { size: GIGABYTE }).expected - least),
      },
      storage,
    },
  });
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

function roundedOrNull(value: number | null): number | null {
  return value === null ? null : rounded(value);
}
