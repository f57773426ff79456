export type { ListedBatch, LiveDocument } from './live/live-document.ts';
export { LIVE_POLICY, type LivePage, livePage } from './live/live-page.ts';
export { type Json, type Patch, patched, patchOf } from './live/patch.ts';
export type { PageExtra } from './page/page.ts';
export { reportPage } from './page/page.ts';
