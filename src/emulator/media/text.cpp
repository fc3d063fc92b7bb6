#include "emulator/media/text.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "emulator/media/utf8.hpp"

namespace conch::emulator::media {
namespace {

// The first one has every alphabet that is written in words; the others take over for Chinese, Japanese and Korean.
constexpr std::array kFonts = {
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
};

constexpr char32_t kEllipsis = 0x2026;

// What can be drawn: line breaks stay, other controls are spaces, joiners and variation selectors have no shape.
std::u32string drawable(std::string_view text) {
    std::u32string result;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        const bool shapeless = (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
                               (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
                               (c >= 0xE0000 && c <= 0xE0FFF);
        if (shapeless || c == '\r') continue;
        const bool control = (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
        result += control ? U' ' : c;
    }
    return result;
}

// Scripts written without spaces break anywhere.
bool breaks_anywhere(char32_t c) {
    return c >= 0x2E80;
}

struct FreeFace {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
using Library = std::unique_ptr<std::remove_pointer_t<FT_Library>, FreeFace>;
using Face = std::unique_ptr<std::remove_pointer_t<FT_Face>, FreeFace>;

struct Font {
    std::string file;
    Face face;
    std::size_t missing = 0;
};

// The font that lacks the fewest of the characters.
std::optional<Font> choose_font(FT_Library library, const std::u32string& text) {
    std::u32string letters = text;
    std::sort(letters.begin(), letters.end());
    letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
    std::optional<Font> best;
    for (const char* file : kFonts) {
        FT_Face raw = nullptr;
        if (FT_New_Face(library, file, 0, &raw) != 0) continue;
        Font font{file, Face(raw), 0};
        for (const char32_t c : letters) {
            if (c != '\n' && FT_Get_Char_Index(raw, c) == 0) ++font.missing;
        }
        if (!best || font.missing < best->missing) best = std::move(font);
        if (best->missing == 0) break;
    }
    return best;
}

// Widths and heights for one font, in ems.
class Metrics {
  public:
    explicit Metrics(FT_Face face) : face_(face) {}

    double width(char32_t c) {
        const auto found = widths_.find(c);
        if (found != widths_.end()) return found->second;
        double advance = 1;
        if (FT_Load_Char(face_, c, FT_LOAD_NO_SCALE) == 0) {
            const auto em = static_cast<double>(face_->units_per_EM);
            const FT_Glyph_Metrics& glyph = face_->glyph->metrics;
            advance = static_cast<double>(glyph.horiAdvance) / em;
            top_ = std::max(top_, static_cast<double>(glyph.horiBearingY) / em);
            bottom_ = std::min(bottom_, static_cast<double>(glyph.horiBearingY - glyph.height) / em);
        }
        widths_.emplace(c, advance);
        return advance;
    }

    // drawtext steps from line to line by the height of the tallest and deepest glyph that it draws.
    double line() const { return top_ - bottom_; }

  private:
    FT_Face face_;
    std::unordered_map<char32_t, double> widths_;
    double top_ = 0;
    double bottom_ = 0;
};

struct Lines {
    std::vector<std::u32string> lines;
    double width = 0;  // ems
};

// Greedy: a word that does not fit goes to the next line, a word longer than a line is cut.
Lines wrap(const std::u32string& text, Metrics& metrics, double limit) {
    Lines result;
    std::u32string line;
    double width = 0;
    std::size_t last_break = 0;  // where the line could be broken, 0 nowhere
    double width_at_break = 0;
    const auto end_line = [&] {
        while (!line.empty() && line.back() == ' ')
            line.pop_back();
        result.width = std::max(result.width, std::min(width, limit));
        result.lines.push_back(line);
    };
    for (const char32_t c : text) {
        if (c == '\n') {
            end_line();
            line.clear();
            width = width_at_break = 0;
            last_break = 0;
            continue;
        }
        const double advance = metrics.width(c);
        if (breaks_anywhere(c)) {
            last_break = line.size();
            width_at_break = width;
        }
        if (width + advance > limit && !line.empty()) {
            if (c == ' ') {  // spaces at a line's end take no room
                last_break = line.size();
                width_at_break = width;
                continue;
            }
            std::u32string rest;
            double rest_width = 0;
            if (last_break > 0) {
                rest = line.substr(last_break);
                rest_width = width - width_at_break;
                line.resize(last_break);
                width = width_at_break;
            }
            end_line();
            line = rest;
            width = rest_width;
            last_break = 0;
        }
        if (line.empty() && c == ' ' && !result.lines.empty()) continue;
        line += c;
        width += advance;
        if (c == ' ') {
            last_break = line.size();
            width_at_break = width;
        }
    }
    end_line();
    return result;
}

}  // namespace

Result<TextBlock> layout_text(std::string_view text, int width, int height, int max_size, int min_size) {
    std::u32string letters = drawable(text);
    while (!letters.empty() && (letters.back() == '\n' || letters.back() == ' '))
        letters.pop_back();
    if (letters.empty()) return TextBlock{};

    FT_Library raw = nullptr;
    if (FT_Init_FreeType(&raw) != 0) return fail(CONCH_E_INTERNAL, "FreeType cannot be used");
    const Library library(raw);
    const auto font = choose_font(raw, letters);
    if (!font) {
        return fail(CONCH_E_UNSUPPORTED,
                    "No font to draw text with: DejaVu Sans is needed (Debian package fonts-dejavu-core)");
    }

    Metrics metrics(font->face.get());
    for (const char32_t c : letters)
        metrics.width(c);
    metrics.width(kEllipsis);
    const double line_height = std::max(metrics.line(), 0.5);
    Lines lines;
    int size = std::max(max_size, min_size);
    std::size_t room = 1;
    for (;;) {
        // Hinting rounds the advances to pixels, at most this much wider than computed.
        lines = wrap(letters, metrics, width / (size * 1.04));
        room = static_cast<std::size_t>(std::max(1.0, height / (size * line_height)));
        if (lines.lines.size() <= room || size <= min_size) break;
        size = std::max(min_size, std::min(size - 1, size * 9 / 10));
    }
    if (lines.lines.size() > room) {
        lines.lines.resize(room);
        std::u32string& last = lines.lines.back();
        if (last.size() > 2) last.resize(last.size() - 2);
        last += kEllipsis;
    }

    TextBlock block{font->file, size, {}, 0, 0};
    for (const std::u32string& line : lines.lines) {
        if (!block.text.empty() || &line != &lines.lines.front()) block.text += '\n';
        for (const char32_t c : line)
            append_utf8(block.text, c);
    }
    block.width = std::min(width, static_cast<int>(lines.width * size * 1.04) + 1);
    block.height = static_cast<int>(static_cast<double>(lines.lines.size()) * line_height * size) + 1;
    return block;
}

}  // namespace conch::emulator::media
