export { type EachWanted, eachBatch } from './setup/each-batch.ts';
export { commandsOf, withOwnTask } from './own-task.ts';
