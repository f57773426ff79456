/** A turn of phrase that a native engineer does not use, and what to write instead. */
export interface Phrase {
  /** A pattern. A blank in it matches anything that can separate two words of a sentence, also line ends and comment marks. */
  readonly words: string;
  readonly write: string;
}

const BE = '(is|are|was|were|be|been|being)';

export const PHRASES: readonly Phrase[] = [
  // Data does not speak.
  { words: `${BE} told`, write: 'reported, passed or known; distinguished for "told apart"' },
  { words: '(tell|tells|told) of', write: 'reports, shows' },
  { words: '(does|do|did) not tell', write: 'does not report, does not show' },
  { words: 'tells (no|nothing)', write: 'does not report, does not show' },
  { words: `${BE} heard`, write: 'received, reported' },
  { words: '(hears|heard) of', write: 'receives, learns' },
  { words: `${BE} said`, write: 'reported, printed' },
  { words: 'said of', write: 'reported for, true of' },
  { words: '(a word of|no word)', write: 'a message, no message' },
  { words: 'gives that', write: 'returns it' },
  { words: 'gives it back', write: 'returns it, releases it' },
  { words: '(speak|speaks) of', write: 'mentions, describes' },
  // A term of the field where one exists.
  { words: 'to be had', write: 'available' },
  { words: '(goes|go|gone|going|went) on (with|where)', write: 'resumes, continues' },
  { words: 'nothing beside', write: 'alone, with nothing else running' },
  { words: 'beside others', write: 'alongside others, together with others' },
  { words: '(put|puts|putting) aside', write: 'set aside' },
  { words: `${BE} waited for`, write: 'who waits for what' },
  { words: '(for|in) want of', write: 'for lack of, because there is no' },
  { words: 'as (it was|they were|was) asked', write: 'as requested' },
  { words: '(come|comes|came) to (its|an|their) end', write: 'ends, ended' },
  // An amount has a number or a name.
  { words: 'so (many|often|late|few)(?! that)', write: 'how many, this many, this number of' },
  { words: 'for so long(?! (that|as))', write: 'for this time' },
  // "where" is a place; "if" and "when" are conditions.
  { words: 'where there (is|are|was|were) (no|none|nothing)', write: 'if there is none' },
  { words: 'where (none|nothing)', write: 'if none, if nothing' },
  {
    words: 'where (it|that|this|they) (cannot|could not|may not|is not|are not)',
    write: 'if it cannot, if it is not',
  },
  { words: 'where that is(?! not)', write: 'if that is' },
  // Word order and idiom.
  { words: 'nobody knows', write: 'unknown' },
  { words: '(that|which|it) is none', write: 'is not one' },
  {
    words: `(?<!there )(is|are|was|were) no (?!(longer|more|less|such|way|need|use|doubt|fewer|other|one|match|proof|help|matter|answer|place)\\b|\\w+er than)[a-z]+`,
    write: 'is not a',
  },
  { words: 'of ours', write: 'our' },
  { words: 'be it', write: 'even if' },
  { words: 'anew', write: 'again' },
];

/** Files that people read. */
export const PROSE_FILE: RegExp = /\.(?:[cm]?[jt]s|c|h|py|sh|md|ya?ml)$|(?:^|\/)package\.json$|^\.ci\/run$/;

/** Exempt: this list, and the lock file. */
export const NOT_PROSE: RegExp = /(?:^|\/)pnpm-lock\.yaml$|^tools\/gates\/src\/language\/phrases\.ts$/;

/** Exempt: the section that quotes what it advises against. */
export const QUOTING = { file: 'CONTRIBUTING.md', heading: '## Plain English' } as const;

/** First words of a hint that are names, and so have a capital letter. */
export const PROPER_NAMES: ReadonlySet<string> = new Set([
  'Ballast',
  'Debian',
  'Linux',
  'Node',
  'Orcina',
  'Python',
  'Windows',
  'Wine',
]);
