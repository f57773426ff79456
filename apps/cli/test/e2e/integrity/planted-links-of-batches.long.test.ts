import { describe } from 'vitest';
import { whyNoLinks } from './planted-links.ts';
import { linksLeadNowhere, linksToResultsLeadNowhere } from './planted-links-cases.ts';

describe.runIf(whyNoLinks === null)('links that somebody planted', () => {
  linksLeadNowhere(['journal.ndjson', '.ballast/results']);
  linksToResultsLeadNowhere();
});
