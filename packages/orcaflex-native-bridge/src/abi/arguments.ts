import type { ArgumentOf, Kind } from './kinds.ts';
import type { SYMBOLS, SymbolName } from './symbols.ts';

type KindsOf<Name extends SymbolName> = (typeof SYMBOLS)[Name]['args'];
type Values<Kinds extends readonly Kind[]> = { readonly [Index in keyof Kinds]: ArgumentOf<Kinds[Index]> };

/** Exports that end with a status. */
export type CallName = {
  [Name in SymbolName]: KindsOf<Name> extends readonly [...unknown[], 'status'] ? Name : never;
}[SymbolName];

/** Exports that return a text: a buffer, then the status. */
export type TextName = {
  [Name in SymbolName]: KindsOf<Name> extends readonly [...unknown[], 'text*', 'status'] ? Name : never;
}[SymbolName];

/** Exports that return a number and take no arguments. */
export type RealName = {
  [Name in SymbolName]: KindsOf<Name> extends readonly [] ? Name : never;
}[SymbolName];

/** The arguments of a function before its final status. */
export type CallArguments<Name extends CallName> =
  KindsOf<Name> extends readonly [...infer Rest extends Kind[], 'status'] ? Values<Rest> : never;

/** The arguments of a text getter, without its buffer and its status. */
export type TextArguments<Name extends TextName> =
  KindsOf<Name> extends readonly [...infer Rest extends Kind[], 'text*', 'status'] ? Values<Rest> : never;

interface Returns {
  void: undefined;
  int: number;
  bool: number;
  double: number;
}

export type ResultOf<Name extends SymbolName> = Returns[(typeof SYMBOLS)[Name]['returns']];
