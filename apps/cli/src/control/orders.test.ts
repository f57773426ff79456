import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderIn, requestIn } from './orders.ts';

describe('an order', () => {
  it.each([
    [{ what: 'drain' }],
    [{ what: 'pause' }],
    [{ what: 'unpause' }],
    [{ what: 'memory', most: 1024 }],
    [{ what: 'memory', most: null }],
  ])('%j is understood, without anything that came with it', (order) => {
    expect(orderIn({ ...order, more: 1 })).toEqual(order);
  });

  it.each([
    [null],
    ['drain'],
    [{ what: 'cancel' }],
    [{ what: 'memory' }],
    [{ what: 'memory', most: -1 }],
    [{ what: 'memory', most: 0.5 }],
  ])('%j is none', (value) => {
    expect(orderIn(value)).toBeNull();
  });
});

describe('a request', () => {
  it('is understood or refused, whatever is sent', () => {
    const sent = fc.oneof(fc.string(), fc.json());
    fc.assert(
      fc.property(sent, (text) => {
        const request = requestIn(text);
        if (request !== null) expect(orderIn(request.order)).not.toBeNull();
      }),
    );
    const order = { what: 'pause' } as const;
    const request = { secret: 'x', order, by: 'Ada, ballast pause' };
    expect(requestIn(JSON.stringify(request))).toEqual(request);
    expect(requestIn(JSON.stringify({ ...request, by: 'x'.repeat(201) }))).toBeNull();
  });
});
