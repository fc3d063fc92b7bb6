#include "net/part_file.hpp"

#include <algorithm>

#include "json/json.hpp"
#include "net/url.hpp"

namespace conch::net {

namespace {

constexpr std::size_t kMaxMeta = 64U << 10U;

std::string part_path(const std::string& path) {
    return path + ".part";
}
std::string meta_path(const std::string& path) {
    return path + ".part.meta";
}

std::string text_of(const json::Value& object, std::string_view name) {
    return std::string(json::string_member(object, name).value_or(""));
}

std::optional<Entity> read_meta(const std::string& path) {
    const auto text = platform::read_whole(path, kMaxMeta);
    if (!text) return std::nullopt;
    const auto document = json::parse(*text);
    if (!document || !document->IsObject()) return std::nullopt;
    Entity entity;
    entity.url = text_of(*document, "url");
    entity.etag = text_of(*document, "etag");
    entity.last_modified = text_of(*document, "lastModified");
    entity.content_type = text_of(*document, "contentType");
    entity.total =
        static_cast<std::uint64_t>(std::max<std::int64_t>(json::integer_member(*document, "total").value_or(0), 0));
    return entity;
}

Result<void> write_meta(const std::string& path, const Entity& entity) {
    json::Document document;
    document.SetObject();
    json::set(document, document, "url", std::string_view(entity.url));
    json::set(document, document, "etag", std::string_view(entity.etag));
    json::set(document, document, "lastModified", std::string_view(entity.last_modified));
    json::set(document, document, "contentType", std::string_view(entity.content_type));
    json::set(document, document, "total", static_cast<std::int64_t>(entity.total));
    return platform::write_whole(path, json::to_string(document));
}

}  // namespace

std::string Entity::validator() const {
    const std::string& chosen = !etag.empty() && !etag.starts_with("W/") ? etag : last_modified;
    // It goes into a header of ours and came from outside.
    const bool sendable = std::all_of(chosen.begin(), chosen.end(), [](char c) { return c >= ' ' && c < '\x7f'; });
    return sendable ? chosen : "";
}

Entity entity_of(const std::string& url, const Response& head) {
    Entity entity;
    entity.url = without_query(url);
    entity.etag = head.header("ETag").value_or("");
    entity.last_modified = head.header("Last-Modified").value_or("");
    entity.content_type = head.header("Content-Type").value_or("");
    return entity;
}

Result<PartFile> PartFile::open(const std::string& path, const std::string& url) {
    if (auto made = platform::make_folders(platform::folder_of(path)); !made) return fail(made.error());
    auto file = platform::File::open_to_write(part_path(path));
    if (!file) return fail(file.error());
    // Not at its path any more: another download of it was renaming it to its final name just then.
    if (!file->try_lock() || !file->is_at_its_path()) {
        return fail(CONCH_E_BUSY, "\"" + path + "\" is being downloaded already, here or by another program");
    }
    auto state = file->state();
    if (!state) return fail(state.error());
    PartFile part(path, std::move(*file));
    part.size_ = state->size;
    if (part.size_ == 0) return part;
    auto entity = read_meta(meta_path(path));
    const bool fits = entity && entity->url == without_query(url) && !entity->validator().empty() &&
                      (entity->total == 0 || part.size_ <= entity->total);
    if (fits) {
        part.entity_ = std::move(*entity);
    } else if (auto cut = part.start_over({}); !cut) {
        return fail(cut.error());
    }
    return part;
}

Result<void> PartFile::start_over(Entity entity) {
    if (size_ > 0) {
        if (auto cut = file_.cut(0); !cut) return cut;
        size_ = 0;
    }
    entity_ = std::move(entity);
    // Without a validator the bytes could not be continued: then no meta, and a next start begins anew.
    if (entity_.validator().empty()) return platform::remove_file(meta_path(path_));
    return write_meta(meta_path(path_), entity_);
}

Result<void> PartFile::append(std::string_view data) {
    if (auto written = file_.write_at(size_, data); !written) return written;
    size_ += data.size();
    return {};
}

Result<void> PartFile::to_disk() {
    if (auto synced = file_.sync(); !synced) return synced;
    // A length that came late, so that a next start knows it is whole.
    return entity_.validator().empty() ? Result<void>() : write_meta(meta_path(path_), entity_);
}

Result<void> PartFile::publish(const std::string& path, const std::string& final_path, bool replace) {
    const std::string part = part_path(path);
    if (platform::file_state(part)) {
        auto renamed = replace ? platform::rename_file(part, final_path) : platform::rename_to_free(part, final_path);
        if (!renamed) return renamed;
    } else if (!platform::file_state(final_path)) {
        return fail(CONCH_E_DISK, "\"" + part + "\" was whole, and somebody removed it");
    }
    // Also what an earlier run left that ended between the two.
    if (auto removed = platform::remove_file(meta_path(path)); !removed) return removed;
    return platform::sync_folder(platform::folder_of(final_path));
}

void PartFile::drop_if_empty() {
    if (size_ > 0) return;
    (void)platform::remove_file(part_path(path_));
    (void)platform::remove_file(meta_path(path_));
}

}  // namespace conch::net
