import type { CallbackName } from './callbacks.ts';
import type {
  BinsHandle,
  BufferHandle,
  CallbackAddress,
  ExtremesHandle,
  ModelHandle,
  ObjectHandle,
  StatisticsHandle,
  SummaryHandle,
  VariableId,
} from './handles.ts';
import type { STRUCTS, StructName } from './struct-table.ts';

/** The JavaScript values accepted for each kind of argument. Arrays are read and written in place. */
interface PlainKinds {
  model: ModelHandle;
  object: ObjectHandle;
  /** Functions for data accept either. */
  handle: ModelHandle | ObjectHandle;
  statistics: StatisticsHandle;
  extremes: ExtremesHandle;
  summary: SummaryHandle;
  buffer: BufferHandle;
  'model*': BigUint64Array;
  'statistics*': BigUint64Array;
  'extremes*': BigUint64Array;
  'summary*': BigUint64Array;
  'buffer*': BigUint64Array;
  'admin*': BigUint64Array;
  bins: BinsHandle;
  'bins*': BigUint64Array;
  window: null;
  int: number;
  id: VariableId;
  bool: number;
  'int*': Int32Array | null;
  'bool*': Int32Array | null;
  int64: number;
  'int64*': BigInt64Array;
  double: number;
  'double*': Float64Array | null;
  bytes: Uint8Array;
  text: string;
  'text?': string | null;
  'text*': Uint16Array | null;
  /** The C type depends on another argument. */
  'any*': Int32Array | BigUint64Array | null;
  status: Int32Array;
}

/** An argument: the library only reads `in`, only writes `out`, and does both with `inout`; `?` may be NULL. */
export type Kind =
  | keyof PlainKinds
  | CallbackName
  | `${'in' | 'in?' | 'out' | 'out?' | 'inout'} ${StructName}`
  | `in ${StructName}[]`
  | `out ${StructName}[]`;

export interface SymbolEntry {
  readonly returns: 'void' | 'int' | 'double' | 'bool';
  /** One per C argument, in order. */
  readonly args: readonly Kind[];
  readonly prototype: string;
  /** Absent from libraries before version 11. All exports are bound on first use, optional or not. */
  readonly optional?: true;
}

type FieldValue<Type> = Type extends 'int32_t' | 'double'
  ? number
  : Type extends 'double[3]'
    ? readonly number[]
    : Type extends `char16_t[${number}]`
      ? string
      : Type extends 'str16'
        ? string | null
        : Type extends 'double *'
          ? Float64Array | null
          : Type extends 'TObjectExtra2W *'
            ? StructValue<'TObjectExtra2W'> | null
            : bigint;

/** A struct as a JavaScript object. */
export type StructValue<Name extends StructName> = {
  readonly [Field in keyof (typeof STRUCTS)[Name]['fields']]: FieldValue<
    (typeof STRUCTS)[Name]['fields'][Field]
  >;
};

/** A struct that the library fills in. */
export type StructOut<Name extends StructName> = {
  -readonly [Field in keyof StructValue<Name>]?: StructValue<Name>[Field];
};

// biome-ignore lint/suspicious/noExplicitAny: any function may be a callback
type AnyCallback = (...args: any[]) => void;

export type ArgumentOf<Name> = Name extends keyof PlainKinds
  ? PlainKinds[Name]
  : Name extends CallbackName
    ? AnyCallback | CallbackAddress | null
    : Name extends `in ${infer Struct extends StructName}[]`
      ? readonly StructValue<Struct>[]
      : Name extends `out ${StructName}[]`
        ? Float64Array
        : Name extends `out ${StructName}**`
          ? BigUint64Array
          : Name extends `in ${infer Struct extends StructName}`
            ? StructValue<Struct>
            : Name extends `in? ${infer Struct extends StructName}`
              ? StructValue<Struct> | null
              : Name extends `out? ${infer Struct extends StructName}`
                ? StructOut<Struct> | null
                : Name extends `${'out' | 'inout'} ${infer Struct extends StructName}`
                  ? StructOut<Struct>
                  : never;
