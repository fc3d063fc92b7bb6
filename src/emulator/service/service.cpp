#include "emulator/service/service.hpp"

#include <algorithm>

#include "catalog/validate.hpp"
#include "emulator/service/refusals.hpp"
#include "emulator/service/requirements.hpp"
#include "emulator/service/site.hpp"

namespace conch::emulator {

namespace {

constexpr std::size_t kBaseParts = 2;  // v1/minimax
constexpr std::uint64_t kMostParameters = 4U << 20U;

std::string_view method_of(const catalog::Operation& operation) {
    switch (operation.method) {
        case catalog::Method::kPost:
            return "POST";
        case catalog::Method::kDelete:
            return "DELETE";
        case catalog::Method::kGet:
        case catalog::Method::kWebSocket:
            break;
    }
    return "GET";
}

bool is_placeholder(std::string_view part) {
    return !part.empty() && part.front() == '{';
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
    if (path.size() != kBaseParts + pattern.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (!is_placeholder(pattern[i]) && pattern[i] != path[kBaseParts + i]) return false;
    }
    return true;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const char other = b.empty() ? '\0' : b[i % b.size()];
        difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(other));
    }
    return difference == 0;
}

// How many bytes the body of this operation may have.
std::uint64_t most_bytes(const catalog::Operation& operation) {
    std::uint64_t most = kMostParameters;
    for (const catalog::Parameter& parameter : operation.parameters) {
        if (parameter.place != catalog::Place::kFile) continue;
        most += parameter.max_bytes.value_or(100U << 20U) * parameter.max_count.value_or(parameter.repeated ? 10 : 1);
    }
    return most;
}

std::string sentence(const std::vector<catalog::Violation>& violations) {
    std::string text;
    for (const catalog::Violation& violation : violations) {
        if (!text.empty()) text += ' ';
        text += violation.message;
        if (!text.empty() && text.back() != '.') text += '.';
    }
    return text;
}

// The documents' sample of a cancellation shows the id of a file.
bool is_file_to_cancel(const Call& call, const catalog::Violation& violation) {
    if (call.operation.name != "videos.cancel" || violation.field != "videoId") return false;
    const std::string id = call.text_or("videoId", "");
    const auto parts = catalog::parse_id(id);
    return parts && parts->kind == "file";
}

constexpr std::string_view kStart = "start";

}  // namespace

// What is remembered of the emulator itself.
template <typename Visitor>
void fields(Visitor& visit, Start& start) {
    visit("number", start.number);
    visit("time", start.time);
}

