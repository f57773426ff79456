import { describe } from 'vitest';
import { hostilePlaces, hostileRecords } from './hostile-records.ts';

describe('hostile records', () => hostileRecords(2000));
describe('hostile places', () => hostilePlaces(2000));
