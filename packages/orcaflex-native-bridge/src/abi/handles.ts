/** Handles are addresses that only the library may follow; the brands keep the kinds apart. */
type Handle<Kind extends string> = bigint & { readonly __handle: Kind };

export type ModelHandle = Handle<'model'>;
export type ObjectHandle = Handle<'object'>;
/** Linked statistics that are open. */
export type StatisticsHandle = Handle<'statistics'>;
/** Extreme statistics that are open. */
export type ExtremesHandle = Handle<'extremes'>;
/** A summary of a time history: two arrays of the library's own. */
export type SummaryHandle = Handle<'summary'>;
/** Bytes of the library's own, to be copied and given back. */
export type BufferHandle = Handle<'buffer'>;
/** Bins of a histogram, in the library's memory. */
export type BinsHandle = Handle<'bins'>;
/** A variable's number; it belongs to one object. */
export type VariableId = number & { readonly __id: 'variable' };
/** The address of data that a callback was given; valid only while the callback runs. */
export type CallbackData = bigint & { readonly __handle: 'callback-data' };
/** A registered JavaScript function as the library sees it. */
export type CallbackAddress = bigint & { readonly __handle: 'callback' };
