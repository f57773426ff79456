/* The file format of this stand-in, described in the README of the package. */
#ifndef STANDIN_CONTAINER_H
#define STANDIN_CONTAINER_H

#include <stdint.h>

#include "platform/platform.h"

enum Fault {
  faultNone = 0,
  faultSegfaultLoad = 1,
  faultSegfaultHistory = 2,
  faultAbortLoad = 3,
  faultSpinLoad = 4,
  faultSleepLoad = 5,
  faultKillLoad = 6,
  faultSlowLoad = 7, /* faultArgument: milliseconds per MiB */
  faultUnstable = 8,
  faultPartial = 9, /* nothing to do here: the planned end is after the last sample */
  faultReadError = 10,
  faultAbortHistory = 11,
  faultSpinHistory = 12,
  faultSleepHistory = 13,
  faultSlowHistory = 14, /* faultArgument: milliseconds per series */
  faultLoseSeat = 15     /* faultArgument: result calls before that */
};

enum Kind { kindConstant = 0, kindRamp = 1, kindSine = 2, kindSquare = 3, kindSum = 4, kindCount = 5 };
enum VariableFlag { flagLogged = 1, flagPositioned = 2, flagUnavailable = 4 /* dynamic results were not logged */ };

typedef struct Limit {
  char *name; /* empty if there is none */
  double value;
} Limit;

typedef struct Variable {
  char *name;
  char *units;
  uint32_t kind;
  uint32_t flags;
  uint32_t block; /* position among the logged series; unused when not logged */
  int32_t id;
  double parameters[4]; /* sum has its cycle in the fourth, like sine and square */
  double static_value;
  uint32_t needs; /* fields of the object extra, by bit */
  uint32_t result_points;
  Limit upper, lower;
} Variable;

typedef struct Datum {
  char *name;
  uint32_t type;
  int32_t rows; /* -1: not indexed, one value */
  uint32_t count;
  char **values;
} Datum;

/* A per-file switch of the generator's --switch. */
typedef struct Switch {
  char *key;
  char *value;
} Switch;

typedef struct Object {
  struct Model *model; /* set by the model that takes ownership of the container */
  char *name;
  int32_t type;
  uint32_t node_count; /* 0 for everything except lines */
  double length;
  uint32_t variable_count;
  Variable *variables;
  uint32_t data_count;
  Datum *data;
} Object;

typedef struct Container {
  uint16_t major;
  char minor[256];
  int file_type; /* of enum FileType */
  int64_t data_offset;
  int64_t size;
  uint32_t sample_count;
  uint32_t sample_bytes; /* 4 or 8 */
  uint32_t latest_wave_samples;
  uint32_t compute_passes;
  uint32_t fault;
  uint32_t logged_count;
  double start, step, planned_end, memory_factor, fault_argument;
  uint32_t stage_count;
  double *stage_lengths; /* seconds; stage 0 is the build-up */
  uint32_t warning_count;
  char **warnings;
  uint32_t object_count;
  Object *objects;
  uint32_t switch_count;
  Switch *switches;
} Container;

/* The source of a file's bytes: a path, or memory that remains valid during the call. */
typedef struct Source {
  const uint16_t *path;
  const unsigned char *bytes;
  int64_t length;
  int data_will_do; /* otherwise a file with model data only is status 52 */
} Source;

/* Reads the first bytes only: major, minor, file_type. Status 6, 7 or 67, with the error text set. */
int container_preflight(const Source *source, Container *into, int32_t *status_out);
/* Opens and reads everything before the log. The caller closes the file and frees the container, also after a failure. */
int container_open(const Source *source, Container *into, File **file_out, int32_t *status_out);
void container_free(Container *container);
/* A model before anything is loaded: General and Environment, without results. Returns 0 without memory. */
int container_blank(Container *into);
/* NULL if the file does not have that switch. */
const char *switch_text(const Container *container, const char *key);
double switch_number(const Container *container, const char *key, double otherwise);

#endif
