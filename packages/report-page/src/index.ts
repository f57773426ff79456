export type { PageExtra } from './page/page.ts';
export { reportPage } from './page/page.ts';
