/** The file that a header is of: for checks and messages. */
export interface HeaderSource {
  readonly path: string;
  readonly size: number;
}
