#include "api/request.hpp"

#include "api/file_type.hpp"
#include "api/url.hpp"

namespace conch::api {

namespace {

using catalog::BodyForm;
using catalog::Operation;
using catalog::Parameter;
using catalog::Place;

net::Method method_of(const Operation& operation) {
    switch (operation.method) {
        case catalog::Method::kPost:
            return net::Method::post;
        case catalog::Method::kDelete:
            return net::Method::del;
        case catalog::Method::kGet:
        case catalog::Method::kWebSocket:
            return net::Method::get;
    }
    return net::Method::get;
}

// A value as it stands in a path, a query or a form field.
std::string text_of(const json::Value& value) {
    return value.IsString() ? std::string(json::text_of(value)) : json::to_string(value);
}

Result<std::string> fill_path(const Operation& operation, const json::Value& params) {
    std::string path;
    std::string_view rest = operation.path;
    for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        const std::size_t close = rest.find('}', open);
        const std::string_view name = rest.substr(open + 1, close - open - 1);
        const json::Value* value = json::member(params, name);
        if (value == nullptr || text_of(*value).empty()) {
            return fail(CONCH_E_INVALID,
                        std::string(name) + ": required by " + std::string(operation.name) + ", but missing");
        }
        path += rest.substr(0, open);
        path += percent_encode(text_of(*value));
        rest.remove_prefix(close + 1);
    }
    return path += rest;
}

bool takes(const Operation& operation, std::string_view name) {
    return catalog::find_parameter(operation, name) != nullptr;
}

Result<net::Part> file_part(std::string_view name, const std::string& path) {
    const auto type = content_type_of_file(path);
    if (!type) return fail(type.error());
    return net::Part{std::string(name), {}, path, {}, std::string(*type)};
}

const Parameter* file_parameter(const Operation& operation) {
    for (const Parameter& parameter : operation.parameters) {
        if (parameter.place == Place::kFile) return &parameter;
    }
    return nullptr;
}

// Everything that is not in the path or the query, in the form that the operation takes.
Result<net::Body> build_body(const Operation& operation, json::Document fields, std::span<const std::string> files) {
    net::Body body;
    switch (operation.body) {
        case BodyForm::kNone:
            return body;
        case BodyForm::kRaw: {
            if (files.size() != 1) {
                return fail(CONCH_E_INVALID, std::string(operation.name) + ": takes exactly one file, got " +
                                                 std::to_string(files.size()));
            }
            const auto type = content_type_of_file(files.front());
            if (!type) return fail(type.error());
            body.kind = net::Body::Kind::file;
            body.file_path = files.front();
            // The service takes WebP under the name of JPEG.
            body.content_type = *type == "image/webp" ? "image/jpeg" : std::string(*type);
            return body;
        }
        case BodyForm::kMultipart:
        case BodyForm::kJsonOrMultipart:
            if (operation.body == BodyForm::kMultipart || !files.empty()) {
                body.kind = net::Body::Kind::multipart;
                for (const auto& field : fields.GetObject()) {
                    body.parts.push_back({std::string(json::text_of(field.name)), text_of(field.value), {}, {}, {}});
                }
                const Parameter* parameter = file_parameter(operation);
                for (const std::string& path : files) {
                    auto part = file_part(parameter == nullptr ? "file" : parameter->name, path);
                    if (!part) return fail(part.error());
                    body.parts.push_back(std::move(*part));
                }
                return body;
            }
            [[fallthrough]];
        case BodyForm::kJson:
            body.kind = net::Body::Kind::text;
            body.content_type = "application/json";
            body.text = json::to_string(fields);
            return body;
    }
    return body;
}

}  // namespace

Result<net::Request> build_request(const Service& service, const Operation& operation, const json::Value& params,
                                   std::span<const std::string> files) {
    auto path = fill_path(operation, params);
    if (!path) return fail(path.error());

    std::string query;
    const auto add_query = [&query](std::string_view name, std::string_view value) {
        query += query.empty() ? '?' : '&';
        query += percent_encode(name);
        query += '=';
        query += percent_encode(value);
    };

    json::Document fields;
    fields.SetObject();
    for (const auto& member : params.GetObject()) {
        const std::string_view name = json::text_of(member.name);
        const Parameter* parameter = catalog::find_parameter(operation, name);
        // A field that the catalog does not know goes where the operation's other fields go.
        const Place unknown =
            operation.body == BodyForm::kNone || operation.body == BodyForm::kRaw ? Place::kQuery : Place::kBody;
        const Place place = parameter == nullptr ? unknown : parameter->place;
        if (member.value.IsNull()) continue;
        if (place == Place::kQuery) {
            add_query(name, text_of(member.value));
        } else if (place == Place::kBody) {
            json::set(fields, fields, name, json::copy(member.value, fields));
        }
    }
    if (!service.account.empty() && takes(operation, "account") && json::member(params, "account") == nullptr &&
        operation.path.find("{account}") == std::string_view::npos) {
        if (catalog::find_parameter(operation, "account")->place == Place::kQuery) {
            add_query("account", service.account);
        } else {
            json::set(fields, fields, "account", std::string_view(service.account));
        }
    }

    auto body = build_body(operation, std::move(fields), files);
    if (!body) return fail(body.error());

    net::Request request;
    request.method = method_of(operation);
    request.url = service.base_url + *path + query;
    request.bearer_token = service.api_token;
    request.body = std::move(*body);
    request.timeouts = service.timeouts;
    request.max_response_bytes = service.max_response_bytes;
    request.creates = operation.creates;
    return request;
}

}  // namespace conch::api
