import { setFlagsFromString } from 'node:v8';

/** By how much the heap may grow, in percent, before memory that is no longer used is collected. */
const GROWTH = 30;

/** Inputs from which on memory matters more than the time that collections take. */
const MANY = 10_000;

/**
 * V8 lets a heap grow to the fourfold of what is in use before it collects the rest. The coordinator of a large batch keeps much, so
 * that would be most of its memory. This limits nothing: what is in use may grow as before.
 */
export function keepHeapSmall(inputs: number): void {
  if (inputs >= MANY) setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
