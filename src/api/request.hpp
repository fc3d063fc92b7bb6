// From an operation's parameters to the HTTP request that the service documents.
#pragma once

#include <span>
#include <string>

#include "api/service.hpp"
#include "base/result.hpp"
#include "catalog/catalog.hpp"
#include "json/json.hpp"
#include "net/message.hpp"

namespace conch::api {

// `files` are local paths for the operation's raw body or file parts, in order. Their content type comes from their
// first bytes, so this reads them: not for the host's thread.
Result<net::Request> build_request(const Service& service, const catalog::Operation& operation,
                                   const json::Value& params, std::span<const std::string> files);

}  // namespace conch::api
