// The only way RapidJSON enters this project.
//
// Private namespace: a host may carry its own copy, and two copies with the same symbols corrupt each other.
// Throwing assert: the stock assert() would abort the host on a wrong type, and with NDEBUG it reads garbage.
#pragma once

#include <cstdlib>
#include <new>
#include <stdexcept>

namespace conch::json {
struct AssertionFailed : std::logic_error {
    using std::logic_error::logic_error;
};
}  // namespace conch::json

// Here and not in conch::json: as a template argument of every value it would drag its namespace into overload
// resolution.
namespace conch::rapidjson {
// RapidJSON's own allocator returns a null pointer when memory is short, and the DOM then writes through it.
class ThrowingAllocator {
  public:
    static constexpr bool kNeedFree = true;  // names and meaning are RapidJSON's
    void* Malloc(std::size_t size) { return size == 0 ? nullptr : checked(std::malloc(size)); }
    void* Realloc(void* old, std::size_t /*old_size*/, std::size_t size) {
        if (size != 0) return checked(std::realloc(old, size));
        std::free(old);
        return nullptr;
    }
    static void Free(void* memory) { std::free(memory); }

  private:
    static void* checked(void* memory) {
        if (memory == nullptr) throw std::bad_alloc();
        return memory;
    }
};
}  // namespace conch::rapidjson

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
