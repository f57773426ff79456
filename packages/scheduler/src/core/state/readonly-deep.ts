/** Numbers by position that cannot be written: what readers see of a typed array. */
export interface ReadonlyNumbers extends Iterable<number> {
  readonly length: number;
  readonly [index: number]: number;
}

type TypedArray = Float64Array | Int32Array | Int16Array | Uint16Array;
type Leaf = string | number | boolean | bigint | symbol | null | undefined | ((...given: never[]) => unknown);

/** The same value as readers see it: no field of it can be assigned, no map, array or typed array in it changed. */
export type ReadonlyDeep<T> = unknown extends T
  ? T
  : T extends Leaf
    ? T
    : T extends ReadonlyMap<infer Key, infer Value>
      ? ReadonlyMap<Key, ReadonlyDeep<Value>>
      : T extends TypedArray
        ? ReadonlyNumbers
        : { readonly [Field in keyof T]: ReadonlyDeep<T[Field]> };
