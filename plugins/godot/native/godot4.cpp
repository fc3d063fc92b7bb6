// Godot 4.2 and newer (GDExtension): a class `ConchNative` with one method, ask(words) -> answer, texts both. The words
// are joined by the unit separator (U+001F), which no JSON and no address contains. Only what is needed of the engine's
// interface is declared here, by the names that it looks its functions up by.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "text_bridge.hpp"

namespace {

enum VariantType : int { kNil = 0, kString = 4, kStringName = 21 };
constexpr int kSceneLevel = 2;
constexpr char kSeparator = '\x1f';

/** A string or a name: one pointer. */
struct Opaque {
    void* pointer;
};

using Any = void (*)();
using Destructor = void (*)(void*);
using CreateInstance = void* (*)(void* class_data);
using FreeInstance = void (*)(void* class_data, void* instance);
using VariantFrom = void (*)(void* variant, void* value);
using ValueFrom = void (*)(void* value, void* variant);

struct PropertyInfo {
    int type;
    Opaque* name;
    Opaque* class_name;
    std::uint32_t hint;
    Opaque* hint_string;
    std::uint32_t usage;
};

/** The second form of this struct, which Godot 4.2 brought. */
struct ClassInfo {
    std::uint8_t is_virtual;
    std::uint8_t is_abstract;
    std::uint8_t is_exposed;
    std::array<Any, 11> not_used;
    CreateInstance create;
    FreeInstance free;
    std::array<Any, 5> not_used_either;
    void* class_data;
};

struct CallError {
    int error;
    std::int32_t argument;
    std::int32_t expected;
};

struct MethodInfo {
    Opaque* name;
    void* data;
    void (*call)(void*, void*, void* const*, std::int64_t, void*, CallError*);
    void (*pointer_call)(void*, void*, void* const*, void*);
    std::uint32_t flags;
    std::uint8_t has_result;
    PropertyInfo* result;
    int result_metadata;
    std::uint32_t argument_count;
    PropertyInfo* arguments;
    int* argument_metadata;
    std::uint32_t default_count;
    void* const* defaults;
};

struct Initialization {
    int minimum_level;
    void* data;
    void (*initialize)(void*, int level);
    void (*deinitialize)(void*, int level);
};

using GetProcAddress = Any (*)(const char*);

/** What is used of the engine. */
struct Engine {
    void* library;
    void (*register_class)(void*, const Opaque*, const Opaque*, const ClassInfo*);
    void (*register_method)(void*, const Opaque*, const MethodInfo*);
    void (*unregister_class)(void*, const Opaque*);
    void* (*construct)(const Opaque*);
    void (*set_instance)(void*, const Opaque*, void*);
    void (*new_name)(Opaque*, const char*, std::uint8_t is_static);
    void (*new_string)(Opaque*, const char*, std::int64_t size);
    std::int64_t (*string_to_utf8)(const Opaque*, char*, std::int64_t most);
    Destructor destroy_string;
    Destructor destroy_name;
    VariantFrom variant_from_string;
    ValueFrom string_from_variant;
};

Engine engine{};

class Name {
  public:
    explicit Name(const char* text) { engine.new_name(&name_, text, 0); }
    Name(const Name&) = delete;
    Name& operator=(const Name&) = delete;
    ~Name() { engine.destroy_name(&name_); }
    Opaque* get() { return &name_; }

  private:
    Opaque name_{};
};

class String {
  public:
    explicit String(const std::string& text) {
        engine.new_string(&string_, text.data(), static_cast<std::int64_t>(text.size()));
    }
    explicit String(void* variant) { engine.string_from_variant(&string_, variant); }
    String(const String&) = delete;
    String& operator=(const String&) = delete;
    ~String() { engine.destroy_string(&string_); }
    Opaque* get() { return &string_; }

  private:
    Opaque string_{};
};

std::string text_of(const Opaque* string) {
    std::string text(static_cast<std::size_t>(engine.string_to_utf8(string, nullptr, 0)), '\0');
    engine.string_to_utf8(string, text.data(), static_cast<std::int64_t>(text.size()));
    return text;
}

std::string answer_to(const std::string& joined) {
    std::vector<std::string> words;
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
        end = joined.find(kSeparator, begin);
        words.push_back(joined.substr(begin, end == std::string::npos ? end : end - begin));
    }
    return conch_godot::answer(words);
}

