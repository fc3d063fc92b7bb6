#include "emulator/media/picture.hpp"

#include <algorithm>
#include <fstream>
#include <mutex>

#include "emulator/media/graph.hpp"
#include "emulator/media/image_header.hpp"

namespace conch::emulator::media {
namespace {

Result<std::string> read_file(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return fail(CONCH_E_FILE, "There is no such picture file");
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file, error));
    if (error) return fail(CONCH_E_FILE, "The picture file cannot be read");
    if (size > kMaxImageBytes) {
        return fail(CONCH_E_FILE_TOO_LARGE, "The picture file has " + std::to_string(size) + " bytes; at most " +
                                                std::to_string(kMaxImageBytes) + " are decoded");
    }
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::ifstream in(file, std::ios::binary);
    if (!in.read(bytes.data(), size)) return fail(CONCH_E_FILE, "The picture file cannot be read");
    return bytes;
}

// Keeps the chunks that make the picture. Texts and colour profiles are compressed without a bound: a few megabytes of
// them unpack to gigabytes inside the decoder. Animation falls away with them, the first picture stays.
std::string essential_png(const std::string& bytes) {
    constexpr std::size_t kSignature = 8;
    constexpr std::size_t kAround = 12;  // length, name, checksum
    std::string result = bytes.substr(0, kSignature);
    std::size_t at = kSignature;
    while (bytes.size() - at >= kAround) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i)
            length = length << 8 | static_cast<unsigned char>(bytes[at + i]);
        const std::size_t whole = std::min(length + kAround, bytes.size() - at);
        const std::string_view name = std::string_view(bytes).substr(at + 4, 4);
        if (name == "IHDR" || name == "PLTE" || name == "tRNS" || name == "IDAT" || name == "IEND") {
            result.append(bytes, at, whole);
        }
        at += whole;
        if (name == "IEND") break;
    }
    return result;
}

// Each scan of a progressive JPEG walks over the whole picture; real ones have about ten.
bool too_many_scans(std::string_view jpeg) {
    constexpr int kMaxScans = 100;
    int scans = 0;
    for (std::size_t at = jpeg.find("\xFF\xDA"); at != std::string_view::npos; at = jpeg.find("\xFF\xDA", at + 2)) {
        if (++scans > kMaxScans) return true;
    }
    return false;
}

AVCodecID codec_of(ImageFormat format) {
    switch (format) {
        case ImageFormat::kPng:
            return AV_CODEC_ID_PNG;
        case ImageFormat::kJpeg:
            return AV_CODEC_ID_MJPEG;
        case ImageFormat::kWebp:
            break;
    }
    return AV_CODEC_ID_WEBP;
}

tl::unexpected<KeptError> undecodable() {
    return fail(CONCH_E_FILE_TYPE, "The picture cannot be decoded; it is damaged or cut short");
}

Result<av::Frame> decode(std::string bytes, const ImageHeader& header) {
    if (header.format == ImageFormat::kPng) bytes = essential_png(bytes);
    if (header.format == ImageFormat::kJpeg && too_many_scans(bytes)) {
        return fail(CONCH_E_FILE_TYPE, "The JPEG has more than 100 scans");
    }
    av::silence();
    // The decoder is named, never guessed: what FFmpeg would guess from hostile bytes may open other files.
    const av::Codec decoder(avcodec_alloc_context3(avcodec_find_decoder(codec_of(header.format))));
    const av::Packet packet(av_packet_alloc());
    av::Frame frame(av_frame_alloc());
    if (!decoder || !packet || !frame) return av::failure(AVERROR(ENOMEM), "Decoding the picture failed");
    decoder->thread_count = 1;
    decoder->max_pixels = kMaxImagePixels;  // the picture inside may differ from what the header said
    decoder->err_recognition = AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER | AV_EF_EXPLODE;
    int code = avcodec_open2(decoder.get(), nullptr, nullptr);
    if (code < 0) return av::failure(code, "Decoding the picture failed");
    code = av_new_packet(packet.get(), static_cast<int>(bytes.size()));
    if (code < 0) return av::failure(code, "Decoding the picture failed");
    std::copy(bytes.begin(), bytes.end(), packet->data);
    if (avcodec_send_packet(decoder.get(), packet.get()) < 0) return undecodable();
    avcodec_send_packet(decoder.get(), nullptr);
    if (avcodec_receive_frame(decoder.get(), frame.get()) < 0) return undecodable();
    if (frame->decode_error_flags != 0 || (frame->flags & AV_FRAME_FLAG_CORRUPT) != 0) return undecodable();
    // Side data (profiles, orientation) would travel through the filters; all that we need is known.
    while (frame->nb_side_data > 0)
        av_frame_remove_side_data(frame.get(), frame->side_data[0]->type);
    frame->sample_aspect_ratio = {1, 1};
    frame->pts = 0;
    return frame;
}

