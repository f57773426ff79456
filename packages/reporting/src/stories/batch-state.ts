/** Whether the batch behind a journal has ended, is running here or on another machine, or was left by a process that is gone. */
export type BatchState = 'ended' | 'running' | 'left' | 'elsewhere';
