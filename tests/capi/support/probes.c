#include "support/probes.h"

void note_output(probe_answer *answer, const void *output, size_t size) {
    const unsigned char *const bytes = output;
    for (size_t i = 0; i < size; ++i) {
        if (bytes[i] != 0xEE) return;
    }
    ++answer->untouched_outputs;
}
