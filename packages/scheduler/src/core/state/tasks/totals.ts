/** Sums over the tasks in flight, kept up by `put` and `take`; always equal to what they sum (tests check it). */
export interface Totals {
  /** Memory reserved now, in bytes. */
  reserved: number;
  seats: number;
  /** Processes that have not reported yet. */
  starting: number;
  /** Loading and not paused, without those that are presumed loaded. */
  loading: number;
  /** Loaded, or loading without the grant to compute. */
  ungranted: number;
  /** Loaded, waiting at the gate. */
  atGate: number;
  computing: number;
  /** Loads paused because all load permits are in use. */
  waitingForStorage: number;
  /** Loads paused for memory and suspended computing tasks: they go first when memory is released. */
  heldBack: number;
  /** Loading with a limit on the bytes that may be read. */
  credited: number;
  /** Starting or loading, with the grant to compute already. */
  granted: number;
}

export function noTotals(): Totals {
  return {
    reserved: 0,
    seats: 0,
    starting: 0,
    loading: 0,
    ungranted: 0,
    atGate: 0,
    computing: 0,
    waitingForStorage: 0,
    heldBack: 0,
    credited: 0,
    granted: 0,
  };
}
