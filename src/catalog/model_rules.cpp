#include "catalog/model_rules.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "catalog/lists.hpp"
#include "conch/operation.h"

namespace conch::catalog {

namespace {

std::string model_named(const Model& model) {
    return "model " + std::string(model.name);
}

template <typename Item>
std::vector<std::string_view> names_of(const std::vector<Item>& items) {
    std::vector<std::string_view> names;
    names.reserve(items.size());
    for (const Item& item : items)
        names.push_back(item.name);
    return names;
}

template <typename Predicate>
std::string models_where(const Operation& operation, Predicate predicate) {
    std::vector<std::string_view> names;
    for (const Model& model : models()) {
        if (contains(model.operations, operation.name) && predicate(model)) names.push_back(model.name);
    }
    return listed(names);
}

bool is_given(const json::Value& parameters, std::string_view name) {
    return json::member(parameters, name) != nullptr;
}

bool has_text(const json::Value& parameters, std::string_view name) {
    const json::Value* value = json::member(parameters, name);
    // A value of another type is refused elsewhere; here it must not look missing too.
    return value != nullptr && (!value->IsString() || !is_blank(json::text_of(*value)));
}

void check_prompt_needed(const Model& model, const json::Value& parameters, Findings& findings) {
    const bool has_picture = is_given(parameters, "fileID") || is_given(parameters, "end_frame_fileID");
    const bool needed = model.prompt == Need::kRequired || (model.prompt == Need::kWithoutImage && !has_picture);
    if (needed && !has_text(parameters, "prompt")) {
        const json::Value* prompt = json::member(parameters, "prompt");
        findings.add("prompt", "required",
                     model.prompt == Need::kRequired
                         ? "is needed by " + model_named(model)
                         : "is needed by " + model_named(model) + " when no picture is given",
                     "text that says what to show", prompt != nullptr ? shown(*prompt) : "nothing");
    }
}

void check_prompt_length(const Model& model, const json::Value& parameters, Findings& findings) {
    const auto prompt = json::string_member(parameters, "prompt");
    if (prompt && model.prompt_max && code_points(*prompt) > *model.prompt_max) {
        findings.add("prompt", "length", "is too long for " + model_named(model),
                     "at most " + std::to_string(*model.prompt_max) + " characters",
                     std::to_string(code_points(*prompt)) + " characters");
    }
}

void check_picture(const Operation& operation, const Model& model, const json::Value& parameters,
                   const ValidationOptions& options, Findings& findings) {
    const json::Value* file = json::member(parameters, "fileID");
    if (file == nullptr) {
        if (model.image == Need::kRequired) {
            findings.add("fileID", "required", "is needed by " + model_named(model),
                         expectation(*find_parameter(operation, "fileID"), options.uploads), "nothing");
        }
        return;
    }
    if (model.image == Need::kForbidden) {
        findings.add("fileID", "forbidden", "is not taken by " + model_named(model),
                     "no fileID with this model; models that take one: " +
                         models_where(operation, [](const Model& other) { return other.image != Need::kForbidden; }),
                     shown(*file));
        return;
    }
    const FileFacts* facts = facts_of(*file, options);
    if (model.image_sizes.empty() || facts == nullptr || facts->width == 0 || facts->height == 0) return;
    const auto fits = [&](const ImageSize& size) { return size.width == facts->width && size.height == facts->height; };
    if (std::none_of(model.image_sizes.begin(), model.image_sizes.end(), fits)) {
        std::string sizes;
        for (const ImageSize& size : model.image_sizes) {
            sizes += (sizes.empty() ? "" : " or ") + std::to_string(size.width) + "x" + std::to_string(size.height);
        }
        findings.add("fileID", "image_size", "has a size that " + model_named(model) + " does not take",
                     "exactly " + sizes, std::to_string(facts->width) + "x" + std::to_string(facts->height));
    }
}

void check_option(const Operation& operation, const Model& model, const json::Value& parameters,
                  const ValidationOptions& options, Findings& findings) {
    const auto given = json::string_member(parameters, "options");
    if (!given) return;
    if (model.options.empty()) {
        findings.add("options", "forbidden", "does not go with " + model_named(model),
                     "no options with this model; models that take them: " +
                         models_where(operation, [](const Model& other) { return !other.options.empty(); }),
                     shown(*json::member(parameters, "options")));
        return;
    }
    const auto option = std::find_if(model.options.begin(), model.options.end(),
                                     [&](const Option& candidate) { return candidate.name == *given; });
    if (option == model.options.end()) {
        findings.add("options", "allowed", "is not one of " + model_named(model),
                     "one of " + listed(names_of(model.options)), shown(*json::member(parameters, "options")));
        return;
    }
    const std::string named = "option " + std::string(option->name) + " of " + model_named(model);
    if (option->image == Need::kRequired && !is_given(parameters, "fileID")) {
        findings.add("fileID", "required", "is needed by " + named,
                     expectation(*find_parameter(operation, "fileID"), options.uploads), "nothing");
    }
    const json::Value* end_frame = json::member(parameters, "end_frame_fileID");
    if (option->end_frame == Need::kForbidden && end_frame != nullptr && model.end_frame != Need::kForbidden) {
        std::vector<std::string_view> others;
        for (const Option& other : model.options) {
            if (other.end_frame != Need::kForbidden) others.push_back(other.name);
        }
        findings.add("end_frame_fileID", "forbidden", "is not taken by " + named,
                     "no end_frame_fileID with this option; options that take one: " + listed(others),
                     shown(*end_frame));
    }
}

void check_end_frame(const Operation& operation, const Model& model, const json::Value& parameters,
                     Findings& findings) {
    const json::Value* end_frame = json::member(parameters, "end_frame_fileID");
    if (end_frame == nullptr || model.end_frame != Need::kForbidden) return;
    findings.add("end_frame_fileID", "forbidden", "is not taken by " + model_named(model),
                 "no end_frame_fileID with this model; models that take one: " +
                     models_where(operation, [](const Model& other) { return other.end_frame != Need::kForbidden; }),
                 shown(*end_frame));
}

void check_choice(const json::Value& parameters, std::string_view field, const Model& model,
                  const std::vector<std::string_view>& choices, Findings& findings) {
    const auto given = json::string_member(parameters, field);
    if (given && !contains(choices, *given)) {
        findings.add(field, "allowed", "is not one of " + model_named(model), "one of " + listed(choices),
                     shown(*json::member(parameters, field)));
    }
}

void check_references(const Operation& operation, const Model& model, const json::Value& parameters,
                      Findings& findings) {
    if (const json::Value* character = json::member(parameters, "characterFileId");
        character != nullptr && !model.character) {
        findings.add("characterFileId", "forbidden", "is not taken by " + model_named(model),
                     "no characterFileId with this model; models that take one: " +
                         models_where(operation, [](const Model& other) { return other.character; }),
                     shown(*character));
    }
    for (const auto& member : parameters.GetObject()) {
        const std::string_view name = json::text_of(member.name);
        const Parameter* parameter = find_parameter(operation, name);
        if (parameter == nullptr || parameter->numbered == 0 || number_of(*parameter, name) <= model.references)
            continue;
        findings.add(name, model.references == 0 ? "forbidden" : "count", "is not taken by " + model_named(model),
                     model.references == 0
                         ? "no references with this model; models that take them: " +
                               models_where(operation, [](const Model& other) { return other.references > 0; })
                         : "referenceFileId1 to referenceFileId" + std::to_string(model.references),
                     shown(member.value));
    }
}

}  // namespace

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
}

