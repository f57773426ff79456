import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type OwnTask, type PreparedNode, prepareNode, removeUnpublished, runNode } from '@ballast/batch';
import { type Fault, FaultError } from '@ballast/resource-model';
import type { Engine, SchedulerState } from '@ballast/scheduler';
import { isOpen } from '../core/board.ts';
import { routedLog } from '../log/routed-log.ts';
import type { SharedLog } from '../log/shared-log.ts';
import { CONTROL, type OpenedRecord } from '../records/batch-record.ts';
import type { FleetSettings } from '../settings/fleet-file.ts';
import { folderOf } from '../settings/roots.ts';
import { settlementOf } from './board-view.ts';
import { type DrivenMember, driveMember } from './drive-member.ts';
import { type FenceGuard, startFenceGuard } from './fence-guard.ts';
import { HeldSeats } from './held-seats.ts';
import { NodeShare } from './node-share.ts';
import { type BoardBatch, controlIn } from './read-board.ts';
import { repeatOne } from './repeat-one.ts';
import { outdated, taken, unfit } from './why-it-leaves.ts';

export interface WorkOptions {
  /** Id of the board. */
  readonly id: string;
  readonly board: SharedLog;
  /** The log of nodes and seats. */
  readonly nodes: SharedLog;
  readonly batch: BoardBatch;
  readonly settings: Pick<FleetSettings, 'roots' | 'path'>;
  /** Name of this node. */
  readonly node: string;
  readonly history: boolean;
  readonly overrides: readonly string[];
  readonly ownTask: OwnTask;
  /** Prints a line for people. */
  readonly say: (line: string) => void;
  /** Aborted: drains, and gives back what has not begun. */
  readonly drain: AbortSignal;
  /** Aborted: stops what runs as well. */
  readonly cancel: AbortSignal;
}

/** Why a node stops working on a batch. */
export type NodeEnd = 'closed' | 'drained' | 'output-failed';

/** A log that is quiet for this long has been read, for a beginning: what comes later arrives, too. On a busy one it never is. */
const QUIET = 300;
const LONGEST_QUIET = 3000;
const LOOK_EVERY = 100;

/**
 * Takes part in a batch until it is over, or this node is to stop. Faults: those of the roots, FLEET_WRONG_FOLDER, FLEET_DIFFERS,
 * FLEET_UNFIT, FLEET_NODE_TAKEN, FLEET_RECORD_NEWER, and those of `prepareNode`.
 */
export async function workOnBatch(options: WorkOptions): Promise<NodeEnd> {
  const { batch, settings } = options;
  const { opened } = batch;
  const output = folderOf(opened.output, settings);
  const inputDirectory = folderOf(opened.input, settings);
  requireNonce(output, options.id, opened);
  using prepared = await prepareNode(
    {
      ...{ output, inputDirectory, batchHash: opened.batchHash, planHash: opened.planHash },
      ...{ resultVersion: opened.resultVersion, versions: opened.versions, product: opened.product },
      ...{ inputs: opened.inputs, listed: batch.listed, task: opened.task },
    },
    { history: options.history, overrides: options.overrides, ownTask: options.ownTask },
  );
  // Awaited here: the plan of the workers is removed when this function returns.
  return await new Work(options, prepared).toEnd();
}

/** The coordinator wrote it into the output folder: a wrong mount is found before any work. */
function requireNonce(output: string, id: string, { nonce }: OpenedRecord): void {
  const file = nonceFile(output, id);
  let found: string | null = null;
  try {
    found = readFileSync(file, 'utf8').trim();
  } catch {
    // It counts as another one.
  }
  if (found === nonce) return;
  throw new FaultError({
    code: 'FLEET_WRONG_FOLDER',
    message: `${output} is not the folder that the batch writes to: ${found === null ? `it has no ${path.basename(file)}` : 'its mark is another one'}`,
    hint: 'check that the share is mounted, and that `roots` names the same folder on all machines',
    details: { path: output },
  });
}

