/** Samples, static results, range graphs and linked statistics. */
export const RESULT_SYMBOLS = {
  C_GetNumOfSamples: {
    returns: 'int',
    args: ['model', 'in TPeriod', 'status'],
    prototype: 'int32_t __stdcall C_GetNumOfSamples(void *model, const TPeriod *period, int32_t *lpStatus)',
  },
  C_GetSampleTimes: {
    returns: 'void',
    args: ['model', 'in TPeriod', 'double*', 'status'],
    prototype:
      'void __stdcall C_GetSampleTimes(void *model, const TPeriod *period, double *times, int32_t *lpStatus)',
  },
  C_GetTimeHistory2W: {
    returns: 'void',
    args: ['object', 'in? TObjectExtra2W', 'in TPeriod', 'id', 'double*', 'status'],
    prototype:
      'void __stdcall C_GetTimeHistory2W(void *object, const TObjectExtra2W *extra, const TPeriod *period, int32_t id, double *values, int32_t *lpStatus)',
  },
  C_GetMultipleTimeHistoriesW: {
    returns: 'void',
    args: ['int', 'in TTimeHistorySpecificationW[]', 'in TPeriod', 'double*', 'status'],
    prototype:
      'void __stdcall C_GetMultipleTimeHistoriesW(int32_t count, const TTimeHistorySpecificationW *specifications, const TPeriod *period, double *values, int32_t *lpStatus)',
    optional: true,
  },
  C_GetStaticResult2W: {
    returns: 'void',
    args: ['object', 'in? TObjectExtra2W', 'id', 'double*', 'status'],
    prototype:
      'void __stdcall C_GetStaticResult2W(void *object, const TObjectExtra2W *extra, int32_t id, double *value, int32_t *lpStatus)',
  },
  C_GetRangeGraphNumOfPoints: {
    returns: 'int',
    args: ['object', 'id', 'status'],
    prototype: 'int32_t __stdcall C_GetRangeGraphNumOfPoints(void *object, int32_t id, int32_t *lpStatus)',
  },
  C_GetRangeGraphNumOfPoints2: {
    returns: 'int',
    args: ['object', 'in? TArclengthRange', 'id', 'status'],
    prototype:
      'int32_t __stdcall C_GetRangeGraphNumOfPoints2(void *object, const TArclengthRange *range, int32_t id, int32_t *lpStatus)',
  },
  C_GetRangeGraphNumOfPoints3: {
    returns: 'int',
    args: ['object', 'in TPeriod', 'in? TArclengthRange', 'id', 'status'],
    prototype:
      'int32_t __stdcall C_GetRangeGraphNumOfPoints3(void *object, const TPeriod *period, const TArclengthRange *range, int32_t id, int32_t *lpStatus)',
    optional: true,
  },
  C_GetRangeGraphCurveNamesW: {
    returns: 'void',
    args: ['object', 'in? TObjectExtra2W', 'in TPeriod', 'id', 'inout TRangeGraphCurveNamesW', 'status'],
    prototype:
      'void __stdcall C_GetRangeGraphCurveNamesW(void *object, const TObjectExtra2W *extra, const TPeriod *period, int32_t id, _Inout_ TRangeGraphCurveNamesW *names, int32_t *lpStatus)',
  },
  C_GetRangeGraph3W: {
    returns: 'void',
    args: [
      'object',
      'in? TObjectExtra2W',
      'in TPeriod',
      'id',
      'double*',
      'double*',
      'double*',
      'double*',
      'double*',
      'double*',
      'double*',
      'status',
    ],
    prototype:
      'void __stdcall C_GetRangeGraph3W(void *object, const TObjectExtra2W *extra, const TPeriod *period, int32_t id, double *x, double *min, double *max, double *mean, double *stdDev, double *upper, double *lower, int32_t *lpStatus)',
  },
  C_GetRangeGraph4W: {
    returns: 'void',
    args: [
      'object',
      'in? TObjectExtra2W',
      'in TPeriod',
      'in? TArclengthRange',
      'id',
      'double*',
      'double*',
      'double*',
      'double*',
      'double*',
      'double*',
      'double*',
      'status',
    ],
    prototype:
      'void __stdcall C_GetRangeGraph4W(void *object, const TObjectExtra2W *extra, const TPeriod *period, const TArclengthRange *range, int32_t id, double *x, double *min, double *max, double *mean, double *stdDev, double *upper, double *lower, int32_t *lpStatus)',
  },
  C_OpenLinkedStatistics2W: {
    returns: 'void',
    args: ['object', 'in? TObjectExtra2W', 'in TPeriod', 'int', 'int*', 'statistics*', 'status'],
    prototype:
      'void __stdcall C_OpenLinkedStatistics2W(void *object, const TObjectExtra2W *extra, const TPeriod *period, int32_t count, const int32_t *ids, void **statistics, int32_t *lpStatus)',
  },
  C_QueryLinkedStatistics: {
    returns: 'void',
    args: ['statistics', 'id', 'id', 'out TStatisticsQuery', 'status'],
    prototype:
      'void __stdcall C_QueryLinkedStatistics(void *statistics, int32_t id, int32_t linkedId, _Out_ TStatisticsQuery *query, int32_t *lpStatus)',
  },
  C_CalculateLinkedStatisticsTimeSeriesStatistics: {
    returns: 'void',
    args: ['statistics', 'id', 'inout TTimeSeriesStatistics', 'status'],
    prototype:
      'void __stdcall C_CalculateLinkedStatisticsTimeSeriesStatistics(void *statistics, int32_t id, _Inout_ TTimeSeriesStatistics *result, int32_t *lpStatus)',
  },
  C_CloseLinkedStatistics: {
    returns: 'void',
    args: ['statistics', 'status'],
    prototype: 'void __stdcall C_CloseLinkedStatistics(void *statistics, int32_t *lpStatus)',
  },
  C_GetSpectralResponseGraphW: {
    returns: 'void',
    args: ['object', 'in? TObjectExtra2W', 'id', 'int*', 'in? TGraphCurve', 'status'],
    prototype:
      'void __stdcall C_GetSpectralResponseGraphW(void *object, const TObjectExtra2W *extra, int32_t id, int32_t *count, const TGraphCurve *curve, int32_t *lpStatus)',
  },
  C_GetFrequencyDomainSpectralDensityGraphW: {
    returns: 'void',
    args: ['object', 'in? TObjectExtra2W', 'id', 'int*', 'in? TGraphCurve', 'status'],
    prototype:
      'void __stdcall C_GetFrequencyDomainSpectralDensityGraphW(void *object, const TObjectExtra2W *extra, int32_t id, int32_t *count, const TGraphCurve *curve, int32_t *lpStatus)',
  },
  C_GetFrequencyDomainResultsW: {
    returns: 'void',
    args: ['object', 'in? TObjectExtra2W', 'id', 'inout TFrequencyDomainResults', 'status'],
    prototype:
      'void __stdcall C_GetFrequencyDomainResultsW(void *object, const TObjectExtra2W *extra, int32_t id, _Inout_ TFrequencyDomainResults *results, int32_t *lpStatus)',
  },
  C_CreateCollatedResultsAdmin: {
    returns: 'void',
    args: ['model', 'int', 'int*', 'in TPeriod', 'admin*', 'status'],
    prototype:
      'void __stdcall C_CreateCollatedResultsAdmin(void *model, int32_t count, const int32_t *indices, const TPeriod *period, void **admin, int32_t *lpStatus)',
    optional: true,
  },
} as const;
