export { countText } from './count-text.ts';
export { crc32c } from './crc32c.ts';
export { percent } from './percent.ts';
export { forTerminal, hasHostile, printable } from './printable.ts';
