export { openfast } from './reader.ts';
