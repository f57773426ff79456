/**
 * Whether the batch behind a journal has ended, is `running` on this machine, was `left` by a process that is gone, or is
 * `elsewhere`: on another machine, running or not.
 */
export type BatchState = 'ended' | 'running' | 'left' | 'elsewhere';