// EXIF 2…8 as the turns and flips that undo them.
Graph::Node upright(Graph& graph, Graph::Node node, int orientation) {
    switch (orientation) {
        case 2:
            return graph.add("hflip", {}, {node});
        case 3:
            return graph.add("vflip", {}, {graph.add("hflip", {}, {node})});
        case 4:
            return graph.add("vflip", {}, {node});
        case 5:
            return graph.add("transpose", {{"dir", "cclock_flip"}}, {node});
        case 6:
            return graph.add("transpose", {{"dir", "clock"}}, {node});
        case 7:
            return graph.add("transpose", {{"dir", "clock_flip"}}, {node});
        case 8:
            return graph.add("transpose", {{"dir", "cclock"}}, {node});
        default:
            return node;
    }
}

Result<av::Frame> fitted(const av::Frame& picture, int orientation, Fit fit, int width, int height) {
    Graph graph;
    const Graph::Node source = graph.pictures(*picture, 1);
    const std::string w = av::number(width);
    const std::string h = av::number(height);
    Graph::Node node = upright(graph, source, orientation);
    node = graph.add("scale",
                     {{"w", w},
                      {"h", h},
                      {"force_original_aspect_ratio", fit == Fit::kCover ? "increase" : "decrease"},
                      {"force_divisible_by", "2"},
                      {"out_color_matrix", "bt709"},
                      {"out_range", "tv"}},
                     {node});
    node = graph.add("format", {{"pix_fmts", "yuva420p"}}, {node});
    if (fit == Fit::kCover) {
        node = graph.add("crop", {{"w", w}, {"h", h}}, {node});
        const Graph::Node ground = graph.add("color", {{"color", "gray"}, {"size", w + "x" + h}, {"rate", "1"}});
        node = graph.add("overlay", {{"format", "yuv420"}, {"shortest", "1"}}, {ground, node});
        node = graph.add("format", {{"pix_fmts", "yuv420p"}}, {node});
    }
    const auto built = graph.finish(node);
    if (!built) return fail(built.error());
    if (const auto pushed = graph.push(source, picture.get()); !pushed) return fail(pushed.error());
    if (const auto pushed = graph.push(source, nullptr); !pushed) return fail(pushed.error());
    auto frame = graph.pull();
    if (frame && !*frame) return fail(CONCH_E_INTERNAL, "Scaling the picture gave no frame");
    return frame;
}

struct Decoded {
    av::Frame frame;
    ImageHeader header;
};

Result<Decoded> decode_file(const std::filesystem::path& file, std::unique_lock<std::mutex>& turn) {
    // Large pictures take hundreds of megabytes while they are decoded: one at a time.
    constexpr std::int64_t kLargePixels = 16'000'000;
    static std::mutex large;
    auto probed = probe_image(file);
    if (!probed) return fail(probed.error());
    if (std::int64_t{probed->width} * probed->height > kLargePixels) turn = std::unique_lock(large);
    auto bytes = read_file(file);
    if (!bytes) return fail(bytes.error());
    const auto header = read_image_header(*bytes);
    if (!header) return fail(header.error());
    auto frame = decode(std::move(*bytes), *header);
    if (!frame) return fail(frame.error());
    return Decoded{std::move(*frame), *header};
}

}  // namespace

Result<av::Frame> load_picture(const std::filesystem::path& file, std::string_view field, Fit fit, int width,
                               int height) {
    std::unique_lock<std::mutex> turn;
    auto result = [&]() -> Result<av::Frame> {
        auto decoded = decode_file(file, turn);
        if (!decoded) return fail(decoded.error());
        return fitted(decoded->frame, decoded->header.orientation, fit, width, height);
    }();
    if (!result) result.error().field = field;
    return result;
}

Result<ImageInfo> verify_image(const std::filesystem::path& file) {
    std::unique_lock<std::mutex> turn;
    const auto decoded = decode_file(file, turn);
    if (!decoded) return fail(decoded.error());
    return probe_image(file);
}

}  // namespace conch::emulator::media
