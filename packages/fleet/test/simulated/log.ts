import { emptyBoard, mayFollow, note, subjectOf } from '../../src/core/board.ts';
import type { Entry, FleetRecord } from '../../src/core/record.ts';

/** A log that accepts a record only where its subject ends as its writer saw it, and a referee that judges what it accepts. */
export class SimulatedLog {
  readonly entries: Entry[] = [];
  readonly foul: string[] = [];
  readonly #last = new Map<string, Entry>();
  readonly #board = emptyBoard();

  append(record: FleetRecord, expected: number): { readonly seq: number } | { readonly last: Entry | null } {
    const subject = subjectOf(record);
    const last = this.#last.get(subject) ?? null;
    if ((last?.seq ?? 0) !== expected) return { last };
    if (!mayFollow(this.#board, record))
      this.foul.push(`${JSON.stringify(record)} after ${JSON.stringify(last?.record)}`);
    const entry = { seq: this.entries.length + 1, record };
    this.entries.push(entry);
    this.#last.set(subject, entry);
    note(this.#board, entry);
    return { seq: entry.seq };
  }

  last(subject: string): Entry | null {
    return this.#last.get(subject) ?? null;
  }
}
