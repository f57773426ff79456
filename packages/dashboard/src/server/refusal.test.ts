import { describe, expect, it } from 'vitest';
import { type Asked, refusalOf } from './refusal.ts';
import { createSecret, hasSecret } from './secret.ts';

const PORT = 4711;
const statusOf = (asked: Partial<Asked>): number | null => {
  const headers = { host: `127.0.0.1:${PORT}`, ...asked.headers };
  const whole = { method: 'GET', target: '/', ...asked, headers };
  return refusalOf(whole, { port: PORT, posts: ['/control'] })?.status ?? null;
};

describe('a request', () => {
  it.each([
    [{}],
    [{ headers: { host: `localhost:${PORT}` } }],
    [{ headers: { origin: `http://127.0.0.1:${PORT}`, 'sec-fetch-site': 'same-origin' } }],
    [{ headers: { 'sec-fetch-site': 'none' } }],
    [{ method: 'HEAD', target: '/metrics?x=%20' }],
    [{ method: 'POST', target: '/control' }],
  ])('of this page is let in: %j', (asked) => {
    expect(statusOf(asked)).toBeNull();
  });

  it.each([
    [421, { headers: { host: 'evil.example' } }],
    [421, { headers: { host: '127.0.0.1:1' } }],
    [421, { headers: { host: `127.0.0.1:${PORT}.evil.example` } }],
    [421, { headers: { host: undefined } }],
    [403, { headers: { origin: 'http://evil.example' } }],
    [403, { headers: { origin: 'null' } }],
    [403, { headers: { origin: `https://127.0.0.1:${PORT}` } }],
    [403, { headers: { 'sec-fetch-site': 'cross-site' } }],
    [403, { headers: { 'sec-fetch-site': 'same-site' } }],
    [400, { target: '//evil.example/' }],
    [400, { target: 'http://evil.example/' }],
    [400, { target: '*' }],
    [400, { target: '/\\evil.example' }],
    [405, { method: 'POST' }],
    [405, { method: 'DELETE', target: '/metrics' }],
    [405, { method: 'GET', target: '/control' }],
  ])('is refused with %i: %j', (status, asked) => {
    expect(statusOf(asked)).toBe(status);
  });
});

describe('the secret', () => {
  const secret = createSecret();
  const known = (headers: object, query: string | null = null): boolean =>
    hasSecret(headers, { secret, port: PORT, query });

  it('has 192 bits, and is another one each time', () => {
    expect(Buffer.from(secret, 'base64url')).toHaveLength(24);
    expect(createSecret()).not.toBe(secret);
  });

  it('is taken from the cookie of this port, from programs, and from the address', () => {
    expect(known({ cookie: `a=b; ballast_${PORT}=${secret}` })).toBe(true);
    expect(known({ authorization: `Bearer ${secret}` })).toBe(true);
    expect(known({}, secret)).toBe(true);
  });

  it('is not there in anything else', () => {
    expect(known({})).toBe(false);
    expect(known({ cookie: `ballast_1=${secret}` })).toBe(false);
    expect(known({ cookie: `ballast_${PORT}=${secret}x` })).toBe(false);
    expect(known({ authorization: `Basic ${secret}` })).toBe(false);
    expect(known({}, '')).toBe(false);
  });
});
