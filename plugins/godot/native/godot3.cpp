// Godot 3 (GDNative): one procedure, `conch`, an array of texts in and a text out. Debian ships no headers of GDNative,
// and no more of it is needed than what is declared here; the numbers are the places of functions in the engine's
// table, which are frozen since 3.0.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "text_bridge.hpp"

namespace {

struct Variant {
    alignas(8) std::array<std::uint8_t, 24> opaque;
};

/** A string, an array or a buffer of characters: one pointer. */
struct Opaque {
    void* pointer;
};

struct CoreApi {
    unsigned int type;
    unsigned int major;
    unsigned int minor;
    const void* next;
    unsigned int extension_count;
    const void* const* extensions;
    void* functions[744];
};

struct InitOptions {
    bool in_editor;
    std::uint64_t core_api_hash;
    std::uint64_t editor_api_hash;
    std::uint64_t no_api_hash;
    void (*report_version_mismatch)();
    void (*report_loading_error)();
    void* library;
    const CoreApi* api;
    const Opaque* path;
};

/** A function of the engine: its place in the table, and its type. */
template <std::size_t place, typename Type>
struct Function;

const CoreApi* api = nullptr;

template <std::size_t place, typename Result, typename... Arguments>
struct Function<place, Result(Arguments...)> {
    Result operator()(Arguments... arguments) const {
        return reinterpret_cast<Result (*)(Arguments...)>(api->functions[place])(arguments...);
    }
};

constexpr Function<333, Variant(const Opaque*, int)> array_get;
constexpr Function<356, int(const Opaque*)> array_size;
constexpr Function<514, void(Variant*, const Opaque*)> variant_new_string;
constexpr Function<541, Opaque(const Variant*)> variant_as_string;
constexpr Function<570, void(Variant*)> variant_destroy;
constexpr Function<571, int(const Opaque*)> characters_length;
constexpr Function<572, const char*(const Opaque*)> characters_data;
constexpr Function<573, void(Opaque*)> characters_destroy;
constexpr Function<574, void(Opaque*)> string_new;
constexpr Function<678, Opaque(const Opaque*)> string_utf8;
constexpr Function<680, bool(Opaque*, const char*, int)> string_parse_utf8;
constexpr Function<721, void(Opaque*)> string_destroy;

std::string taken(Variant variant) {
    Opaque string = variant_as_string(&variant);
    Opaque characters = string_utf8(&string);
    const auto length = static_cast<std::size_t>(characters_length(&characters));
    std::string text(characters_data(&characters), length);
    characters_destroy(&characters);
    string_destroy(&string);
    variant_destroy(&variant);
    return text;
}

Variant variant_of(const std::string& text) {
    Opaque string{};
    Variant variant{};
    string_new(&string);
    string_parse_utf8(&string, text.data(), static_cast<int>(text.size()));
    variant_new_string(&variant, &string);
    string_destroy(&string);
    return variant;
}

}  // namespace

#define CONCH_GODOT_EXPORT extern "C" __attribute__((visibility("default")))

CONCH_GODOT_EXPORT void godot_gdnative_init(const InitOptions* options) {
    api = options->api;
}

CONCH_GODOT_EXPORT void godot_gdnative_terminate(const void* /*options*/) {
    conch_godot::close_all();
}

CONCH_GODOT_EXPORT Variant conch(const Opaque* array) {
    std::vector<std::string> words;
    for (int i = 0; i < array_size(array); ++i)
        words.push_back(taken(array_get(array, i)));
    return variant_of(conch_godot::answer(words));
}
