import { describe } from 'vitest';
import { sharedProperties } from './shared-properties.ts';

describe('a scheduler that shares its batch, through many batches', () => sharedProperties(4000));
