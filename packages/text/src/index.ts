export { countText } from './count-text.ts';
export { percent } from './percent.ts';
export { forTerminal, printable } from './printable.ts';
