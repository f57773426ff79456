export { countText } from './count-text.ts';
export { percent } from './percent.ts';
export { forTerminal, hasHostile, printable } from './printable.ts';
