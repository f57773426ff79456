/**
 * An estimator learns from measurements in pure steps. Its state is plain JSON with a `version`; it is small (sums,
 * never the observations themselves), and each step returns a new state.
 */
export interface Estimator<State, Observation, Options> {
  /** The state before any observation. Omitted options have the documented defaults. */
  readonly start: (options?: Partial<Options>) => State;
  /** Learns from one completed measurement; a value that is not a finite, non-negative number changes nothing. */
  readonly observe: (state: State, observation: Observation) => State;
  /** The state after one pass over the observations of `older`, then those of `newer`; the options of `newer` apply. */
  readonly merge: (older: State, newer: State) => State;
  /** Reads a state from JSON text or a parsed value; null if it is damaged or of another version. */
  readonly parse: (json: unknown) => State | null;
}
