import type { ArgumentOf, Kind } from './kinds.ts';
import type { SYMBOLS, SymbolName } from './symbols.ts';

type KindsOf<Name extends SymbolName> = (typeof SYMBOLS)[Name]['args'];
type Values<Kinds extends readonly Kind[]> = { readonly [Index in keyof Kinds]: ArgumentOf<Kinds[Index]> };

/** The exports that end with a status. */
export type CallName = {
  [Name in SymbolName]: KindsOf<Name> extends readonly [...unknown[], 'status'] ? Name : never;
}[SymbolName];

/** The getters of a text: a buffer, then the status. */
export type TextName = {
  [Name in SymbolName]: KindsOf<Name> extends readonly [...unknown[], 'text*', 'status'] ? Name : never;
}[SymbolName];

/** The exports that give a number and take nothing. */
export type RealName = {
  [Name in SymbolName]: KindsOf<Name> extends readonly [] ? Name : never;
}[SymbolName];

/** What a function that ends with the status takes before it. */
export type CallArguments<Name extends CallName> =
  KindsOf<Name> extends readonly [...infer Rest extends Kind[], 'status'] ? Values<Rest> : never;

/** The same for a getter of a text, without its buffer either. */
export type TextArguments<Name extends TextName> =
  KindsOf<Name> extends readonly [...infer Rest extends Kind[], 'text*', 'status'] ? Values<Rest> : never;

interface Returns {
  void: undefined;
  int: number;
  bool: number;
  double: number;
}

export type ResultOf<Name extends SymbolName> = Returns[(typeof SYMBOLS)[Name]['returns']];
