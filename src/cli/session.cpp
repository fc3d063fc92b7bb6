#include "cli/session.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "cli/token.hpp"

namespace conch::cli {

namespace {

constexpr const char* kUserAgent = "conch-cli/" CONCH_CLI_VERSION;

const char* given(const std::string& text) {
    return text.empty() ? nullptr : text.c_str();
}

std::uint32_t milliseconds(double seconds) {
    return static_cast<std::uint32_t>(std::llround(seconds * 1000));
}

// The decimal point must not become a comma in some locale.
std::string number_text(double number) {
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
    return {text.data(), end};
}

std::string base_url(const ServiceArguments& service) {
    if (!service.emulator) return service.base_url;
    std::string url = "emulator:?speed=" + number_text(service.emulator_speed);
    if (service.emulator_seed) url += "&seed=" + std::to_string(*service.emulator_seed);
    return url;
}

// The emulator's jobs run faster, so they are looked at more often.
std::uint32_t poll_interval_ms(const ServiceArguments& service) {
    constexpr double kDefaultSeconds = 2;
    constexpr double kShortestSeconds = 0.05;
    if (service.poll_interval > 0 || !service.emulator) return milliseconds(service.poll_interval);
    return milliseconds(std::clamp(kDefaultSeconds / service.emulator_speed, kShortestSeconds, kDefaultSeconds));
}

std::uint32_t log_level(const OutputArguments& output) {
    if (output.quiet) return CONCH_LOG_OFF;
    if (output.verbosity == 0) return CONCH_LOG_WARNING;
    return output.verbosity == 1 ? CONCH_LOG_INFO : CONCH_LOG_DEBUG;
}

}  // namespace

Expected<Client> open_client(const Arguments& arguments, Report& report, Token wanted) {
    const ServiceArguments& service = arguments.service;
    const std::string url = base_url(service);
    std::string token;
    if (wanted == Token::unused) {
        token = "not-used";
    } else if (!url.starts_with("emulator:")) {
        Expected<std::string> found = api_token(service, report);
        if (!found) return tl::unexpected(std::move(found.error()));
        token = std::move(*found);
    }

    conch_client_options options = CONCH_CLIENT_OPTIONS_INIT;
    options.flags = service.allow_plain_http ? CONCH_CLIENT_ALLOW_PLAIN_HTTP : CONCH_CLIENT_DEFAULT;
    options.base_url = given(url);
    options.api_token = given(token);
    options.account = given(service.account);
    options.download_directory = ".";
    options.proxy = given(service.proxy);
    options.no_proxy = given(service.no_proxy);
    options.ca_file = given(service.ca_file);
    options.user_agent = kUserAgent;
    options.connect_timeout_ms = milliseconds(service.connect_timeout);
    options.send_timeout_ms = milliseconds(service.send_timeout);
    options.first_byte_timeout_ms = milliseconds(service.first_byte_timeout);
    options.idle_timeout_ms = milliseconds(service.idle_timeout);
    options.total_timeout_ms = milliseconds(service.total_timeout);
    options.poll_interval_ms = poll_interval_ms(service);
    options.log_level = log_level(arguments.output);
    options.state_directory = service.state_directory ? service.state_directory->c_str() : nullptr;

    conch_client* client = nullptr;
    conch_error* error = nullptr;
    const conch_status status = conch_client_create(&options, &client, &error);
    if (status != CONCH_OK) return tl::unexpected(take_failure(status, error));
    return Client(client);
}

conch_task_options task_options(const TaskArguments& arguments) {
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    if (arguments.overwrite) options.flags |= CONCH_TASK_OVERWRITE;
    if (arguments.allow_unknown) options.flags |= CONCH_TASK_ALLOW_UNKNOWN;
    options.deadline_ms = static_cast<std::uint64_t>(std::llround(arguments.deadline * 1000));
    return options;
}

}  // namespace conch::cli
