import { bytes } from '@ballast/resource-model';
import type { LimitPolicy, MemoryGrowth, MemoryPrior, SchedulerConfig } from '@ballast/scheduler';
import { SimNode } from '../drive/sim-node.ts';
import { EventHeap } from '../machine/event-heap.ts';
import type { SimTask } from '../machine/sim-machine.ts';
import { seeded } from '../random.ts';
import { type ClaimPort, Claims } from './claims.ts';
import { delays, MEASURED_ROUND_TRIP, type RoundTrip } from './delays.ts';
import { type FleetNode, tasksOn } from './fleet-node.ts';
import { SimBoard } from './sim-board.ts';

export interface FleetOptions {
  readonly tasks: readonly SimTask[];
  readonly nodes: readonly FleetNode[];
  readonly policy: LimitPolicy;
  readonly prior: MemoryPrior;
  readonly growth: MemoryGrowth;
  /** What the schedulers use instead of the file sizes. */
  readonly footprints?: Float64Array;
  /** Of the messages; that which was measured unless given. */
  readonly roundTrip?: RoundTrip;
  readonly seed?: number;
  /** All nodes begin with the same ones of equal tasks: nothing is worse. */
  readonly sameOrder?: boolean;
  /** Nodes take as much ahead of what they can compute as a machine that is alone. */
  readonly takesAhead?: boolean;
  /** Overrides the configuration of each node. */
  readonly config?: Partial<SchedulerConfig>;
}

export interface FleetResult {
  /** Seconds from the start to the last settlement on the board. */
  readonly makespan: number;
  readonly settled: number;
  /** Tasks that no attempt completed. */
  readonly failed: number;
  /** Claims that another node was faster with. */
  readonly lostClaims: number;
  /** Claims that a node gave back, since the task needs more memory than it has. */
  readonly givenBack: number;
  /** Appends, and looks after claims that were refused. */
  readonly messages: number;
  readonly oomKills: number;
  readonly byNode: readonly NodeFigures[];
  /** Which node settled each task. */
  readonly doneBy: readonly number[];
}

export interface NodeFigures {
  readonly name: string;
  readonly settled: number;
  /** The high-water mark of its workers, as a share of its budget. */
  readonly highWaterShare: number;
  /** When its last task settled. */
  readonly lastSettled: number;
}

/** The interval of the real engine while memory may run short, in seconds. */
const CONTENDED = 0.05;
/** Simulated seconds without a record on the board after which the fleet counts as stuck. */
const STANDSTILL = 24 * 3600;

/**
 * Simulates a batch that several machines share: each has a scheduler of its own, and a claim is a compare-and-set on the board, which
 * judges claims in the order in which they arrive. The same options yield the same result, to the last bit. Seconds and bytes.
 */
export function simulateFleet(options: FleetOptions): FleetResult {
  return new Fleet(options).run();
}

interface Message {
  version: number;
  readonly deliver: (now: number) => void;
}

class Fleet {
  readonly #options: FleetOptions;
  readonly #board = new SimBoard();
  readonly #messages = new EventHeap<Message>();
  readonly #delay: () => number;
  readonly #nodes: SimNode[] = [];
  readonly #claims: Claims[] = [];
  /** When the last entry reaches each node: the log is followed in order. */
  readonly #heardAt: number[];
  readonly #lastSettled: number[];
  readonly #counts = { lostClaims: 0, givenBack: 0, messages: 0 };
  #now = 0;
  #movedAt = 0;

  constructor(options: FleetOptions) {
    this.#options = options;
    const { nodes, roundTrip = MEASURED_ROUND_TRIP, seed = 1 } = options;
    this.#delay = delays(roundTrip, seed);
    this.#heardAt = nodes.map(() => 0);
    this.#lastSettled = nodes.map(() => 0);
    for (const [i, node] of nodes.entries()) this.#nodes.push(this.#node(i, node));
  }

