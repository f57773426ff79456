import { bytes, GIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { InFlight, orders, reserve, stepAt, task, usage } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { onLoading } from '../on-progress.ts';
import { grantCredits } from './credits.ts';
import { breakStandstill, guardMemory, isContended, outgrow } from './guard.ts';

const three = (growth: 'while-loading' | 'after-loading'): InFlight =>
  new InFlight(stateOf({ tasks: { a: 1, b: 1, c: 1 }, memory: 10, growth }));

describe('a task that outgrows its reservation', () => {
  it('gets a quarter more than it holds while it still grows', () => {
    const { state } = three('after-loading').computing(0, { reservation: reserve(1), usage: usage(2) });
    outgrow(state, { id: 0, task: task(state, 0), before: null });
    expect(task(state, 0).reservation).toMatchObject({ full: 2.5 * GIB, now: 2.5 * GIB });
  });

  it('gets what it will hold at the next measurement, before it holds more than it has reserved', () => {
    const { state } = three('after-loading').computing(0, { reservation: reserve(4), usage: usage(3) });
    outgrow(state, { id: 0, task: task(state, 0), before: usage(2.5) });
    expect(task(state, 0).reservation.now).toBe(4 * GIB);
    outgrow(state, { id: 0, task: task(state, 0), before: usage(1.5) });
    expect(task(state, 0).reservation).toMatchObject({ full: 4.5 * GIB, now: 4.5 * GIB });
  });

  it('gets just what it holds while it is paused, and the rest when it resumes', () => {
    const { state } = three('while-loading').loading(0, {
      reservation: reserve(1),
      usage: usage(2),
      paused: 'memory',
    });
    outgrow(state, { id: 0, task: task(state, 0), before: null });
    expect(task(state, 0).reservation).toMatchObject({ full: 2.5 * GIB, now: 2 * GIB });
  });
});

describe('the guard', () => {
  it('stops the newest load first if memory grows with the bytes, and resumes the oldest first', () => {
    const { state } = three('while-loading')
      .loading(0, { reservation: reserve(4), usage: usage(1) })
      .loading(1, { reservation: reserve(4), usage: usage(1) })
      .loading(2, { reservation: reserve(4), usage: usage(1) });
    const over = stepAt(1);
    guardMemory(state, over);
    expect(orders(over)).toEqual(['credit 3']);
    // It may still read its last piece: its memory is free once it has said that it stopped.
    expect(task(state, 2)).toMatchObject({
      paused: 'memory',
      isStopped: false,
      reservation: { now: 4 * GIB },
    });
    guardMemory(state, over);
    expect(orders(over)).toEqual(['credit 3']);
    const stopped = { worker: 3, task: 2, bytesRead: 0, resident: bytes(GIB), stoppedAt: 0 };
    onLoading(state, stopped, over);
    expect(task(state, 2)).toMatchObject({ paused: 'memory', isStopped: true, reservation: { now: GIB } });
    // Two of them end up smaller, so that the third fits.
    new InFlight(state).loading(0, { reservation: reserve(3) }).loading(1, { reservation: reserve(3) });
    const fits = stepAt(2);
    guardMemory(state, fits);
    grantCredits(state, fits);
    expect(orders(fits)).toEqual(['credit 3']);
    expect(state.tasks.totals.heldBack).toBe(0);
  });

  it('suspends the computing task that still has to grow most', () => {
    const { state } = three('after-loading')
      .computing(0, { reservation: reserve(6), usage: usage(5) })
      .computing(1, { reservation: reserve(6), usage: usage(2) });
    const step = stepAt(1);
    guardMemory(state, step);
    expect(orders(step)).toEqual(['suspend 2']);
    expect(task(state, 1)).toMatchObject({ suspended: true, reservation: { full: 6 * GIB, now: 2 * GIB } });
  });

  it('leaves alone what holds all its memory: to stop it would release nothing', () => {
    const settled = { reservation: reserve(6), usage: usage(5), settledIn: true };
    for (const growth of ['while-loading', 'after-loading'] as const) {
      const { state } = three(growth).computing(0, settled).computing(1, settled);
      const step = stepAt(1);
      guardMemory(state, step);
      expect(orders(step)).toEqual([]);
    }
  });

  it('never holds back the only task', () => {
    const { state } = three('after-loading').computing(0, { reservation: reserve(60), usage: usage(1) });
    const step = stepAt(1);
    guardMemory(state, step);
    expect(orders(step)).toEqual([]);
  });
});

it('memory is contended while half of it is reserved and something still grows', () => {
  const { state } = three('after-loading').computing(0, { reservation: reserve(6) });
  expect(isContended(state)).toBe(true);
  new InFlight(state).computing(0, { reservation: reserve(6), settledIn: true });
  expect(isContended(state)).toBe(false);
});

describe('a load that is stopped', () => {
  it('has stopped, too, if it did so for a limit that let it read more', () => {
    const { state } = three('while-loading')
      .loading(0, { reservation: reserve(6), usage: usage(1) })
      .loading(1, { reservation: reserve(6), usage: usage(1) });
    guardMemory(state, stepAt(1));
    expect(task(state, 1)).toMatchObject({ paused: 'memory', isStopped: false, mayRead: 0 });
    const piece = 16 * 1024 * 1024;
    const short = { worker: 2, task: 1, bytesRead: piece, resident: bytes(GIB), stoppedAt: piece };
    onLoading(state, short, stepAt(2));
    expect(task(state, 1)).toMatchObject({ paused: 'memory', isStopped: true });
  });
});

describe('a standstill', () => {
  const suspended = { suspended: true, reservation: reserve(6, 4.9), usage: usage(4.9) };

  it('is not prolonged by a load ahead of the gate, which releases nothing at its end', () => {
    const { state } = three('after-loading')
      .computing(0, suspended)
      .computing(1, suspended)
      .loading(2, { granted: false, reservation: reserve(3, 0.1) });
    const step = stepAt(1);
    breakStandstill(state, step);
    // To end the load would not be enough for either of the others.
    expect(task(state, 1)).toMatchObject({ state: 'stopping', cause: { kind: 'memory-needed' } });
    expect(task(state, 2).state).toBe('loading');
  });

  it('ends a load if that is enough for a suspended task', () => {
    const { state } = three('after-loading')
      .computing(0, suspended)
      .loading(1, { granted: false, reservation: reserve(5, 5) });
    breakStandstill(state, stepAt(1));
    expect(task(state, 0).state).toBe('computing');
    expect(task(state, 1).state).toBe('stopping');
  });

  it('is none while something that holds memory computes', () => {
    const { state } = three('after-loading').computing(0, suspended).computing(1);
    breakStandstill(state, stepAt(1));
    expect(task(state, 0).state).toBe('computing');
  });
});

describe('a task that waits', () => {
  it('has reserved at least what its worker is seen to hold', () => {
    const { state } = three('after-loading').loaded(0, { reservation: reserve(3, 0.05), usage: usage(0.06) });
    outgrow(state, { id: 0, task: task(state, 0), before: null });
    expect(task(state, 0).reservation).toMatchObject({ full: 3 * GIB, now: bytes(0.06 * GIB) });
  });
});
