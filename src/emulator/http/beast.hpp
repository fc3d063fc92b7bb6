// Beast's HTTP, for the files that read and write sockets.
#pragma once

#include "emulator/http/asio.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#pragma GCC diagnostic pop

namespace conch::emulator {

namespace beast = boost::beast;
namespace http = beast::http;

}  // namespace conch::emulator
