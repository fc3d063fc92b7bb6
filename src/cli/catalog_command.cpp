#include "cli/catalog_command.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/catalog_view.hpp"
#include "cli/text.hpp"
#include "conch/catalog.h"

namespace conch::cli {

namespace {

constexpr std::size_t kLineColumns = 110;

// Two columns, the second one wrapped.
std::string row(const std::string& left, std::size_t left_columns, const std::string& right) {
    std::string text = "  " + left + std::string(left_columns - std::min(left_columns, left.size()) + 2, ' ');
    const std::string margin(left_columns + 4, ' ');
    return text + wrapped(right, kLineColumns - margin.size(), margin) + "\n";
}

std::string overview() {
    std::size_t widest = 0;
    for (const CatalogOperation& operation : catalog_operations())
        widest = std::max(widest, operation.name.size());
    std::string text;
    for (const CatalogOperation& operation : catalog_operations()) {
        text += row(operation.name, widest, operation.summary + (operation.decommissioned ? " (decommissioned)" : ""));
    }
    return text;
}

std::string details(const CatalogOperation& operation) {
    std::string text = operation.name + ": " + operation.summary + "\n";
    if (operation.decommissioned) text += "Decommissioned by the service.\n";
    if (!operation.parameters.empty()) text += "\n";
    std::size_t widest = 0;
    for (const CatalogParameter& parameter : operation.parameters)
        widest = std::max(widest, parameter.name.size());
    for (const CatalogParameter& parameter : operation.parameters) {
        const std::string type = parameter.type + (parameter.required ? ", required" : "");
        text += row(parameter.name + (parameter.numbered ? "N" : ""), widest + 1,
                    "(" + type + ") " + parameter_help(parameter));
    }
    return text;
}

// How many letters must be changed, added or left out to make one word of the other.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> line(b.size() + 1);
    std::iota(line.begin(), line.end(), 0U);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(line[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = line[j];
            line[j] = std::min({changed, line[j] + 1, line[j - 1] + 1});
        }
    }
    return line.back();
}

}  // namespace

std::string catalog_json() {
    std::size_t size = 0;
    const char* json = conch_catalog_json(&size);
    return std::string(json, size) + "\n";
}

Failure unknown_operation(const std::string& name) {
    constexpr std::size_t kLikely = 4;
    Failure failure;
    failure.status = CONCH_E_ARGUMENT;
    failure.message = "\"" + name + "\" is no operation";
    const std::vector<CatalogOperation>& all = catalog_operations();
    const auto nearest = std::min_element(all.begin(), all.end(), [&](const auto& a, const auto& b) {
        return distance(name, a.name) < distance(name, b.name);
    });
    const bool likely = nearest != all.end() && distance(name, nearest->name) <= kLikely;
    failure.message += likely ? "; did you mean " + nearest->name + "?" : "; `conch catalog` lists them all";
    return failure;
}

Outcome run_catalog(const CatalogCommand& command) {
    Outcome outcome;
    outcome.ending.failure.status = CONCH_OK;
    if (command.operation.empty()) {
        outcome.result = overview();
        return outcome;
    }
    const CatalogOperation* operation = find_catalog_operation(command.operation);
    if (operation == nullptr) return outcome_of(unknown_operation(command.operation));
    outcome.result = details(*operation);
    return outcome;
}

}  // namespace conch::cli
