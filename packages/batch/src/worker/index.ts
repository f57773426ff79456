// What a module needs that carries out the tasks of a batch in a worker process.
export { digestOfFile } from '../files/digest.ts';
export { resultFault } from '../folder/faults.ts';
export { type InputIdentity, identifyOpened } from '../inputs/identity.ts';
export { type InputWatch, type StorageTime, watchInput } from '../inputs/input-watch.ts';
export { renameWithPatience } from '../platform/rename-with-patience.ts';
export { type Segment, segmentIn } from './results/segment.ts';
export { writeResult } from './results/stored-result.ts';
export { appendResult } from './results/write-extracted.ts';
export { storageClock } from './storage-clock.ts';
export { FILE_DETAIL } from './task-identity.ts';
export { outputsOf } from './task-outputs.ts';
export { awaitWorkPlan, type WorkPayload } from './work-plan.ts';
