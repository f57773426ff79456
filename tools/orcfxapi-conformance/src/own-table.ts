import { fileURLToPath } from 'node:url';
import type { OwnLayout, OwnTable } from './declared.ts';

const ABI = new URL('../../../packages/orcaflex-native-bridge/dist/abi/', import.meta.url);

/** Our table from the built bridge. Its data modules load no library. */
export async function ownTable(): Promise<OwnTable> {
  const [symbols, callbacks, structs, status] = await Promise.all([
    built<{ SYMBOLS: Record<string, { prototype: string }> }>('symbols.js'),
    built<{ CALLBACKS: Record<string, string> }>('callbacks.js'),
    built<{ STRUCTS: Record<string, unknown>; layoutOf: (name: string) => OwnLayout }>('struct-table.js'),
    built<{ statusName: (status: number) => string }>('status.js'),
  ]);
  return {
    prototypes: mapped(symbols.SYMBOLS, ({ prototype }) => prototype),
    callbacks: callbacks.CALLBACKS,
    layouts: mapped(structs.STRUCTS, (_, name) => structs.layoutOf(name)),
    statusName: status.statusName,
  };
}

async function built<T>(name: string): Promise<T> {
  const url = new URL(name, ABI);
  try {
    return (await import(url.href)) as T;
  } catch (cause) {
    throw new Error(`${fileURLToPath(url)} cannot be read: build packages/orcaflex-native-bridge first`, {
      cause,
    });
  }
}

function mapped<From, To>(
  from: Readonly<Record<string, From>>,
  to: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, to(value, name)]));
}

/** The same table with one struct laid out without packing, which must be detected. */
export function withoutPacking(table: OwnTable, name: string): OwnTable {
  const layout = table.layouts[name];
  if (layout === undefined) throw new Error(`there is no struct ${name}`);
  let end = 0;
  let widest = 1;
  const fields = Object.entries(layout.fields).map(([field, [, size]]) => {
    const alignment = size % 8 === 0 ? 8 : size % 4 === 0 ? 4 : 2;
    const offset = Math.ceil(end / alignment) * alignment;
    end = offset + size;
    widest = Math.max(widest, alignment);
    return [field, [offset, size]] as const;
  });
  const size = Math.ceil(end / widest) * widest;
  return { ...table, layouts: { ...table.layouts, [name]: { size, fields: Object.fromEntries(fields) } } };
}
