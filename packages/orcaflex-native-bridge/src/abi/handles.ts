/** Handles are addresses that only the library may dereference; the brands keep the kinds apart. */
type Handle<Kind extends string> = bigint & { readonly __handle: Kind };

export type ModelHandle = Handle<'model'>;
export type ObjectHandle = Handle<'object'>;
/** Open linked statistics. */
export type StatisticsHandle = Handle<'statistics'>;
/** Open extreme statistics. */
export type ExtremesHandle = Handle<'extremes'>;
/** A summary of a time history: two arrays in the library's memory. */
export type SummaryHandle = Handle<'summary'>;
/** Bytes in the library's memory, to be copied and then freed. */
export type BufferHandle = Handle<'buffer'>;
/** Bins of a histogram, in the library's memory. */
export type BinsHandle = Handle<'bins'>;
/** A variable's number; it is valid for one object only. */
export type VariableId = number & { readonly __id: 'variable' };
/** The address of the data passed to a callback; valid only while the callback runs. */
export type CallbackData = bigint & { readonly __handle: 'callback-data' };
/** A registered JavaScript function, as the library sees it. */
export type CallbackAddress = bigint & { readonly __handle: 'callback' };
