import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Here, type Holder, holderIn, judge } from './holder.ts';

const SINCE = '2026-01-02T03:04:05.000Z';
const MINUTE = 60_000;
const LIVING = 77;
const HERE: Here = { host: 'here', pid: 5, uptime: 1e9, isAlive: (pid) => pid === LIVING };

function holder(changes: Partial<Holder> = {}): Holder {
  return { owner: 'me', pid: LIVING, host: 'here', startedAt: SINCE, ...changes };
}

describe('the holder in the text of a lock', () => {
  it('is read from a whole lock, also from one with fields of a later version', () => {
    expect(holderIn(JSON.stringify({ ...holder(), id: 'x', later: [1] }))).toEqual(holder());
    expect(holderIn(JSON.stringify({ pid: 1, host: 'a', startedAt: SINCE }))).toMatchObject({ owner: '' });
  });

  it.each([
    '',
    '{"pid":1,"host":"a","start',
    'null',
    '[]',
    '"text"',
    '1e999',
    JSON.stringify(holder({ pid: 0 })),
    JSON.stringify(holder({ pid: -1 })),
    JSON.stringify(holder({ pid: 1.5 })),
    JSON.stringify(holder({ pid: 2 ** 53 })),
    JSON.stringify({ ...holder(), pid: '1' }),
    JSON.stringify({ ...holder(), host: '' }),
    JSON.stringify({ ...holder(), host: {} }),
    JSON.stringify({ ...holder(), startedAt: 'x'.repeat(100) }),
  ])('is nobody if the text is %s', (text) => {
    expect(holderIn(text)).toBeNull();
  });

  it('is either complete or nobody, whatever the text', () => {
    const fields = fc.record({ pid: fc.anything(), host: fc.anything(), startedAt: fc.anything() });
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fields.map(asJson)), (text) => {
        const found = holderIn(text);
        if (found === null) return;
        expect(Number.isSafeInteger(found.pid)).toBe(true);
        expect([typeof found.host, typeof found.startedAt, typeof found.owner]).toEqual(
          Array(3).fill('string'),
        );
      }),
    );
  });
});

function asJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one)) ?? '';
}

describe('a lock', () => {
  it.each<[string, Holder | null, number | null, string]>([
    ['of a living process with a fresh sign', holder(), 1000, 'held'],
    ['of a living process if its time is unknown', holder(), null, 'held'],
    ['of a process that has ended', holder({ pid: 9 }), 1000, 'gone'],
    ['with the number of this process', holder({ pid: 5 }), 1000, 'gone'],
    ['from before this machine was started', holder(), 2e9, 'gone'],
    ['of a living process without a sign for minutes', holder(), 6 * MINUTE, 'watch'],
    ['of a living process with a sign from the future', holder(), -60 * MINUTE, 'watch'],
    ['of another machine with a fresh sign', holder({ host: 'there' }), 1000, 'held'],
    ['of another machine whose clock is a little ahead', holder({ host: 'there' }), -1000, 'held'],
    ['of another machine without a sign for minutes', holder({ host: 'there' }), 6 * MINUTE, 'gone'],
    ['of another machine with a sign from the future', holder({ host: 'there' }), -60 * MINUTE, 'watch'],
    ['of another machine if its time is unknown', holder({ host: 'there' }), null, 'held'],
    ['that names no process and is fresh', null, 1000, 'watch'],
    ['that names no process and is old', null, MINUTE, 'gone'],
    ['that names no process and is from the future', null, -MINUTE, 'watch'],
    ['that names no process and has no known time', null, null, 'watch'],
  ])('%s is judged by what it shows', (_, of, silence, judgement) => {
    expect(judge(of, silence, HERE).kind).toBe(judgement);
  });

  it('is never believed for ever: watching it ends', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (silence) => {
        const judgement = judge(null, silence, HERE);
        expect(judgement.kind === 'watch' ? judgement.time : 0).toBeLessThan(MINUTE);
      }),
    );
  });
});
