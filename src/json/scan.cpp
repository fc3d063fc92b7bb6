#include "json/scan.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

#include "base/utf8.hpp"

namespace conch::json {

namespace {

constexpr const char* kControl = "control character";
constexpr const char* kNotUtf8 = "not UTF-8";
constexpr const char* kLoneSurrogate = "half of a surrogate pair";
constexpr const char* kTooDeep = "nested too deep";

unsigned byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

// How many of the eight bytes come before the first one that needs a look: a quote, a backslash, a control character,
// or a byte above ASCII.
std::size_t plain_bytes_of_eight(const char* bytes) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    constexpr std::uint64_t kHighs = 0x8080808080808080U;
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    // A borrow may mark a plain byte behind a marked one, but never before the first.
    const auto has_zero = [](std::uint64_t value) { return (value - kOnes) & ~value & kHighs; };
    const std::uint64_t below_space = (word - kOnes * 0x20U) & ~word & kHighs;
    const std::uint64_t marked =
        (word & kHighs) | below_space | has_zero(word ^ (kOnes * '"')) | has_zero(word ^ (kOnes * '\\'));
    return static_cast<std::size_t>(std::countr_zero(marked)) / 8;  // of no mark at all: 64 zeros
}

// The code unit of a \uXXXX escape that starts here; nothing when it is none (the parser will say so).
std::optional<unsigned> escaped_unit(std::string_view text, std::size_t at) {
    if (text.size() - at < 6 || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
    unsigned unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const char c = text[i];
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) return std::nullopt;
        unit = unit * 16 + static_cast<unsigned>(digit);
    }
    return unit;
}

bool is_high_half(unsigned unit) {
    return unit >= 0xD800U && unit <= 0xDBFFU;
}
bool is_low_half(unsigned unit) {
    return unit >= 0xDC00U && unit <= 0xDFFFU;
}

class Scanner {
  public:
    Scanner(std::string_view text, std::size_t max_depth) : text_(text), max_depth_(max_depth) {}

    std::optional<Fault> run() {
        for (; at_ < text_.size(); ++at_) {
            switch (text_[at_]) {
                case '"':
                    ++at_;
                    if (const auto fault = run_string()) return fault;
                    break;
                case '{':
                case '[':
                    if (++depth_ > max_depth_) return Fault{at_, kTooDeep};
                    break;
                case '}':
                case ']':
                    if (depth_ > 0) --depth_;
                    break;
                case '\t':
                case '\n':
                case '\r':
                    break;
                default:
                    if (byte_at(text_, at_) < 0x20U) return Fault{at_, kControl};
            }
        }
        return std::nullopt;
    }

  private:
    // From behind the opening quote to the closing one, or to the end of the text.
    std::optional<Fault> run_string() {
        while (at_ < text_.size()) {
            if (text_.size() - at_ >= 8) {
                const std::size_t plain = plain_bytes_of_eight(text_.data() + at_);
                at_ += plain;
                if (plain == 8) continue;
            }
            const unsigned byte = byte_at(text_, at_);
            if (byte == '"') return std::nullopt;
            if (byte < 0x20U) return Fault{at_, kControl};
            if (byte == '\\') {
                if (const auto fault = run_escape()) return fault;
                continue;
            }
            if (byte < 0x80U) {
                ++at_;
                continue;
            }
            const Utf8Sequence next = first_sequence(text_.substr(at_));
            if (!next.well_formed) return Fault{at_, kNotUtf8};
            at_ += next.length;
        }
        return std::nullopt;
    }

    std::optional<Fault> run_escape() {
        const auto unit = escaped_unit(text_, at_);
        if (!unit) {
            at_ += 2;  // two bytes such as \n and \", or nonsense that the parser refuses
            return std::nullopt;
        }
        if (is_low_half(*unit)) return Fault{at_, kLoneSurrogate};
        if (is_high_half(*unit)) {
            const auto next = escaped_unit(text_, at_ + 6);
            if (!next || !is_low_half(*next)) return Fault{at_, kLoneSurrogate};
            at_ += 6;
        }
        at_ += 6;
        return std::nullopt;
    }

    std::string_view text_;
    std::size_t max_depth_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
};

}  // namespace

std::optional<Fault> find_fault(std::string_view text, std::size_t max_depth) {
    return Scanner(text, max_depth).run();
}

}  // namespace conch::json
