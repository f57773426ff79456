import { printable } from '@ballast/text';
import type { ErrorCode, YAMLError } from 'yaml';
import type { Finding } from '../mistake.ts';

interface Wording {
  readonly expected: string;
  readonly found?: string;
  readonly hint?: string;
}

const QUOTE_HINT = 'put text that starts with a special character in quotes';

const WORDINGS: Partial<Record<ErrorCode, Wording>> = {
  TAB_AS_INDENT: { expected: 'spaces as indentation', found: 'a tab' },
  BAD_SCALAR_START: { expected: 'a value', hint: QUOTE_HINT },
  BAD_DQ_ESCAPE: {
    expected: 'a valid escape after \\ in double-quoted text',
    hint: 'write Windows paths in single quotes or with forward slashes',
  },
  BAD_ALIAS: {
    expected: 'the name of an anchor after *',
    found: 'none',
    hint: 'put text that starts with * in quotes, `"*"` for every variable',
  },
  NON_STRING_KEY: { expected: 'plain text as a key', found: 'a list, a mapping or a value with a tag' },
  TAG_RESOLVE_FAILED: { expected: 'a value without a tag', hint: 'remove the ! and the word after it' },
};

/** Our phrasing of an error of the YAML library; the library's own text describes what it found. */
export function syntaxFinding(error: YAMLError): Omit<Finding, 'blame'> {
  const [, closing] = /\bend with a ([\]}])$/.exec(error.message) ?? [];
  if (closing !== undefined) {
    return { path: [], expected: `\`${closing}\` at the end, indented more than the key`, found: 'none' };
  }
  const words = printable(error.message.replace(/\.$/, ''), 120);
  const theirs = `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;
  const wording = WORDINGS[error.code];
  if (wording === undefined) return { path: [], expected: 'valid YAML', found: `an error: ${theirs}` };
  return { path: [], ...wording, found: wording.found ?? theirs };
}
