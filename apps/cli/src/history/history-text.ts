import type { Makespan, RecordFacts } from '@ballast/batch';
import { formatBytes, formatDuration } from '@ballast/resource-model';
import { countText, forTerminal } from '@ballast/text';

/** Makespans that `ballast history` prints for each record. */
const SHOWN = 3;

/** One block of lines per record. */
export function historyText(records: readonly RecordFacts[]): readonly string[] {
  return records.flatMap((record) => ['', ...recordText(record)]);
}

function recordText(record: RecordFacts): readonly string[] {
  const { reader, plan, machine, thisMachine, makespans, memory, compute, loads, damaged } = record;
  const where = thisMachine ? 'this machine' : `machine ${forTerminal(machine)}`;
  const lines: [string, string][] = [['batches', batchesText(makespans)]];
  for (const makespan of makespans.slice(-SHOWN).reverse()) lines.push(['', makespanText(makespan)]);
  lines.push(['memory', memory === null ? 'nothing learned' : memoryText(memory)]);
  lines.push(['computing', compute === null ? 'nothing learned' : computeText(compute)]);
  lines.push(['loads', loads === null ? 'nothing learned' : loadsText(loads)]);
  if (damaged.length > 0) lines.push(['damaged', `${damaged.join(', ')}: ignored`]);
  return [
    `${forTerminal(reader)}, plan ${forTerminal(plan)}, ${where}`,
    ...lines.map(([name, text]) => `  ${name.padEnd(10)} ${text}`),
  ];
}

function batchesText(makespans: readonly Makespan[]): string {
  if (makespans.length === 0) return 'none with a makespan';
  return makespans.length > SHOWN
    ? `${makespans.length} kept, the last ${SHOWN}:`
    : `${makespans.length} kept:`;
}

function makespanText({ startedAt, seconds, inputs, bytes }: Makespan): string {
  const when = new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ');
  const what = `${countText(inputs, 'input')}, ${formatBytes(bytes)}`;
  return `${when} UTC: ${formatDuration(seconds * 1000)} for ${what}`;
}

function memoryText({ baseBytes, bytesPerFileByte, files }: NonNullable<RecordFacts['memory']>): string {
  return `${formatBytes(baseBytes)} + ${bytesPerFileByte.toFixed(2)} x file size, from ${countText(files, 'file')}`;
}

function computeText({
  baseSeconds,
  secondsPerGigabyte,
  files,
}: NonNullable<RecordFacts['compute']>): string {
  const base = formatDuration(baseSeconds * 1000);
  const slope = formatDuration(secondsPerGigabyte * 1000);
  return `${base} + ${slope} for each 10^9 bytes of file, from ${countText(files, 'file')}`;
}

function loadsText({ best, bytesPerSecond }: NonNullable<RecordFacts['loads']>): string {
  return `fastest with ${best} at once (${formatBytes(bytesPerSecond)}/s)`;
}
