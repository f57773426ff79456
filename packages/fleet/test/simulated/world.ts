import { isOpen } from '../../src/core/board.ts';
import { type Member, type MemberCommand, type MemberEvent, newMember } from '../../src/core/member.ts';
import { step } from '../../src/core/step.ts';
import { SimulatedLog } from './log.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly nodes: number;
  readonly tasks: number;
  /** Seats of the one pool; every attempt holds one. 0: attempts need none. */
  readonly seats: number;
  /** Until when things go wrong; after that the fleet must finish. */
  readonly faultsUntil: number;
  readonly faults: ReadonlySet<Fault>;
  /** False: workers do not stop by themselves, to show that the check can fail. */
  readonly isFenced?: boolean;
}

export type Fault = 'lost-answers' | 'lost-requests' | 'kill' | 'stop' | 'outage';

const SIGN = 200;
const FENCE = 1500;
const SILENCE = 3000;
const POOL = 'orcaflex';

interface Running {
  readonly task: number;
  readonly seat: number | null;
  readonly endsAt: number;
  isOver: boolean;
}

interface Node {
  readonly name: string;
  member: Member;
  /** Counts its processes: what was sent to an earlier one is lost. */
  process: number;
  stoppedUntil: number;
  deadUntil: number;
  inbox: MemberEvent[];
  running: Running[];
  followed: number;
  /** What its workers know. */
  fence: number;
  wanted: number | null;
}

interface Later {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

/** Nodes, a network and a log on one made-up clock. */
export class World {
  readonly log: SimulatedLog = new SimulatedLog();
  readonly counted: number[] = [];
  mostSeats = 0;
  now = 0;
  readonly #options: WorldOptions;
  readonly #nodes: Node[];
  #later: Later[] = [];
  #order = 0;
  #state: number;
  #downUntil = 0;
  #processes = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.#state = (options.seed * 2_654_435_761 + 1) >>> 0 || 1;
    this.#nodes = Array.from({ length: options.nodes }, (_, i) => this.#node(`n${i}`));
  }

  /** Runs until every task is settled everywhere, or `until`; false if that came first. */
  run(until: number): boolean {
    while (this.now < until) {
      this.now += 10;
      this.#disturb();
      this.#network();
      for (const node of this.#nodes) this.#turn(node);
      this.mostSeats = Math.max(this.mostSeats, this.#seatsInUse());
      if (this.now % 100 === 0 && this.now > this.#options.faultsUntil && this.#isSettled()) return true;
    }
    return false;
  }

  #node(name: string): Node {
    const member = this.#fresh(name);
    const none = { process: 0, stoppedUntil: 0, deadUntil: 0, followed: 0, fence: 0, wanted: null };
    return { name, member, inbox: [], running: [], ...none };
  }

  #fresh(node: string): Member {
    this.#processes += 1;
    const process = `${node}-${this.#processes}`;
    return newMember(
      { node, process, sign: SIGN, fence: FENCE, silence: SILENCE, budget: 1, cores: 2 },
      this.now,
    );
  }

  /** xorshift: the same numbers for the same seed. */
  #random(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state / 2 ** 32;
  }

