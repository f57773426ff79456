export { addToIndex, type IndexEntry, indexFile, readIndex } from './history/batch-index.ts';
export { type Dashboard, type DashboardOptions, startDashboard } from './run/dashboard.ts';
export type { BatchControl } from './server/control-route.ts';
export { type WatchedBatch, watchBatch } from './watch/watched-batch.ts';
