// The unfinished file of a download, PATH.part, and beside it PATH.part.meta: which entity its bytes belong to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "net/message.hpp"
#include "platform/file.hpp"

namespace conch::net {

// What identifies an entity, as its server told.
struct Entity {
    std::string url;  // without query
    std::string etag;
    std::string last_modified;
    std::string content_type;
    std::uint64_t total = 0;  // 0: unknown

    // What If-Range may carry: a strong ETag, else the date. Empty: the entity cannot be recognised again.
    [[nodiscard]] std::string validator() const;
};

Entity entity_of(const std::string& url, const Response& head);

class PartFile {
  public:
    // Takes up what is there for that URL, cut to nothing when it cannot be continued. One user at a time:
    // CONCH_E_BUSY.
    static Result<PartFile> open(const std::string& path, const std::string& url);

    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] const Entity& entity() const { return entity_; }
    [[nodiscard]] bool is_complete() const { return entity_.total > 0 && size_ == entity_.total; }

    // Forgets all bytes; the next ones belong to that entity.
    Result<void> start_over(Entity entity);
    Result<void> append(std::string_view data);
    void set_total(std::uint64_t total) { entity_.total = total; }

    // To disk. Blocks, perhaps for seconds.
    Result<void> to_disk();
    // Gives the PATH.part that is whole and on disk the name `final_path`. CONCH_E_BUSY when that is taken and may not
    // be replaced; fine when an earlier run did it. On disk when it returns: it blocks.
    static Result<void> publish(const std::string& path, const std::string& final_path, bool replace);
    // Removes what holds nothing; bytes stay for another try.
    void drop_if_empty();

  private:
    PartFile(std::string path, platform::File file) : path_(std::move(path)), file_(std::move(file)) {}

    std::string path_;
    platform::File file_;
    Entity entity_;
    std::uint64_t size_ = 0;
};

}  // namespace conch::net