  #has(fault: Fault, chance: number): boolean {
    return this.#options.faults.has(fault) && this.now < this.#options.faultsUntil && this.#random() < chance;
  }

  #disturb(): void {
    if (this.#has('outage', 0.001)) this.#downUntil = this.now + 6000 * this.#random();
    for (const node of this.#nodes) {
      if (this.#has('stop', 0.001)) node.stoppedUntil = this.now + 7000 * this.#random();
      if (this.#has('kill', 0.0005)) this.#kill(node);
    }
  }

  /** Its workers die with it; when it is back, it knows nothing. */
  #kill(node: Node): void {
    node.process += 1;
    node.deadUntil = this.now + 5000 * this.#random();
    node.stoppedUntil = 0;
    node.member = this.#fresh(node.name);
    Object.assign(node, { inbox: [], running: [], followed: 0, fence: 0, wanted: null });
  }

  #network(): void {
    const due = this.#later
      .filter(({ at }) => at <= this.now)
      .sort((a, b) => a.at - b.at || a.order - b.order);
    this.#later = this.#later.filter(({ at }) => at > this.now);
    for (const { act } of due) act();
  }

  #send(act: () => void): void {
    this.#order += 1;
    const slow = this.#random() < 0.05 ? 500 : 30;
    this.#later.push({ at: this.now + slow * this.#random(), order: this.#order, act });
  }

  #turn(node: Node): void {
    // Workers run also while their node is stopped.
    for (const one of node.running) {
      const isFenced = one.seat !== null && this.#options.isFenced !== false && this.now >= node.fence;
      if (!one.isOver && (isFenced || this.now >= one.endsAt)) {
        one.isOver = true;
        const end = isFenced
          ? { kind: 'returned' as const, because: 'own fence' }
          : { kind: 'settled' as const, outcome: '{}', result: null };
        node.inbox.push({ type: 'ended', task: one.task, end });
      }
    }
    if (this.now < node.stoppedUntil || this.now < node.deadUntil) return;
    if (this.now >= this.#downUntil) this.#follow(node);
    if (this.now % 50 === 0) node.inbox.push({ type: 'tick' });
    this.#schedule(node);
    for (const event of node.inbox.splice(0)) {
      for (const command of step(node.member, event, this.now)) this.#obey(node, command);
    }
    node.running = node.running.filter(({ isOver }) => !isOver);
  }

  #follow(node: Node): void {
    const lag = Math.floor(3 * this.#random());
    while (node.followed < this.log.entries.length - lag) {
      const entry = this.log.entries[node.followed];
      node.followed += 1;
      if (entry !== undefined) node.inbox.push({ type: 'entry', entry });
    }
  }

  /** In place of the scheduler: one task at a time, with a seat if seats are needed. */
  #schedule(node: Node): void {
    const { member } = node;
    if (!member.isJoined || node.running.length > 0 || member.work.size > 0 || this.#random() < 0.8) return;
    const seats = this.#options.seats;
    if (seats > 0 && (member.seats.size === 0 || this.now >= node.fence)) {
      if (member.seats.size === 0)
        node.inbox.push({ type: 'want-seat', pool: POOL, seat: Math.floor(seats * this.#random()) });
      return;
    }
    const open = Array.from({ length: this.#options.tasks }, (_, task) => task).filter((task) =>
      isOpen(member.board, task),
    );
    const task = open[Math.floor(open.length * this.#random())];
    if (task !== undefined) node.inbox.push({ type: 'want', task, attempt: 1, needsSeat: seats > 0 });
    else
      for (const key of member.seats)
        node.inbox.push({ type: 'leave-seat', pool: POOL, seat: Number(key.split('.')[1]) });
  }

  #obey(node: Node, command: MemberCommand): void {
    switch (command.type) {
      case 'append':
        this.#append(node, command);
        return;
      case 'look':
        this.#look(node, command);
        return;
      case 'run': {
        const [seat = null] = [...node.member.seats].map((key) => Number(key.split('.')[1]));
        const endsAt = this.now + 50 + 6000 * this.#random() ** 2;
        node.running.push({ task: command.task, seat, endsAt, isOver: false });
        return;
      }
      case 'stop':
        node.running = node.running.filter(({ task }) => task !== command.task);
        return;
      case 'fence':
        node.fence = command.until;
        return;
      case 'counted':
        this.counted.push(command.task);
        return;
      default:
    }
  }

  #append(node: Node, { subject, record, expected }: Extract<MemberCommand, { type: 'append' }>): void {
    const { process } = node;
    const tell = (event: MemberEvent): void => {
      if (node.process === process) node.inbox.push(event);
    };
    const { id } = record;
    const lose = (): void => this.#send(() => tell({ type: 'lost', subject, id }));
    if (this.#has('lost-requests', 0.05)) {
      // It may still arrive, long after its writer has looked.
      if (this.#random() < 0.5) for (let i = 0; i < 5; i += 1) this.#send(() => undefined);
      if (this.#random() < 0.5)
        this.#later.push({
          at: this.now + 3000,
          order: 0,
          act: () => void this.log.append(record, expected),
        });
      lose();
      return;
    }
    this.#send(() => {
      if (this.now < this.#downUntil) return lose();
      const answer = this.log.append(record, expected);
      if (this.#has('lost-answers', 0.1)) return lose();
      this.#send(() =>
        tell(
          'seq' in answer
            ? { type: 'appended', subject, id, seq: answer.seq }
            : { type: 'refused', subject, id, last: answer.last },
        ),
      );
    });
  }

  #look(node: Node, { subject, id }: Extract<MemberCommand, { type: 'look' }>): void {
    const { process } = node;
    this.#send(() => {
      const isDown = this.now < this.#downUntil;
      const last = this.log.last(subject);
      this.#send(() => {
        if (node.process !== process) return;
        node.inbox.push(isDown ? { type: 'lost', subject, id } : { type: 'looked', subject, id, last });
      });
    });
  }

  #seatsInUse(): number {
    return this.#nodes.flatMap(({ running }) =>
      running.filter(({ seat, isOver }) => seat !== null && !isOver),
    ).length;
  }

  #isSettled(): boolean {
    const settled = new Set<number>();
    for (const { record } of this.log.entries) if (record.type === 'settled') settled.add(record.task);
    return settled.size === this.#options.tasks;
  }
}
