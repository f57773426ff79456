export { type AllowedTask, withAllowedTask, withRows } from './fleet/allowed-task.ts';
export { commandsOf, withOwnTask } from './own-task.ts';
export { type EachWanted, eachBatch } from './setup/each-batch.ts';
