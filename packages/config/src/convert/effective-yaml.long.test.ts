import { describe } from 'vitest';
import { itWritesAnyBatch } from '../../test/any-batch.ts';

describe('effectiveYaml of many batches', () => itWritesAnyBatch(1000));
