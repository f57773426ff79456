/** Options that change the batch itself. */
export interface BatchFlags {
  readonly set: readonly string[];
  readonly out?: string;
  readonly workers?: string;
  readonly memory?: string;
  /** Where OrcaFlex keeps the log of a simulation while it is read. */
  readonly logging?: string;
  /** False: a batch that names a native library is refused. */
  readonly native?: boolean;
  /** A dictionary that overrides values of a digitalmodel configuration; other files refuse it. */
  readonly override?: string;
}
