import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { changeV8Setting } from '@ballast/profiler/code-cache';

/** By how much the heap may grow, in percent, before memory that is no longer used is collected. */
const GROWTH = 30;

/** The factor by which the young part grows by default. */
const YOUNG_GROWTH = 2;

/** Inputs from which on memory matters more than the time that collections take. */
const MANY = 10_000;

/**
 * The young part of the heap keeps its size, about 2 MiB, until `keepHeapSmall`. Otherwise the program, which is loaded and stays, makes
 * that part as large as it may become, 32 MiB, which it then remains. Call it before anything large is loaded.
 */
export function keepYoungSmall(): void {
  growYoungBy(1);
}

/**
 * V8 lets a heap grow to the fourfold of what is in use before it collects the rest. The coordinator of a large batch keeps much, so
 * that would be most of its memory. This limits nothing: what is in use may grow as before.
 */
export function keepHeapSmall(inputs: number): void {
  if (inputs < MANY) return growYoungBy(YOUNG_GROWTH);
  changeV8Setting('heap-growing-percent', { first: 0, to: GROWTH });
  // What the heap may grow to is decided at each collection, and the next one would come far too late.
  collect();
}

function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc: () => void = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  gc();
}

function growYoungBy(factor: number): void {
  changeV8Setting('semi-space-growth-factor', { first: YOUNG_GROWTH, to: factor });
}
