#include "catalog/catalog.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "catalog/embedded.hpp"
#include "catalog/lists.hpp"

namespace conch::catalog {

namespace {

template <typename E, std::size_t N>
using Names = std::array<std::pair<std::string_view, E>, N>;

constexpr Names<Method, 4> kMethods = {
    {{"GET", Method::kGet}, {"POST", Method::kPost}, {"DELETE", Method::kDelete}, {"WSS", Method::kWebSocket}}};
constexpr Names<Place, 5> kPlaces = {{{"path", Place::kPath},
                                      {"query", Place::kQuery},
                                      {"body", Place::kBody},
                                      {"file", Place::kFile},
                                      {"frame", Place::kFrame}}};
constexpr Names<Type, 9> kTypes = {{{"string", Type::kString},
                                    {"integer", Type::kInteger},
                                    {"number", Type::kNumber},
                                    {"boolean", Type::kBoolean},
                                    {"list", Type::kList},
                                    {"id", Type::kId},
                                    {"file_id", Type::kFileId},
                                    {"file", Type::kFile},
                                    {"object", Type::kObject}}};
constexpr Names<BodyForm, 5> kBodyForms = {{{"none", BodyForm::kNone},
                                            {"json", BodyForm::kJson},
                                            {"multipart", BodyForm::kMultipart},
                                            {"json_or_multipart", BodyForm::kJsonOrMultipart},
                                            {"raw", BodyForm::kRaw}}};
constexpr Names<Stream, 3> kStreams = {
    {{"none", Stream::kNone}, {"sse", Stream::kServerSentEvents}, {"websocket", Stream::kWebSocket}}};
constexpr Names<AccountRule, 4> kAccountRules = {{{"none", AccountRule::kNone},
                                                  {"strict", AccountRule::kStrict},
                                                  {"balanced", AccountRule::kBalanced},
                                                  {"derived", AccountRule::kDerived}}};
constexpr Names<Need, 4> kNeeds = {{{"forbidden", Need::kForbidden},
                                    {"optional", Need::kOptional},
                                    {"required", Need::kRequired},
                                    {"without_image", Need::kWithoutImage}}};
constexpr Names<RuleKind, 3> kRules = {
    {{"together", RuleKind::kTogether}, {"one_of", RuleKind::kOneOf}, {"differ", RuleKind::kDiffer}}};
constexpr Names<CodeInBody, 3> kCodesInBody = {
    {{"yes", CodeInBody::kYes}, {"no", CodeInBody::kNo}, {"no_body", CodeInBody::kNoBody}}};
constexpr Names<ItemResult, 4> kItemResults = {{{"running", ItemResult::kRunning},
                                                {"completed", ItemResult::kCompleted},
                                                {"failed", ItemResult::kFailed},
                                                {"moderated", ItemResult::kModerated}}};
constexpr Names<conch_status, 10> kStatuses = {{{"CONCH_OK", CONCH_OK},
                                                {"CONCH_E_BAD_REQUEST", CONCH_E_BAD_REQUEST},
                                                {"CONCH_E_UNAUTHORIZED", CONCH_E_UNAUTHORIZED},
                                                {"CONCH_E_REMOTE_NOT_FOUND", CONCH_E_REMOTE_NOT_FOUND},
                                                {"CONCH_E_GONE", CONCH_E_GONE},
                                                {"CONCH_E_INSUFFICIENT_CREDITS", CONCH_E_INSUFFICIENT_CREDITS},
                                                {"CONCH_E_REJECTED", CONCH_E_REJECTED},
                                                {"CONCH_E_RATE_LIMITED", CONCH_E_RATE_LIMITED},
                                                {"CONCH_E_SERVICE", CONCH_E_SERVICE},
                                                {"CONCH_E_ACCOUNT_ON_HOLD", CONCH_E_ACCOUNT_ON_HOLD}}};

// A word that the tables do not know is a mistake in the data files; the tests read the whole catalog.
template <typename E, std::size_t N>
E word(const Names<E, N>& names, std::string_view text) {
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.first == text; });
    if (found == names.end()) throw std::logic_error("catalog: unknown word " + std::string(text));
    return found->second;
}

