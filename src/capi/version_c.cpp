#include "conch/version.h"

#define CONCH_TEXT_OF(number) #number
#define CONCH_VERSION_TEXT(major, minor, patch) CONCH_TEXT_OF(major) "." CONCH_TEXT_OF(minor) "." CONCH_TEXT_OF(patch)

extern "C" int32_t conch_version(void) {
    return CONCH_VERSION;
}

extern "C" const char* conch_version_string(void) {
    return CONCH_VERSION_TEXT(CONCH_VERSION_MAJOR, CONCH_VERSION_MINOR, CONCH_VERSION_PATCH);
}
