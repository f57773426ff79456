import { DATA_TYPE } from '../constants.ts';
import type { ModelHandle, ObjectHandle } from '../handles.ts';
import { faultDetails } from '../library-fault.ts';
import type { NativeLibrary } from '../native-library.ts';
import { outDouble, outInt } from '../out.ts';
import { numberOrNull } from '../special-numbers.ts';
import { statusName } from '../status.ts';

/** A data item by name. `index` counts rows from 1; it is 0 for data without rows. */
export interface DataItem {
  readonly of: ModelHandle | ObjectHandle;
  readonly name: string;
  readonly index: number;
}

export type DataValue = number | string | boolean | null;

/**
 * The value in its own type. `null`: the item has no value there, or one that means "none" or "default"; infinity is
 * `Infinity`. Faults: `ORCFXAPI_INVALID_DATA_NAME`, `ORCFXAPI_INVALID_INDEX`.
 */
export function dataValue(library: NativeLibrary, item: DataItem): DataValue {
  try {
    return typedValue(library, item);
  } catch (error) {
    if (refusedAs(error) === 'VALUE_NOT_AVAILABLE') return null;
    throw error;
  }
}

/** Null for data that is not a list. */
export function dataRowCount(
  library: NativeLibrary,
  { of, name }: Pick<DataItem, 'of' | 'name'>,
): number | null {
  const count = outInt();
  library.call('C_GetDataRowCountW', of, name, count);
  const rows = count[0] ?? -1;
  return rows < 0 ? null : rows;
}

function typedValue(library: NativeLibrary, item: DataItem): DataValue {
  switch (typeOf(library, item)) {
    case DATA_TYPE.double:
      return doubleValue(library, item);
    case DATA_TYPE.integer:
    case DATA_TYPE.integerIndex:
      return integerValue(library, item);
    case DATA_TYPE.boolean:
      return integerValue(library, item) !== 0;
    case DATA_TYPE.variable:
      return numberOrText(library, item);
    default:
      return library.text('C_GetDataStringW', item.of, item.name, item.index);
  }
}

/** The type of the item; the type of this row if rows differ and the library can distinguish them. */
function typeOf(library: NativeLibrary, { of, name, index }: DataItem): number | undefined {
  const type = outInt();
  library.call('C_GetDataTypeW', of, name, type);
  if (type[0] === DATA_TYPE.variable && library.has('C_GetVariableDataTypeW'))
    library.call('C_GetVariableDataTypeW', of, name, index, type);
  return type[0];
}

function doubleValue(library: NativeLibrary, { of, name, index }: DataItem): number | null {
  const value = outDouble();
  library.call('C_GetDataDoubleW', of, name, index, value);
  return numberOrNull(library, value[0] ?? 0);
}

function integerValue(library: NativeLibrary, { of, name, index }: DataItem): number {
  const value = outInt();
  library.call('C_GetDataIntegerW', of, name, index, value);
  return value[0] ?? 0;
}

/** A variable data item is a number, or the name of the data it varies with. */
function numberOrText(library: NativeLibrary, item: DataItem): DataValue {
  try {
    return doubleValue(library, item);
  } catch (error) {
    if (refusedAs(error) !== 'INVALID_DATA_TYPE') throw error;
    return library.text('C_GetDataStringW', item.of, item.name, item.index);
  }
}

function refusedAs(error: unknown): string | null {
  const details = faultDetails(error);
  return details === null ? null : statusName(details.status);
}
