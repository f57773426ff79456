/** The declarations of the vendor's wrapper, as `python/declared.py` prints them. */
export interface Declared {
  readonly functions: Readonly<Record<string, Signature>>;
  readonly structs: Readonly<Record<string, DeclaredStruct>>;
  readonly callbacks: Readonly<Record<string, Signature>>;
  readonly numbers: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Kinds: `void`, `i32`, `f64`, `text`, `handle`, `callback`, a struct's name; `*` after one that is pointed to. */
export interface Signature {
  readonly returns: string;
  readonly arguments: readonly string[];
}

export interface DeclaredStruct {
  readonly size: number;
  readonly fields: readonly {
    readonly name: string;
    readonly offset: number;
    readonly size: number;
  }[];
}

/** Our own table, taken from the built bridge. */
export interface OwnTable {
  /** Name of the export to its C prototype. */
  readonly prototypes: Readonly<Record<string, string>>;
  /** Name of the callback type to its C prototype. */
  readonly callbacks: Readonly<Record<string, string>>;
  readonly layouts: Readonly<Record<string, OwnLayout>>;
  /** UPPER_SNAKE; `UNKNOWN_STATUS` for an unknown number. */
  readonly statusName: (status: number) => string;
}

export interface OwnLayout {
  readonly size: number;
  readonly fields: Readonly<Record<string, readonly [offset: number, size: number]>>;
}