void ask(void* /*data*/, void* /*instance*/, void* const* arguments, std::int64_t count, void* result,
         CallError* error) {
    constexpr int kTooFewArguments = 4;
    if (count != 1) {
        *error = {kTooFewArguments, 0, 1};
        return;
    }
    String words(arguments[0]);
    String answer(answer_to(text_of(words.get())));
    engine.variant_from_string(result, answer.get());
}

/** `result` is a string that the engine has made. */
void ask_by_pointer(void* /*data*/, void* /*instance*/, void* const* arguments, void* result) {
    const std::string answer = answer_to(text_of(static_cast<const Opaque*>(arguments[0])));
    engine.destroy_string(result);
    engine.new_string(static_cast<Opaque*>(result), answer.data(), static_cast<std::int64_t>(answer.size()));
}

void* create(void* /*class_data*/) {
    static char instance = 0;  // there is nothing to keep, but it must not be null
    Name parent("RefCounted");
    Name name("ConchNative");
    void* object = engine.construct(parent.get());
    engine.set_instance(object, name.get(), &instance);
    return object;
}

void free_instance(void* /*class_data*/, void* /*instance*/) {}

void initialize(void* /*data*/, int level) {
    if (level != kSceneLevel) return;
    Name name("ConchNative");
    Name parent("RefCounted");
    Name method("ask");
    Name words("words");
    Name none("");
    String no_hint{std::string()};
    ClassInfo info{};
    info.is_exposed = 1;
    info.create = create;
    info.free = free_instance;
    engine.register_class(engine.library, name.get(), parent.get(), &info);

    constexpr std::uint32_t kDefaultUsage = 6;
    constexpr std::uint32_t kDefaultFlags = 1;
    PropertyInfo argument{kString, words.get(), none.get(), 0, no_hint.get(), kDefaultUsage};
    PropertyInfo result{kString, none.get(), none.get(), 0, no_hint.get(), kDefaultUsage};
    int metadata = 0;
    MethodInfo asked{};
    asked.name = method.get();
    asked.call = ask;
    asked.pointer_call = ask_by_pointer;
    asked.flags = kDefaultFlags;
    asked.has_result = 1;
    asked.result = &result;
    asked.argument_count = 1;
    asked.arguments = &argument;
    asked.argument_metadata = &metadata;
    engine.register_method(engine.library, name.get(), &asked);
}

void deinitialize(void* /*data*/, int level) {
    if (level != kSceneLevel) return;
    conch_godot::close_all();
    Name name("ConchNative");
    engine.unregister_class(engine.library, name.get());
}

template <typename Function>
bool find(GetProcAddress look_up, const char* name, Function& place) {
    place = reinterpret_cast<Function>(look_up(name));
    return place != nullptr;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) std::uint8_t conch_godot4_init(GetProcAddress look_up, void* library,
                                                                                 Initialization* initialization) {
    engine.library = library;
    Destructor (*destructor_of)(int) = nullptr;
    VariantFrom (*variant_from)(int) = nullptr;
    ValueFrom (*value_from)(int) = nullptr;
    const bool all = find(look_up, "classdb_register_extension_class2", engine.register_class) &&
                     find(look_up, "classdb_register_extension_class_method", engine.register_method) &&
                     find(look_up, "classdb_unregister_extension_class", engine.unregister_class) &&
                     find(look_up, "classdb_construct_object", engine.construct) &&
                     find(look_up, "object_set_instance", engine.set_instance) &&
                     find(look_up, "string_name_new_with_latin1_chars", engine.new_name) &&
                     find(look_up, "string_new_with_utf8_chars_and_len", engine.new_string) &&
                     find(look_up, "string_to_utf8_chars", engine.string_to_utf8) &&
                     find(look_up, "variant_get_ptr_destructor", destructor_of) &&
                     find(look_up, "get_variant_from_type_constructor", variant_from) &&
                     find(look_up, "get_variant_to_type_constructor", value_from);
    if (!all) return 0;
    engine.destroy_string = destructor_of(kString);
    engine.destroy_name = destructor_of(kStringName);
    engine.variant_from_string = variant_from(kString);
    engine.string_from_variant = value_from(kString);
    *initialization = {kSceneLevel, nullptr, initialize, deinitialize};
    return 1;
}
