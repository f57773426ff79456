/* Every struct of the interface, with each field written once: the typedefs and the size table use the same lists. */
#ifndef STANDIN_STRUCTS_H
#define STANDIN_STRUCTS_H

#include <stdint.h>

typedef void *Handle;
typedef uint16_t Wide; /* always 16 bits; wchar_t has 32 on Linux */
typedef const Wide *WideText;

#define FIELDS_TCreateModelParams(F, A) F(int32_t, Size) F(int32_t, ThreadCount)
#define FIELDS_TPeriod(F, A) F(int32_t, PeriodNum) F(int32_t, Unused) F(double, FromTime) F(double, ToTime)
#define FIELDS_TObjectInfoW(F, A) F(Handle, ObjectHandle) F(int32_t, ObjectType) A(Wide, ObjectName, 50)
#define FIELDS_TObjectExtra2W(F, A)                                                                       \
  F(int32_t, Size) A(double, EnvironmentPos, 3) F(int32_t, LinePoint) F(int32_t, NodeNum)                 \
  F(double, ArcLength) F(int32_t, RadialPos) F(double, Theta) F(WideText, WingName)                       \
  F(WideText, ClearanceLineName) F(int32_t, WinchConnectionPoint) A(double, RigidBodyPos, 3)              \
  F(WideText, ExternalResultText) F(WideText, DisturbanceVesselName) F(int32_t, SupportIndex)             \
  F(WideText, SupportedLineName) F(int32_t, BladeIndex) F(int32_t, ElementIndex)                          \
  F(double, SeaSurfaceScalingFactor)
#define FIELDS_TObjectExtra(F, A)                                                                         \
  A(double, EnvironmentPos, 3) F(int32_t, LinePoint) F(int32_t, NodeNum) F(double, ArcLength)             \
  F(int32_t, RadialPos) F(double, Theta)
#define FIELDS_TVarInfoW(F, A)                                                                            \
  F(int32_t, Size) F(int32_t, VarID) F(WideText, VarName) F(WideText, VarUnits) F(WideText, FullName)     \
  F(Handle, ObjectHandle)
#define FIELDS_TTimeHistorySpecificationW(F, A)                                                           \
  F(Handle, ObjectHandle) F(const struct TObjectExtra2W *, ObjectExtra) F(int32_t, VarID)
#define FIELDS_TRangeGraphCurveNamesW(F, A)                                                               \
  F(int32_t, Size) A(Wide, Min, 30) A(Wide, Max, 30) A(Wide, Mean, 30) A(Wide, StdDev, 30)                \
  A(Wide, Upper, 30) A(Wide, Lower, 30)
#define FIELDS_TArclengthRange(F, A)                                                                      \
  F(int32_t, Size) F(int32_t, Mode) F(double, FromArclength) F(double, ToArclength)                       \
  F(int32_t, FromSection) F(int32_t, ToSection)
#define FIELDS_TSimulationTimeStatus(F, A) F(double, StartTime) F(double, StopTime) F(double, CurrentTime)
#define FIELDS_TStatisticsQuery(F, A)                                                                     \
  F(double, StdDev) F(double, Mean) F(double, TimeOfMax) F(double, ValueAtMax)                            \
  F(double, LinkedValueAtMax) F(double, TimeOfMin) F(double, ValueAtMin) F(double, LinkedValueAtMin)
#define FIELDS_TTimeSeriesStatistics(F, A)                                                                \
  F(int32_t, Size) F(double, Mean) F(double, StdDev) F(double, m0) F(double, m2) F(double, m4)            \
  F(double, Tz) F(double, Tc) F(double, Bandwidth) F(double, RMS)
#define FIELDS_TExtremeStatisticsSpecification(F, A)                                                      \
  F(int32_t, Size) F(int32_t, Distribution) F(int32_t, ExtremesToAnalyse) F(double, Threshold)            \
  F(double, DeclusterPeriod)
#define FIELDS_TExtremeStatisticsQuery(F, A)                                                              \
  F(int32_t, Size) F(double, StormDurationHours) F(double, RiskFactor) F(double, ConfidenceLevel)
#define FIELDS_TExtremeStatisticsOutput(F, A)                                                             \
  F(int32_t, Size) F(double, MostProbableExtremeValue) F(double, ExtremeValueWithRiskFactor)              \
  F(double, ReturnLevel) F(double, ConfidenceIntervalLower) F(double, ConfidenceIntervalUpper)            \
  F(double, Sigma) F(double, SigmaStdError) F(double, Xi) F(double, XiStdError)
#define FIELDS_TTimeHistorySummarySpecification(F, A)                                                     \
  F(int32_t, Size) F(double, SpectralDensityFundamentalFrequency)
#define FIELDS_TCycleBin(F, A) F(double, Value) F(double, Count)
#define FIELDS_TInterval(F, A) F(double, Lower) F(double, Upper)
#define FIELDS_TComplex(F, A) F(double, Re) F(double, Im)
#define FIELDS_TGraphCurve(F, A) F(int32_t, Size) F(double *, X) F(double *, Y)
#define FIELDS_TRunSimulationParametersW(F, A)                                                            \
  F(int32_t, Size) F(int32_t, EnableAutoSave) F(int32_t, AutoSaveIntervalMinutes) F(WideText, AutoSaveFileName)
#define FIELDS_TNewModelParamsW(F, A) F(int32_t, Size) F(int32_t, ModelType) F(WideText, ParentFileName)
#define FIELDS_TObjectTagsW(F, A) F(int32_t, Count) F(WideText *, Names) F(WideText *, Values)
#define FIELDS_TFrequencyDomainResults(F, A)                                                              \
  F(int32_t, Size) F(double, StaticValue) F(double, StdDev) F(double, Amplitude) F(double, PhaseLag)      \
  F(double, m0) F(double, m1) F(double, m2) F(double, m3) F(double, m4) F(double, Tz) F(double, Tc)       \
  F(double, Bandwidth)

#define ALL_STRUCTS(S)                                                                                    \
  S(TCreateModelParams) S(TPeriod) S(TObjectInfoW) S(TObjectExtra2W) S(TObjectExtra) S(TVarInfoW)         \
  S(TTimeHistorySpecificationW) S(TRangeGraphCurveNamesW) S(TArclengthRange) S(TSimulationTimeStatus)     \
  S(TStatisticsQuery) S(TTimeSeriesStatistics) S(TExtremeStatisticsSpecification)                         \
  S(TExtremeStatisticsQuery) S(TExtremeStatisticsOutput) S(TTimeHistorySummarySpecification)              \
  S(TCycleBin) S(TInterval) S(TComplex) S(TGraphCurve) S(TRunSimulationParametersW) S(TNewModelParamsW)   \
  S(TObjectTagsW) S(TFrequencyDomainResults)

/* The interface is packed to one byte. The natural layout exists only to show where that matters. */
#ifndef STANDIN_NATURAL_LAYOUT
#pragma pack(push, 1)
#endif
#define DECLARE_FIELD(type, name) type name;
#define DECLARE_ARRAY(type, name, count) type name[count];
#define DECLARE_STRUCT(name) typedef struct name { FIELDS_##name(DECLARE_FIELD, DECLARE_ARRAY) } name;
ALL_STRUCTS(DECLARE_STRUCT)
#ifndef STANDIN_NATURAL_LAYOUT
#pragma pack(pop)
#endif

#endif
