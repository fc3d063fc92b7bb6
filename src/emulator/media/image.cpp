#include <algorithm>
#include <cmath>
#include <vector>

#include "emulator/media/check.hpp"
#include "emulator/media/encode.hpp"
#include "emulator/media/graph.hpp"
#include "emulator/media/media.hpp"
#include "emulator/media/picture.hpp"
#include "emulator/media/scene.hpp"

namespace conch::emulator::media {
namespace {

constexpr std::size_t kMaxReferences = 14;

struct Placed {
    av::Frame frame;
    int x = 0;
    int y = 0;
};

// References in a grid over the upper two thirds, each whole in its cell, in the order given.
Result<void> place_references(const ImageSpec& spec, std::vector<Placed>& placed) {
    const auto count = static_cast<int>(spec.references.size());
    if (count == 0) return {};
    const int area_height = spec.height * 2 / 3;
    const double shape = static_cast<double>(spec.width) / area_height;
    const int columns = std::clamp(static_cast<int>(std::ceil(std::sqrt(count * shape))), 1, count);
    const int rows = (count + columns - 1) / columns;
    const int cell_width = spec.width / columns;
    const int cell_height = area_height / rows;
    for (int i = 0; i < count; ++i) {
        auto picture =
            load_picture(spec.references[static_cast<std::size_t>(i)], "references[" + std::to_string(i) + "]",
                         Fit::kContain, std::max(2, cell_width * 9 / 10), std::max(2, cell_height * 9 / 10));
        if (!picture) return fail(picture.error());
        const int x = i % columns * cell_width + (cell_width - (*picture)->width) / 2;
        const int y = i / columns * cell_height + (cell_height - (*picture)->height) / 2;
        placed.push_back({std::move(*picture), x, y});
    }
    return {};
}

Result<void> place_character(const ImageSpec& spec, std::vector<Placed>& placed) {
    if (!spec.character) return {};
    auto picture = load_picture(*spec.character, "character", Fit::kContain, std::max(2, spec.width / 2),
                                std::max(2, spec.height * 6 / 10));
    if (!picture) return fail(picture.error());
    const int x = (spec.width - (*picture)->width) / 2;
    const int y = spec.height / 30;
    placed.push_back({std::move(*picture), x, y});
    return {};
}

Result<void> place_panel(const ImageSpec& spec, std::vector<Placed>& placed) {
    const bool pictures = !placed.empty();
    const std::string heading =
        spec.model + (spec.model.empty() ? "" : " · ") + av::number(spec.width) + "×" + av::number(spec.height);
    auto panel = draw_panel(heading, spec.prompt, spec.width * 9 / 10, spec.height * (pictures ? 3 : 8) / 10,
                            std::min(spec.width, spec.height) / (pictures ? 24 : 14));
    if (!panel) return fail(panel.error());
    const int x = (spec.width - (*panel)->width) / 2;
    const int free = spec.height - (*panel)->height;
    placed.push_back({std::move(*panel), x, pictures ? free - std::min(free, spec.height / 40) : free / 2});
    return {};
}

const char* pixels_of(ImageFormat format) {
    switch (format) {
        case ImageFormat::kPng:
            return "rgb24";
        case ImageFormat::kJpeg:
            return "yuvj420p";
        case ImageFormat::kWebp:
            break;
    }
    return "yuv420p";
}

Result<void> check(const ImageSpec& spec) {
    // The smallest size still holds a line of text; the largest is twice what the service calls 4K.
    if (auto checked = check_range("width", spec.width, 64, 8192); !checked) return checked;
    if (auto checked = check_range("height", spec.height, 64, 8192); !checked) return checked;
    if (spec.references.size() > kMaxReferences) {
        return refuse("references", "At most " + std::to_string(kMaxReferences) +
                                        " references are taken; given: " + std::to_string(spec.references.size()));
    }
    return {};
}

}  // namespace

Result<ImageInfo> make_image(const ImageSpec& spec, const std::filesystem::path& out) {
    if (const auto checked = check(spec); !checked) return fail(checked.error());
    std::vector<Placed> placed;
    for (const auto step : {place_references, place_character, place_panel}) {
        if (const auto done = step(spec, placed); !done) return fail(done.error());
    }
    if (spec.watermark) {
        auto mark = draw_watermark(std::min(spec.width, spec.height));
        if (!mark) return fail(mark.error());
        const int x = std::max(0, spec.width - (*mark)->width);
        placed.push_back({std::move(*mark), x, 0});
    }

    auto ground = draw_gradient(spec.seed, spec.width, spec.height);
    if (!ground) return fail(ground.error());
    Graph graph;
    Graph::Node node = graph.pictures(**ground, 1);
    std::vector<Graph::Node> sources = {node};
    for (const Placed& piece : placed) {
        const Overlaid overlaid = add_overlay(graph, node, piece.frame, 1, av::number(piece.x), av::number(piece.y));
        node = overlaid.result;
        sources.push_back(overlaid.source);
    }
    // JPEG and WebP files say nothing of their colour matrix; BT.601 is what every reader takes.
    node = graph.add("scale",
                     {{"in_color_matrix", "bt709"},
                      {"in_range", "tv"},
                      {"out_color_matrix", "bt601"},
                      {"out_range", spec.format == ImageFormat::kWebp ? "tv" : "pc"}},
                     {node});
    node = graph.add("format", {{"pix_fmts", pixels_of(spec.format)}}, {node});
    if (const auto built = graph.finish(node); !built) return fail(built.error());
    placed.insert(placed.begin(), Placed{std::move(*ground)});
    for (std::size_t i = 0; i < placed.size(); ++i) {
        if (const auto done = graph.push(sources[i], placed[i].frame.get()); !done) return fail(done.error());
        if (const auto done = graph.push(sources[i], nullptr); !done) return fail(done.error());
    }
    const auto frame = graph.pull();
    if (!frame) return fail(frame.error());
    if (!*frame) return fail(CONCH_E_INTERNAL, "Composing the picture gave no frame");
    if (const auto written = write_picture(**frame, spec.format, out); !written) return fail(written.error());
    return ImageInfo{spec.format, spec.width, spec.height};
}

}  // namespace conch::emulator::media
