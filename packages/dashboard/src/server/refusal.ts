import type { IncomingHttpHeaders } from 'node:http';

/** An answer that is not what was asked for. */
export interface Refusal {
  readonly status: number;
  readonly words: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly method: string;
  /** As in the first line of the request. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

/** The parts of a target; null if it is not one of this server. */
export function addressIn(target: string): URL | null {
  if (!target.startsWith('/') || target.startsWith('//') || target.includes('\\')) return null;
  const base = 'http://127.0.0.1';
  return URL.canParse(target, base) ? new URL(target, base) : null;
}

/**
 * Why a request is refused before anything else is looked at; null if it is not. A page that another site shows in the same
 * browser must not read from this server, by whatever name it reaches it. `posts`: paths that take `POST`.
 */
export function refusalOf(
  { method, target, headers }: Asked,
  { port, posts }: { readonly port: number; readonly posts: readonly string[] },
): Refusal | null {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!own.includes(headers.host ?? '')) {
    return { status: 421, words: 'This server only answers to its own name.' };
  }
  const { origin } = headers;
  const isForeign = origin !== undefined && !own.some((host) => origin === `http://${host}`);
  const site = headers['sec-fetch-site'] ?? 'none';
  if (isForeign || (site !== 'same-origin' && site !== 'none')) {
    return { status: 403, words: 'Pages of other sites get nothing here.' };
  }
  const address = addressIn(target);
  if (address === null) return { status: 400, words: 'The address cannot be understood.' };
  const allowed = posts.includes(address.pathname) ? ['POST'] : ['GET', 'HEAD'];
  if (allowed.includes(method)) return null;
  return { status: 405, words: 'This method does nothing here.', headers: { Allow: allowed.join(', ') } };
}
