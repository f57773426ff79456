import { pathToFileURL } from 'node:url';
import { type FromWorker, isToWorker, type WorkOrder, type WorkReport } from './messages.ts';

/** What a worker's process begins with. */
export interface Session {
  /** Module whose default export carries out an order. */
  readonly module: string;
  readonly first: WorkOrder<unknown>;
}

type Work = (order: WorkOrder<unknown>) => WorkReport | Promise<WorkReport>;

/**
 * All that a worker's process does: the one task of its pool, which never ends. Orders and reports are messages of their own
 * on the process's channel; each as a task of the pool would go through two more queues on its way there and back.
 */
export default function serveSession({ module, first }: Session): Promise<never> {
  const work = workOf(module);
  process.on('message', (message: unknown) => {
    if (isToWorker(message) && message.ballast === 'order') void carryOut(work, message.order);
  });
  void carryOut(work, first);
  return new Promise<never>(() => undefined);
}

async function workOf(module: string): Promise<Work> {
  const { default: work } = (await import(pathToFileURL(module).href)) as { readonly default?: unknown };
  if (typeof work !== 'function') throw new Error(`${module} exports no function as its default`);
  return work as Work;
}

async function carryOut(work: Promise<Work>, order: WorkOrder<unknown>): Promise<void> {
  const answer = await answerTo(work, order);
  await written(process.stdout);
  await written(process.stderr);
  process.send?.(answer);
}

/** A module that cannot be used is said of every order. */
async function answerTo(work: Promise<Work>, order: WorkOrder<unknown>): Promise<FromWorker> {
  try {
    const carry = await work;
    return { ballast: 'report', report: await carry(order) };
  } catch (error) {
    return { ballast: 'thrown', message: error instanceof Error ? error.message : String(error) };
  }
}

/** What was written during an order belongs to it. */
async function written(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write('', () => resolve()));
}
