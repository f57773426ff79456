import { setTimeout as wait } from 'node:timers/promises';
import type { SharedBatch } from '@ballast/batch';
import type { SchedulerEvent, TaskRunner } from '@ballast/scheduler';
import type { Entry, TaskRecord } from '../core/record.ts';
import { appendSurely } from '../log/append-surely.ts';
import type { LogEntry } from '../log/shared-log.ts';
import { settlementOf } from '../node/board-view.ts';
import { batchRecordIn } from '../node/read-board.ts';
import { CONTROL, type ControlRecord } from '../records/batch-record.ts';
import { checkRecord } from '../records/check.ts';
import { isControl } from '../status/board-status.ts';
import { Lanes } from './lanes.ts';
import type { OpenBoard } from './open-board.ts';

export interface FollowOptions {
  readonly batch: SharedBatch;
  readonly board: OpenBoard;
  /** How long a result may be invisible before it counts as lost, in milliseconds: network file systems cache names. */
  readonly patience: number;
  readonly say: (line: string) => void;
  /** Called with an order to all nodes, whoever gave it. */
  readonly ordered: (order: ControlRecord) => void;
}

const LOOK_EVERY = 500;

/**
 * In place of the runner of this machine: it runs nothing, and tells the scheduler what the nodes do, by the board. A result counts
 * only if its file is what its record says; otherwise the task is put back.
 */
export class FollowRunner implements TaskRunner {
  readonly #options: FollowOptions;
  readonly #stop = new AbortController();
  readonly #lanes = new Lanes();
  readonly #subjects = new Set<string>();
  #notify: (event: SchedulerEvent) => void = () => undefined;
  #following: Promise<void> = Promise.resolve();
  #checks: Promise<void> = Promise.resolve();
  /** Results that could not be seen at once. */
  readonly #late: Promise<void>[] = [];

  constructor(options: FollowOptions) {
    this.#options = options;
  }

  listen(listener: (event: SchedulerEvent) => void): void {
    this.#notify = listener;
    const { log, tasks, seq } = this.#options.board;
    for (const entry of [...tasks.values()].sort((a, b) => a.seq - b.seq)) this.#take(entry);
    this.#following = log
      .follow(seq + 1, (entry) => this.#onEntry(entry), this.#stop.signal)
      .catch((error: unknown) => this.#options.say(`the board cannot be followed: ${String(error)}`));
  }

  /** Tasks that nodes have. */
  get inFlight(): number {
    return this.#lanes.size;
  }

  run(): void {
    throw new Error('defect: the coordinator of a fleet starts nothing itself');
  }

  go(): void {}
  credit(): void {}
  pause(): void {}
  resume(): void {}
  suspend(): void {}
  continue(): void {}
  stop(): void {}
  retire(): void {}

  pid(): null {
    return null;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#following;
    await this.#checks;
    await Promise.all(this.#late);
  }

  #onEntry(entry: LogEntry): void {
    const { subject, seq, text } = entry;
    if (subject === CONTROL) {
      const record = batchRecordIn(entry);
      if (record !== null && isControl(record)) this.#options.ordered(record);
    }
    if (!subject.startsWith('t.')) return;
    const checked = checkRecord(text);
    if (checked.ok && 'task' in checked.record && subject === `t.${checked.record.task}`)
      return this.#take({ seq, record: checked.record });
    if (!this.#subjects.has(subject))
      this.#options.say(
        `a record of ${subject} is ignored: ${checked.ok ? 'it is about another subject' : checked.reason}`,
      );
    this.#subjects.add(subject);
  }

  #take(entry: Entry<TaskRecord>): void {
    const { record, seq } = entry;
    const { task } = record;
    if (task >= this.#options.batch.inputs.length) return;
    switch (record.type) {
      case 'claimed': {
        const { attempt, node } = record;
        const worker = this.#lanes.take(task);
        return this.#notify({ type: 'elsewhere', tasks: [{ task, attempt, node, seq, worker }] });
      }
      case 'returned': {
        this.#lanes.leave(task);
        const by = { node: record.by, seq, because: record.because };
        return this.#notify({ type: 'came-back', task, attempts: 0, by });
      }
      case 'voided':
        // Its own record: the scheduler does not know the settlement.
        return this.#notify({
          ...{ type: 'came-back', task, attempts: 0 },
          by: { node: 'coordinator', seq, because: record.because },
        });
      case 'settled':
        this.#lanes.leave(task);
        // One after the other, in the order of the board.
        this.#checks = this.#checks.then(() => this.#check(entry));
    }
  }

  async #check(entry: Entry<TaskRecord>): Promise<void> {
    // Orders and records come between two of them.
    await new Promise((resolve) => setImmediate(resolve));
    const { task } = entry.record;
    // The journal may have it from before.
    if (this.#options.batch.outcomes[task] !== undefined || this.#stop.signal.aborted) return;
    const settlement = settlementOf(entry);
    if (typeof settlement === 'string') return this.#void(entry, settlement);
    const look = (): string | null => this.#options.batch.damageOf(task, settlement.outcome);
    const settle = (): void => this.#notify({ type: 'settled-elsewhere', task, settlement });
    if (look() === null) return settle();
    // Nobody else waits for it.
    this.#late.push(
      this.#damage(look).then((reason) => {
        if (this.#stop.signal.aborted) return;
        return reason === null ? settle() : this.#void(entry, reason);
      }),
    );
  }

  /** Null if the result is what was written, as soon as it is seen. */
  async #damage(look: () => string | null): Promise<string | null> {
    const until = performance.now() + this.#options.patience;
    for (;;) {
      const reason = look();
      if (reason === null || performance.now() >= until || this.#stop.signal.aborted) return reason;
      await wait(LOOK_EVERY, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  async #void({ seq, record: { task } }: Entry<TaskRecord>, because: string): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const { batch, board, say } = this.#options;
    say(`the result of ${batch.inputs[task]?.file ?? task} does not count: ${because}`);
    const record = { v: 1, id: `void.${task}.${seq}`, type: 'voided', task, because: because.slice(0, 500) };
    await appendSurely(board.log, { subject: `t.${task}`, record, expected: seq }, this.#stop.signal);
  }
}
