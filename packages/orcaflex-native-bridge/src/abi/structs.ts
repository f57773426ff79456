import koffi from 'koffi';
import { CALLBACKS } from './callbacks.ts';
import { STRUCTS, type StructLayout } from './struct-table.ts';

/** koffi keeps one type registry per thread, so a second copy of this module finds the types of the first. */
function declare(name: string, define: () => unknown): void {
  try {
    koffi.sizeof(name);
  } catch {
    define();
  }
}

let declared = false;

/** Registers with koffi the type names that the prototypes use. */
export function declareTypes(): void {
  if (declared) return;
  for (const [name, { fields }] of Object.entries(STRUCTS)) declare(name, () => koffi.pack(name, fields));
  for (const [name, prototype] of Object.entries(CALLBACKS)) {
    declare(`${name} *`, () => koffi.proto(prototype));
  }
  declared = true;
}

/** koffi's layout of every struct, to be compared with the table and with a C compiler. */
export function structLayouts(): Record<string, StructLayout> {
  declareTypes();
  return Object.fromEntries(
    Object.keys(STRUCTS).map((name) => {
      const { size, members = {} } = koffi.type(name);
      const fields = Object.entries(members).map(([field, { offset, type }]) => [field, [offset, type.size]]);
      return [name, { size, fields: Object.fromEntries(fields) as StructLayout['fields'] }];
    }),
  );
}
