import type { Plan, Range } from '@ballast/batch';
import { formatBytes, formatDuration } from '@ballast/resource-model';
import { countText, forTerminal, percent } from '@ballast/text';
import { histogramLines, sizeRange } from '../profile/profile-text.ts';
import { BINDS } from './words.ts';

/** The plan for people, as lines. */
export function planText(plan: Plan): readonly string[] {
  const { batch, reader, profile, unreadable, reasons } = plan;
  return [
    `${forTerminal(batch)}: ${countText(profile.count, 'file')}, ${formatBytes(profile.total)}, read by ${reader}`,
    ...(unreadable === 0 ? [] : [`${countText(unreadable, 'input')} cannot be read: left out here.`]),
    '',
    'What is known',
    ...knownLines(plan).map((line) => `  ${line}`),
    '',
    'Histogram (files by size, a row for each power of two)',
    ...histogramLines(profile.histogram),
    '',
    'A file of the mean size of each class: expected value and upper estimate',
    ...classLines(plan),
    '',
    'What limits the batch (no schedule is faster)',
    ...boundLines(plan),
    '',
    ...makespanLines(plan),
    '',
    'What the policy is based on',
    ...reasons.map((reason) => `  ${reason}`),
  ];
}

function knownLines({ known, learnedFrom, knowsStorage }: Plan): string[] {
  const lines: string[] = [];
  const { memory, compute } = learnedFrom;
  if (memory === 0 && compute === 0) {
    lines.push(
      'Nothing has been learned about such batches on this machine: memory and time are rough',
      'estimates for the reader. The first batch will give better ones.',
    );
  } else {
    const from = (files: number): string =>
      files === 0
        ? 'a rough estimate, not known for these tables'
        : `learned from ${countText(files, 'file')}`;
    lines.push(`memory: ${from(memory)}`, `computing time: ${from(compute)}`);
    if (known.reader !== null) lines.push(`reader: ${forTerminal(known.reader)}`);
  }
  const last = known.makespans.at(-1);
  if (last !== undefined) {
    const took = formatDuration(1000 * last.seconds);
    lines.push(`last batch: ${took} for ${countText(last.inputs, 'input')}, ${formatBytes(last.bytes)}`);
  }
  lines.push(
    knowsStorage
      ? 'storage: its rate was learned while it limited batches'
      : 'storage: its rate is not known and is ignored, as if the files were already in memory',
  );
  return lines;
}

function classLines({ classes }: Plan): string[] {
  return classes.map(({ bin, memory, compute }) => {
    const files = countText(bin.count, 'file').padStart(13);
    const ofMemory = `memory ${range(memory, formatBytes)}`;
    const ofTime = `computing ${range(compute, (seconds) => formatDuration(1000 * seconds))}`;
    return `  ${sizeRange(bin)}${files}   ${ofMemory}   ${ofTime}`;
  });
}

function basis({ compared, learned }: Plan['prediction']): string {
  const models = learned ? 'by what earlier batches taught' : 'by rough estimates';
  if (compared === 0)
    return `${models}; the range is a cautious one, since no such prediction was compared with a batch`;
  return `${models}, corrected by the errors of earlier predictions (${compared})`;
}

function range({ expected, upper }: Range, text: (value: number) => string): string {
  return `${text(expected)} to ${text(upper)}`;
}

function boundLines({ prediction: { bounds } }: Plan): string[] {
  const seen = new Set<string>();
  // The tightest bound of each resource.
  const largest = bounds.filter(({ resource }) => !seen.has(resource) && seen.add(resource));
  if (largest.length === 0) return ['  nothing'];
  return largest.map(({ resource, seconds, name }) => {
    const time = formatDuration(1000 * seconds).padStart(11);
    return `  ${resource.padEnd(8)}${time}  ${BINDS[resource]} (${name})`;
  });
}

function makespanLines({ prediction, profile }: Plan): string[] {
  const { makespan, lowerBound, highWaterShare, oomKills, simulated, mostInFlight, workers } = prediction;
  const time = (seconds: number): string => formatDuration(1000 * seconds);
  const ratio =
    lowerBound === 0 ? '' : `; the prediction is ${(makespan.median / lowerBound).toFixed(2)} times that`;
  const lines = [
    `Predicted makespan: ${time(makespan.median)}, with 90 % probability below ${time(makespan.ninetieth)}`,
    `  ${basis(prediction)}`,
    `  lower bound ${time(lowerBound)} with the start of the first worker${ratio}`,
    `  at most ${countText(mostInFlight, 'task')} in flight on ${countText(workers, 'worker')}; memory up to ${percent(highWaterShare)} of the budget`,
  ];
  if (oomKills > 0)
    lines.push(`  memory runs out ${countText(oomKills, 'time')}: run fewer tasks at the same time`);
  if (simulated < profile.count) {
    lines.push(
      `  simulated with ${simulated} files that represent all ${profile.count}, scaled in proportion to the lower bounds`,
    );
  }
  return lines;
}
