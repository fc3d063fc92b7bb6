// The API of the service as data: operations, parameters, models, statuses, and the facts around them.
//
// One JSON document (src/catalog/data, merged and embedded at build time) is the only place where the rules are
// written. The structs below are a typed view of it, built on first use and never freed: every string_view, span and
// pointer that is handed out stays valid until the process ends. All functions may be called from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "conch/status.h"
#include "json/json.hpp"

namespace conch::catalog {

enum class Method { kGet, kPost, kDelete, kWebSocket };
enum class Place { kPath, kQuery, kBody, kFile, kFrame };  // kFrame: first text frame of the WebSocket
enum class Type { kString, kInteger, kNumber, kBoolean, kList, kId, kFileId, kFile, kObject };
enum class BodyForm {
    kNone,
    kJson,
    kMultipart,
    kJsonOrMultipart,
    kRaw
};  // kJsonOrMultipart: multipart when files go along
enum class Stream { kNone, kServerSentEvents, kWebSocket };
enum class AccountRule { kNone, kStrict, kBalanced, kDerived };
enum class Need {
    kForbidden,
    kOptional,
    kRequired,
    kWithoutImage
};                                             // kWithoutImage: required unless a picture is given
enum class CodeInBody { kYes, kNo, kNoBody };  // does an error's JSON repeat the HTTP code?
enum class RuleKind { kTogether, kOneOf, kDiffer };
enum class ItemFamily { kVideo, kImage, kMusic };
enum class ItemResult { kRunning, kCompleted, kFailed, kModerated, kUnknown };

struct Parameter {
    std::string_view name;  // as in the service; for a numbered one without its number (see `numbered`)
    Place place = Place::kBody;
    Type type = Type::kString;       // kList: one string, items separated by commas
    Type item_type = Type::kString;  // of a kList
    bool required = false;
    bool is_model = false;   // names one of the operation's models
    bool open = false;       // the allowed values come from the service and may grow
    bool repeated = false;   // a kFile that may be given many times: a JSON array
    bool secret = false;     // its value appears in no text
    bool per_model = false;  // each model allows its own part of `allowed`
    int numbered = 0;        // above 0: the names are name1 … nameN
    const json::Value* default_value =
        nullptr;                         // what the service assumes; nullptr: nothing, or it depends on the model
    std::string_view default_with_file;  // takes its place when fileID is given
    std::optional<double> min;
    std::optional<double> max;
    std::optional<std::uint64_t> max_length;   // Unicode code points
    std::optional<std::uint64_t> max_bytes;    // of each file
    std::optional<std::uint64_t> max_count;    // of a list or of repeated files
    std::vector<std::string_view> allowed;     // empty: anything
    std::vector<std::string_view> extensions;  // of files, lower case, without the dot; empty: any
    std::string_view kind;     // of an id: file, video, image, audio, music, agent, or some with '|' between
    std::string_view accepts;  // the sort of file: image, audio; empty: any
    std::vector<std::string_view> media_types;  // of that sort
    std::string_view description;
    std::string_view source;  // documented, seen in a sample, assumed
};

struct HttpStatus {
    int http = 0;
    conch_status status = CONCH_OK;  // 429 stands as CONCH_E_RATE_LIMITED; see status_of
    std::string_view means;
    CodeInBody code_in_body = CodeInBody::kNo;
};

// What must hold between parameters: kTogether: both or neither; kOneOf: at least one; kDiffer: not the same value.
struct Rule {
    RuleKind kind = RuleKind::kTogether;
    std::vector<std::string_view> fields;
};

struct Operation {
    std::int32_t id = 0;
    std::string_view name;
    std::string_view summary;
    Method method = Method::kGet;
    std::string_view path;  // "/videos/{videoId}"
    std::vector<Parameter> parameters;
    BodyForm body = BodyForm::kNone;
    Stream stream = Stream::kNone;
    std::string_view stream_when;  // the boolean parameter that turns streaming on; empty: always streams
    bool creates = false;          // may cost credits or leave something behind: never sent again blindly
    bool decommissioned = false;
    AccountRule account_rule = AccountRule::kNone;
    std::string_view
        capability;  // what an account must be able to do: video, chat, audio, music; empty: nothing special
    std::vector<Rule> rules;
    std::vector<HttpStatus> statuses;     // the documented ones
    std::optional<std::int64_t> credits;  // what one call costs, when that is fixed
    int longest_seconds = 0;              // how long the service may hold the request; 0: it answers at once
    std::string_view credits_unknown;     // why nobody can know beforehand; empty and no `credits`: see the models
};

struct Option {
    std::string_view name;
    int width = 0;
    int height = 0;
    int seconds = 0;
    Need image = Need::kOptional;
    Need end_frame = Need::kOptional;
};

struct Resolution {
    std::string_view name;
    std::optional<std::int64_t> credits;  // for one result
};

struct ImageSize {
    int width = 0;
    int height = 0;
};

struct Model {
    std::string_view name;
    std::vector<std::string_view> operations;
    std::vector<std::string_view> aliases;
    std::string_view kind;
    Need prompt = Need::kOptional;
    Need image = Need::kOptional;
    Need end_frame = Need::kOptional;
    std::vector<Option> options;  // the first is the default
    std::vector<Resolution> resolutions;
    std::vector<std::string_view> aspect_ratios;
    std::vector<ImageSize> image_sizes;  // the only sizes that an input picture may have; empty: any
    std::optional<std::uint64_t> prompt_max;
    int references = 0;
    bool character = false;
    bool sound = false;
    int width = 0;  // of the result when the model takes no options
    int height = 0;
    int seconds = 0;
    std::string_view note;
};

struct ItemStatus {
    int code = 0;
    std::string_view label;
    bool final = false;
    ItemResult result = ItemResult::kUnknown;
};

// The whole catalog as JSON, for hosts.
std::string_view text();
const json::Value& document();

std::span<const Operation> operations();
const Operation* find_operation(std::string_view name);  // "videos.create"; nullptr when there is none
const Operation* find_operation(std::int32_t id);        // CONCH_OP_VIDEOS_CREATE
const Parameter* find_parameter(const Operation& operation, std::string_view name);  // "referenceFileId3" is found too

// The number in the name of a numbered parameter ("referenceFileId3": 3), which may be out of its range; 0: `name` is
// no such name.
int number_of(const Parameter& parameter, std::string_view name);

std::span<const Model> models();
const Model* find_model(const Operation& operation, std::string_view name);  // by its name or an alias

// The label and finality of an item's `status`; an unknown code is not final and says "unknown".
ItemStatus item_status(ItemFamily family, std::int64_t code);

// What an HTTP code of this operation means to the host. `has_running_videos`: the 429's body names our own running
// jobs.
conch_status status_of(const Operation& operation, int http_code, bool has_running_videos = false);

// user:<user>-minimax:<account>-<kind>:<item> and p<project>-u<user>-a<account>-bot:minimax (kind "agent").
struct CompositeId {
    std::string_view user;
    std::string_view account;
    std::string_view kind;
    std::string_view item;
};
std::optional<CompositeId> parse_id(std::string_view text);

}  // namespace conch::catalog
