// Files that generations can use: uploads, generated pictures, characters.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "emulator/control/clock.hpp"
#include "emulator/http/body.hpp"
#include "emulator/media/media.hpp"
#include "emulator/service/ids.hpp"
#include "emulator/service/store.hpp"

namespace conch::emulator {

struct StoredFile {
    std::string id;  // composite
    std::string account;
    std::string number;
    std::filesystem::path path;
    std::string media_name;  // how /media serves it
    std::string name;
    std::string type;  // png, jpeg, mp3, wav
    std::string oss_path;
    int width = 0;
    int height = 0;
    Clock::Ms created = 0;
    bool used = false;
    bool uploaded = true;

    bool is_sound() const { return type == "mp3" || type == "wav"; }
};

template <typename Visitor>
void fields(Visitor& visit, StoredFile& file) {
    visit("id", file.id);
    visit("account", file.account);
    visit("number", file.number);
    visit("media_name", file.media_name);
    visit("name", file.name);
    visit("type", file.type);
    visit("oss_path", file.oss_path);
    visit("width", file.width);
    visit("height", file.height);
    visit("created", file.created);
    visit("used", file.used);
    visit("uploaded", file.uploaded);
}

class Files {
  public:
    Files(const Clock& clock, Ids& ids, Store& store, std::filesystem::path directory)
        : clock_(clock), ids_(ids), store_(store), directory_(std::move(directory)) {}

    // A picture that somebody uploads; what is not a picture is refused.
    Result<StoredFile*> add_picture(std::string_view account, Body body);
    // A recording that was found to be one.
    Result<StoredFile*> add_sound(std::string_view account, Body body, bool mp3);
    // A picture that lies somewhere already: what a generation made.
    StoredFile* add_made(const std::string& id, const std::string& media_name, int width, int height);
    StoredFile* find(std::string_view id);
    // A generation reads it: it stays on disk though the file may be deleted.
    void mark_used(std::string_view id);
    void remove(std::string_view id);
    void clear();
    // Brings back what the state directory knows.
    void restore();
    const std::map<std::string, StoredFile, std::less<>>& all() const { return files_; }

  private:
    StoredFile& add(const std::string& id);
    Result<StoredFile*> store(StoredFile& file, Body body, std::string_view extension);
    void save(StoredFile& file);

    const Clock& clock_;
    Ids& ids_;
    Store& store_;
    std::filesystem::path directory_;
    std::map<std::string, StoredFile, std::less<>> files_;
};

}  // namespace conch::emulator
