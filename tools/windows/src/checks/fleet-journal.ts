import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { unpacked } from '@ballast/scheduler/journal';
import type { Ended } from '../process.ts';

const LOOK_EVERY = 20;

export type Ends = readonly Promise<Ended>[];

/** Ends with an error if one of the processes ends before. */
export async function reached(ends: Ends, what: string, isReached: () => boolean): Promise<void> {
  let early: Ended | null = null;
  for (const end of ends) void end.then((ended) => (early = ended));
  while (!isReached()) {
    if (early !== null) throw new Error(`before ${what}: ${JSON.stringify(early)}`);
    await pause(LOOK_EVERY);
  }
}

/** A record of the journal. */
interface Line {
  readonly type?: string;
  readonly task?: number;
  readonly node?: string;
  readonly because?: string;
  readonly outcome?: { readonly kind?: string };
}

/** What the coordinator has written, without a line that it has just begun. */
export function journalOf(out: string): readonly Line[] {
  const journal = path.join(out, 'journal.ndjson');
  if (!existsSync(journal)) return [];
  const lines = readFileSync(journal, 'utf8').split('\n').slice(0, -1);
  return lines.flatMap((line) => {
    const record: unknown = JSON.parse(line);
    return (unpacked(record) ?? [record]) as readonly Line[];
  });
}

export const returnedBy = (out: string, node: string): number =>
  journalOf(out).filter((record) => record.type === 'requeued' && record.node === node).length;

/** How many files a node has settled. */
export function countBy(out: string, node: string): number {
  const by = new Map<number | undefined, string | undefined>();
  let count = 0;
  for (const record of journalOf(out)) {
    if (record.type === 'admitted') by.set(record.task, record.node);
    if (record.type === 'settled' && by.get(record.task) === node) count += 1;
  }
  return count;
}
