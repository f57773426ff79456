import { olderSize, type StructName } from './struct-table.ts';
import { kindsOf, type SymbolName } from './symbols.ts';

/** Structs that older libraries know with fewer fields, and the structs that hold them. */
const AGEING: ReadonlyMap<string, StructName> = new Map<string, StructName>([
  ['in? TObjectExtra2W', 'TObjectExtra2W'],
  ['in TTimeHistorySpecificationW[]', 'TObjectExtra2W'],
  ['inout TTimeSeriesStatistics', 'TTimeSeriesStatistics'],
]);

interface Sized {
  Size: number;
}

/**
 * The `Size` that this library accepts in structs that have grown: today's until it refuses one, then the older one
 * for good. The memory is always that of today's struct, so a larger size than is sent can never be read.
 */
export class StructSizes {
  readonly #older = new Set<StructName>();

  /** The arguments as this library takes them. */
  adapt(name: SymbolName, args: readonly unknown[]): readonly unknown[] {
    if (this.#older.size === 0) return args;
    return args.map((argument, index) => this.#adapted(kindsOf(name)[index] ?? '', argument));
  }

  /** Notes a refused size. False where no older one is left to try. */
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
    // The library writes into an `inout` struct: it has to stay the caller's own.
    if (kind.startsWith('inout')) return Object.assign(argument as Sized, { Size: size });
    return { ...(argument as Sized), Size: size };
  }
}

function withExtraOf(item: { ObjectExtra: Sized | null }, size: number): unknown {
  return item.ObjectExtra === null ? item : { ...item, ObjectExtra: { ...item.ObjectExtra, Size: size } };
}
