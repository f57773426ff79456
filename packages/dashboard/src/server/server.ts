import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FaultError } from '@ballast/resource-model';
import { addressIn, refusalOf } from './refusal.ts';
import { respond, TEXT } from './respond.ts';
import { NOT_FOUND, type Route } from './routes.ts';
import { cookieName, hasSecret } from './secret.ts';

export interface ServerOptions {
  /** 0 for any that is free. */
  readonly port: number;
  readonly secret: string;
  readonly routes: ReadonlyMap<string, Route>;
  /** Paths that take `POST`, and nothing else. */
  readonly posts?: readonly string[];
}

export interface DashboardServer {
  readonly port: number;
  /** With the secret: whoever has it may look. */
  readonly url: string;
  close(): void;
}

/** The only address: nothing of this machine's network reaches it. */
const LOOPBACK = '127.0.0.1';
const MOST_HEADER_BYTES = 16 * 1024;
const MOST_CONNECTIONS = 64;
/** Milliseconds that a client may take to send its headers, and its whole request. */
const HEADERS_WITHIN = 10_000;
const REQUEST_WITHIN = 20_000;

/** Listens on this machine alone. Fault: DASHBOARD_PORT. */
export async function startServer({
  port,
  secret,
  routes,
  posts = [],
}: ServerOptions): Promise<DashboardServer> {
  const server = createServer({
    maxHeaderSize: MOST_HEADER_BYTES,
    headersTimeout: HEADERS_WITHIN,
    requestTimeout: REQUEST_WITHIN,
  });
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, port);
  const own = (server.address() as AddressInfo).port;
  // One connection that cannot be accepted, as without free file descriptors, costs only itself.
  server.on('error', () => undefined);
  server.on('request', (request, response) => {
    try {
      answer(request, response, { secret, port: own, routes, posts });
    } catch {
      fail(response);
    }
  });
  return {
    port: own,
    url: `http://${LOOPBACK}:${own}/?token=${secret}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'another program listens there' : error.message;
      reject(
        new FaultError({
          code: 'DASHBOARD_PORT',
          message: `the dashboard cannot listen on port ${port} of ${LOOPBACK}: ${why}`,
          hint: 'name another port with --port, or leave it out to take any that is free',
          details: { port },
        }),
      );
    });
    server.listen({ host: LOOPBACK, port, exclusive: true }, resolve);
  });
}

interface Guarded extends Required<ServerOptions> {}

function answer(request: IncomingMessage, response: ServerResponse, options: Guarded): void {
  const { method = '', url: target = '', headers } = request;
  const { secret, port, routes, posts } = options;
  // A client may go away while it is answered.
  response.on('error', () => undefined);
  const refusal = refusalOf({ method, target, headers }, { port, posts });
  if (refusal !== null) {
    request.resume();
    return respond(response, { ...refusal, type: TEXT, body: `${refusal.words}\n` });
  }
  const address = addressIn(target);
  const query = address?.searchParams.get('token') ?? null;
  if (address === null || !hasSecret(headers, { secret, port, query })) {
    return respond(response, { status: 401, type: TEXT, body: 'Open the address that `ballast` printed.\n' });
  }
  if (query !== null) return remember(response, { address, secret, port });
  const route = routes.get(address.pathname);
  if (route === undefined) return respond(response, NOT_FOUND);
  route(request, response, address);
}

/** The secret leaves the address, which browsers keep and people copy; from now on it is in a cookie that no script reads. */
function remember(
  response: ServerResponse,
  { address, secret, port }: { readonly address: URL; readonly secret: string; readonly port: number },
): void {
  address.searchParams.delete('token');
  const cookie = `${cookieName(port)}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
  // Two slashes at the beginning would name another host.
  const path = address.pathname.replace(/^\/+/, '/');
  const headers = { Location: `${path}${address.search}`, 'Set-Cookie': cookie };
  respond(response, { status: 303, type: TEXT, body: '', headers });
}

function fail(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  respond(response, { status: 500, type: TEXT, body: 'This could not be answered.\n' });
}
