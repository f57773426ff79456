import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const BITS = 192;

/** What proves that somebody was shown the address by this process: nobody can guess it. */
export function createSecret(): string {
  return randomBytes(BITS / 8).toString('base64url');
}

/** Cookies of all ports of this machine are in one jar. */
export function cookieName(port: number): string {
  return `ballast_${port}`;
}

/** Whether a request has the secret: in its cookie, as programs send it (`Authorization: Bearer`), or in its query. */
export function hasSecret(
  headers: Pick<IncomingHttpHeaders, 'cookie' | 'authorization'>,
  { secret, port, query }: { readonly secret: string; readonly port: number; readonly query: string | null },
): boolean {
  const bearer = /^Bearer ([\w-]+)$/.exec(headers.authorization ?? '')?.[1];
  const offered = [cookieIn(headers.cookie ?? '', cookieName(port)), bearer, query];
  return offered.some((one) => typeof one === 'string' && isSame(one, secret));
}

function cookieIn(cookies: string, name: string): string | undefined {
  const start = `${name}=`;
  return cookies
    .split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(start))
    ?.slice(start.length);
}

/** Takes the same time wherever two texts differ. */
export function isSame(offered: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(offered), digest(secret));
}
