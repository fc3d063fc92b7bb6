#include "jobs/attached_files.hpp"

namespace conch::jobs {

std::vector<std::string> take_attached_files(json::Document& params, std::string_view name) {
    std::vector<std::string> paths;
    const json::Value* files = json::member(params, name);
    if (files == nullptr) return paths;
    const auto take = [&paths](const json::Value& file) {
        if (const auto path = json::string_member(file, "path")) paths.emplace_back(*path);
    };
    if (files->IsArray()) {
        for (const json::Value& file : files->GetArray())
            take(file);
    } else {
        take(*files);
    }
    params.RemoveMember(std::string(name).c_str());
    return paths;
}

}  // namespace conch::jobs
