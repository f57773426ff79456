import type { Shard } from '@ballast/batch';
import type { CompanionFlags } from '../../live/companion-flags.ts';
import type { BatchFlags } from '../batch-flags.ts';

export interface RunFlags extends BatchFlags, CompanionFlags {
  readonly history: boolean;
  readonly fresh: boolean;
  readonly allowOutputInInputs?: boolean;
  readonly verify: boolean;
  readonly repair?: boolean;
  /** Keep the results of a task whose files have changed. */
  readonly keep?: boolean;
  /** False: no page is written. */
  readonly html?: boolean;
  /** Output folder of an earlier batch that the page compares this one with. */
  readonly baseline?: string;
  /** False: names of columns are not looked up before the batch runs. */
  readonly check?: boolean;
  /** The part of the inputs to read, for `merge`. */
  readonly shard?: Shard;
  /** The fleet file of this machine: nodes do the tasks. */
  readonly fleet?: string;
  /** With `fleet`: this machine is a node, too. */
  readonly here?: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}
