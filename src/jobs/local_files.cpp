#include "jobs/local_files.hpp"

#include <algorithm>

#include "api/call_files.hpp"
#include "api/file_type.hpp"
#include "api/violations.hpp"
#include "catalog/validate.hpp"
#include "platform/file.hpp"

namespace conch::jobs {

namespace {

Result<void> read_facts(LocalFile& local) {
    const auto type = api::content_type_of_file(local.path);
    if (!type) return fail(type.error());
    local.content_type = *type;
    const auto file = platform::File::open_to_read(local.path);
    if (!file) return fail(file.error());
    const auto state = file->state();
    if (!state) return fail(state.error());
    local.size = state->size;
    std::string head(std::min<std::uint64_t>(state->size, api::kImageHeadBytes), '\0');
    const auto count = file->read_at(0, {reinterpret_cast<std::uint8_t*>(head.data()), head.size()});
    if (!count) return fail(count.error());
    local.image = api::image_size({head.data(), *count});
    return {};
}

}  // namespace

Result<void> look_at(LocalFile& file) {
    auto read = read_facts(file);
    if (!read) read.error().field = file.field;
    return read;
}

Result<void> check_contents(const catalog::Operation& operation, const json::Value& params,
                            const std::vector<LocalFile>& files) {
    std::vector<catalog::FileFacts> facts;
    for (const LocalFile& file : files) {
        catalog::FileFacts& fact = facts.emplace_back();
        fact.name = file.path;
        fact.bytes = file.size;
        fact.media_type =
            file.content_type == "application/octet-stream" ? std::string() : std::string(file.content_type);
        if (file.image) {
            fact.width = static_cast<int>(file.image->width);
            fact.height = static_cast<int>(file.image->height);
        }
    }
    catalog::ValidationOptions options;
    options.unknown_fields = true;  // what was to be said about those was said when the task was submitted
    options.unknown_values = true;
    options.files = facts;
    return api::refuse_violations(catalog::validate(operation, params, options));
}

Result<void> check_sent_files(const catalog::Operation& operation, const json::Value& params,
                              std::span<const std::string> paths) {
    const auto parameter = std::find_if(operation.parameters.begin(), operation.parameters.end(),
                                        [](const auto& each) { return each.place == catalog::Place::kFile; });
    if (parameter == operation.parameters.end()) return {};
    std::vector<LocalFile> files;
    for (const std::string& path : paths) {
        LocalFile& file = files.emplace_back();
        file.field = parameter->name;
        file.path = path;
        if (auto looked = look_at(file); !looked) return looked;
    }
    json::Document with_files;
    static_cast<json::Value&>(with_files) = json::copy(params, with_files);
    with_files.RemoveMember(std::string(parameter->name).c_str());
    std::vector<std::string> list(paths.begin(), paths.end());
    if (auto joined = api::join_files(operation, with_files, list); !joined) return joined;
    return check_contents(operation, with_files, files);
}

}  // namespace conch::jobs
