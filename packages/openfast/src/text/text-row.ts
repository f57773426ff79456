import type { Fields } from './fields.ts';
import type { PlainNumbers } from './kernel/plain-rows.ts';
import type { TextKernel } from './kernel/text-kernel.ts';
import type { HeadTexts } from './second-head.ts';

/** One data row, valid during the call. `line` counts from 1, and starts at `start` among the bytes. */
export interface TextRow {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly time: number;
  readonly line: number;
  /** The requested numbers if the kernel has read them; otherwise they are in `fields`, which is then of this row. */
  readonly plain: PlainNumbers | null;
  readonly fields: Fields;
}

export interface WalkOptions {
  /** Without a head, no other head is recognised. */
  readonly head?: HeadTexts | null;
  /** Reads rows of plain numbers; without it each line is read by itself, with the same outcome. */
  readonly kernel?: () => TextKernel | null;
  /** How many bytes must be fed in at once before the kernel is made. */
  readonly least?: number;
  /** The columns whose numbers are requested, of which the first is 0, the time. */
  readonly wanted?: readonly number[];
}
