// The only way RapidJSON enters this project.
//
// Private namespace: a host may carry its own copy, and two copies with the same symbols corrupt each other.
// Throwing assert: the stock assert() would abort the host on a wrong type, and with NDEBUG it reads garbage.
#pragma once

#include <stdexcept>

namespace conch::json {
struct AssertionFailed : std::logic_error {
    using std::logic_error::logic_error;
};
}  // namespace conch::json

#define RAPIDJSON_NAMESPACE conch::rapidjson
#define RAPIDJSON_NAMESPACE_BEGIN \
    namespace conch {             \
    namespace rapidjson {
#define RAPIDJSON_NAMESPACE_END \
    }                           \
    }
#define RAPIDJSON_ASSERT(condition) \
    ((condition) ? static_cast<void>(0) : throw ::conch::json::AssertionFailed(#condition))
#define RAPIDJSON_NOEXCEPT_ASSERT(condition) static_cast<void>(0)
#define RAPIDJSON_HAS_STDSTRING 1

#pragma GCC diagnostic push
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wclass-memaccess"
#endif
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#pragma GCC diagnostic pop
