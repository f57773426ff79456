import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Batches } from '../watch/batches.ts';
import { JSON_TYPE, respond } from './respond.ts';
import type { Route } from './routes.ts';
import { isSame } from './secret.ts';

/** Where orders of a page arrive. */
export const CONTROL = '/control';

/** Passes on orders to batches that run. */
export interface BatchControl {
  takesOrders(folder: string): boolean;
  /** `order` is what the page sent, unchecked. Throws if it is not an order, or the batch refuses it. */
  send(folder: string, order: unknown): Promise<void>;
}

export interface Orders {
  readonly control: BatchControl;
  /** A page has it from the events, and sends it as a header: no form and no other site can do that. */
  readonly secret: string;
}

/** Longer than any order, in bytes. */
const LONGEST = 4096;

/** `POST` with `{ batch, order }`. */
export function controlRoute(batches: Batches, { control, secret }: Orders): Route {
  return (request, response) => {
    const offered = request.headers['x-ballast-token'];
    if (typeof offered !== 'string' || !isSame(offered, secret)) {
      request.resume();
      return say(response, 403, 'the order does not come from the page of this dashboard');
    }
    bodyOf(request)
      .then(async (body) => {
        const { batch, order } = askedIn(body);
        const folder = typeof batch === 'string' ? batches.find(batch)?.watched.folder : undefined;
        if (folder === undefined) return say(response, 400, 'the order names no batch of this dashboard');
        await control.send(folder, order);
        say(response, 200, null);
      })
      .catch((error: unknown) => say(response, 409, error instanceof Error ? error.message : String(error)));
  };
}

function say(response: ServerResponse, status: number, problem: string | null): void {
  if (response.headersSent) return;
  respond(response, { status, type: JSON_TYPE, body: JSON.stringify({ problem }) });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > LONGEST) throw new Error('the order is too long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function askedIn(body: string): { readonly batch?: unknown; readonly order?: unknown } {
  try {
    const value = JSON.parse(body) as unknown;
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
