#include "net/upload.hpp"

#include <algorithm>
#include <cstdio>

namespace conch::net {

Result<Upload> Upload::open(const std::string& path) {
    auto file = platform::File::open_to_read(path);
    if (!file) return fail(file.error());
    auto state = file->state();
    if (!state) return fail(state.error());
    return Upload(std::move(*file), *state);
}

Result<std::size_t> Upload::read(char* out, std::size_t room) {
    const std::uint64_t left = at_open_.size - position_;
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(room, left));
    if (wanted == 0) return std::size_t{0};
    auto got = file_.read_at(position_, {reinterpret_cast<std::uint8_t*>(out), wanted});
    if (!got) return got;
    if (*got < wanted) {
        return fail(CONCH_E_FILE, "\"" + file_.path() +
                                      "\" became shorter while it was being sent: " + std::to_string(position_ + *got) +
                                      " of " + std::to_string(at_open_.size) + " bytes");
    }
    if (wanted == left) {
        auto now = file_.state();
        if (!now) return fail(now.error());
        if (*now != at_open_) return fail(CONCH_E_FILE, "\"" + file_.path() + "\" was changed while it was being sent");
    }
    position_ += *got;
    return got;
}

bool Upload::seek(std::int64_t offset, int origin) {
    std::int64_t base = 0;
    if (origin == SEEK_CUR) base = static_cast<std::int64_t>(position_);
    if (origin == SEEK_END) base = static_cast<std::int64_t>(at_open_.size);
    const std::int64_t target = base + offset;
    if (target < 0 || target > static_cast<std::int64_t>(at_open_.size)) return false;
    position_ = static_cast<std::uint64_t>(target);
    return true;
}

}  // namespace conch::net