Service::Service(World& world)
    : world_(world),
      lifecycle_(world),
      videos_(world, lifecycle_),
      images_(world, lifecycle_),
      templates_(world, videos_),
      agent_(world),
      llm_(world),
      audio_(world),
      music_(world),
      scheduler_(world, lifecycle_) {
    lifecycle_.on_change = [this](const GenerationPtr& generation) { changed(generation); };
    lifecycle_.on_complete = [this](const GenerationPtr& generation) {
        if (generation->family == "image") images_.completed(*generation);
    };
    for (const catalog::Operation& operation : catalog::operations()) {
        add_route(operation.name, method_of(operation), operation.path);
    }
    // The form of an older page, with the account in the path.
    add_route("accounts.set", "POST", "/accounts/{account}");
    // It is a GET, though it creates; who finds that odd may post.
    add_route("music.create", "POST", "/music/create");
    // Words win over placeholders: agent/jobs is no job.
    std::stable_sort(routes_.begin(), routes_.end(), [](const Route& a, const Route& b) {
        const auto placeholders = [](const Route& route) {
            return std::count_if(route.pattern.begin(), route.pattern.end(), is_placeholder);
        };
        return placeholders(a) < placeholders(b);
    });

    handlers_ = {
        {"accounts.list", [this](const CallPtr& call) { accounts_list(call); }},
        {"accounts.get", [this](const CallPtr& call) { accounts_get(call); }},
        {"accounts.set", [this](const CallPtr& call) { accounts_set(call); }},
        {"accounts.delete", [this](const CallPtr& call) { accounts_delete(call); }},
        {"files.upload", [this](const CallPtr& call) { files_upload(call); }},
        {"files.delete", [this](const CallPtr& call) { files_delete(call); }},
        {"videos.create", [this](const CallPtr& call) { videos_.create(call); }},
        {"videos.get", [this](const CallPtr& call) { videos_.get(call); }},
        {"videos.list", [this](const CallPtr& call) { videos_.list(call); }},
        {"videos.delete", [this](const CallPtr& call) { videos_.remove(call); }},
        {"videos.cancel", [this](const CallPtr& call) { videos_.cancel(call); }},
        {"images.create", [this](const CallPtr& call) { images_.create(call); }},
        {"images.get", [this](const CallPtr& call) { images_.get(call); }},
        {"images.list", [this](const CallPtr& call) { images_.list(call); }},
        {"images.delete", [this](const CallPtr& call) { images_.remove(call); }},
        {"videos.characters", [this](const CallPtr& call) { list_characters(world_, call); }},
        {"videos.templates", [this](const CallPtr& call) { templates_.list(call); }},
        {"videos.create_from_template", [this](const CallPtr& call) { templates_.create(call); }},
        {"features.get", [this](const CallPtr& call) { show_features(world_, call); }},
        {"files.list", [this](const CallPtr& call) { files_list(call); }},
        {"agent.run", [this](const CallPtr& call) { agent_.run(call); }},
        {"agent.get", [this](const CallPtr& call) { agent_.get(call); }},
        {"agent.jobs", [this](const CallPtr& call) { agent_.jobs(call); }},
        {"llm.send", [this](const CallPtr& call) { llm_.send(call); }},
        {"llm.list", [this](const CallPtr& call) { llm_.list(call); }},
        {"llm.get", [this](const CallPtr& call) { llm_.get(call); }},
        {"llm.delete", [this](const CallPtr& call) { llm_.remove(call); }},
        {"audio.create_mp3", [this](const CallPtr& call) { audio_.create_mp3(call); }},
        {"audio.create_stream", [this](const CallPtr& call) { audio_.create_stream(call); }},
        {"audio.stream", [this](const CallPtr& call) { audio_.stream(call); }},
        {"audio.list", [this](const CallPtr& call) { audio_.list(call); }},
        {"audio.get", [this](const CallPtr& call) { audio_.get(call); }},
        {"audio.delete", [this](const CallPtr& call) { audio_.remove(call); }},
        {"audio.voices", [this](const CallPtr& call) { audio_.voices(call); }},
        {"audio.config", [this](const CallPtr& call) { audio_.config(call); }},
        {"audio.upload_sample", [this](const CallPtr& call) { audio_.upload_sample(call); }},
        {"audio.clone_voice", [this](const CallPtr& call) { audio_.clone_voice(call); }},
        {"audio.delete_voice", [this](const CallPtr& call) { audio_.delete_voice(call); }},
        {"music.create", [this](const CallPtr& call) { music_.create(call); }},
        {"music.get", [this](const CallPtr& call) { music_.get(call); }},
        {"music.list", [this](const CallPtr& call) { music_.list(call); }},
        {"music.styles", [this](const CallPtr& call) { music_.styles(call); }},
        {"scheduler.list", [this](const CallPtr& call) { scheduler_.list(call); }},
        {"scheduler.available", [this](const CallPtr& call) { scheduler_.available(call); }},
        {"scheduler.remove", [this](const CallPtr& call) { scheduler_.remove(call); }},
    };
    start();
}

void Service::start() {
    start_ = {};
    world_.each_kept<Start>(kStart, [&](Start record) { start_ = record; });
    if (start_.number == 0) return reset();
    ++start_.number;
    world_.ids.start_again(start_.number);
    world_.clock.not_before(start_.time);
    world_.keep(kStart, kStart, start_);
    restore();
}