  run(): FleetResult {
    for (const [i, node] of this.#nodes.entries()) this.#begin(node, i);
    while (this.#board.settled < this.#options.tasks.length) {
      const [at, node] = this.#next();
      if (!(at - this.#movedAt <= STANDSTILL))
        throw new Error(
          `defect: the fleet makes no progress at ${at} s with ${this.#board.settled} tasks settled`,
        );
      this.#now = at;
      if (node !== null) {
        node.fire();
        this.#claims[this.#nodes.indexOf(node)]?.giveBackLarger();
      } else this.#messages.take(at)?.deliver(at);
    }
    return this.#result();
  }

  #node(index: number, node: FleetNode): SimNode {
    const { tasks, nodes: _, roundTrip: __, seed = 1, sameOrder = false, ...same } = this.#options;
    // Nodes begin with different ones of equal tasks, as real ones do by their names.
    const first = sameOrder ? 0 : Math.floor(seeded(1000 * seed + index).uniform() * tasks.length);
    const options = {
      ...same,
      first,
      tasks: tasksOn(node, tasks),
      machine: node.machine,
      contendedTickEvery: CONTENDED,
    };
    return new SimNode(options, (made) => {
      const claims = new Claims(made, this.#portOf(index));
      this.#claims.push(claims);
      return claims;
    });
  }

  #portOf(index: number): ClaimPort {
    const name = this.#options.nodes[index]?.name ?? '';
    return {
      want: (task, attempt) => this.#want(index, task, attempt),
      settled: ({ task, attempt, outcome, measures, reserved, observedHighWater }) => {
        this.#counts.messages += 1;
        this.#send((now) => {
          this.#lastSettled[index] = now;
          const settlement = { node: name, attempt, outcome, measures, reserved, observedHighWater };
          this.#board.settle(task, index, settlement);
          this.#tellOthers(index, task);
        });
      },
      giveBack: (task) => {
        this.#counts.givenBack += 1;
        this.#counts.messages += 1;
        this.#send(() => {
          this.#board.giveBack(task, index);
          this.#tellOthers(index, task);
        });
      },
      look: (task) => this.#look(index, task),
    };
  }

  /** A task that is too large for this node is left to a larger one, and of equal ones to that with the later name. */
  #begin(node: SimNode, index: number): void {
    const { nodes, takesAhead = false } = this.#options;
    const budgetOf = (of: FleetNode | undefined): number => of?.machine.memory.budget ?? 0;
    const own = budgetOf(nodes[index]);
    const before = nodes.filter((one, i) => (budgetOf(one) === own ? i > index : budgetOf(one) > own));
    const largest = Math.max(0, ...before.map(budgetOf));
    const cores = nodes.reduce((sum, { machine }, i) => sum + (i === index ? 0 : machine.cores.count), 0);
    node.at(0, () => {
      node.post({
        type: 'peers',
        largest: largest === 0 ? null : bytes(largest),
        cores: takesAhead ? 0 : cores,
      });
      node.post({ type: 'opened' });
    });
  }

  /** The next instant, and the node that has an event then; null for a message. */
  #next(): [number, SimNode | null] {
    let next: [number, SimNode | null] = [this.#messages.first(), null];
    for (const node of this.#nodes) {
      const at = node.next();
      if (at < next[0]) next = [at, node];
    }
    return next;
  }

  #send(deliver: Message['deliver'], notBefore = 0): number {
    const at = Math.max(notBefore, this.#now + this.#delay());
    this.#messages.push(at, { version: 0, deliver });
    return at;
  }

  #want(index: number, task: number, attempt: number): void {
    this.#counts.messages += 1;
    this.#send(() => {
      const isWon = this.#board.claim(task, { node: index, attempt });
      if (isWon) this.#tellOthers(index, task);
      // A refused one is followed by a look.
      else this.#counts.messages += 1;
      this.#send((now) => this.#nodes[index]?.at(now, () => this.#answer(index, task, isWon)));
    });
  }

  #answer(index: number, task: number, isWon: boolean): void {
    const claims = this.#claims[index];
    if (isWon) return claims?.won(task);
    this.#counts.lostClaims += 1;
    claims?.lost(task);
  }

  #tellOthers(index: number, task: number): void {
    this.#movedAt = this.#now;
    for (const other of this.#nodes.keys()) {
      if (other === index) continue;
      const hear = (now: number): void => this.#nodes[other]?.at(now, () => this.#look(other, task));
      this.#heardAt[other] = this.#send(hear, this.#heardAt[other]);
    }
  }

  /** The scheduler gets what the board says of a task, unless an answer about it is under way. */
  #look(index: number, task: number): void {
    const node = this.#nodes[index];
    const entry = this.#board.last(task);
    if (node === undefined || entry === null || entry.node === index || this.#claims[index]?.isClaiming(task))
      return;
    const name = this.#options.nodes[entry.node]?.name ?? '';
    if (entry.kind === 'settled')
      return node.post({ type: 'settled-elsewhere', task, settlement: entry.settlement });
    const { attempt, seq } = entry;
    if (entry.kind === 'returned') return node.post({ type: 'came-back', task, attempts: attempt });
    node.post({ type: 'elsewhere', tasks: [{ task, attempt, node: name, seq, worker: 0 }] });
  }

  #result(): FleetResult {
    const { tasks, nodes } = this.#options;
    const last = tasks.map((_, task) => this.#board.last(task));
    const failed = last.filter(
      (e) => e?.kind === 'settled' && e.settlement.outcome.kind !== 'succeeded',
    ).length;
    const doneBy = last.map((entry) => entry?.node ?? -1);
    return {
      ...this.#counts,
      makespan: this.#now,
      settled: this.#board.settled,
      failed,
      doneBy,
      oomKills: this.#nodes.reduce((sum, { model }) => sum + model.flows.figures.oomKills, 0),
      byNode: nodes.map(({ name, machine }, i) => ({
        name,
        settled: doneBy.filter((node) => node === i).length,
        highWaterShare: (this.#nodes[i]?.model.flows.figures.highWaterMemory ?? 0) / machine.memory.budget,
        lastSettled: this.#lastSettled[i] ?? 0,
      })),
    };
  }
}
