/** The library's status codes by number. 11 and 22 are not in use; codes from 100000 are user-defined. */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  0: 'OK',
  1: 'DLLS_VERSION_ERROR',
  2: 'CREATE_MODEL_ERROR',
  3: 'MODEL_HANDLE_ERROR',
  4: 'OBJECT_HANDLE_ERROR',
  5: 'INVALID_OBJECT_TYPE',
  6: 'FILE_NOT_FOUND',
  7: 'FILE_READ_ERROR',
  8: 'TIME_HISTORY_ERROR',
  9: 'NO_SUCH_NODE_NUM',
  10: 'INVALID_PROPERTY_NUM',
  12: 'INVALID_PERIOD',
  13: 'INVALID_VAR_NUM',
  14: 'RANGE_GRAPH_ERROR',
  15: 'INVALID_OBJECT_EXTRA',
  16: 'NOT_ENOUGH_VARS',
  17: 'INVALID_VARS',
  18: 'UNRECOGNISED_VAR_NUM',
  19: 'INVALID_HANDLE',
  20: 'UNEXPECTED_ERROR',
  21: 'INVALID_INDEX',
  23: 'NO_SUCH_OBJECT',
  24: 'NOT_A_VARIANT_ARRAY',
  25: 'LICENSING_ERROR',
  26: 'UNRECOGNISED_VAR_NAME',
  27: 'STATICS_FAILED',
  28: 'FILE_WRITE_ERROR',
  29: 'OPERATION_CANCELLED',
  30: 'SOLVE_EQUATION_FAILED',
  31: 'INVALID_DATA_NAME',
  32: 'INVALID_DATA_TYPE',
  33: 'INVALID_DATA_ACCESS',
  34: 'INVALID_VERSION',
  35: 'INVALID_STRUCTURE_SIZE',
  36: 'REQUIRED_MODULES_NOT_ENABLED',
  37: 'PERIOD_NOT_YET_STARTED',
  38: 'COULD_NOT_DESTROY_OBJECT',
  39: 'INVALID_MODEL_STATE',
  40: 'SIMULATION_ERROR',
  41: 'INVALID_MODULE',
  42: 'INVALID_RESULT_TYPE',
  43: 'INVALID_VIEW_PARAMETERS',
  44: 'CANNOT_EXTEND_SIMULATION',
  45: 'UNRECOGNISED_OBJECT_TYPE_NAME',
  46: 'UNKNOWN_MODEL_STATE',
  47: 'FUNCTION_NOT_AVAILABLE',
  48: 'STRUCTURE_SIZE_TOO_SMALL',
  49: 'INVALID_PARAMETER',
  50: 'RESPONSE_GRAPH_ERROR',
  51: 'RESULTS_NOT_AVAILABLE_WHEN_NOT_INCLUDED_IN_STATICS',
  52: 'INVALID_FILE_TYPE',
  53: 'BATCH_SCRIPT_FAILED',
  54: 'INVALID_TIME_HISTORY_VALUES',
  55: 'RESULTS_NOT_LOGGED',
  56: 'WIZARD_FAILED',
  57: 'DLL_INIT_FAILED',
  58: 'INVALID_ARCLENGTH_RANGE',
  59: 'VALUE_NOT_AVAILABLE',
  60: 'INVALID_VALUE',
  61: 'MODAL_ANALYSIS_FAILED',
  62: 'VESSEL_TYPE_DATA_IMPORT_FAILED',
  63: 'OPERATION_NOT_AVAILABLE',
  64: 'FATIGUE_ANALYSIS_FAILED',
  65: 'EXTREME_STATISTICS_FAILED',
  66: 'TAG_NOT_FOUND',
  67: 'INVALID_FILE_FORMAT',
  68: 'THREAD_AFFINITY_ERROR',
  69: 'FILE_READ_PARENT_ERROR',
};

const USER_DEFINED = 100_000;

/** For example `NO_SUCH_OBJECT` for 23; `UNKNOWN_STATUS` for codes missing from the table. */
export function statusName(status: number): string {
  return STATUS_NAMES[status] ?? (status >= USER_DEFINED ? 'USER_DEFINED' : 'UNKNOWN_STATUS');
}

const OF_THE_PERIOD: ReadonlySet<number> = new Set([12, 37, 39]);
const OF_ONE_SERIES: ReadonlySet<number> = new Set([
  5, 8, 9, 10, 13, 14, 15, 16, 17, 18, 21, 23, 26, 31, 32, 33, 36, 42, 47, 49, 50, 51, 54, 55, 58, 59, 60, 63,
]);

/**
 * The scope of a refusal: the requested series, all series of the period, or the whole model (its licence, thread or
 * file), in which case no later call can succeed either.
 */
export function statusScope(status: number): 'series' | 'period' | 'model' {
  if (OF_THE_PERIOD.has(status)) return 'period';
  return OF_ONE_SERIES.has(status) ? 'series' : 'model';
}

const HINTS: Readonly<Record<number, string>> = {
  25: 'all licences may be in use: lower the number of concurrent workers or wait for a licence',
  52: 'give the simulation file (.sim) that OrcaFlex saved after the run',
  67: 'check whether the file is damaged or was written by a newer OrcaFlex than this library',
};

export function statusHint(status: number): string | undefined {
  return HINTS[status];
}