// Time may run faster here than outside; the next start goes on where this one was.
void Service::remember_time() {
    start_.time = world_.clock.now();
    world_.keep(kStart, kStart, start_);
}

void Service::restore() {
    world_.studio.restore();
    world_.files.restore();
    world_.each_kept<Account>(
        World::kAccounts, [this](Account account) { add_characters(world_, world_.accounts.put(std::move(account))); });
    videos_.restore();
    images_.restore();
    agent_.restore();
    llm_.restore();
    audio_.restore();
    music_.restore();
    world_.studio.sweep();
    for (const auto& [id, account] : world_.accounts.all())
        lifecycle_.fill_places(id);
}

// Whoever gave a replyUrl hears of each change, until the scheduler is told to forget the job.
void Service::changed(const GenerationPtr& generation) {
    if (generation->family == "video") templates_.changed(generation);
    if (generation->reply_url.empty() || !generation->tracked) return;
    if (world_.settings.webhooks_at_end_only && !generation->final()) return;
    std::vector<JsonMember> body =
        generation->family == "image" ? images_.item(*generation) : videos_.item(*generation);
    body.emplace_back("replyUrl", generation->reply_url);
    body.emplace_back("replyRef", unless_empty(generation->reply_ref));
    body.emplace_back("code", 200);
    world_.webhooks.send({generation->reply_url, generation->account, generation->id, object(body).text});
}

void Service::reset() {
    world_.end_streams();
    for (const auto& each : std::exchange(open_, {})) {
        if (const CallPtr call = each.lock()) call->fail(503, "The emulator was reset.");
    }
    world_.clock.clear();
    lifecycle_.clear();
    videos_.clear();
    images_.clear();
    templates_.clear();
    agent_.clear();
    llm_.clear();
    audio_.clear();
    music_.clear();
    world_.files.clear();
    world_.accounts.clear();
    world_.studio.clear();
    world_.store.clear();
    world_.webhooks.clear();
    world_.faults.clear();
    world_.journal.clear();
    world_.pace = {};
    world_.ids = Ids(world_.settings.seed);
    for (int i = 0; i < world_.settings.accounts; ++i) {
        Account& account = world_.accounts.add_fresh();
        world_.keep(account);
        add_characters(world_, account);
    }
    start_.number = 1;
    remember_time();
}

void Service::add_route(std::string_view operation, std::string_view method, std::string_view path) {
    Route route{catalog::find_operation(operation), method, {}};
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t slash = std::min(path.find('/'), path.size());
        route.pattern.emplace_back(path.substr(0, slash));
        path.remove_prefix(slash);
    }
    routes_.push_back(std::move(route));
}

Service::Match Service::match(const Request& request) const {
    Match match;
    const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
    for (const Route& route : routes_) {
        if (!fits(route.pattern, request.path)) continue;
        if (route.method == method) return {&route, false};
        match.other_method = true;
    }
    return match;
}

bool Service::token_accepted(const Request& request, const catalog::Operation* operation) const {
    std::string_view token;
    if (operation != nullptr && operation->method == catalog::Method::kWebSocket) {
        // Its token is the one that audio/create-stream gave; the operation itself looks at it.
        return true;
    }
    constexpr std::string_view kScheme = "Bearer ";
    const std::string_view header = request.header("Authorization");
    if (header.size() <= kScheme.size() || !equals_ignoring_case(header.substr(0, kScheme.size()), kScheme))
        return false;
    token = header.substr(kScheme.size());
    while (!token.empty() && token.front() == ' ')
        token.remove_prefix(1);
    if (world_.settings.token) return equal_in_constant_time(token, *world_.settings.token);
    return !token.empty() && token.substr(0, 7) != "invalid";
}