template <typename E, std::size_t N>
E word_member(const json::Value& object, std::string_view name, const Names<E, N>& names,
              std::type_identity_t<E> otherwise) {
    const auto text = json::string_member(object, name);
    return text ? word(names, *text) : otherwise;
}

std::string_view text_member(const json::Value& object, std::string_view name) {
    return json::string_member(object, name).value_or(std::string_view());
}

bool flag(const json::Value& object, std::string_view name) {
    return json::bool_member(object, name).value_or(false);
}

int small_number(const json::Value& object, std::string_view name) {
    return static_cast<int>(json::integer_member(object, name).value_or(0));
}

std::optional<std::uint64_t> limit(const json::Value& object, std::string_view name) {
    const auto number = json::integer_member(object, name);
    return number ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

template <typename T, typename Read>
std::vector<T> list_member(const json::Value& object, std::string_view name, Read read) {
    std::vector<T> result;
    if (const json::Value* array = json::array_member(object, name)) {
        result.reserve(array->Size());
        for (const json::Value& item : array->GetArray())
            result.push_back(read(item));
    }
    return result;
}

std::string_view read_text(const json::Value& value) {
    return json::text_of(value);
}

Parameter read_parameter(const json::Value& value) {
    Parameter result;
    result.name = text_member(value, "name");
    result.place = word_member(value, "in", kPlaces, Place::kBody);
    result.type = word_member(value, "type", kTypes, Type::kString);
    result.item_type = word_member(value, "items", kTypes, Type::kString);
    result.required = flag(value, "required");
    result.is_model = flag(value, "model");
    result.open = flag(value, "open");
    result.repeated = flag(value, "repeated");
    result.secret = flag(value, "secret");
    result.per_model = flag(value, "per_model");
    result.numbered = small_number(value, "numbered");
    result.default_value = json::member(value, "default");
    result.default_with_file = text_member(value, "default_with_file");
    result.min = json::number_member(value, "min");
    result.max = json::number_member(value, "max");
    result.max_length = limit(value, "max_length");
    result.max_bytes = limit(value, "max_bytes");
    result.max_count = limit(value, "max_count");
    result.allowed = list_member<std::string_view>(value, "allowed", read_text);
    result.extensions = list_member<std::string_view>(value, "extensions", read_text);
    result.kind = text_member(value, "kind");
    result.accepts = text_member(value, "accepts");
    result.media_types = list_member<std::string_view>(value, "media_types", read_text);
    result.description = text_member(value, "description");
    result.source = text_member(value, "source");
    return result;
}

HttpStatus read_http_status(const json::Value& value) {
    return {small_number(value, "http"), word_member(value, "status", kStatuses, CONCH_OK), text_member(value, "means"),
            word_member(value, "code_in_body", kCodesInBody, CodeInBody::kNo)};
}

Rule read_rule(const json::Value& value) {
    return {word_member(value, "rule", kRules, RuleKind::kTogether),
            list_member<std::string_view>(value, "fields", read_text)};
}

Operation read_operation(const json::Value& value) {
    Operation result;
    result.id = small_number(value, "id");
    result.name = text_member(value, "name");
    result.summary = text_member(value, "summary");
    result.method = word_member(value, "method", kMethods, Method::kGet);
    result.path = text_member(value, "path");
    result.parameters = list_member<Parameter>(value, "parameters", read_parameter);
    result.body = word_member(value, "body", kBodyForms, BodyForm::kNone);
    result.stream = word_member(value, "stream", kStreams, Stream::kNone);
    result.stream_when = text_member(value, "stream_when");
    result.creates = flag(value, "creates");
    result.decommissioned = flag(value, "decommissioned");
    result.account_rule = word_member(value, "account_rule", kAccountRules, AccountRule::kNone);
    result.capability = text_member(value, "capability");
    result.rules = list_member<Rule>(value, "rules", read_rule);
    result.statuses = list_member<HttpStatus>(value, "statuses", read_http_status);
    result.credits = json::integer_member(value, "credits");
    result.credits_unknown = text_member(value, "credits_unknown");
    return result;
}

Option read_option(const json::Value& value) {
    return {text_member(value, "name"),
            small_number(value, "width"),
            small_number(value, "height"),
            small_number(value, "seconds"),
            word_member(value, "image", kNeeds, Need::kOptional),
            word_member(value, "end_frame", kNeeds, Need::kOptional)};
}

Resolution read_resolution(const json::Value& value) {
    return {text_member(value, "name"), json::integer_member(value, "credits")};
}

ImageSize read_size(const json::Value& value) {
    return {value[0].GetInt(), value[1].GetInt()};
}

Model read_model(const json::Value& value) {
    Model result;
    result.name = text_member(value, "name");
    result.operations = list_member<std::string_view>(value, "operations", read_text);
    result.aliases = list_member<std::string_view>(value, "aliases", read_text);
    result.kind = text_member(value, "kind");
    result.prompt = word_member(value, "prompt", kNeeds, Need::kOptional);
    result.image = word_member(value, "image", kNeeds, Need::kOptional);
    result.end_frame = word_member(value, "end_frame", kNeeds, Need::kOptional);
    result.options = list_member<Option>(value, "options", read_option);
    result.resolutions = list_member<Resolution>(value, "resolutions", read_resolution);
    result.aspect_ratios = list_member<std::string_view>(value, "aspect_ratios", read_text);
    result.image_sizes = list_member<ImageSize>(value, "image_sizes", read_size);
    result.prompt_max = limit(value, "prompt_max");
    result.references = small_number(value, "references");
    result.character = flag(value, "character");
    result.sound = flag(value, "sound");
    result.width = small_number(value, "width");
    result.height = small_number(value, "height");
    result.seconds = small_number(value, "seconds");
    result.note = text_member(value, "note");
    return result;
}

ItemStatus read_item_status(const json::Value& value) {
    return {small_number(value, "status"), text_member(value, "label"), flag(value, "final"),
            word_member(value, "result", kItemResults, ItemResult::kUnknown)};
}

struct Catalog {
    json::Document document;  // every string_view points into it
    std::vector<Operation> operations;
    std::vector<Model> models;
    std::vector<HttpStatus> http_statuses;
    std::array<std::vector<ItemStatus>, 3> item_statuses;  // by ItemFamily

    Catalog() : document(std::move(json::parse(text()).value())) {
        operations = list_member<Operation>(document, "operations", read_operation);
        for (const json::Value& duration : json::array_member(document, "durations")->GetArray()) {
            for (Operation& operation : operations) {
                if (operation.name == text_member(duration, "operation"))
                    operation.longest_seconds = small_number(duration, "most_seconds");
            }
        }
        models = list_member<Model>(document, "models", read_model);
        http_statuses = list_member<HttpStatus>(document, "statuses", read_http_status);
        const json::Value& items = *json::object_member(document, "item_statuses");
        item_statuses = {list_member<ItemStatus>(items, "video", read_item_status),
                         list_member<ItemStatus>(items, "image", read_item_status),
                         list_member<ItemStatus>(items, "music", read_item_status)};
    }
};

const Catalog& catalog() {
    // Never freed: a destructor would run after the host's last call, or not at all, and nobody gains by it.
    static const Catalog* const only = new Catalog;
    return *only;
}

template <typename Range, typename Predicate>
auto* find_in(const Range& range, Predicate predicate) {
    const auto found = std::find_if(range.begin(), range.end(), predicate);
    return found == range.end() ? nullptr : &*found;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Cuts `text` at the first `mark`; both halves without it.
std::optional<std::pair<std::string_view, std::string_view>> cut(std::string_view text, std::string_view mark) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    return std::pair(text.substr(0, at), text.substr(at + mark.size()));
}

std::optional<CompositeId> parse_user_id(std::string_view text) {
    const auto user = cut(text.substr(std::string_view("user:").size()), "-minimax:");
    if (!user || user->first.find('-') != std::string_view::npos) return std::nullopt;
    const auto account = cut(user->second, "-");
    if (!account) return std::nullopt;
    const auto kind = cut(account->second, ":");
    constexpr std::array<std::string_view, 5> kKinds = {"file", "video", "image", "music", "audio"};
    if (!kind || kind->second.empty() || std::find(kKinds.begin(), kKinds.end(), kind->first) == kKinds.end()) {
        return std::nullopt;
    }
    return CompositeId{user->first, account->first, kind->first, kind->second};
}

std::optional<CompositeId> parse_agent_id(std::string_view text) {
    constexpr std::string_view kTail = "-bot:minimax";
    if (!text.starts_with('p') || !text.ends_with(kTail)) return std::nullopt;
    text.remove_prefix(1);
    text.remove_suffix(kTail.size());
    const auto project = cut(text, "-u");
    if (!project) return std::nullopt;
    const auto user = cut(project->second, "-a");
    if (!user || !all_digits(project->first) || !all_digits(user->first) || !all_digits(user->second))
        return std::nullopt;
    return CompositeId{user->first, user->second, "agent", project->first};
}

}  // namespace

