#include "api/call_files.hpp"

#include <algorithm>

namespace conch::api {

namespace {

tl::unexpected<KeptError> refusal(const catalog::Operation& operation, std::string_view field, const std::string& why) {
    Error error;
    error.status = CONCH_E_INVALID;
    error.field = field;
    error.message = std::string(operation.name) + ": " + why;
    return fail(std::move(error));
}

json::Value path_object(json::Document& document, const std::string& path) {
    json::Value object(rapidjson::kObjectType);
    json::set(document, object, "path", std::string_view(path));
    return object;
}

// What is no path is left for the catalog to refuse.
void take_path(const json::Value& value, std::vector<std::string>& files) {
    if (const auto path = json::string_member(value, "path")) files.emplace_back(*path);
}

}  // namespace

Result<void> join_files(const catalog::Operation& operation, json::Document& params, std::vector<std::string>& files) {
    if (!params.IsObject()) return {};
    const auto parameter = std::find_if(operation.parameters.begin(), operation.parameters.end(),
                                        [](const auto& each) { return each.place == catalog::Place::kFile; });
    if (parameter == operation.parameters.end()) {
        if (files.empty()) return {};
        return refusal(operation, "files", "takes no files; given: " + std::to_string(files.size()));
    }
    if (const json::Value* given = json::member(params, parameter->name)) {
        if (!files.empty()) {
            return refusal(operation, parameter->name, "give the files either in the parameters or beside them");
        }
        if (!given->IsArray()) {
            take_path(*given, files);
        } else {
            for (const json::Value& item : given->GetArray())
                take_path(item, files);
        }
        return {};
    }
    if (files.empty()) return {};
    if (files.size() == 1 && !parameter->repeated) {
        json::set(params, params, parameter->name, path_object(params, files.front()));
        return {};
    }
    json::Value list(rapidjson::kArrayType);
    for (const std::string& file : files)
        list.PushBack(path_object(params, file), params.GetAllocator());
    json::set(params, params, parameter->name, std::move(list));
    return {};
}

}  // namespace conch::api
