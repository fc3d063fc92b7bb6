#include "properties.hpp"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "form.hpp"
#include "service.hpp"
#include "source.hpp"
#include "stopwatch.hpp"
#include "text.hpp"

namespace conch::obs {

namespace {

constexpr std::size_t kLabelLength = 50;
constexpr const char* kStatus = "status";
constexpr const char* kCheck = "check";
constexpr const char* kGenerate = "generate";
constexpr const char* kCancel = "cancel";
constexpr const char* kStore = "connection_store";
constexpr const char* kPictures = "PNG, JPEG, WebP (*.png *.jpg *.jpeg *.webp)";

Source& source_of(void* data) {
    return *static_cast<Source*>(data);
}

// --- the connection's fields: typed here, kept elsewhere

std::mutex typed_mutex;
struct Typed {
    std::optional<std::string> token;
    std::optional<std::string> base_url;
    std::optional<std::string> proxy;
};
Typed& typed() {
    static Typed fields;
    return fields;
}

void take_field(obs_data_t* settings, const char* name, std::optional<std::string>& into) {
    if (!obs_data_has_user_value(settings, name)) return;
    into = obs_data_get_string(settings, name);
    obs_data_erase(settings, name);
}

bool on_connection_typed(void* /*unused*/, obs_properties_t* /*all*/, obs_property_t* /*one*/, obs_data_t* settings) {
    take_connection_fields(settings);
    return false;  // the field keeps what was typed until the form is built anew
}

bool on_store(obs_properties_t* /*all*/, obs_property_t* /*one*/, void* data) {
    const Stopwatch watch(Entry::button);
    Source& source = source_of(data);
    obs_data_t* settings = obs_source_get_settings(source.self());
    take_connection_fields(settings);
    obs_data_release(settings);
    Connection connection = Service::instance().connection();
    {
        const std::lock_guard lock(typed_mutex);
        Typed& fields = typed();
        if (fields.token) connection.api_token = *fields.token;
        if (fields.base_url) connection.base_url = *fields.base_url;
        if (fields.proxy) connection.proxy = *fields.proxy;
        fields = {};
    }
    const std::string why = Service::instance().change_connection(connection);
    if (!why.empty()) blog(LOG_WARNING, "[obs-conch] the connection was not stored: %s", why.c_str());
    obs_source_update_properties(source.self());
    return false;
}

// --- the form follows what is chosen

void fill_options(obs_properties_t* all, const Model* model, const std::string& chosen) {
    obs_property_t* list = obs_properties_get(all, key::kOption);
    obs_property_list_clear(list);
    obs_property_set_visible(list, model != nullptr && !model->options.empty());
    if (model == nullptr) return;
    for (const Option& option : model->options)
        obs_property_list_add_string(list, option.name.c_str(), option.name.c_str());
    if (!chosen.empty() && find_option(*model, chosen) == nullptr) {
        // What is chosen belongs to another model; it is not lost, and the default goes out.
        const std::size_t index = obs_property_list_add_string(list, chosen.c_str(), chosen.c_str());
        obs_property_list_item_disable(list, index, true);
    }
}

void show_fields(obs_properties_t* all, obs_data_t* settings) {
    const Form form = read_form(settings);
    const Model* model = find_model(form.model);
    const Option* option = model != nullptr ? find_option(*model, form.option) : nullptr;
    const Need picture = option != nullptr ? option->picture : model != nullptr ? model->picture : Need::optional;
    const Need end_frame = option != nullptr ? option->end_frame : model != nullptr ? model->end_frame : Need::optional;
    fill_options(all, model, obs_data_get_string(settings, key::kOption));
    obs_property_t* field = obs_properties_get(all, key::kPicture);
    obs_property_set_visible(field, picture != Need::forbidden);
    obs_property_set_description(field, obs_module_text(picture == Need::required ? "Picture.Needed" : "Picture"));
    obs_property_set_visible(obs_properties_get(all, key::kEndFrame), end_frame != Need::forbidden);

    const Finding finding = check(form);
    obs_property_t* label = obs_properties_get(all, kCheck);
    obs_property_set_description(label, finding.text.empty() ? " " : finding.text.c_str());
    obs_property_text_set_info_type(label, finding.fits ? OBS_TEXT_INFO_NORMAL : OBS_TEXT_INFO_WARNING);
}

bool on_choice(void* /*unused*/, obs_properties_t* all, obs_property_t* /*one*/, obs_data_t* settings) {
    const Stopwatch watch(Entry::properties);
    show_fields(all, settings);
    return true;
}

bool on_generate(obs_properties_t* /*all*/, obs_property_t* /*one*/, void* data) {
    const Stopwatch watch(Entry::button);
    source_of(data).generate();
    return false;
}

bool on_cancel(obs_properties_t* /*all*/, obs_property_t* /*one*/, void* data) {
    const Stopwatch watch(Entry::button);
    source_of(data).cancel();
    return false;
}

// --- its parts

void add_status(obs_properties_t* all, const Source::Status& status) {
    obs_property_t* label = obs_properties_add_text(all, kStatus, status.text.c_str(), OBS_TEXT_INFO);
    obs_property_text_set_info_type(label, status.failed ? OBS_TEXT_INFO_ERROR : OBS_TEXT_INFO_NORMAL);
}

void add_request(obs_properties_t* all) {
    obs_property_t* list = obs_properties_add_list(all, key::kModel, obs_module_text("Model"), OBS_COMBO_TYPE_LIST,
                                                   OBS_COMBO_FORMAT_STRING);
    for (const Model& model : models())
        obs_property_list_add_string(list, model.name.c_str(), model.name.c_str());
    obs_property_set_modified_callback2(list, on_choice, nullptr);
    list = obs_properties_add_list(all, key::kOption, obs_module_text("Options"), OBS_COMBO_TYPE_LIST,
                                   OBS_COMBO_FORMAT_STRING);
    obs_property_set_modified_callback2(list, on_choice, nullptr);
    obs_property_t* path =
        obs_properties_add_path(all, key::kPicture, obs_module_text("Picture"), OBS_PATH_FILE, kPictures, nullptr);
    obs_property_set_modified_callback2(path, on_choice, nullptr);
    path = obs_properties_add_path(all, key::kEndFrame, obs_module_text("EndFrame"), OBS_PATH_FILE, kPictures, nullptr);
    obs_property_set_modified_callback2(path, on_choice, nullptr);
    obs_properties_add_bool(all, key::kRewrite, obs_module_text("Rewrite"));
    obs_property_text_set_info_word_wrap(obs_properties_add_text(all, kCheck, " ", OBS_TEXT_INFO), true);
}

void add_buttons(obs_properties_t* all, bool running) {
    obs_property_set_enabled(obs_properties_add_button(all, kGenerate, obs_module_text("Generate"), on_generate),
                             !running);
    obs_property_set_enabled(obs_properties_add_button(all, kCancel, obs_module_text("Cancel"), on_cancel), running);
}

std::string label_of(const Clip& clip) {
    const std::size_t slash = clip.path.find_last_of('/');
    const std::string file = slash == std::string::npos ? clip.path : clip.path.substr(slash + 1);
    return clip.prompt.empty() ? file : shortened(clip.prompt, kLabelLength) + "  (" + file + ")";
}

void add_playing(obs_properties_t* all, const std::string& current) {
    obs_property_t* list =
        obs_properties_add_list(all, key::kClip, obs_module_text("Clip"), OBS_COMBO_TYPE_LIST, OBS_COMBO_FORMAT_STRING);
    obs_property_list_add_string(list, obs_module_text("Clip.None"), "");
    bool listed = current.empty();
    for (const Clip& clip : Service::instance().journal().clips()) {
        obs_property_list_add_string(list, label_of(clip).c_str(), clip.path.c_str());
        listed = listed || clip.path == current;
    }
    if (!listed) obs_property_list_add_string(list, label_of({current, ""}).c_str(), current.c_str());
    list = obs_properties_add_list(all, key::kAtEnd, obs_module_text("AtEnd"), OBS_COMBO_TYPE_LIST,
                                   OBS_COMBO_FORMAT_STRING);
    for (const char* name : {"loop", "hide", "hold", "next"})
        obs_property_list_add_string(list, obs_module_text((std::string("AtEnd.") + name).c_str()), name);
    obs_properties_add_bool(all, key::kShowProgress, obs_module_text("ShowProgress"));
}

// A choice of those that the token has; a text as long as they are not known.
void add_account(obs_properties_t* all, obs_data_t* settings) {
    const std::vector<std::string> names = Service::instance().accounts(obs_data_get_bool(settings, key::kOffline));
    const char* text = obs_module_text("Account");
    if (names.empty()) {
        obs_property_t* field = obs_properties_add_text(all, key::kAccount, text, OBS_TEXT_DEFAULT);
        obs_property_set_long_description(field, obs_module_text("Account.Hint"));
        return;
    }
    obs_property_t* list =
        obs_properties_add_list(all, key::kAccount, text, OBS_COMBO_TYPE_LIST, OBS_COMBO_FORMAT_STRING);
    obs_property_list_add_string(list, obs_module_text("Account.Any"), "");
    for (const std::string& name : names)
        obs_property_list_add_string(list, name.c_str(), name.c_str());
    const std::string chosen = obs_data_get_string(settings, key::kAccount);
    if (!chosen.empty() && std::find(names.begin(), names.end(), chosen) == names.end())
        obs_property_list_add_string(list, (chosen + obs_module_text("Account.Unknown")).c_str(), chosen.c_str());
}

void add_place(obs_properties_t* all, obs_data_t* settings) {
    obs_properties_add_bool(all, key::kOffline, obs_module_text("Offline"));
    add_account(all, settings);
    obs_properties_add_path(all, key::kFolder, obs_module_text("Folder"), OBS_PATH_DIRECTORY, nullptr, nullptr);
}

void add_connection(obs_properties_t* all) {
    const Connection connection = Service::instance().connection();
    obs_properties_t* group = obs_properties_create();
    const char* known = connection.api_token.empty() ? "NoToken" : "Token.Stored";
    obs_properties_add_text(group, "connection_known", obs_module_text(known), OBS_TEXT_INFO);
    obs_property_t* fields[] = {
        obs_properties_add_text(group, key::kToken, obs_module_text("Token"), OBS_TEXT_PASSWORD),
        obs_properties_add_text(group, key::kBaseUrl, obs_module_text("BaseUrl"), OBS_TEXT_DEFAULT),
        obs_properties_add_text(group, key::kProxy, obs_module_text("Proxy"), OBS_TEXT_DEFAULT),
    };
    for (obs_property_t* field : fields)
        obs_property_set_modified_callback2(field, on_connection_typed, nullptr);
    obs_properties_add_button(group, kStore, obs_module_text("Store"), on_store);
    obs_properties_add_group(all, "connection", obs_module_text("Connection"), OBS_GROUP_NORMAL, group);
}

}  // namespace

void take_connection_fields(obs_data_t* settings) {
    const std::lock_guard lock(typed_mutex);
    Typed& fields = typed();
    take_field(settings, key::kToken, fields.token);
    take_field(settings, key::kBaseUrl, fields.base_url);
    take_field(settings, key::kProxy, fields.proxy);
}

void set_defaults(obs_data_t* settings) {
    const char* home = std::getenv("HOME");
    obs_data_set_default_string(settings, key::kModel, default_model().c_str());
    obs_data_set_default_string(settings, key::kFolder,
                                (std::string(home != nullptr ? home : "") + "/Videos/Hailuo").c_str());
    obs_data_set_default_string(settings, key::kAtEnd, "loop");
    obs_data_set_default_bool(settings, key::kShowProgress, true);
}

obs_properties_t* make_properties(Source& source) {
    obs_data_t* settings = obs_source_get_settings(source.self());
    const Source::Status status = source.status();
    obs_properties_t* all = obs_properties_create();
    add_status(all, status);
    obs_properties_add_text(all, key::kPrompt, obs_module_text("Prompt"), OBS_TEXT_MULTILINE);
    add_buttons(all, status.running);
    add_request(all);
    add_playing(all, obs_data_get_string(settings, key::kClip));
    add_place(all, settings);
    add_connection(all);
    show_fields(all, settings);
    obs_data_release(settings);
    return all;
}

}  // namespace conch::obs
