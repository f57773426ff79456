import type { Share } from '@ballast/batch';
import { bytes, type Fault } from '@ballast/resource-model';
import { type Assignment, needsLargerNode, type SchedulerState } from '@ballast/scheduler';
import type { Outcome, RecordOf } from '@ballast/scheduler/journal';
import { isOpen } from '../core/board.ts';
import { areOthersAtWork, leavesAlone, mayDecline } from '../core/declined.ts';
import { largerPeer, peerCores } from '../core/larger-peer.ts';
import type { BatchSeats } from '../records/batch-record.ts';
import { settledText, settlementOf } from './board-view.ts';
import type { DrivenMember, NodeOrder } from './drive-member.ts';
import type { FenceGuard } from './fence-guard.ts';
import { HeldSeats } from './held-seats.ts';
import { faultOfNode } from './node-fault.ts';
import { ShareRunner } from './share-runner.ts';

/** A claim that is not answered for this long leaves its worker to other tasks, in milliseconds. */
const CLAIM_PATIENCE = 5000;
const TICK_EVERY = 100;
/** A machine that cannot do this number of tasks in a row, which others can, is not fit for the batch. */
const MOST_DECLINED = 3;
/** A change of the budget by this part of it: smaller ones come and go. */
const WORTH_ANNOUNCING = 0.05;

export interface NodeShareOptions {
  readonly driven: DrivenMember;
  readonly seats: BatchSeats | null;
  /** Ends what uses seats if this node cannot; absent for none. */
  readonly guard?: FenceGuard | null;
  /** Of the engine, once there is one. */
  readonly state: () => SchedulerState | null;
  /** Called when several tasks in a row could not be done for faults of this machine, while others can do them. */
  readonly unfit?: (fault: Fault) => void;
}

/** What the scheduler knows of a task that is not its own. */
type Told = 'away' | 'done';

/**
 * Between the scheduler of this machine and the member of the fleet: attempts wait for their claims, and the scheduler gets what the
 * board says. Only the last record of a task matters, never the way to it: what the scheduler knows is compared with that.
 */
export class NodeShare implements Share {
  readonly #driven: DrivenMember;
  readonly #state: NodeShareOptions['state'];
  readonly #seats: HeldSeats | null;
  readonly #told = new Map<number, Told>();
  /** Places of the records that the scheduler knows. */
  readonly #heard = new Map<number, number>();
  /** Tasks that nobody else took when this node lost them. */
  readonly #limbo = new Set<number>();
  readonly #early: Assignment[] = [];
  #runner: ShareRunner | null = null;
  #timer: NodeJS.Timeout | null = null;
  #peers: { readonly largest: number | null; readonly cores: number } = { largest: null, cores: 0 };
  #isOver = false;
  readonly #unfit: (fault: Fault) => void;
  #declinedInRow = 0;
  /** When another node had work in hand for the last time. */
  #othersAtWork = performance.now();

  constructor({ driven, seats, state, guard = null, unfit = () => undefined }: NodeShareOptions) {
    this.#unfit = unfit;
    this.#driven = driven;
    this.#state = state;
    this.#seats = seats === null ? null : new HeldSeats({ driven, seats, guard });
  }

  runner(own: ConstructorParameters<typeof ShareRunner>[0]): ShareRunner {
    const claims = {
      isHeld: (task: number) => this.#isHeld(task),
      want: (assignment: Assignment) => this.#want(assignment),
      look: (task: number) => this.#missed(task),
    };
    this.#runner = new ShareRunner(own, claims, () => this.#begin());
    return this.#runner;
  }

  seats(): number | null {
    return this.#seats?.usable() ?? null;
  }

  /** Outcomes that the board has, for the scheduler to begin with. */
  outcomes(count: number): (Outcome | undefined)[] {
    const outcomes = new Array<Outcome | undefined>(count).fill(undefined);
    for (const [task, entry] of this.#driven.member.board.tasks) {
      const settlement = settlementOf(entry);
      if (typeof settlement === 'string' || task >= count) continue;
      outcomes[task] = settlement.outcome;
      this.#told.set(task, 'done');
      this.#heard.set(task, entry.seq);
    }
    return outcomes;
  }

