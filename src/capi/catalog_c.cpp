#include "conch/catalog.h"

#include "api/violations.hpp"
#include "capi/guard.hpp"
#include "catalog/validate.hpp"
#include "conch/task.h"

using namespace conch;        // NOLINT(google-build-using-namespace): this file is the C face of these namespaces
using namespace conch::capi;  // NOLINT(google-build-using-namespace)

extern "C" const char* conch_catalog_json(size_t* size) {
    const std::string_view text = catalog::text();
    if (size != nullptr) *size = text.size();
    return text.data();
}

extern "C" conch_status conch_validate(int32_t number, const char* params, uint32_t flags, char** violations) {
    clear_out(violations);
    return no_throw([&]() -> conch_status {
        const catalog::Operation* operation = catalog::find_operation(number);
        if (operation == nullptr) return CONCH_E_NOT_FOUND;
        auto parsed = json::parse(params == nullptr ? "{}" : params);
        if (!parsed) {
            catalog::Violation violation{"", "format", "a JSON object", "", parsed.error().message, CONCH_E_INVALID};
            const conch_status given = give_text(violations, api::refuse_violations({violation}).error().violations);
            return given == CONCH_OK ? CONCH_E_INVALID : given;
        }
        catalog::ValidationOptions options;
        options.unknown_fields = (flags & CONCH_TASK_ALLOW_UNKNOWN) != 0;
        options.unknown_values = options.unknown_fields;
        const auto legal = api::refuse_violations(catalog::validate(*operation, *parsed, options));
        const conch_status given = give_text(violations, legal ? "[]" : legal.error().violations);
        if (given != CONCH_OK) return given;
        return legal ? CONCH_OK : CONCH_E_INVALID;
    });
}

extern "C" conch_status conch_estimate(int32_t number, const char* params, int64_t* credits, char** why) {
    clear_out(why);
    if (credits == nullptr) return CONCH_E_ARGUMENT;
    *credits = -1;
    return no_throw([&]() -> conch_status {
        const catalog::Operation* operation = catalog::find_operation(number);
        if (operation == nullptr) return CONCH_E_NOT_FOUND;
        const auto parsed = json::parse(params == nullptr ? "{}" : params);
        if (!parsed || !parsed->IsObject()) return CONCH_E_INVALID;
        const catalog::Estimate estimate = catalog::estimate(*operation, *parsed);
        *credits = estimate.credits.value_or(-1);
        return give_text(why, estimate.why);
    });
}
