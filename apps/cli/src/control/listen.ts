import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import type { BatchRun } from '@ballast/batch';
import { makeControlPlace } from '../platform/control-place.ts';
import { removeControlFile, writeControlFile } from './control-file.ts';
import { LONGEST_REQUEST, requestIn } from './orders.ts';

export interface ControlListener {
  close(): void;
}

type Controlled = Pick<BatchRun, 'drain' | 'order'>;

/** A client that says nothing is let go, in milliseconds. */
const SILENT = 5000;
const MOST_CLIENTS = 8;

/** Takes orders for a batch from processes of its owner. Throws the system's error. */
export async function listenForOrders(
  output: string,
  run: () => Controlled | null,
): Promise<ControlListener> {
  const place = makeControlPlace();
  const secret = randomBytes(24).toString('base64url');
  const server = createServer((socket) => serve(socket, (text) => obey(text, secret, run())));
  server.maxConnections = MOST_CLIENTS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.address, resolve);
  }).catch((error: unknown) => {
    place.remove();
    throw error;
  });
  server.on('error', () => undefined);
  // The batch ends whether or not somebody might still want something of it.
  server.unref();
  writeControlFile(output, { address: place.address, secret });
  return {
    close: () => {
      server.close();
      removeControlFile(output);
      place.remove();
    },
  };
}

function serve(socket: Socket, obeyed: (text: string) => string): void {
  let text = '';
  socket.unref();
  socket.setTimeout(SILENT, () => socket.destroy());
  socket.on('error', () => undefined);
  socket.setEncoding('utf8').on('data', (more: string) => {
    text += more;
    if (text.length > LONGEST_REQUEST) socket.destroy();
    else if (text.includes('\n')) socket.end(`${obeyed(text)}\n`);
  });
}

/** The answer: `done`, or why not. */
function obey(text: string, secret: string, run: Controlled | null): string {
  const request = requestIn(text);
  if (request === null || !isSame(request.secret, secret)) return 'this is not an order for this batch';
  if (run === null) return 'the batch has not begun yet, or has ended';
  const { order, by } = request;
  if (order.what === 'drain') run.drain(by);
  else if (order.what === 'memory') run.order({ what: order.what, most: order.most, cause: by });
  else run.order({ what: order.what, cause: by });
  return DONE;
}

export const DONE = 'done';

function isSame(offered: string, secret: string): boolean {
  const digest = (one: string): Buffer => createHash('sha256').update(one).digest();
  return timingSafeEqual(digest(offered), digest(secret));
}
