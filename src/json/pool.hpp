// Where a JSON document's values live: pieces of memory that grow with the document and are given back all at once.
//
// RapidJSON's own pool takes 64 KiB for a document of two numbers, which a thousand waiting jobs cannot afford.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

#include "json/rapidjson.hpp"

namespace conch::rapidjson {

// The names and their meaning are RapidJSON's (its concept Allocator).
class GrowingPool {
  public:
    static constexpr bool kNeedFree = false;

    GrowingPool() = default;
    GrowingPool(const GrowingPool&) = delete;
    GrowingPool& operator=(const GrowingPool&) = delete;
    ~GrowingPool() { Clear(); }

    void* Malloc(std::size_t size) {
        if (size == 0) return nullptr;
        size = aligned(size);
        if (newest_ == nullptr || newest_->capacity - newest_->used < size) add_piece(size);
        void* const found = bytes_of(newest_) + newest_->used;
        newest_->used += size;
        return found;
    }

    void* Realloc(void* old, std::size_t old_size, std::size_t size) {
        if (old == nullptr) return Malloc(size);
        if (size == 0) return nullptr;
        old_size = aligned(old_size);
        size = aligned(size);
        if (size <= old_size) return old;
        // An array that grows is most often what was allocated last.
        if (static_cast<char*>(old) + old_size == bytes_of(newest_) + newest_->used &&
            newest_->capacity - newest_->used >= size - old_size) {
            newest_->used += size - old_size;
            return old;
        }
        void* const found = Malloc(size);
        std::memcpy(found, old, old_size);
        return found;
    }

    static void Free(void* /*memory*/) {}

    void Clear() {
        while (newest_ != nullptr)
            ThrowingAllocator::Free(std::exchange(newest_, newest_->older));
    }

  private:
    struct alignas(std::max_align_t) Piece {
        Piece* older;
        std::size_t capacity;
        std::size_t used;
    };
    static constexpr std::size_t kFirst = 256;
    static constexpr std::size_t kLargest = 64U << 10U;

    static std::size_t aligned(std::size_t size) { return (size + 7) & ~std::size_t{7}; }
    static char* bytes_of(Piece* piece) { return reinterpret_cast<char*>(piece + 1); }

    void add_piece(std::size_t size) {
        const std::size_t usual = newest_ == nullptr ? kFirst : std::min(newest_->capacity * 2, kLargest);
        const std::size_t capacity = std::max(usual, size);
        auto* const piece = static_cast<Piece*>(ThrowingAllocator().Malloc(sizeof(Piece) + capacity));
        *piece = {newest_, capacity, 0};
        newest_ = piece;
    }

    Piece* newest_ = nullptr;
};

}  // namespace conch::rapidjson
