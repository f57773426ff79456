import { describe } from 'vitest';
import { whyNoLinks } from './planted-links.ts';
import { linksLeadNowhere, NAMES } from './planted-links-cases.ts';

describe.runIf(whyNoLinks === null)('links that somebody planted at any name', () => {
  linksLeadNowhere(NAMES);
});
