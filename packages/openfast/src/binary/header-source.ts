/** The file that contains the header, for checks and messages. */
export interface HeaderSource {
  readonly path: string;
  readonly size: number;
}
