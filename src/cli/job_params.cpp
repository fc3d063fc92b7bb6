#include "cli/job_params.hpp"

#include <set>

#include "cli/json_text.hpp"

namespace conch::cli {

namespace {

// What the service gives as the id of a file, character or image; no sensible file is called so.
bool is_remote_id(std::string_view text) {
    return text.starts_with("user:") && text.find("-minimax:") != std::string_view::npos;
}

std::string local_file(std::string_view path) {
    JsonObject object;
    object.add("path", path);
    return object.str();
}

void add_field(JsonObject& params, const Field& field, const std::string& value) {
    if (field.type == FieldType::kFlag) {
        params.add(field.parameter, value == "true");
    } else if (field.type == FieldType::kFile && !is_remote_id(value)) {
        params.add_json(field.parameter, local_file(value));
    } else {
        params.add(field.parameter, value);
    }
}

struct Extra {
    std::string_view name;
    std::string_view value;
    bool json = false;
};

Expected<Extra> extra_of(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || text.starts_with(":=")) {
        return failure(CONCH_E_ARGUMENT, "--param " + text + ": write NAME=TEXT, or NAME:=JSON");
    }
    const std::string_view all = text;
    Extra extra{all.substr(0, equals), all.substr(equals + 1), false};
    if (extra.name.ends_with(':')) {
        extra.name.remove_suffix(1);
        extra.json = true;
    }
    if (extra.json && !is_json(extra.value)) {
        return failure(CONCH_E_ARGUMENT,
                       "--param " + text + ": what follows := is not JSON; for a text write NAME=TEXT");
    }
    return extra;
}

}  // namespace

Expected<std::string> job_params(const JobCommand& job) {
    JsonObject params;
    std::set<std::string_view> names;
    for (const GivenField& given : job.fields) {
        names.insert(given.field->parameter);
        add_field(params, *given.field, given.value);
    }
    for (const std::string& text : job.extra) {
        const Expected<Extra> extra = extra_of(text);
        if (!extra) return tl::unexpected(extra.error());
        // Two values for one parameter: whichever were sent could be the wrong one, and it costs.
        if (!names.insert(extra->name).second) {
            return failure(CONCH_E_ARGUMENT, "--param " + text + ": " + std::string(extra->name) + " is given twice");
        }
        if (extra->json) {
            params.add_json(extra->name, extra->value);
        } else {
            params.add(extra->name, extra->value);
        }
    }
    return params.str();
}

}  // namespace conch::cli
