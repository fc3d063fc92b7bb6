#include "cli/job_params.hpp"

#include <set>
#include <vector>

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

bool is_number(std::string_view text) {
    const bool begins_so = !text.empty() && (text.front() == '-' || (text.front() >= '0' && text.front() <= '9'));
    return begins_so && is_json(text);
}

std::string value_json(FieldType type, const std::string& value) {
    if (type == FieldType::kFlag) return value;
    // What is no number goes as text, for the library to refuse in its own words.
    if (type == FieldType::kNumber && is_number(value)) return value;
    if (type == FieldType::kFile && !is_remote_id(value)) return local_file(value);
    return json_string(value);
}

// The service's names of the values that were given.
std::vector<std::string> names_of(const GivenField& given) {
    if (!given.field.numbered) return {given.field.parameter};
    std::vector<std::string> names;
    for (std::size_t i = 1; i <= given.values.size(); ++i)
        names.push_back(given.field.parameter + std::to_string(i));
    return names;
}

void add_field(JsonObject& params, const GivenField& given) {
    const Field& field = given.field;
    if (field.numbered || !field.repeated) {
        const std::vector<std::string> names = names_of(given);
        for (std::size_t i = 0; i < names.size(); ++i) {
            params.add_json(names[i], value_json(field.type, given.values[i]));
        }
        return;
    }
    std::string list = "[";
    for (const std::string& value : given.values) {
        if (list.size() > 1) list += ",";
        list += value_json(field.type, value);
    }
    params.add_json(field.parameter, list + "]");
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
    std::set<std::string, std::less<>> names;
    for (const GivenField& given : job.fields) {
        for (std::string& name : names_of(given))
            names.insert(std::move(name));
        add_field(params, given);
    }
    for (const std::string& text : job.extra) {
        const Expected<Extra> extra = extra_of(text);
        if (!extra) return tl::unexpected(extra.error());
        // Two values for one parameter: whichever were sent could be the wrong one, and it costs.
        if (!names.emplace(extra->name).second) {
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
