// Format, size and orientation of a picture from its header, without decoding: the guard in front of the decoders.
#include "emulator/media/image_header.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>

namespace conch::emulator::media {
namespace {

// Reads at an offset of a file or of a piece of memory; shorter at the end.
class Source {
  public:
    explicit Source(std::string_view bytes) : bytes_(bytes) {}
    explicit Source(const std::filesystem::path& file) : file_(file, std::ios::binary) {}

    bool open() const { return bytes_.data() != nullptr || file_.is_open(); }

    std::string_view at(std::uint64_t offset, std::size_t length) {
        if (bytes_.data() != nullptr)
            return offset < bytes_.size() ? bytes_.substr(offset, length) : std::string_view();
        buffer_.resize(length);
        file_.clear();
        file_.seekg(static_cast<std::streamoff>(offset));
        file_.read(buffer_.data(), static_cast<std::streamsize>(length));
        return {buffer_.data(), static_cast<std::size_t>(std::max<std::streamsize>(file_.gcount(), 0))};
    }

  private:
    std::string_view bytes_;
    std::ifstream file_;
    std::string buffer_;
};

unsigned byte(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

std::uint32_t big(std::string_view bytes, std::size_t at, int length) {
    std::uint32_t value = 0;
    for (int i = 0; i < length; ++i)
        value = value << 8 | byte(bytes, at + static_cast<std::size_t>(i));
    return value;
}

std::uint32_t little(std::string_view bytes, std::size_t at, int length) {
    std::uint32_t value = 0;
    for (int i = length - 1; i >= 0; --i)
        value = value << 8 | byte(bytes, at + static_cast<std::size_t>(i));
    return value;
}

tl::unexpected<KeptError> damaged(const std::string& what) {
    return fail(CONCH_E_FILE_TYPE, what);
}

// Tag 0x0112 of the first directory of a TIFF block; 1 (upright) when there is none.
int exif_orientation(std::string_view tiff) {
    if (tiff.size() < 8) return 1;
    const bool is_big = tiff.substr(0, 2) == "MM";
    const auto read = [&](std::size_t at, int length) {
        return is_big ? big(tiff, at, length) : little(tiff, at, length);
    };
    const std::size_t directory = read(4, 4);
    if (directory > tiff.size() - 2) return 1;
    const std::size_t entries = read(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + i * 12;
        if (entry + 12 > tiff.size()) return 1;
        if (read(entry, 2) != 0x0112) continue;
        const auto value = static_cast<int>(read(entry + 8, 2));
        return value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
}

Result<ImageHeader> read_png(Source& source) {
    const std::string_view head = source.at(0, 26);
    if (head.size() < 26 || head.substr(12, 4) != "IHDR") return damaged("The PNG has no header chunk");
    return ImageHeader{ImageFormat::kPng, big(head, 16, 4), big(head, 20, 4), 1};
}

Result<ImageHeader> read_jpeg(Source& source) {
    // A camera's colour profile takes dozens of segments; thousands are an attack on our patience.
    constexpr int kMaxSegments = 4096;
    ImageHeader header{ImageFormat::kJpeg, 0, 0, 1};
    std::uint64_t at = 2;
    for (int i = 0; i < kMaxSegments; ++i) {
        const std::string_view head = source.at(at, 9);
        if (head.size() < 4 || byte(head, 0) != 0xFF) return damaged("The JPEG is cut short before its size");
        const unsigned marker = byte(head, 1);
        if (marker == 0xFF) {  // padding
            at += 1;
            continue;
        }
        const std::size_t length = big(head, 2, 2);
        if (length < 2) return damaged("The JPEG has a damaged segment");
        const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) {
            if (head.size() < 9) return damaged("The JPEG is cut short before its size");
            header.height = big(head, 5, 2);
            header.width = big(head, 7, 2);
            return header;
        }
        if (marker == 0xE1) {
            const std::string_view segment = source.at(at + 4, length - 2);
            if (segment.substr(0, 6) == std::string_view("Exif\0\0", 6)) {
                header.orientation = exif_orientation(segment.substr(6));
            }
        }
        if (marker == 0xDA || marker == 0xD9) break;
        at += 2 + length;
    }
    return damaged("The JPEG does not say its size");
}

Result<ImageHeader> read_webp(Source& source) {
    const std::string_view head = source.at(0, 30);
    if (head.size() < 30) return damaged("The WebP is cut short in its header");
    const std::string_view kind = head.substr(12, 4);
    if (kind == "VP8X") return ImageHeader{ImageFormat::kWebp, little(head, 24, 3) + 1, little(head, 27, 3) + 1, 1};
    if (kind == "VP8L") {
        const std::uint32_t bits = little(head, 21, 4);
        return ImageHeader{ImageFormat::kWebp, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, 1};
    }
    if (kind == "VP8 ")
        return ImageHeader{ImageFormat::kWebp, little(head, 26, 2) & 0x3FFF, little(head, 28, 2) & 0x3FFF, 1};
    return damaged("The WebP begins with an unknown chunk");
}

Result<ImageHeader> read(Source& source) {
    const std::string head(source.at(0, 16));
    if (head.empty()) return fail(CONCH_E_FILE, "The picture is empty; PNG, JPEG or WebP is needed");
    Result<ImageHeader> header =
        damaged("The file is not a picture that the service takes: PNG, JPEG or WebP is needed");
    if (head.substr(0, 8) == std::string_view("\x89PNG\r\n\x1a\n", 8)) {
        header = read_png(source);
    } else if (head.substr(0, 3) == "\xFF\xD8\xFF") {
        header = read_jpeg(source);
    } else if (head.size() >= 12 && head.substr(0, 4) == "RIFF" && head.substr(8, 4) == "WEBP") {
        header = read_webp(source);
    }
    if (!header) return header;
    const std::string size = std::to_string(header->width) + "x" + std::to_string(header->height);
    if (header->width == 0 || header->height == 0) return damaged("The picture has no area: " + size);
    if (header->width > kMaxImageSide || header->height > kMaxImageSide ||
        std::int64_t{header->width} * header->height > kMaxImagePixels) {
        return fail(CONCH_E_FILE_TOO_LARGE, "The picture is " + size + "; at most " + std::to_string(kMaxImageSide) +
                                                " pixels a side and " + std::to_string(kMaxImagePixels) +
                                                " pixels in all are taken");
    }
    return header;
}

Result<ImageInfo> displayed(const Result<ImageHeader>& header) {
    if (!header) return fail(header.error());
    ImageInfo info{header->format, static_cast<int>(header->width), static_cast<int>(header->height)};
    if (header->orientation >= 5) std::swap(info.width, info.height);
    return info;
}

}  // namespace

Result<ImageHeader> read_image_header(std::string_view bytes) {
    // A null pointer would read as "no bytes given".
    Source source(bytes.data() == nullptr ? std::string_view("") : bytes);
    return read(source);
}

Result<ImageInfo> probe_image_bytes(std::string_view bytes) {
    return displayed(read_image_header(bytes));
}

Result<ImageInfo> probe_image(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) return fail(CONCH_E_FILE, "There is no such picture file");
    Source source(file);
    if (!source.open()) return fail(CONCH_E_FILE, "The picture file cannot be read");
    return displayed(read(source));
}

}  // namespace conch::emulator::media
