import { pathToFileURL } from 'node:url';
import { deliver, expectMessages } from './mailbox.ts';
import { type Answer, isToWorker, LONGEST_TEXT, type WorkOrder, type WorkReport } from './messages.ts';
import { postLast, postWithOthers } from './outbox.ts';
import { shortened } from './shortened.ts';

// The program of a worker's process. It takes orders from the channel to the coordinator and answers each one there.

type Work = (order: WorkOrder<unknown>) => WorkReport | Promise<WorkReport>;

// The coordinator may die while this process still starts: nobody would give it an order, or end it.
if (process.connected) process.once('disconnect', leave);
else leave();

process.once('message', (first: unknown) => {
  if (!isToWorker(first) || first.ballast !== 'begin')
    throw new Error('defect: the first message names no module');
  const work = workOf(first.module);
  // Every order reports it.
  work.catch(() => undefined);
  process.on('message', (message: unknown) => {
    if (!isToWorker(message)) return;
    if (message.ballast !== 'order') return deliver(message);
    expectMessages();
    void carryOutAll(work, [message.order, ...message.followers]);
  });
});

function leave(): void {
  process.exit(1);
}

async function workOf(module: string): Promise<Work> {
  const { default: work } = (await import(pathToFileURL(module).href)) as { readonly default?: unknown };
  if (typeof work !== 'function') throw new Error(`${module} exports no function as its default`);
  return work as Work;
}

async function carryOutAll(work: Promise<Work>, orders: readonly WorkOrder<unknown>[]): Promise<void> {
  for (const order of orders) {
    const answer = await answerTo(work, order);
    await written(process.stdout);
    await written(process.stderr);
    if (order.isFollowed === true) postWithOthers(answer);
    else postLast(answer);
  }
}

/** If the module cannot be imported, every order reports that error. */
async function answerTo(work: Promise<Work>, order: WorkOrder<unknown>): Promise<Answer> {
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
