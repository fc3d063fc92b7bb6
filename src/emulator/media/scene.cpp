#include "emulator/media/scene.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "emulator/media/text.hpp"

namespace conch::emulator::media {
namespace {

// Hue in turns, saturation and value 0…1.
std::string colour(double hue, double saturation, double value) {
    const auto channel = [&](double n) {
        const double k = std::fmod(n + hue * 6, 6.0);
        return static_cast<unsigned>(255 * value * (1 - saturation * std::clamp(std::min(k, 4 - k), 0.0, 1.0)));
    };
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "0x%02x%02x%02x", channel(5), channel(3), channel(1));
    return text.data();
}

int even(int value) {
    return value + value % 2;
}

Graph::Node add_text(Graph& graph, Graph::Node node, const TextBlock& block, int x, int y, const char* colour_name) {
    if (block.text.empty()) return node;
    return graph.add("drawtext",
                     {{"fontfile", block.font_file},
                      {"text", block.text},
                      {"expansion", "none"},
                      {"fontsize", av::number(block.font_size)},
                      {"fontcolor", colour_name},
                      {"x", av::number(x)},
                      {"y", av::number(y)}},
                     {node});
}

Result<av::Frame> draw(Graph& graph, Graph::Node node) {
    if (const auto built = graph.finish(node); !built) return fail(built.error());
    auto frame = graph.pull();
    if (!frame) return frame;
    if (!*frame) return fail(CONCH_E_INTERNAL, "Drawing gave no frame");
    (*frame)->pts = 0;
    return frame;
}

}  // namespace

std::uint64_t choice(std::uint64_t seed, std::uint64_t n) {
    std::uint64_t x = seed + (n + 1) * 0x9E3779B97F4A7C15U;  // SplitMix64
    x = (x ^ x >> 30U) * 0xBF58476D1CE4E5B9U;
    x = (x ^ x >> 27U) * 0x94D049BB133111EBU;
    return x ^ x >> 31U;
}

Result<av::Frame> draw_gradient(std::uint64_t seed, int width, int height) {
    constexpr std::array<const char*, 4> kShapes = {"linear", "radial", "circular", "spiral"};
    const double hue = static_cast<double>(choice(seed, 0) % 360) / 360;
    const double step = 0.08 + static_cast<double>(choice(seed, 1) % 100) / 100 * 0.3;
    // Smooth colours need no more pixels than this; the scaler makes the rest, which is some ten times faster.
    constexpr int kShrink = 8;
    const std::string small_width = av::number(std::max(16, even(width / kShrink)));
    const std::string small_height = av::number(std::max(16, even(height / kShrink)));
    Graph graph;
    Graph::Node node = graph.add("gradients", {{"size", small_width + "x" + small_height},
                                               {"nb_colors", "3"},
                                               {"c0", colour(hue, 0.75, 0.85)},
                                               {"c1", colour(std::fmod(hue + step, 1.0), 0.65, 0.55)},
                                               {"c2", colour(std::fmod(hue + 2 * step, 1.0), 0.8, 0.3)},
                                               {"seed", std::to_string(choice(seed, 2) % 0xFFFFFFFFU)},
                                               {"type", kShapes.at(choice(seed, 3) % kShapes.size())}});
    // Two steps: the colours are converted while the picture is small.
    node = graph.add(
        "scale", {{"w", small_width}, {"h", small_height}, {"out_color_matrix", "bt709"}, {"out_range", "tv"}}, {node});
    node = graph.add("format", {{"pix_fmts", "yuv420p"}}, {node});
    node = graph.add("scale", {{"w", av::number(width)}, {"h", av::number(height)}, {"flags", "bilinear"}}, {node});
    return draw(graph, node);
}

Result<av::Frame> draw_panel(std::string_view heading, std::string_view text, int width, int height, int max_size) {
    const int margin = std::max(6, std::min(width, height) / 24);
    const int inner_width = width - 2 * margin;
    const int small_size = std::clamp(max_size / 2, 9, 28);
    const auto head = layout_text(heading, inner_width, small_size * 2, small_size, 9);
    if (!head) return fail(head.error());
    const int gap = head->text.empty() || text.empty() ? 0 : margin / 2;
    const auto body = layout_text(text, inner_width, height - 2 * margin - head->height - gap, max_size, 9);
    if (!body) return fail(body.error());
    if (head->text.empty() && body->text.empty()) return av::Frame();

    const int panel_width = even(std::min(width, std::max(head->width, body->width) + 2 * margin));
    const int panel_height = even(std::min(height, head->height + gap + body->height + 2 * margin));
    Graph graph;
    Graph::Node node = graph.add(
        "color", {{"color", "0x0c1018@0.8"}, {"size", av::number(panel_width) + "x" + av::number(panel_height)}});
    node = graph.add("format", {{"pix_fmts", "yuva420p"}}, {node});
    node = add_text(graph, node, *head, margin, margin, "0xb8c4d8");
    node = add_text(graph, node, *body, margin, margin + head->height + gap, "white");
    return draw(graph, node);
}

Result<av::Frame> draw_watermark(int height) {
    const int size = std::max(10, height / 24);
    const auto block = layout_text("conch emulator", 64 * size, 4 * size, size, size);
    if (!block) return fail(block.error());
    Graph graph;
    Graph::Node node = graph.add(
        "color", {{"color", "black@0"},
                  {"size", av::number(even(block->width + size)) + "x" + av::number(even(block->height + size))}});
    node = graph.add("format", {{"pix_fmts", "yuva420p"}}, {node});
    node = add_text(graph, node, *block, size / 2 + 2, size / 2 + 2, "black@0.6");
    node = add_text(graph, node, *block, size / 2, size / 2, "white@0.9");
    return draw(graph, node);
}

Overlaid add_overlay(Graph& graph, Graph::Node base, const av::Frame& picture, int frames_per_second, std::string x,
                     std::string y, std::string enable) {
    Overlaid overlaid;
    overlaid.source = graph.pictures(*picture, frames_per_second);
    overlaid.result = graph.add(
        "overlay", {{"x", std::move(x)}, {"y", std::move(y)}, {"format", "yuv420"}, {"enable", std::move(enable)}},
        {base, overlaid.source});
    return overlaid;
}

}  // namespace conch::emulator::media
