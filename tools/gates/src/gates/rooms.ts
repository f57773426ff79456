import path from 'node:path';
import type { Gate, Violation } from '../gate.ts';
import { ROOMS, roomOf, TOP } from '../rules.ts';
import type { SourceFile } from '../tree/tree.ts';

/** Which room of the scheduler's core may import which. */
export const rooms: Gate = {
  name: 'rooms',
  inspect: ({ sources }) => {
    const core = sources.flatMap((source) => {
      const room = source.isTest ? undefined : roomOf(source.file);
      return room === undefined ? [] : [{ source, room }];
    });
    return {
      inspected: core.length,
      unit: 'files of rooms',
      violations: core.flatMap(({ source, room }) => refusals(source, room)),
    };
  },
};

function refusals({ file, module }: SourceFile, room: string): Violation[] {
  const allowed = room === TOP ? [...ROOMS.keys()] : ROOMS.get(room);
  if (allowed === undefined)
    return [{ file, text: `'${room}' is not a room: add it to the rooms in tools/gates/src/rules.ts` }];
  return module.imports.flatMap(({ specifier, offset }) => {
    const to = specifier.startsWith('.')
      ? roomOf(path.posix.join(path.posix.dirname(file), specifier))
      : undefined;
    if (to === undefined || to === room || allowed.includes(to)) return [];
    const text = `room ${room} -> '${specifier}' (${to}) is not an arrow of the rooms: move what both need into a lower room, or the caller into a higher one`;
    return [{ file, line: module.lineAt(offset), text }];
  });
}
