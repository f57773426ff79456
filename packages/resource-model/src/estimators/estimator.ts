/**
 * An estimator learns by pure steps from what was measured. Its state is plain JSON with a `version`, small
 * (sums, never the observations themselves) and replaced, not changed, by every step.
 */
export interface Estimator<State, Observation, Options> {
  /** A state that has seen nothing. Options left out have the documented defaults. */
  readonly start: (options?: Partial<Options>) => State;
  /** Learns from one completed measurement; one that is not a finite, non-negative number changes nothing. */
  readonly observe: (state: State, observation: Observation) => State;
  /** What one run over the observations of `older`, then those of `newer`, would know; the options of `newer` hold. */
  readonly merge: (older: State, newer: State) => State;
  /** Reads a state back from JSON text or a parsed value; null when it is damaged or of another version. */
  readonly parse: (json: unknown) => State | null;
}
