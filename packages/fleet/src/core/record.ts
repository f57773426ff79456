/** What every record of a board has: an id of its own, so that its writer recognizes it after a lost answer. */
interface Own {
  readonly v: 1;
  readonly id: string;
}

/** A membership of a node: its name, and the number of that membership. */
export interface Life {
  readonly node: string;
  readonly life: number;
}

/** A result file as it was written; its name is relative to the output folder. */
export interface ResultFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Larger numbers of attempts are written as this one. */
export const MOST_ATTEMPTS = 1000;

export type TaskRecord =
  | (Own & Life & { readonly type: 'claimed'; readonly task: number; readonly attempt: number })
  | (Own &
      Life & {
        readonly type: 'settled';
        readonly task: number;
        readonly attempt: number;
        /** JSON of the outcome, as journals have it. */
        readonly outcome: string;
        readonly result: ResultFile | null;
      })
  /** The claim has ended without an outcome: given back by its node, or taken from one that is gone. */
  | (Own & {
      readonly type: 'returned';
      readonly task: number;
      readonly because: string;
      readonly by: string;
      /** Code of a fault that says something of the node and nothing of the task: another node may do it. */
      readonly fault?: string | undefined;
    })
  /** It was settled, but its result never came, or is not what was written. */
  | (Own & { readonly type: 'voided'; readonly task: number; readonly because: string });

export type NodeRecord =
  | (Own &
      Life & {
        readonly type: 'alive';
        readonly beat: number;
        /** Who signs: two processes of one name would each take the other for an earlier one of its own. */
        readonly process: string;
        readonly budget: number;
        readonly cores: number;
        /**
         * Milliseconds without a sign after which it is taken for dead, by its own batch: what it runs on seats stops long before. Batches
         * may have different times.
         */
        readonly silence: number;
        /** The batch that it works on; absent if none. */
        readonly board?: string | undefined;
      })
  | (Own &
      Life & {
        readonly type: 'dead';
        readonly by: string;
        /** The batch in which it does nothing, and why: by itself, and only for people. */
        readonly board?: string | undefined;
        readonly because?: string | undefined;
      });

export type SeatRecord =
  | (Own & Life & { readonly type: 'held'; readonly pool: string; readonly seat: number })
  | (Own & Life & { readonly type: 'free'; readonly pool: string; readonly seat: number });

export type FleetRecord = TaskRecord | NodeRecord | SeatRecord;

/** A record and its place in the log; the first place is 1, and 0 stands for the place before any record. */
export interface Entry<R extends FleetRecord = FleetRecord> {
  readonly seq: number;
  readonly record: R;
}
