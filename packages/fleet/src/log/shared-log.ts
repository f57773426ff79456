/** What a log holds: a text, and its place, which grows over all subjects. */
export interface LogEntry {
  readonly subject: string;
  readonly seq: number;
  readonly text: string;
}

/** What a log answers; no answer is an error of the promise, and says nothing about whether the text was appended. */
export type Answer =
  | { readonly kind: 'appended'; readonly seq: number }
  /** The subject ends with another entry than expected; null if it has none. */
  | { readonly kind: 'refused'; readonly last: LogEntry | null };

/** A log that several machines share, with a compare-and-set on the last entry of each subject. */
export interface SharedLog {
  /** Appends only if the last entry of the subject has this place; 0: only if there is none. */
  append(subject: string, text: string, expected: number): Promise<Answer>;
  last(subject: string): Promise<LogEntry | null>;
  /**
   * Every entry from a place on, in order, those that exist and those that come; ends when the signal is aborted. `each` is not called
   * again before it returns.
   */
  follow(from: number, each: (entry: LogEntry) => void, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
