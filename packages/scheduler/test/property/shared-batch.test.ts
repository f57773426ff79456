import { describe } from 'vitest';
import { sharedProperties } from './shared-properties.ts';

describe('a scheduler that shares its batch', () => sharedProperties(400));
