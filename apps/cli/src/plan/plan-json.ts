import type { Plan, Range } from '@ballast/batch';
import type { WhatIfRow } from './what-if-table.ts';

/** The plan for programs: units are in the names of the keys. */
export function planJson(plan: Plan, rows: readonly WhatIfRow[]): unknown {
  const { profile, prediction, known, learnedFrom, knowsStorage } = plan;
  const { makespan, lowerBound } = prediction;
  return {
    batch: plan.batch,
    reader: plan.reader,
    files: profile.count,
    unreadable: plan.unreadable,
    totalBytes: profile.total,
    histogram: profile.histogram.map(({ from, to, count, total }) => ({
      fromBytes: from,
      toBytes: to,
      count,
      totalBytes: total,
    })),
    known: {
      reader: known.reader,
      memoryFiles: learnedFrom.memory,
      computeFiles: learnedFrom.compute,
      storageRate: knowsStorage,
      makespansSeconds: known.makespans.map(({ seconds }) => seconds),
    },
    classes: plan.classes.map(({ bin, mean, memory, compute }) => ({
      fromBytes: bin.from,
      toBytes: bin.to,
      count: bin.count,
      totalBytes: bin.total,
      meanBytes: mean,
      memoryBytes: range(memory),
      computeSeconds: range(compute),
    })),
    bounds: prediction.bounds,
    binds: prediction.binds,
    makespanSeconds: makespanRange(makespan),
    modelledSeconds: prediction.modelled,
    comparedBatches: prediction.compared,
    lowerBoundSeconds: lowerBound,
    makespanPerLowerBound: lowerBound === 0 ? null : makespan.median / lowerBound,
    peakMemoryShare: prediction.highWaterShare,
    outOfMemoryKills: prediction.oomKills,
    mostInFlight: prediction.mostInFlight,
    workers: prediction.workers,
    simulatedFiles: prediction.simulated,
    reasons: plan.reasons,
    whatIf: rows.map(({ settings, prediction: other, ratio, why }) => ({
      settings: Object.fromEntries(settings),
      makespanSeconds: makespanRange(other.makespan),
      ratioToPresent: ratio,
      peakMemoryShare: other.highWaterShare,
      binds: other.binds,
      why,
    })),
  };
}

/** `expected` is exceeded by half of such batches, `upper` by one of ten. */
function makespanRange({ median, ninetieth }: Plan['prediction']['makespan']): Range {
  return { expected: median, upper: ninetieth };
}

function range({ expected, upper }: Range): Range {
  return { expected, upper };
}