const FileFacts* facts_of(const json::Value& file, const ValidationOptions& options) {
    const auto name = file.IsString() ? std::optional(json::text_of(file)) : json::string_member(file, "path");
    if (!name) return nullptr;
    const auto found = std::find_if(options.files.begin(), options.files.end(),
                                    [&](const FileFacts& facts) { return facts.name == *name; });
    return found == options.files.end() ? nullptr : &*found;
}

const Model* effective_model(const Operation& operation, const json::Value& parameters) {
    const auto has_models = std::find_if(operation.parameters.begin(), operation.parameters.end(),
                                         [](const Parameter& parameter) { return parameter.is_model; });
    if (has_models == operation.parameters.end() || has_models->type == Type::kList) return nullptr;
    if (const json::Value* given = json::member(parameters, has_models->name)) {
        return given->IsString() ? find_model(operation, json::text_of(*given)) : nullptr;
    }
    if (!has_models->default_with_file.empty() && is_given(parameters, "fileID")) {
        return find_model(operation, has_models->default_with_file);
    }
    return has_models->default_value == nullptr ? nullptr
                                                : find_model(operation, json::text_of(*has_models->default_value));
}

void check_model_rules(const Operation& operation, const json::Value& parameters, const ValidationOptions& options,
                       Findings& findings) {
    const Model* model = effective_model(operation, parameters);
    if (model == nullptr) return;
    if (operation.id == CONCH_OP_VIDEOS_CREATE) {
        check_prompt_needed(*model, parameters, findings);
        check_picture(operation, *model, parameters, options, findings);
        check_option(operation, *model, parameters, options, findings);
        check_end_frame(operation, *model, parameters, findings);
    } else if (operation.id == CONCH_OP_IMAGES_CREATE) {
        check_prompt_length(*model, parameters, findings);
        check_choice(parameters, "aspectRatio", *model, model->aspect_ratios, findings);
        check_choice(parameters, "resolution", *model, names_of(model->resolutions), findings);
        check_references(operation, *model, parameters, findings);
    }
}

}  // namespace conch::catalog
