#include <algorithm>

#include "catalog/validate.hpp"

namespace conch::catalog {

namespace {

std::string credits_text(std::int64_t credits) {
    return std::to_string(credits) + (credits == 1 ? " credit" : " credits");
}

// Models that are priced for each result by its resolution.
Estimate by_resolution(const Operation& operation, const json::Value& parameters) {
    const Model* model = effective_model(operation, parameters);
    if (model == nullptr) return {std::nullopt, "the catalog does not know the model"};
    const std::string_view wanted =
        json::string_member(parameters, "resolution").value_or(model->resolutions.front().name);
    const auto resolution = std::find_if(model->resolutions.begin(), model->resolutions.end(),
                                         [&](const Resolution& candidate) { return candidate.name == wanted; });
    const std::string what = std::string(model->name) + " at " + std::string(wanted);
    if (resolution == model->resolutions.end()) return {std::nullopt, "there is no " + what};
    if (!resolution->credits) return {std::nullopt, "the documents give no price for " + what};
    const bool has_quantity = json::member(parameters, "quantity") != nullptr;
    const double quantity = has_quantity ? json::number_member(parameters, "quantity").value_or(0) : 1;
    const Parameter& limits = *find_parameter(operation, "quantity");
    if (quantity < *limits.min || quantity > *limits.max) return {std::nullopt, "quantity is out of range"};
    const auto count = static_cast<std::int64_t>(quantity);
    return {count * *resolution->credits,
            credits_text(*resolution->credits) + " for each image of " + what + ", times " + std::to_string(count)};
}

}  // namespace

Estimate estimate(const Operation& operation, const json::Value& parameters) {
    if (!operation.creates) return {0, "this operation makes nothing"};
    if (operation.credits) return {operation.credits, "a fixed price of " + credits_text(*operation.credits)};
    if (!operation.credits_unknown.empty()) return {std::nullopt, std::string(operation.credits_unknown)};
    return by_resolution(operation, parameters);
}

}  // namespace conch::catalog
