// Asio, included the one way that works here.
#pragma once

// Boost 1.74 uses std::exchange without including its header, and knows coroutines only of compilers of its time.
#include <utility>

#if defined(__clang__) && __has_include(<coroutine>)
#define BOOST_ASIO_HAS_CO_AWAIT 1
#define BOOST_ASIO_HAS_STD_COROUTINE 1
#endif

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <boost/asio.hpp>
#pragma GCC diagnostic pop

#ifndef __clang__
// GCC 12 sees a mismatch in how Asio frees the frames of coroutines, where there is none.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace conch::emulator {

namespace net = boost::asio;
using boost::system::error_code;
using net::ip::tcp;

}  // namespace conch::emulator
