/**
 * What keeps a batch from being faster, one at a time. `limit`: the number of tasks in flight that the user or a policy allows;
 * `start`: worker processes start, or the first files show what memory files need; `tail`: nothing is left to start; `none`: unclear.
 */
export const BINDINGS = ['storage', 'cores', 'memory', 'seats', 'limit', 'start', 'tail', 'none'] as const;

export type Binding = (typeof BINDINGS)[number];
