export { comparePlaces } from './compare-tables.ts';
export { compareText } from './compare-text.ts';
export {
  type CellDifference,
  type Comparison,
  isIdentical,
  type OneSided,
  type TableComparison,
} from './comparison.ts';