  order(order: NodeOrder): void {
    switch (order.type) {
      case 'run':
        if (this.#runner?.won(order.task) !== true) this.#bringBack(order.task);
        this.#guardSeats();
        return;
      case 'claim-lost':
        this.#lose(order.task);
        return;
      case 'stop':
        this.#runner?.revoke(order.task);
        this.look(order.task);
        return;
      case 'counted':
        this.#told.set(order.task, 'done');
        return;
      case 'not-counted':
        this.#missed(order.task);
        return;
      case 'elsewhere':
      case 'came-back':
      case 'settled-elsewhere':
        this.look(order.task);
        return;
      case 'fence':
        this.#guardSeats();
        return;
      default:
    }
  }

  /** An attempt of this machine has settled, and everything about it is on storage. */
  settled(record: RecordOf<'settled'>): void {
    const { task, outcome } = record;
    const isOpen = this.#state()?.lifecycle.mode.kind === 'open';
    // Another node may do better: this one only did not get to it.
    const isForOthers = outcome.kind === 'cancelled' || (!isOpen && outcome.retry !== 'never');
    if (isForOthers) return this.#giveBack(task, `its node stopped: ${outcome.kind}`);
    const fault = faultOfNode(outcome);
    const { board, config } = this.#driven.member;
    if (fault !== null && mayDecline(board, config, task)) return this.#decline(task, fault);
    this.#declinedInRow = 0;
    this.#driven.tell({ type: 'ended', task, end: { kind: 'settled', ...settledText(record) } });
  }

  /** Another node may do it: this fault says nothing of the task. */
  #decline(task: number, fault: Fault): void {
    const because = `${fault.code}: ${fault.message}`.slice(0, 500);
    this.#driven.tell({ type: 'ended', task, end: { kind: 'returned', because, fault: fault.code } });
    this.#othersAtWork = performance.now();
    this.#declinedInRow += 1;
    if (this.#declinedInRow === MOST_DECLINED) this.#unfit(fault);
  }

  /** Gives back every claim whose attempt has not ended. */
  leave(because: string): void {
    this.#isOver = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#runner = null;
    for (const { task, progress } of [...this.#driven.member.work.values()])
      if (progress !== 'ended') this.#giveBack(task, because);
  }

  /** Compares what the scheduler knows of a task with what the board says. */
  look(task: number): void {
    const { member } = this.#driven;
    if (this.#runner === null || this.#isOver) return;
    if (this.#runner.has(task) || member.work.has(task) || member.pending.has(`t.${task}`)) return;
    const entry = member.board.tasks.get(task);
    if (entry === undefined || isOpen(member.board, task)) return this.#bringBack(task);
    if (this.#heard.get(task) === entry.seq) return;
    this.#heard.set(task, entry.seq);
    const { record, seq } = entry;
    if (record.type === 'claimed') {
      this.#told.set(task, 'away');
      const { attempt, node } = record;
      this.#runner.tell({ type: 'elsewhere', tasks: [{ task, attempt, node, seq, worker: 0 }] });
      return;
    }
    this.#limbo.delete(task);
    const settlement = settlementOf(entry);
    // The coordinator judges it: it is settled for this node.
    if (typeof settlement === 'string') return;
    this.#told.set(task, 'done');
    this.#runner.tell({ type: 'settled-elsewhere', task, settlement });
  }

  #begin(): void {
    this.#tellPeers();
    for (const task of this.#driven.member.board.tasks.keys()) this.look(task);
    this.#timer = setInterval(() => this.#tick(), TICK_EVERY);
  }

  #tick(): void {
    const { member } = this.#driven;
    const now = performance.now();
    if (member.board.declined.size > 0 && areOthersAtWork(member.board, member.config))
      this.#othersAtWork = now;
    if (member.isJoined) {
      for (const { task, attempt } of this.#early.splice(0)) this.#ask(task, attempt);
      for (const task of [...this.#limbo]) this.look(task);
    }
    for (const task of this.#runner?.claimingSince(now - CLAIM_PATIENCE) ?? []) this.#lose(task);
    this.#tellPeers();
    this.#giveBackLarger();
    this.#keepSeats();
  }

  #keepSeats(): void {
    const state = this.#state();
    if (this.#seats === null || state === null) return;
    this.#guardSeats();
    if (this.#seats.keep(state)) return;
    for (const task of this.#runner?.running() ?? []) {
      this.#giveBack(task, 'own fence');
      this.#runner?.revoke(task);
    }
  }

  #guardSeats(): void {
    this.#seats?.watch(this.#runner?.pids() ?? []);
  }

  /** Who has more memory, by what all have announced; and announces what this machine may use now. */
  #tellPeers(): void {
    const { member } = this.#driven;
    const budget = this.#state()?.machine.capacity.memory ?? member.budget;
    if (Math.abs(budget - member.budget) > WORTH_ANNOUNCING * member.budget)
      this.#driven.tell({ type: 'budget', budget });
    const largest = largerPeer(member.board, member.config);
    const cores = peerCores(member.board, member.config);
    if (largest === this.#peers.largest && cores === this.#peers.cores) return;
    this.#peers = { largest, cores };
    this.#runner?.tell({ type: 'peers', largest: largest === null ? null : bytes(largest), cores });
  }

  /** What turned out to need more memory than this machine has: with its claim, it would wait here for ever. */
  #giveBackLarger(): void {
    const state = this.#state();
    if (state === null) return;
    for (const { task, claim, end } of [...this.#driven.member.work.values()]) {
      const isWaiting = claim !== null && end === null && this.#runner?.has(task) === false;
      if (isWaiting && needsLargerNode(state, task))
        this.#giveBack(task, 'it needs more memory than this node may use');
    }
  }

  #isHeld(task: number): boolean {
    // A node that was stopped may hear of its lost workers before anything else: no attempt begins on a seat that is another's by now.
    if (this.#seats?.isPast() === true) return false;
    const work = this.#driven.member.work.get(task);
    return work?.progress === 'running' && work.claim !== null;
  }

  #want({ task, attempt }: Assignment): void {
    if (this.#driven.member.isJoined) this.#ask(task, attempt);
    else this.#early.push({ task, attempt } as Assignment);
  }

  #ask(task: number, attempt: number): void {
    if (this.#runner?.has(task) !== true) return;
    const work = this.#driven.member.work.get(task);
    if (work !== undefined) {
      // Its claim is held, but no longer its seat, or the attempt would have begun: it starts again with a claim of its own.
      if (work.progress === 'running' && work.claim !== null) {
        this.#giveBack(task, 'own fence');
        this.#lose(task);
      }
      return;
    }
    if (this.#leavesAlone(task)) return this.#lose(task);
    this.#driven.tell({ type: 'want', task, attempt, needsSeat: this.#seats !== null });
  }

  #lose(task: number): void {
    if (this.#runner?.has(task) !== true) return;
    this.#runner.lost(task);
    this.#missed(task);
  }

  /** The scheduler has lost it, and may not have taken what it got about it before. */
  #missed(task: number): void {
    this.#told.set(task, 'away');
    this.#limbo.add(task);
    this.#heard.delete(task);
    this.look(task);
  }

  #giveBack(task: number, because: string): void {
    this.#driven.tell({ type: 'ended', task, end: { kind: 'returned', because: because.slice(0, 500) } });
  }

  /** Nobody has it: it waits here again, if the scheduler thinks that it does not. */
  #bringBack(task: number): void {
    if (this.#leavesAlone(task)) {
      this.#told.set(task, 'away');
      this.#limbo.add(task);
      return;
    }
    const isMissed = this.#told.delete(task);
    this.#limbo.delete(task);
    this.#heard.delete(task);
    if (!isMissed) return;
    const attempts = this.#state()?.tasks.attempts[task] ?? 0;
    this.#runner?.tell({ type: 'came-back', task, attempts });
  }

  /** Unless the others have had nothing to do for a while: then they leave it alone as well. */
  #leavesAlone(task: number): boolean {
    const { board, config } = this.#driven.member;
    const areIdle = performance.now() - this.#othersAtWork > config.silence;
    return !areIdle && leavesAlone(board, config, task);
  }
}
