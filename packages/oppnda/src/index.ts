export { type Configuration, convertOppnda, loadOppnda, oppndaKind, type RunOptions } from './load.ts';
