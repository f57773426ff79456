import type { Milliseconds } from '@ballast/resource-model';
import type { Command } from './command.ts';

/** What handlers get besides the state: the time, and the list that their commands go to. */
export interface Step {
  readonly now: Milliseconds;
  readonly commands: Command[];
}
