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

const CoreApi* api = nullptr;

/** Calls the function at that place of the engine's table. */
template <std::size_t place, typename Result, typename... Arguments>
Result call(Arguments... arguments) {
    return reinterpret_cast<Result (*)(Arguments...)>(api->functions[place])(arguments...);
}

Variant array_get(const Opaque* array, int index) {
    return call<333, Variant>(array, index);
}
int array_size(const Opaque* array) {
    return call<356, int>(array);
}
void variant_new_string(Variant* variant, const Opaque* string) {
    call<514, void>(variant, string);
}
Opaque variant_as_string(const Variant* variant) {
    return call<541, Opaque>(variant);
}
void variant_destroy(Variant* variant) {
    call<570, void>(variant);
}
int characters_length(const Opaque* characters) {
    return call<571, int>(characters);
}
const char* characters_data(const Opaque* characters) {
    return call<572, const char*>(characters);
}
void characters_destroy(Opaque* characters) {
    call<573, void>(characters);
}
void string_new(Opaque* string) {
    call<574, void>(string);
}
Opaque string_utf8(const Opaque* string) {
    return call<678, Opaque>(string);
}
bool string_parse_utf8(Opaque* string, const char* text, int size) {
    return call<680, bool>(string, text, size);
}
void string_destroy(Opaque* string) {
    call<721, void>(string);
}

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
    std::vector<std::string> words(static_cast<std::size_t>(array_size(array)));
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = taken(array_get(array, static_cast<int>(i)));
    return variant_of(conch_godot::answer(words));
}
