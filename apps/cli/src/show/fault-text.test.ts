import { describe, expect, it } from 'vitest';
import { faultText } from './fault-text.ts';

describe('faultText', () => {
  it('is the message with its code, then the hint', () => {
    expect(faultText({ code: 'NO_INPUTS', message: 'nothing matches', hint: 'correct it' })).toBe(
      'ballast: nothing matches (NO_INPUTS)\n  next: correct it',
    );
    expect(faultText({ code: 'NO_INPUTS', message: 'nothing matches' })).toBe(
      'ballast: nothing matches (NO_INPUTS)',
    );
  });

  it('has a line for each text of its list', () => {
    const fault = {
      code: 'BATCH_INVALID',
      message: 'two',
      details: { lines: ['b.yml:1:1  one', 'b.yml:2:1  two'] },
    };
    expect(faultText(fault).split('\n')).toEqual([
      'ballast: two (BATCH_INVALID)',
      '  b.yml:1:1  one',
      '  b.yml:2:1  two',
    ]);
  });

  it('prevents texts from breaking the line or moving the cursor', () => {
    const evil = 'a\n\u001b[2J';
    const text = faultText({ code: 'A_B', message: evil, hint: evil, details: { lines: [evil] } });
    expect(text.split('\n')).toHaveLength(3);
    expect(text).not.toContain('\u001b');
  });
});
