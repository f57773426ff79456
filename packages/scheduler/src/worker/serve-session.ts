import { wholeOrder } from './following.ts';
import { deliver, expectMessages } from './mailbox.ts';
import { type Answer, isToWorker, LONGEST_TEXT, type WorkOrder, type WorkReport } from './messages.ts';
import { postLast, postWithOthers } from './outbox.ts';
import { shortened } from './shortened.ts';

/** Carries out an order. */
export type Work<Payload> = (order: WorkOrder<Payload>) => WorkReport | Promise<WorkReport>;

export interface Session<Payload> {
  /** Called once, with what the coordinator sends before the first order. If it fails, every order reports that error. */
  readonly work: (module: string, setup: unknown) => Promise<Work<Payload>>;
  /** Called once, when the first orders have been answered. */
  readonly hasAnswered?: () => void;
}

/** Takes orders from the channel to the coordinator and answers each one there. */
export function serveSession<Payload>({
  work: workOf,
  hasAnswered = () => undefined,
}: Session<Payload>): void {
  // The coordinator may die while this process still starts: nobody would give it an order, or end it.
  if (process.connected) process.once('disconnect', leave);
  else leave();

  process.once('message', (first: unknown) => {
    if (!isToWorker(first) || first.ballast !== 'begin')
      throw new Error('defect: the first message names no module');
    const work = workOf(first.module, first.setup);
    // Every order reports it.
    work.catch(() => undefined);
    let isFirst = true;
    process.on('message', (message: unknown) => {
      if (!isToWorker(message)) return;
      if (message.ballast === 'begin') return;
      if (message.ballast !== 'order') return deliver(message);
      const { order, followers } = message;
      const all = [order, ...followers.map((following) => wholeOrder(following, order))];
      // The coordinator sends what the work is for.
      const orders = all as readonly WorkOrder<Payload>[];
      expectMessages(orders.map(({ task }) => task));
      void carryOutAll(work, orders).then(() => {
        if (isFirst) setImmediate(hasAnswered);
        isFirst = false;
      });
    });
  });
}

function leave(): void {
  process.exit(1);
}

async function carryOutAll<Payload>(
  work: Promise<Work<Payload>>,
  orders: readonly WorkOrder<Payload>[],
): Promise<void> {
  for (const order of orders) {
    const answer = await answerTo(work, order);
    await written(process.stdout);
    await written(process.stderr);
    if (order.isFollowed === true) postWithOthers(answer);
    else postLast(answer);
  }
}

async function answerTo<Payload>(work: Promise<Work<Payload>>, order: WorkOrder<Payload>): Promise<Answer> {
  const about = { task: order.task, attempt: order.attempt };
  try {
    const carry = await work;
    return { ...about, ballast: 'report', report: shortened(await carry(order)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...about, ballast: 'thrown', message: message.slice(0, LONGEST_TEXT) };
  }
}

/** What was written during an order belongs to it. */
async function written(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write('', () => resolve()));
}
