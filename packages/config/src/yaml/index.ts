// For packages that translate other configurations into batch files: YAML values with their positions, and mistakes. What they
// need of `yaml` they get here, too: it is in the bundle of this package, once.
export { Document, isScalar, isSeq, stringify, visit } from 'yaml';
export { type Finding, mistakeAt, type Origin, sortMistakes } from '../mistake.ts';
export { MOST_WORKERS } from '../policy.ts';
export { resourcesSchema } from '../schema/run/resources-schema.ts';
export { inWords } from '../text/in-words.ts';
export { pathText, type Step } from '../text/path.ts';
export { LONGEST_NAME, nameKey, nameProblem } from '../text/safe-name.ts';
export { DEEPEST, MOST_MISTAKES, MOST_VALUES } from './limits.ts';
export { readYaml } from './locate.ts';
export { type Entry, type Located, plain, valueAt } from './located.ts';