export const nonceFile = (output: string, id: string): string => path.join(output, '.ballast', `fleet-${id}`);

/** Of this very process, for people as well: where it runs. */
function processName(): string {
  const host = hostname()
    .replace(/[^A-Za-z0-9_-]/g, '')
    .slice(0, 40);
  return `${host}-${process.pid}-${randomBytes(4).toString('hex')}`;
}

class Work {
  readonly #options: WorkOptions;
  readonly #prepared: PreparedNode;
  readonly #driven: DrivenMember;
  readonly #guard: FenceGuard | null;
  #share: NodeShare | null = null;
  #engine: Engine | null = null;
  #control: 'drain' | 'cancel' | 'closed' | null = null;
  #heardAt = performance.now();
  /** The process that has the name of this node now. */
  #replacedBy: string | null = null;
  /** What a newer version of Ballast has written, so that this one cannot take part. */
  #newer: string | null = null;
  /** Why this machine is not fit for the batch. */
  #unfit: Fault | null = null;

  constructor(options: WorkOptions, prepared: PreparedNode) {
    this.#options = options;
    this.#prepared = prepared;
    const { config } = prepared.resources;
    const { node, id, batch, say } = options;
    this.#guard = batch.opened.seats === null ? null : startFenceGuard();
    this.#driven = driveMember({
      config: {
        ...{ node, process: processName(), board: id },
        ...batch.opened.times,
        ...{ budget: config.capacity.memory, cores: config.capacity.corePermits },
      },
      log: routedLog(options.board, options.nodes),
      order: (order) => {
        if (order.type === 'replaced') this.#onReplaced(order.by);
        else this.#share?.order(order);
      },
      refused: (subject, reason) => say(`a record of ${subject} is ignored: ${reason}`),
      newer: (subject) => {
        this.#newer ??= subject;
        this.#obey();
      },
      besides: (entry) => {
        this.#heardAt = performance.now();
        if (entry.subject !== CONTROL) return;
        this.#control = controlIn(entry) ?? this.#control;
        this.#obey();
      },
      noted: () => {
        this.#heardAt = performance.now();
      },
    });
    options.drain.addEventListener('abort', this.#obey);
    options.cancel.addEventListener('abort', this.#obey);
  }

  async toEnd(): Promise<NodeEnd> {
    try {
      return await this.#work();
    } finally {
      await this.#leave();
    }
  }

  async #work(): Promise<NodeEnd> {
    await this.#quiet();
    await this.#repeatOne();
    let isFailed = false;
    while (!this.#isStopped()) {
      if (this.#isAnythingLeft()) isFailed = await this.#round();
      if (isFailed || this.#unfit !== null) break;
      await wait(LOOK_EVERY);
    }
    await this.#settle();
    if (this.#replacedBy !== null) throw taken(this.#options.node, this.#replacedBy);
    if (this.#newer !== null) throw outdated(this.#newer);
    if (this.#unfit !== null) throw unfit(this.#unfit);
    if (isFailed) return 'output-failed';
    return this.#control === 'closed' ? 'closed' : 'drained';
  }

  /** Whatever ended it: a node that signs on would keep its claims and seats from all others. */
  async #leave(): Promise<void> {
    const { drain, cancel } = this.#options;
    drain.removeEventListener('abort', this.#obey);
    cancel.removeEventListener('abort', this.#obey);
    this.#engine?.cancel('this node leaves the batch');
    this.#share?.leave('its node left');
    this.#guard?.close();
    const isAll = this.#driven.member.work.size === 0;
    await this.#driven.stop({ leave: true });
    if (isAll) removeUnpublished(this.#prepared.output, this.#published());
  }

  /** Until what the log holds has been read, as far as can be seen. */
  async #quiet(): Promise<void> {
    const until = performance.now() + LONGEST_QUIET;
    const isBusy = (): boolean => performance.now() - this.#heardAt < QUIET && performance.now() < until;
    while (isBusy() && !this.#isStopped()) await wait(LOOK_EVERY / 2);
  }

  /** Nothing has been claimed yet. Fault FLEET_DIFFERS. */
  async #repeatOne(): Promise<void> {
    const [prepared, driven, options] = [this.#prepared, this.#driven, this.#options];
    const { opened, listed } = options.batch;
    const guard = this.#guard;
    const seats = opened.seats === null ? null : new HeldSeats({ driven, seats: opened.seats, guard });
    const about = {
      prepared,
      board: driven.member.board,
      listed,
      node: options.node,
      seats,
      say: options.say,
    };
    const running = (engine: Engine | null): void => {
      this.#engine = engine;
      this.#obey();
    };
    try {
      while (!this.#isStopped() && !(await repeatOne({ ...about, running }))) await wait(LOOK_EVERY);
    } finally {
      removeUnpublished(prepared.output, this.#published());
    }
  }

  /** True if the output cannot be written from here. */
  async #round(): Promise<boolean> {
    const share = new NodeShare({
      driven: this.#driven,
      seats: this.#options.batch.opened.seats,
      guard: this.#guard,
      state: () => this.#engine?.state() ?? null,
      unfit: (fault) => {
        this.#unfit = fault;
        this.#engine?.drain('this machine is not fit for the batch');
      },
    });
    this.#share = share;
    const run = await runNode(this.#prepared, {
      node: this.#options.node,
      share,
      outcomes: share.outcomes(this.#prepared.inputs.length),
      attempts: this.#attempts(),
      settled: (record) => share.settled(record),
    });
    this.#engine = run.scheduler;
    this.#obey();
    const state: SchedulerState = await run.ended.finally(() => {
      this.#engine = null;
    });
    const { storageFault } = state.lifecycle;
    share.leave(storageFault ?? 'its node stopped');
    if (storageFault !== null) this.#options.say(`${storageFault}; this node leaves the batch`);
    await this.#settle();
    this.#share = null;
    return storageFault !== null;
  }

  /** Until every claim of this node is settled or given back, however long the server is away. */
  async #settle(): Promise<void> {
    const { member } = this.#driven;
    while (member.work.size > 0 && !this.#options.cancel.aborted) await wait(LOOK_EVERY / 2);
  }

  #attempts(): Uint16Array {
    const attempts = new Uint16Array(this.#prepared.inputs.length);
    for (const [task, { record }] of this.#driven.member.board.tasks)
      if ('attempt' in record) attempts[task] = record.attempt;
    return attempts;
  }

  #isStopped(): boolean {
    const { drain, cancel } = this.#options;
    const isOut = this.#replacedBy !== null || this.#newer !== null;
    return this.#control !== null || isOut || drain.aborted || cancel.aborted;
  }

  #onReplaced(by: string): void {
    this.#replacedBy = by;
    this.#obey();
  }

  #isAnythingLeft(): boolean {
    const { board } = this.#driven.member;
    return this.#options.batch.listed.some(
      ({ task }) => isOpen(board, task) || board.tasks.get(task)?.record.type === 'claimed',
    );
  }

  readonly #obey = (): void => {
    const { drain, cancel } = this.#options;
    if (this.#replacedBy !== null) this.#engine?.cancel('another process has the name of this node');
    if (this.#newer !== null) this.#engine?.drain('a newer version of Ballast takes part');
    if (cancel.aborted || this.#control === 'cancel' || this.#control === 'closed')
      this.#engine?.cancel(
        this.#control === null ? 'this node was interrupted again' : 'the fleet was cancelled',
      );
    else if (drain.aborted || this.#control === 'drain')
      this.#engine?.drain(this.#control === null ? 'this node was interrupted' : 'the fleet was drained');
  };

  #published(): string[] {
    return [...this.#driven.member.board.tasks.values()].flatMap((entry) => {
      const settlement = settlementOf(entry);
      if (typeof settlement === 'string' || settlement.outcome.kind !== 'succeeded') return [];
      return settlement.outcome.result === null ? [] : [settlement.outcome.result];
    });
  }
}
