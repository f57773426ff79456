import type { BatchRun, OpenBatch } from '@ballast/batch';
import { listenForOrders } from './listen.ts';

/** Orders from outside for a batch that this process runs. */
export interface Orders {
  readonly warnings: readonly string[];
  /** From now on they reach this run. */
  running(run: Pick<BatchRun, 'drain' | 'order'>): void;
  close(): void;
}

/** Listens if the user wants that. A batch that cannot take orders runs all the same. */
export async function ordersFor(
  { output, nothingToDo }: OpenBatch,
  { control = false }: { readonly control?: boolean },
): Promise<Orders> {
  let run: Pick<BatchRun, 'drain' | 'order'> | null = null;
  const running: Orders['running'] = (one) => {
    run = one;
  };
  const none = { running, close: () => undefined };
  if (!control || nothingToDo) return { ...none, warnings: [] };
  try {
    const listener = await listenForOrders(output.root, () => run);
    return { running, close: listener.close, warnings: [] };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ...none, warnings: [`the batch takes no orders: ${why}`] };
  }
}
