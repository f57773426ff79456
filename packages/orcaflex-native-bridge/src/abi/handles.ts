/** Handles are addresses that only the library may follow; the brands keep the kinds apart. */
export type ModelHandle = bigint & { readonly __handle: 'model' };
export type ObjectHandle = bigint & { readonly __handle: 'object' };
/** A variable's number; it belongs to one object. */
export type VariableId = number & { readonly __id: 'variable' };
/** The address of data that a callback was given; valid only while the callback runs. */
export type CallbackData = bigint & { readonly __handle: 'callback-data' };
/** A registered JavaScript function as the library sees it. */
export type CallbackAddress = bigint & { readonly __handle: 'callback' };
