#include "emulator/service/files.hpp"

#include "catalog/catalog.hpp"
#include "emulator/service/record.hpp"

namespace conch::emulator {

namespace {

constexpr std::string_view kStoredFile = "file";

}  // namespace

void Files::save(StoredFile& file) {
    if (store_.is_open()) store_.put(kStoredFile, file.id, RecordWriter::write(file));
}

void Files::restore() {
    store_.each(kStoredFile, [this](const std::string& id, const json::Value& record) {
        StoredFile file;
        RecordReader::read(record, file);
        file.path = directory_ / file.media_name;
        files_.insert_or_assign(id, std::move(file));
    });
}

void Files::mark_used(std::string_view id) {
    StoredFile* file = find(id);
    if (file == nullptr || file->used) return;
    file->used = true;
    save(*file);
}

StoredFile& Files::add(const std::string& id) {
    const auto parts = catalog::parse_id(id);
    StoredFile file;
    file.id = id;
    file.number = parts->item;
    file.account = parts->account;
    file.created = clock_.now();
    return files_.insert_or_assign(id, std::move(file)).first->second;
}

Result<StoredFile*> Files::add_picture(std::string_view account, Body body) {
    if (body.size() == 0) return fail(CONCH_E_BAD_REQUEST, "The body is empty; it has to be the picture.");
    const auto info = media::probe_image(body.file());
    if (!info) return fail(CONCH_E_BAD_REQUEST, "The body is not a PNG, JPEG or WebP picture.");
    StoredFile& file = add(composite_id(account, "file", ids_.digits(18)));
    file.type = info->format == media::ImageFormat::kPng ? "png" : "jpeg";
    const char* extension = info->format == media::ImageFormat::kPng    ? ".png"
                            : info->format == media::ImageFormat::kWebp ? ".webp"
                                                                        : ".jpg";
    file.width = info->width;
    file.height = info->height;
    return store(file, std::move(body), extension);
}

Result<StoredFile*> Files::store(StoredFile& file, Body body, std::string_view extension) {
    file.name = file.number + std::string(extension);
    file.media_name = "u-" + file.name;
    file.path = directory_ / file.media_name;
    file.oss_path = "moss/prod/" + std::to_string(file.created) + "/" + file.name;
    if (!body.move_to(file.path)) {
        files_.erase(files_.find(file.id));
        return fail(CONCH_E_DISK, "The disk takes no more.");
    }
    save(file);
    return &file;
}

Result<StoredFile*> Files::add_sound(std::string_view account, Body body, bool mp3) {
    StoredFile& file = add(composite_id(account, "file", ids_.digits(18)));
    file.type = mp3 ? "mp3" : "wav";
    return store(file, std::move(body), "." + file.type);
}

StoredFile* Files::add_made(const std::string& id, const std::string& media_name, int width, int height) {
    StoredFile& file = add(id);
    file.used = true;  // its media belongs to whatever made it
    file.uploaded = false;
    file.type = "png";
    file.name = file.number + ".png";
    file.media_name = media_name;
    file.path = directory_ / media_name;
    file.oss_path = "moss/prod/" + std::to_string(file.created) + "/" + file.name;
    file.width = width;
    file.height = height;
    save(file);
    return &file;
}

StoredFile* Files::find(std::string_view id) {
    const auto found = files_.find(id);
    return found == files_.end() ? nullptr : &found->second;
}

void Files::remove(std::string_view id) {
    const auto found = files_.find(id);
    if (found == files_.end()) return;
    // A generation that used the picture may still read it.
    std::error_code ignored;
    if (!found->second.used) std::filesystem::remove(found->second.path, ignored);
    store_.erase(kStoredFile, id);
    files_.erase(found);
}

void Files::clear() {
    while (!files_.empty())
        remove(std::string(files_.begin()->first));
}

}  // namespace conch::emulator