std::string_view text() {
    return {kEmbedded, kEmbeddedSize};
}

const json::Value& document() {
    return catalog().document;
}

std::span<const Operation> operations() {
    return catalog().operations;
}

const Operation* find_operation(std::string_view name) {
    return find_in(catalog().operations, [&](const Operation& operation) { return operation.name == name; });
}

const Operation* find_operation(std::int32_t id) {
    return find_in(catalog().operations, [&](const Operation& operation) { return operation.id == id; });
}

const Parameter* find_parameter(const Operation& operation, std::string_view name) {
    return find_in(operation.parameters, [&](const Parameter& parameter) {
        if (parameter.numbered == 0) return parameter.name == name;
        const int number = number_of(parameter, name);
        return number >= 1 && number <= parameter.numbered;
    });
}

int number_of(const Parameter& parameter, std::string_view name) {
    if (parameter.numbered == 0 || !name.starts_with(parameter.name)) return 0;
    const std::string_view digits = name.substr(parameter.name.size());
    if (!all_digits(digits) || digits.front() == '0' || digits.size() > 9) return 0;
    int number = 0;
    for (const char digit : digits)
        number = number * 10 + (digit - '0');
    return number;
}

std::span<const Model> models() {
    return catalog().models;
}

const Model* find_model(const Operation& operation, std::string_view name) {
    return find_in(catalog().models, [&](const Model& model) {
        return contains(model.operations, operation.name) && (model.name == name || contains(model.aliases, name));
    });
}