Admission Service::admit(const Request& request) const {
    const Match found = match(request);
    const catalog::Operation* operation = found.route == nullptr ? nullptr : found.route->operation;
    if (!token_accepted(request, operation)) {
        if (operation == nullptr) return Response::json(401, R"({"error":"Unauthorized","code":401})");
        return Response::json(401, Call(*operation, nullptr).error_json(401, "Unauthorized").text);
    }
    if (operation == nullptr) {
        return found.other_method ? Response::json(405, R"({"error":"Method not allowed","code":405})")
                                  : Response::json(404, R"({"error":"Not found","code":404})");
    }
    return BodyRules{most_bytes(*operation), operation->body == catalog::BodyForm::kRaw};
}

CallPtr Service::prepare(std::shared_ptr<Request> request) const {
    const Match found = match(*request);
    const auto call = std::make_shared<Call>(*found.route->operation, std::move(request));
    read_parameters(*call, *found.route);
    return call;
}

void Service::process(const CallPtr& call) {
    if (!call->problem.empty()) return call->fail(400, call->problem);
    if (!parameters_are_valid(call)) return;
    const auto handler = handlers_.find(call->operation.name);
    if (handler == handlers_.end()) return call->fail(501, "The emulator does not know this operation yet.");
    if (call->operation.decommissioned && world_.settings.decommissioned_is_gone) {
        return call->fail(410, "This operation was decommissioned.");
    }
    if (call->request->method != "GET") remember_time();
    handler->second(call);
    if (!call->reply) return;
    open_.erase(std::remove_if(open_.begin(), open_.end(), [](const auto& each) { return each.expired(); }),
                open_.end());
    open_.push_back(call);
}

// Puts path, query and body together.
void Service::read_parameters(Call& call, const Route& route) const {
    const Request& request = *call.request;
    json::Document fields(rapidjson::kObjectType);
    // A body of a GET means nothing.
    if (call.operation.body != catalog::BodyForm::kRaw && request.method == "POST") {
        auto form = read_form(request, world_.scratch);
        if (!form) {
            call.problem = form.error().message;
        } else {
            fields = std::move(form->fields);
            call.files = std::move(form->files);
        }
    }
    for (const auto& [name, value] : request.query) {
        if (json::member(fields, name) == nullptr) json::set(fields, fields, name, value);
    }
    for (std::size_t i = 0; i < route.pattern.size(); ++i) {
        if (!is_placeholder(route.pattern[i])) continue;
        const std::string name = route.pattern[i].substr(1, route.pattern[i].size() - 2);
        const std::string& value = request.path[kBaseParts + i];
        if (const auto other = json::string_member(fields, name); other && *other != value && route.method == "POST") {
            call.problem = "Parameter " + name + " does not agree with the path.";
        }
        json::set(fields, fields, name, value);
    }
    // Samples of the documents spell it so.
    if (call.operation.name == "llm.delete" && json::member(fields, "msgIDs") == nullptr) {
        if (const auto id = json::string_member(fields, "msgID")) {
            json::set(fields, fields, "msgIDs", std::string(*id));
        }
    }
    call.fields = as_documented(call.operation, std::move(fields));

    // An account that is not named is part of many ids.
    call.account = call.text_or("account", "");
    for (const auto& field : call.fields.GetObject()) {
        if (!call.account.empty() || !field.value.IsString()) continue;
        if (const auto id = catalog::parse_id(json::text_of(field.value))) call.account = id->account;
    }
}

