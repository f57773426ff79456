import { setTimeout as pause } from 'node:timers/promises';
import { type DrivenMember, driveMember, type SharedLog } from '@ballast/fleet';
import { natsLog } from '@ballast/fleet-nats';
import { median } from '../statistics/median.ts';

export interface Shared {
  readonly nodes: number;
  /** Tasks that a node has claimed, or is claiming, at the same time. */
  readonly inFlight: number;
  /** Whether all nodes begin with the same task, and so want the same ones at the same time: nothing is worse. */
  readonly sameOrder: boolean;
  /** Mean of what the attempts take: between nothing and twice that, the same for a task each time. */
  readonly taskMilliseconds: number;
  readonly tasks: number;
  readonly claimsAndSettlementsPerSecond: number;
  /** From the wish to the won claim, over all nodes. */
  readonly claimMilliseconds: { readonly median: number; readonly p95: number };
  /** Appends and looks about tasks: two if no claim is lost. */
  readonly messagesPerTask: number;
  readonly lostClaims: number;
}

interface ToShare {
  readonly url: string;
  readonly id: string;
  readonly nodes: number;
  readonly inFlight: number;
  readonly sameOrder: boolean;
  readonly taskMilliseconds: number;
  readonly tasks: number;
}

const END = { kind: 'settled', outcome: '{"kind":"succeeded"}', result: null } as const;
const TIMES = { sign: 2000, fence: 15_000, silence: 30_000 };

/** Nodes settle tasks that take no time: what is left is the board. */
export async function shareTasks({ url, id, ...way }: ToShare): Promise<Shared> {
  const { nodes, inFlight, sameOrder, tasks, taskMilliseconds } = way;
  const counted = { messages: 0, lost: 0, settled: 0 };
  const claimTimes: number[] = [];
  const logs = await Promise.all(
    Array.from({ length: nodes }, () => natsLog({ server: url, id, create: true })),
  );
  const members = logs.map((log, i) =>
    node({
      name: `n${i}`,
      log: countingLog(log, counted),
      tasks,
      inFlight,
      taskMilliseconds,
      counted,
      claimTimes,
    }),
  );
  while (!members.every(({ driven }) => driven.member.isJoined)) await pause(10);
  const [started, offset] = [performance.now(), sameOrder ? 0 : Math.floor(tasks / nodes)];
  members.forEach(({ fill }, i) => {
    fill(i * offset);
  });
  while (counted.settled < tasks) await pause(5);
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(members.map(({ driven }) => driven.stop()));
  await Promise.all(logs.map((log) => log.close()));
  const sorted = claimTimes.toSorted((a, b) => a - b);
  return {
    ...{ ...way, lostClaims: counted.lost },
    claimsAndSettlementsPerSecond: tasks / seconds,
    claimMilliseconds: { median: median(sorted), p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0 },
    messagesPerTask: counted.messages / tasks,
  };
}

interface Counted {
  messages: number;
  lost: number;
  settled: number;
}

function countingLog(log: SharedLog, counted: Counted): SharedLog {
  const count = (subject: string): void => {
    if (subject.startsWith('t.')) counted.messages += 1;
  };
  return {
    ...log,
    append: (subject, text, expected) => {
      count(subject);
      return log.append(subject, text, expected);
    },
    last: (subject) => {
      count(subject);
      return log.last(subject);
    },
  };
}

interface ToWork {
  readonly name: string;
  readonly log: SharedLog;
  readonly tasks: number;
  readonly inFlight: number;
  readonly taskMilliseconds: number;
  readonly counted: Counted;
  readonly claimTimes: number[];
}

interface Working {
  readonly driven: DrivenMember;
  /** Begins to claim, from this task on and round to it. */
  readonly fill: (first: number) => void;
}

/** Between 0 and 1, evenly over the tasks. */
const shareOf = (task: number): number => (task * GOLDEN) % 1;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** All nodes see all tasks, and want them in the same order. */
function node({ name, log, tasks, inFlight, taskMilliseconds, counted, claimTimes }: ToWork): Working {
  const wantedAt = new Map<number, number>();
  let [next, left] = [0, tasks];
  const want = (): void => {
    while (wantedAt.size < inFlight && left > 0) {
      const task = next;
      next = (next + 1) % tasks;
      left -= 1;
      if (driven.member.board.tasks.has(task)) continue;
      wantedAt.set(task, performance.now());
      driven.tell({ type: 'want', task, attempt: 1, needsSeat: false });
    }
  };
  const over = (task: number): void => {
    wantedAt.delete(task);
    want();
  };
  const driven = driveMember({
    config: { node: name, process: `${name}-1`, ...TIMES, budget: 8e9, cores: 8 },
    log,
    order: (order) => {
      if (order.type === 'run') {
        claimTimes.push(performance.now() - (wantedAt.get(order.task) ?? 0));
        const taken = 2 * taskMilliseconds * shareOf(order.task);
        setTimeout(() => driven.tell({ type: 'ended', task: order.task, end: END }), taken);
      } else if (order.type === 'counted') {
        counted.settled += 1;
        over(order.task);
      } else if (order.type === 'claim-lost') {
        counted.lost += 1;
        // In a moment: this answer may come inside the wish itself.
        setImmediate(() => over(order.task));
      }
    },
  });
  return {
    driven,
    fill: (first) => {
      next = first;
      want();
    },
  };
}
