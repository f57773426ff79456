import type { Signature } from './declared.ts';

const PROTOTYPE = /^(.+?)\s*(?:__stdcall\s+)?(\w+)\((.*)\)$/;
const WORDS: Readonly<Record<string, string>> = {
  void: 'void',
  int32_t: 'i32',
  uint32_t: 'u32',
  int64_t: 'i64',
  intptr_t: 'i64',
  double: 'f64',
  uint8_t: 'u8',
};
/** Pointers that have a kind of their own. */
const POINTERS: Readonly<Record<string, string>> = {
  'void *': 'handle',
  'void **': 'handle*',
  'char16_t *': 'text',
  'uint16_t *': 'text',
};

/** The kinds of a C prototype, as in `Signature`. Throws if it cannot be parsed. */
export function signatureOf(prototype: string): Signature {
  const [, returns, , list] = PROTOTYPE.exec(prototype.trim()) ?? [];
  if (returns === undefined || list === undefined) throw new Error(`'${prototype}' is not a C prototype`);
  const texts = list.trim() === '' || list.trim() === 'void' ? [] : list.split(',');
  return {
    returns: kindOf(returns),
    arguments: texts.map((text) => kindOf(text.trim().replace(/\w+$/, ''))),
  };
}

function kindOf(type: string): string {
  const bare = type
    .replace(/\b(?:const|_In_|_Out_|_Inout_)\b/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?(\*+)/, ' $1')
    .trim();
  const pointer = POINTERS[bare];
  if (pointer !== undefined) return pointer;
  if (/Proc(?:W)? \*$/.test(bare)) return 'callback';
  const [word = '', stars = ''] = bare.split(' ');
  const known = WORDS[word] ?? (/^T[A-Z]/.test(word) ? word : undefined);
  if (known === undefined) throw new Error(`'${type}' is an unknown C type`);
  return `${known}${stars}`;
}
