import type { ServerResponse } from 'node:http';
import { LIVE_POLICY } from '@ballast/report-page';

/** What every answer carries: nothing of it is kept, framed, sniffed or read by other sites. */
export const COMMON: Readonly<Record<string, string>> = {
  'Content-Security-Policy': LIVE_POLICY,
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

export interface Answer {
  readonly status?: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const HTML = 'text/html; charset=utf-8';
export const TEXT = 'text/plain; charset=utf-8';
export const JSON_TYPE = 'application/json; charset=utf-8';

export function respond(response: ServerResponse, { status = 200, type, body, headers = {} }: Answer): void {
  const data = Buffer.from(body, 'utf8');
  response.writeHead(status, {
    ...COMMON,
    'Content-Type': type,
    'Content-Length': String(data.length),
    ...headers,
  });
  response.end(data);
}
