/** What runs beside a batch, and what follows it. */
export interface CompanionFlags {
  /** Serve a page about the batch on this machine. */
  readonly dashboard?: boolean;
  /** Port of the page; any that is free if absent. */
  readonly port?: number;
  /** Open the page in this user's browser. */
  readonly open?: boolean;
  /** Take orders from processes of this user, and from the page. */
  readonly control?: boolean;
  /** Show the batch on the whole terminal instead of in a few lines. */
  readonly tui?: boolean;
  /** File for the metrics. */
  readonly metrics?: string;
  /** A program with its arguments to run when the batch has ended. */
  readonly onEnd?: readonly string[];
  /** Show a notice on the desktop when the batch has ended. */
  readonly notify?: boolean;
}
