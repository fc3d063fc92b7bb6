// The state directory: what the service knows, in one SQLite file, so that it survives a kill and a restart.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "emulator/service/json_text.hpp"
#include "json/json.hpp"

namespace conch::emulator {

class Store {
  public:
    // Without a file nothing is kept and all calls do nothing.
    Store();
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // Opens or makes the file; one emulator at a time has it.
    Result<void> open(const std::filesystem::path& file);
    bool is_open() const { return state_ != nullptr; }

    void put(std::string_view kind, std::string_view id, const JsonText& record);
    void erase(std::string_view kind, std::string_view id);
    void clear();
    // All records of a kind, in the order in which they were first put.
    void each(std::string_view kind, const std::function<void(const std::string& id, const json::Value& record)>& take);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace conch::emulator
