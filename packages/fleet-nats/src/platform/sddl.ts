/** Groups in which are, or may be, people other than the owner: all, guests, users, those who are logged on, of the domain. */
const BROAD: ReadonlySet<string> = new Set([
  ...['WD', 'AN', 'BG', 'BU', 'AU', 'IU', 'NU', 'DU', 'DG', 'AC'],
  ...['S-1-1-0', 'S-1-5-7', 'S-1-5-11', 'S-1-5-4', 'S-1-5-2', 'S-1-5-32-545', 'S-1-5-32-546'],
]);
const DOMAIN_GROUP = /^S-1-5-21-\d+-\d+-\d+-51[34]$/;
/** The right to read data, as it stands in all of FILE_ALL_ACCESS, FILE_GENERIC_READ and the like. */
const READ_DATA = 0x1;
const GENERIC_READ = 0x8000_0000;
const GENERIC_ALL = 0x1000_0000;
const READS: ReadonlySet<string> = new Set(['FA', 'FR', 'GA', 'GR', 'CC']);

/**
 * The broad groups that an access list in Microsoft's text form (SDDL) lets read a file. Form of an entry:
 * `(type;flags;rights;object;inherited object;account)`; a list of `D:NO_ACCESS_CONTROL` lets everybody.
 */
export function broadReaders(sddl: string): readonly string[] {
  if (/D:[A-Z]*NO_ACCESS_CONTROL/.test(sddl)) return ['WD'];
  const [, list = ''] = /D:([^()]*(?:\([^()]*\))*)/.exec(sddl) ?? [];
  return [...list.matchAll(/\(([^()]*)\)/g)].flatMap(([, entry = '']) => {
    const [type = '', flags = '', rights = '', , , account = ''] = entry.split(';');
    // An entry that is only handed down is not one of this file.
    if (!/^X?A$/.test(type) || flags.includes('IO')) return [];
    return mayRead(rights) && isBroad(account) ? [account] : [];
  });
}

const isBroad = (account: string): boolean => BROAD.has(account) || DOMAIN_GROUP.test(account);

function mayRead(rights: string): boolean {
  if (/^0x/i.test(rights)) {
    const mask = Number(rights);
    return [READ_DATA, GENERIC_READ, GENERIC_ALL].some((bit) => (BigInt(mask) & BigInt(bit)) !== 0n);
  }
  return (rights.match(/../g) ?? []).some((right) => READS.has(right));
}
