// Our own mark inside the service's `replyRef`, which the service hands back wherever it lists a running job.
//
// The service has no idempotency key. With a mark that no other job has, a create whose answer was lost can be found
// again. A user's own replyRef stays in front of it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace conch::api {

// A new job's id: 128 random bits as 32 hexadecimal digits.
Result<std::string> new_job_id();
bool is_job_id(std::string_view text);

// The job's mark, e.g. "conch:5f0c…".
std::string mark_of(std::string_view job_id);

// What is sent: the user's own text, then the mark.
std::string with_mark(std::string_view users_ref, std::string_view mark);

// What the user had given, from what was sent; a text without a mark stays as it is.
std::string_view users_text(std::string_view reply_ref);

bool has_mark(std::string_view reply_ref, std::string_view mark);

// Takes every mark out of a JSON text, so that each `replyRef` in it is what the user gave. All else stays byte for
// byte.
void take_out_marks(std::string& json);

// How long a user's own replyRef may be, so that both fit into the service's 1024 characters.
inline constexpr std::size_t kMaxUsersRef = 1024 - 40;

}  // namespace conch::api
