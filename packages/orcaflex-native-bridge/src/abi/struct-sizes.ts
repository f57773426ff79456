import { olderSize, type StructName } from './struct-table.ts';
import { kindsOf, type SymbolName } from './symbols.ts';

/** Structs that have fewer fields in older libraries, and the structs that contain them. */
const AGEING: ReadonlyMap<string, StructName> = new Map<string, StructName>([
  ['in? TObjectExtra2W', 'TObjectExtra2W'],
  ['in TTimeHistorySpecificationW[]', 'TObjectExtra2W'],
  ['inout TTimeSeriesStatistics', 'TTimeSeriesStatistics'],
]);

interface Sized {
  Size: number;
}

/**
 * The `Size` that this library accepts for structs that have grown: the current size until the library refuses it, then
 * the older size permanently. The memory always holds the current struct, so the library can never read past it.
 */
export class StructSizes {
  readonly #older = new Set<StructName>();

  /** The arguments with the sizes that this library accepts. */
  adapt(name: SymbolName, args: readonly unknown[]): readonly unknown[] {
    if (this.#older.size === 0) return args;
    return args.map((argument, index) => this.#adapted(kindsOf(name)[index] ?? '', argument));
  }

  /** Records a refused size. Returns false if no older size is left to try. */
  refused(name: SymbolName, args: readonly unknown[]): boolean {
    const before = this.#older.size;
    for (const [index, argument] of args.entries()) {
      const struct = AGEING.get(kindsOf(name)[index] ?? '');
      if (struct !== undefined && argument !== null) this.#older.add(struct);
    }
    return this.#older.size > before;
  }

  #adapted(kind: string, argument: unknown): unknown {
    const struct = AGEING.get(kind);
    if (struct === undefined || !this.#older.has(struct) || argument === null) return argument;
    const size = olderSize(struct);
    if (Array.isArray(argument)) return argument.map((item) => withExtraOf(item, size));
    // The library writes into an `inout` struct, so the caller's own object must be passed.
    if (kind.startsWith('inout')) return Object.assign(argument as Sized, { Size: size });
    return { ...(argument as Sized), Size: size };
  }
}

function withExtraOf(item: { ObjectExtra: Sized | null }, size: number): unknown {
  return item.ObjectExtra === null ? item : { ...item, ObjectExtra: { ...item.ObjectExtra, Size: size } };
}
