// One request of an operation, read and checked, until it is answered.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "emulator/http/form.hpp"
#include "emulator/http/message.hpp"
#include "emulator/service/json_text.hpp"

namespace conch::emulator {

class Call {
  public:
    Call(const catalog::Operation& the_operation, std::shared_ptr<Request> the_request)
        : operation(the_operation), request(std::move(the_request)) {}

    const catalog::Operation& operation;
    std::shared_ptr<Request> request;
    json::Document fields{rapidjson::kObjectType};  // of path, query and body, by the service's names
    std::vector<UploadedFile> files;
    std::string problem;  // why the parameters could not be read
    std::string account;  // the one that the call concerns, as far as is known
    Reply reply;

    // Parameters as the catalog's types; nothing when absent or empty.
    std::optional<std::string> text(std::string_view name) const;
    std::string text_or(std::string_view name, std::string_view otherwise) const;
    std::optional<std::int64_t> integer(std::string_view name) const;
    std::optional<double> number(std::string_view name) const;
    bool flag(std::string_view name, bool otherwise) const;

    // Exactly one of these ends the call.
    void answer(int status, const JsonText& body);
    void ok(const JsonText& body) { answer(200, body); }
    void ok_without_body();
    void no_content();
    void fail(int status, std::string_view message);
    void respond(Response response);

    // The error body in the shape that this operation documents for this status.
    JsonText error_json(int status, std::string_view message) const;
};

using CallPtr = std::shared_ptr<Call>;

// The parameters for people to read: without what is secret, cut short.
JsonText shown_fields(const Call& call);

// Parameters with the types that the catalog gives them: forms and queries carry text only, and the service, being
// JavaScript, takes "3" for 3 also in JSON (an assumption).
json::Document as_documented(const catalog::Operation& operation, json::Document fields);

}  // namespace conch::emulator
