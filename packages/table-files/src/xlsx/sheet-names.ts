import { XLSX_LIMITS } from './limits.ts';

/** Names of sheets for tables, in their order: valid, and no two equal in Excel, which ignores case. */
export function sheetNames(tables: readonly string[]): string[] {
  const taken = new Set<string>();
  return tables.map((table) => {
    const plain = validName(table);
    let name = shortened(plain, '');
    for (let number = 2; taken.has(keyOf(name)); number += 1) name = shortened(plain, ` (${number})`);
    taken.add(keyOf(name));
    return name;
  });
}

/** Excel reserves the name History. */
function validName(table: string): string {
  const valid = table.replace(/[[\]:*?/\\\p{Cc}\p{Cs}]/gu, '_').replace(/^'|'$/g, '_');
  if (valid.trim() === '') return 'table';
  return keyOf(valid) === 'history' ? `${valid}_` : valid;
}

function shortened(name: string, ending: string): string {
  const most = XLSX_LIMITS.name - ending.length;
  let short = '';
  // By whole characters: half of one is not valid.
  for (const character of name) {
    if (short.length + character.length > most) break;
    short += character;
  }
  return `${short.replace(/'$/, '_')}${ending}`;
}

function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
