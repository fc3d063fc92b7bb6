#include "jobs/places.hpp"

namespace conch::jobs {

Async<Result<std::vector<Places>>> ask_for_places(Context& context, int tries) {
    json::Document none;
    none.SetObject();
    const auto answer = co_await ask_patiently(context, *catalog::find_operation("scheduler.available"), none, tries);
    if (!answer) co_return fail(answer.error());
    std::vector<Places> places;
    if (const json::Value* accounts = json::array_member(answer->content, "available")) {
        for (const json::Value& account : accounts->GetArray()) {
            const auto name = json::string_member(account, "account");
            if (name) places.push_back({std::string(*name), json::integer_member(account, "available").value_or(0)});
        }
    }
    co_return places;
}

}  // namespace conch::jobs
