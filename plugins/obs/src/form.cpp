#include "form.hpp"

#include <conch/conch.h>

#include "json/json.hpp"

namespace conch::obs {

namespace {

// A local file, uploaded by the job.
void set_file(json::Document& document, std::string_view name, const std::string& path) {
    if (path.empty()) return;
    json::Value file(rapidjson::kObjectType);
    json::set(document, file, "path", path);
    json::set(document, document, name, std::move(file));
}

void set_text(json::Document& document, std::string_view name, const std::string& text) {
    if (!text.empty()) json::set(document, document, name, text);
}

// The sentences of all broken rules.
std::string messages_of(std::string_view violations) {
    std::string text;
    const auto document = json::parse(violations);
    if (!document || !document->IsArray()) return text;
    for (const json::Value& violation : document->GetArray()) {
        if (!text.empty()) text += '\n';
        text += json::string_member(violation, "message").value_or("");
    }
    return text;
}

std::string taken(char* text) {
    std::string copy = text != nullptr ? text : "";
    conch_free(text);
    return copy;
}

}  // namespace

Form read_form(obs_data_t* settings) {
    Form form;
    form.prompt = obs_data_get_string(settings, key::kPrompt);
    form.model = obs_data_get_string(settings, key::kModel);
    form.option = obs_data_get_string(settings, key::kOption);
    form.picture = obs_data_get_string(settings, key::kPicture);
    form.end_frame = obs_data_get_string(settings, key::kEndFrame);
    form.rewrite = obs_data_get_bool(settings, key::kRewrite);
    form.account = obs_data_get_string(settings, key::kAccount);
    form.folder = obs_data_get_string(settings, key::kFolder);
    form.offline = obs_data_get_bool(settings, key::kOffline);
    form.reference = obs_data_get_string(settings, key::kReference);

    const Model* model = find_model(form.model);
    if (model == nullptr) return form;
    const Option* option = find_option(*model, form.option);
    if (option == nullptr) form.option = model->options.empty() ? "" : model->options.front().name;
    if (model->picture == Need::forbidden) form.picture.clear();
    if ((option != nullptr ? option->end_frame : model->end_frame) == Need::forbidden) form.end_frame.clear();
    return form;
}

std::string to_params(const Form& form) {
    json::Document document;
    document.SetObject();
    set_text(document, "prompt", form.prompt);
    set_text(document, "model", form.model);
    set_text(document, "options", form.option);
    set_file(document, "fileID", form.picture);
    set_file(document, "end_frame_fileID", form.end_frame);
    if (form.rewrite) json::set(document, document, "promptOptimization", true);
    set_text(document, "account", form.account);
    set_text(document, "replyRef", form.reference);
    return json::to_string(document);
}

Finding check(const Form& form) {
    const std::string params = to_params(form);
    char* violations = nullptr;
    if (conch_validate(CONCH_OP_VIDEOS_CREATE, params.c_str(), 0, &violations) != CONCH_OK)
        return {false, messages_of(taken(violations))};
    conch_free(violations);
    std::int64_t credits = -1;
    conch_estimate(CONCH_OP_VIDEOS_CREATE, params.c_str(), &credits, nullptr);
    if (credits < 0) return {true, obs_module_text("Price.Unknown")};
    return {true, obs_module_text("Price") + std::to_string(credits)};
}

Size size_of(const Form& form) {
    const Model* model = find_model(form.model);
    if (model == nullptr) return {1280, 720};
    if (const Option* option = find_option(*model, form.option); option != nullptr)
        return {option->width, option->height};
    return {model->width, model->height};
}

}  // namespace conch::obs
