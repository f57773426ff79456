/** Core time since the last step, while every core permit was in use the whole time. */
export interface CoreWindow {
  /** Milliseconds. */
  readonly elapsed: number;
  /** Core-milliseconds that workers and the coordinator used. */
  readonly used: number;
  /** Core-milliseconds that nobody used. */
  readonly unused: number;
  /** Tasks that computed. */
  readonly computing: number;
}

export const NO_CORE_WINDOW: CoreWindow = { elapsed: 0, used: 0, unused: 0, computing: 0 };