// False: answered.
bool Service::parameters_are_valid(const CallPtr& call) const {
    std::vector<catalog::FileFacts> facts;
    for (const auto& field : call->fields.GetObject()) {
        const StoredFile* file = field.value.IsString() ? world_.files.find(json::text_of(field.value)) : nullptr;
        if (file == nullptr || file->is_sound()) continue;
        facts.push_back({file->id, std::nullopt, std::nullopt, file->width, file->height});
    }
    std::vector<catalog::Violation> violations = catalog::validate(
        call->operation, call->fields, {.unknown_fields = true, .unknown_values = false, .files = facts});
    // Files come as parts or as the body, not as parameters, and are looked at where they are used.
    violations.erase(std::remove_if(violations.begin(), violations.end(),
                                    [&](const catalog::Violation& violation) {
                                        if (is_file_to_cancel(*call, violation)) return true;
                                        const auto* parameter =
                                            catalog::find_parameter(call->operation, violation.field);
                                        return parameter != nullptr && (parameter->place == catalog::Place::kFile ||
                                                                        parameter->place == catalog::Place::kFrame);
                                    }),
                     violations.end());
    if (violations.empty()) return true;
    const auto is_missing_prompt = [](const catalog::Violation& violation) {
        return violation.field == "prompt" && violation.rule == "required";
    };
    // The service does not look at prompts itself; the provider finds an empty one too short.
    if (call->operation.name == "videos.create" &&
        std::all_of(violations.begin(), violations.end(), is_missing_prompt)) {
        call->fail(422, refusal::kTooShort);
        return false;
    }
    call->fail(400, sentence(violations));
    return false;
}

void Service::accounts_list(const CallPtr& call) {
    if (world_.accounts.all().empty()) return call->fail(404, "Configuration not found");
    std::vector<JsonMember> accounts;
    for (const auto& [id, account] : world_.accounts.all())
        accounts.emplace_back(id, account_json(account));
    call->ok(object(accounts));
}

void Service::accounts_get(const CallPtr& call) {
    call->account = call->text_or("account", "");
    const Account* account = world_.accounts.find(call->account);
    if (account == nullptr) return call->fail(404, "Configuration not found");
    call->ok(account_json(*account));
}

void Service::accounts_set(const CallPtr& call) {
    Login login{call->text_or("url", ""), call->text_or("token", ""), 0};
    login.max_jobs = static_cast<int>(call->integer("maxJobs").value_or(1));
    const auto account = world_.accounts.set(login, call->text_or("account", ""));
    if (!account) {
        return call->fail(account.error().status == CONCH_E_UNAUTHORIZED ? 401 : 400, account.error().message);
    }
    call->account = (*account)->id;
    world_.keep(**account);
    add_characters(world_, **account);
    call->answer(201, account_json(**account));
}

void Service::accounts_delete(const CallPtr& call) {
    call->account = call->text_or("account", "");
    if (!world_.accounts.remove(call->account)) return call->fail(404, "Configuration not found");
    world_.store.erase(World::kAccounts, call->account);
    call->no_content();
}

void Service::files_upload(const CallPtr& call) {
    const std::string_view header = call->request->header("Content-Type");
    const std::string_view type = header.substr(0, header.find(';'));
    if (!equals_ignoring_case(type, "image/png") && !equals_ignoring_case(type, "image/jpeg")) {
        return call->fail(400, "Content-Type has to be image/png or image/jpeg; given: " +
                                   (type.empty() ? std::string("none") : std::string(type)) + ".");
    }
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    const auto file = world_.files.add_picture(account->id, std::move(call->request->body));
    if (!file) return call->fail(file.error().status == CONCH_E_DISK ? 507 : 400, file.error().message);
    call->ok(object({{"ossPath", (*file)->oss_path}, {"fileID", (*file)->id}}));
}

// Retired: it lists nothing. Those that ask for it get what it once listed: pictures that were used.
void Service::files_list(const CallPtr& call) {
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    std::vector<JsonText> items;
    const auto limit = static_cast<std::size_t>(call->integer("limit").value_or(10));
    for (const auto& [id, file] : world_.files.all()) {
        if (!world_.settings.list_files || file.account != account->id || !file.uploaded || !file.used) continue;
        if (items.size() == limit) break;
        items.push_back(object({
            {"file_id", file.id},
            {"file_name", file.name},
            {"file_type", file.type},
            {"cdn_url", world_.studio.url(file.media_name)},
            {"oss_path", file.oss_path},
            {"file_scene", 10},
            {"file_status", 1},
        }));
    }
    call->ok(array(items));
}

void Service::files_delete(const CallPtr& call) {
    world_.files.remove(call->text_or("fileID", ""));
    call->ok_without_body();
}

}  // namespace conch::emulator
