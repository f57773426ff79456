export { type Batch, DEFAULT_INCLUDE } from './batch.ts';
export { effectiveYaml } from './convert/effective-yaml.ts';
export { type ConfigIssue, formatIssues } from './mistake.ts';
export { type ParseResult, parseBatch } from './parse-batch.ts';
export type { Policy } from './policy.ts';
export { durationText, parseDuration } from './quantity/duration.ts';
export { type MemoryBudget, parseMemory, parseSize } from './quantity/memory.ts';
export { batchJsonSchema } from './schema/json-schema.ts';
export { nearest } from './text/nearest.ts';
