import { expect, it } from 'vitest';
import { broadReaders } from './sddl.ts';

const OWN = '(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;S-1-5-21-1-2-3-1001)';

it.each([
  ['the owner, the system and administrators', `D:PAI${OWN}`],
  ['with a list of the system beside it', `O:BAG:SYD:AI${OWN}S:(AU;SA;FA;;;WD)`],
  ['with an entry that is only handed down', `D:AI${OWN}(A;OICIIO;FA;;;BU)`],
  ['with a group that may not read', `D:AI${OWN}(D;;FA;;;WD)(A;;0x100000;;;BU)`],
])('a file of %s is private', (_, sddl) => {
  expect(broadReaders(sddl)).toEqual([]);
});

it.each([
  ['users', `D:AI${OWN}(A;ID;0x1200a9;;;BU)`, ['BU']],
  ['everybody', 'D:(A;;FA;;;WD)', ['WD']],
  ['everybody, by its number', 'D:(A;;GR;;;S-1-1-0)', ['S-1-1-0']],
  ['those of the domain', 'D:(A;;0x1200a9;;;S-1-5-21-7-8-9-513)', ['S-1-5-21-7-8-9-513']],
  ['authenticated users, by a condition', 'D:(XA;;0x80000000;;;AU)', ['AU']],
  ['everybody, because it has no list', 'D:NO_ACCESS_CONTROL', ['WD']],
])('%s may read a file', (_, sddl, groups) => {
  expect(broadReaders(sddl)).toEqual(groups);
});
