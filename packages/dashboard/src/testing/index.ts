// What a page in a browser does, for tests and measurements.
export { type FollowedPage, followPage } from './follow-page.ts';
export { openedAt } from './opened-at.ts';
