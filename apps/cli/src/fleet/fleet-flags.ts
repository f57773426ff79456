export interface FleetFlags {
  /** The fleet file of this machine. */
  readonly fleet: string;
  /** Whether this machine takes part, too. */
  readonly here?: boolean;
  readonly workers?: string;
  readonly memory?: string;
  readonly history: boolean;
}