ItemStatus item_status(ItemFamily family, std::int64_t code) {
    const auto& known = catalog().item_statuses[static_cast<std::size_t>(family)];
    const ItemStatus* found = find_in(known, [&](const ItemStatus& status) { return status.code == code; });
    return found != nullptr ? *found : ItemStatus{static_cast<int>(code), "unknown", false, ItemResult::kUnknown};
}

conch_status status_of(const Operation& operation, int http_code, bool has_running_videos) {
    if (http_code == 429 && has_running_videos) return CONCH_E_ACCOUNT_BUSY;
    const auto same_code = [&](const HttpStatus& status) { return status.http == http_code; };
    const HttpStatus* found = find_in(operation.statuses, same_code);
    if (found == nullptr) found = find_in(catalog().http_statuses, same_code);
    if (found != nullptr && found->status != CONCH_OK) return found->status;
    if (http_code >= 200 && http_code < 300) return CONCH_OK;
    if (found != nullptr && http_code == 101 && operation.stream == Stream::kWebSocket) return CONCH_OK;
    return http_code >= 500 && http_code < 600 ? CONCH_E_SERVICE : CONCH_E_UNEXPECTED;
}

std::optional<CompositeId> parse_id(std::string_view text) {
    return text.starts_with("user:") ? parse_user_id(text) : parse_agent_id(text);
}

}  // namespace conch::catalog
