/* Every function and constant of the library as data, written from the headers by generate_probes.py. */
#ifndef PROBES_H
#define PROBES_H

#include <stddef.h>
#include <stdint.h>

#include "conch/conch.h"

typedef enum probe_handle { PROBE_NOTHING, PROBE_CLIENT, PROBE_EVENT, PROBE_ERROR, PROBE_EMULATOR } probe_handle;

typedef enum probe_returns {
    PROBE_RETURNS_NOTHING,
    PROBE_RETURNS_STATUS,
    PROBE_RETURNS_TEXT,
    PROBE_RETURNS_OTHER
} probe_returns;

typedef struct probe_answer {
    conch_status status;
    const char *text;
    int untouched_outputs; /* how many outputs still hold what the caller had left there */
} probe_answer;

typedef struct probe {
    const char *name;
    conch_function address;
    probe_handle takes;
    probe_returns returns;
    int has_inputs; /* besides the handle */
    /* Calls the function with that handle; outputs: with room for all that it hands out, otherwise NULL for each. */
    void (*call)(void *handle, int outputs, probe_answer *answer);
} probe;

extern const probe probes[];
extern const size_t probe_count;

typedef struct constant {
    const char *name;
    int32_t value;
} constant;

extern const constant status_constants[];
extern const size_t status_constant_count;
extern const constant operation_constants[];
extern const size_t operation_constant_count;

/* For the generated code. */
void note_output(probe_answer *answer, const void *output, size_t size);

#endif
