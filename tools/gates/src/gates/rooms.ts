import path from 'node:path';
import type { Gate, Violation } from '../gate.ts';
import { HOUSES, houseOf, roomOf, TOP } from '../rules.ts';
import type { SourceFile } from '../tree/tree.ts';

/** Which room of a package, or of the scheduler's core, may import which. */
export const rooms: Gate = {
  name: 'rooms',
  inspect: ({ sources }) => {
    const housed = sources.flatMap((source) => {
      const house = source.isTest ? undefined : houseOf(source.file);
      return house === undefined ? [] : [{ source, house }];
    });
    return {
      inspected: housed.length,
      unit: 'files of rooms',
      violations: housed.flatMap(({ source, house }) => refusals(source, house)),
    };
  },
};

function refusals({ file, module }: SourceFile, house: string): Violation[] {
  const room = roomOf(file, house);
  const rules = HOUSES.get(house);
  const allowed = room === TOP ? [...(rules?.keys() ?? [])] : rules?.get(room);
  if (allowed === undefined)
    return [{ file, text: `'${room}' is not a room: add it to the rooms in tools/gates/src/rules.ts` }];
  return module.imports.flatMap(({ specifier, offset }) => {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    const to = specifier.startsWith('.') && target.startsWith(house) ? roomOf(target, house) : undefined;
    if (to === undefined || to === room || allowed.includes(to)) return [];
    const text = `room ${room} -> '${specifier}' (${to}) is not an arrow of the rooms: move what both need into a lower room, or the caller into a higher one`;
    return [{ file, line: module.lineAt(offset), text }];
  });
}
