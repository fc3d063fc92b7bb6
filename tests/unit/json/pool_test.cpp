// The memory of a JSON document: small for small ones, and right for any.
#include "json/pool.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <vector>

#include "json/json.hpp"

namespace conch::json {
namespace {

TEST(JsonPool, GivesAlignedPiecesThatDoNotOverlap) {
    rapidjson::GrowingPool pool;
    struct Piece {
        unsigned char* bytes;
        std::size_t size;
    };
    std::vector<Piece> pieces;
    for (std::size_t i = 1; i <= 3'000; ++i) {
        const std::size_t size = i * 7 % 400 + 1;
        auto* const bytes = static_cast<unsigned char*>(pool.Malloc(size));
        ASSERT_NE(bytes, nullptr);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(bytes) % alignof(void*), 0U);
        std::memset(bytes, static_cast<int>(i % 251), size);
        pieces.push_back({bytes, size});
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        for (std::size_t at = 0; at < pieces[i].size; ++at)
            ASSERT_EQ(pieces[i].bytes[at], (i + 1) % 251);
    }
}

TEST(JsonPool, GivesPiecesLargerThanAnyOfItsOwn) {
    rapidjson::GrowingPool pool;
    auto* const large = static_cast<char*>(pool.Malloc(10U << 20U));
    std::memset(large, 1, 10U << 20U);
    auto* const next = static_cast<char*>(pool.Malloc(16));
    std::memset(next, 2, 16);
    EXPECT_EQ(large[(10U << 20U) - 1], 1);
}

TEST(JsonPool, KeepsWhatGrows) {
    rapidjson::GrowingPool pool;
    std::size_t size = 3;
    auto* bytes = static_cast<char*>(pool.Malloc(size));
    std::memcpy(bytes, "abc", 3);
    for (int i = 0; i < 12; ++i) {
        bytes = static_cast<char*>(pool.Realloc(bytes, size, size * 3));
        size *= 3;
        if (i % 2 == 0) pool.Malloc(5);  // now it is no longer the newest
        EXPECT_EQ(std::memcmp(bytes, "abc", 3), 0);
        std::memset(bytes + size / 3, 'x', size - size / 3);
    }
    EXPECT_EQ(pool.Realloc(bytes, size, size / 2), bytes);
    EXPECT_EQ(pool.Realloc(bytes, size, 0), nullptr);
    EXPECT_EQ(pool.Malloc(0), nullptr);
    EXPECT_NE(pool.Realloc(nullptr, 0, 8), nullptr);
}

TEST(JsonPool, DocumentsOfAnySizeAreReadBack) {
    std::string text = "[";
    for (int i = 0; i < 20'000; ++i)
        text += (i > 0 ? "," : "") + std::string(R"({"id":)") + std::to_string(i) + R"(,"desc":"a shell"})";
    text += "]";
    const auto parsed = parse(text);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(to_string(*parsed), text);
}

}  // namespace
}  // namespace conch::json
