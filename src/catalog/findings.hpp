// How broken rules are collected and put into words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/validate.hpp"

namespace conch::catalog {

class Findings {
  public:
    // `what` goes on from the field: "is missing", "does not go with model T2V-01".
    void add(std::string_view field, std::string_view rule, std::string_view what, std::string allowed,
             std::string given, conch_status status = CONCH_E_INVALID);
    bool full() const { return found_.size() >= kMost; }
    std::vector<Violation> take() { return std::move(found_); }

  private:
    static constexpr std::size_t kMost = 64;
    std::vector<Violation> found_;
};

// A value as it may be shown: cut at 80 characters, control characters escaped, secrets hidden.
std::string shown(const json::Value& value);
std::string shown(const Parameter& parameter, const json::Value& value);
std::string number_text(double number);
std::string listed(const std::vector<std::string_view>& items);  // "a, b, c"

// What a parameter takes, in words. `uploads`: see ValidationOptions.
std::string expectation(const Parameter& parameter, bool uploads);
std::string_view id_form(std::string_view kind);

}  // namespace conch::catalog
