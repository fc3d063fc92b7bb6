#include "conch/emulator.h"

#include <array>
#include <charconv>
#include <optional>

#include "capi/guard.hpp"
#include "capi/handle_pool.hpp"
#include "client/emulator_process.hpp"

using namespace conch;        // NOLINT(google-build-using-namespace): this file is the C face of these namespaces
using namespace conch::capi;  // NOLINT(google-build-using-namespace)

struct conch_emulator {
    static constexpr std::uint32_t kMagic = 0xC0EE301AU;
    std::uint32_t magic = 0;
    std::optional<client::EmulatorProcess> process;
};

namespace {

bool is_running(const conch_emulator* emulator) {
    return emulator != nullptr && emulator->magic == conch_emulator::kMagic;
}

std::string number_text(double number) {
    // std::to_string would follow the host's locale.
    std::array<char, 32> text{};
    const auto [end, problem] = std::to_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc() ? std::string(text.data(), end) : std::string("1");
}

client::EmulatorOptions read(const conch_emulator_options& given) {
    client::EmulatorOptions options;
    const auto add = [&options](const char* name, std::string value) {
        options.arguments.emplace_back(name);
        options.arguments.push_back(std::move(value));
    };
    options.program = text_or_empty(given.program);
    if (given.port != 0) add("--port", std::to_string(given.port));
    if (given.speed > 0) add("--speed", number_text(given.speed));
    if (given.seed != 0) add("--seed", std::to_string(given.seed));
    if (given.token != nullptr) add("--token", given.token);
    if (given.state_directory != nullptr) add("--state", given.state_directory);
    if (given.start_timeout_ms != 0) options.start_timeout = std::chrono::milliseconds(given.start_timeout_ms);
    return options;
}

}  // namespace

extern "C" void conch_emulator_options_init(conch_emulator_options* options, size_t struct_size) {
    init_struct(options, struct_size);
}

extern "C" conch_status conch_emulator_start(const conch_emulator_options* options, conch_emulator** emulator,
                                             conch_error** error) {
    clear_out(emulator);
    clear_out(error);
    if (emulator == nullptr) return CONCH_E_ARGUMENT;
    return no_throw([&]() -> conch_status {
        conch_emulator_options known = CONCH_EMULATOR_OPTIONS_INIT;
        if (options != nullptr && !read_struct(options, known)) {
            give_error(error, error_with(CONCH_E_ARGUMENT, "struct_size: set it with conch_emulator_options_init()"));
            return CONCH_E_ARGUMENT;
        }
        auto started = client::EmulatorProcess::start(read(known), nullptr);
        if (!started) {
            const conch_status status = started.error().status;
            give_error(error, std::move(started.error()));
            return status;
        }
        conch_emulator* handle = HandlePool<conch_emulator>::instance().acquire();
        handle->process.emplace(std::move(*started));
        handle->magic = conch_emulator::kMagic;
        *emulator = handle;
        return CONCH_OK;
    });
}

extern "C" const char* conch_emulator_base_url(const conch_emulator* emulator) {
    return is_running(emulator) ? emulator->process->base_url().c_str() : "";
}

extern "C" void conch_emulator_stop(conch_emulator* emulator) {
    if (!is_running(emulator)) return;
    emulator->magic = 0;
    emulator->process.reset();
    HandlePool<conch_emulator>::instance().release(emulator);
}
