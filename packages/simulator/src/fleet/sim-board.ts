import type { Settlement } from '@ballast/scheduler';

/** The last record of a task on the board. */
export type BoardEntry =
  | { readonly kind: 'claimed'; readonly node: number; readonly seq: number; readonly attempt: number }
  | { readonly kind: 'returned'; readonly node: number; readonly seq: number; readonly attempt: number }
  | {
      readonly kind: 'settled';
      readonly node: number;
      readonly seq: number;
      readonly settlement: Settlement;
    };

/**
 * The board of a batch without deaths: one record after the other, in the order in which they arrive. A claim is accepted if nothing is there:
 * its writer expects that, and cannot know what came since.
 */
export class SimBoard {
  readonly #last = new Map<number, BoardEntry>();
  #seq = 0;
  #settled = 0;

  get settled(): number {
    return this.#settled;
  }

  last(task: number): BoardEntry | null {
    return this.#last.get(task) ?? null;
  }

  /** False if another node has the task. */
  claim(task: number, { node, attempt }: { readonly node: number; readonly attempt: number }): boolean {
    const before = this.#last.get(task);
    if (before !== undefined && before.kind !== 'returned') return false;
    this.#append(task, { kind: 'claimed', node, attempt, seq: this.#seq + 1 });
    return true;
  }

  settle(task: number, node: number, settlement: Omit<Settlement, 'seq'>): void {
    this.#claimOf(task, node);
    this.#settled += 1;
    const seq = this.#seq + 1;
    this.#append(task, { kind: 'settled', node, seq, settlement: { ...settlement, seq } });
  }

  /** Its holder returns it. */
  giveBack(task: number, node: number): void {
    const { attempt } = this.#claimOf(task, node);
    this.#append(task, { kind: 'returned', node, attempt, seq: this.#seq + 1 });
  }

  #claimOf(task: number, node: number): Extract<BoardEntry, { kind: 'claimed' }> {
    const before = this.#last.get(task);
    if (before?.kind === 'claimed' && before.node === node) return before;
    throw new Error(`defect: node ${node} ends the claim of task ${task}, which it does not have`);
  }

  #append(task: number, entry: BoardEntry): void {
    this.#seq = entry.seq;
    this.#last.set(task, entry);
  }
}
