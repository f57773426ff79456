import type { Gate, Inspection, Violation } from './gate.ts';
import { cycles } from './gates/cycles.ts';
import { english } from './gates/english.ts';
import { faces } from './gates/faces.ts';
import { format } from './gates/format.ts';
import { glossary } from './gates/glossary.ts';
import { layers } from './gates/layers.ts';
import { purity } from './gates/purity.ts';
import { rooms } from './gates/rooms.ts';
import { sizes } from './gates/sizes.ts';
import { staleNames } from './gates/stale-names.ts';
import { stateWriters } from './gates/state-writers.ts';
import { unused } from './gates/unused.ts';
import { words } from './gates/words.ts';
import { openTree } from './tree/tree.ts';

export const GATES: readonly Gate[] = [
  layers,
  rooms,
  cycles,
  purity,
  stateWriters,
  unused,
  format,
  faces,
  sizes,
  words,
  glossary,
  english,
  staleNames,
];

/** Runs the gates over the checkout at `root` and writes their reports line by line; true if all of them hold. */
export async function runGates(
  root: string,
  gates: readonly Gate[],
  write: (line: string) => void,
): Promise<boolean> {
  const tree = openTree(root);
  let held = true;
  for (const gate of gates) {
    const inspection = await gate.inspect(tree);
    for (const line of report(gate.name, inspection)) write(line);
    held &&= holds(inspection);
  }
  return held;
}

function holds({ inspected, violations }: Inspection): boolean {
  return inspected > 0 && violations.length === 0;
}

function report(name: string, inspection: Inspection): string[] {
  const { inspected, notes = [], unit, violations } = inspection;
  const status = holds(inspection) ? 'ok' : 'FAILED';
  const count = violations.length === 0 ? '' : `, ${violations.length} to correct`;
  const nothing = inspected === 0 ? ': a gate that inspects nothing proves nothing' : '';
  return [
    `${status} ${name}: ${inspected} ${unit} inspected${count}${nothing}`,
    ...violations.map((one) => `  ${located(one)}`),
    ...notes.map((one) => `  note: ${located(one)}`),
  ];
}

function located({ file, line, text }: Violation): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${text}`;
}
