import type { Milliseconds } from '@ballast/resource-model';
import type { Command } from './command.ts';

/** What handlers are given besides the state: the time, and where their commands go. */
export interface Step {
  readonly now: Milliseconds;
  readonly commands: Command[];
}
