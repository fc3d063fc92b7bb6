#include "emulator/service/requirements.hpp"

#include "emulator/service/refusals.hpp"
#include "emulator/service/triggers.hpp"

namespace conch::emulator {

namespace {

std::string kind_of(std::string_view capability) {
    return capability.empty() ? "account" : std::string(capability) + " account";
}

}  // namespace

Account* named_account(World& world, const CallPtr& call, std::string_view id) {
    call->account = id;
    Account* account = world.accounts.find(id);
    const std::string_view capability = call->operation.capability;
    if (account != nullptr && account->can(capability)) return account;
    call->fail(400, account == nullptr ? "Account " + std::string(id) + " is not configured."
                                       : "Account " + std::string(id) + " is no " + kind_of(capability) + ".");
    return nullptr;
}

Account* strict_account(World& world, const CallPtr& call) {
    if (const auto id = call->text("account")) return named_account(world, call, *id);
    const auto able = world.accounts.with(call->operation.capability);
    if (able.size() == 1) {
        call->account = able.front()->id;
        return able.front();
    }
    call->fail(400, able.empty() ? "No " + kind_of(call->operation.capability) + " is configured."
                                 : "Parameter account is required, because more than one " +
                                       kind_of(call->operation.capability) + " is configured.");
    return nullptr;
}

bool account_of_files(World& world, const CallPtr& call, const std::vector<std::string>& files, FileSort sort,
                      std::string& account) {
    account = call->text_or("account", "");
    for (const std::string& id : files) {
        const auto parts = catalog::parse_id(id);
        if (!parts) {
            call->fail(400, "\"" + id + "\" is not the id of a file.");
            return false;
        }
        if (account.empty()) account = parts->account;
        if (account != parts->account) {
            call->fail(
                400,
                std::string("File ").append(id).append(" does not belong to account ").append(account).append("."));
            return false;
        }
        const StoredFile* file = world.files.find(id);
        if (file == nullptr || file->is_sound() != (sort == FileSort::sound)) {
            call->fail(400, "File " + id +
                                (file == nullptr           ? " does not exist."
                                 : sort == FileSort::sound ? " is no recording."
                                                           : " is no picture."));
            return false;
        }
    }
    return true;
}

bool passes_upstream(World& world, const CallPtr& call, const Account& account, std::int64_t credits,
                     std::string_view prompt) {
    if (account.held_until > world.clock.now() || has_trigger(prompt, "hold")) {
        call->fail(596, refusal::kHold);
        return false;
    }
    if (account.credits < credits || has_trigger(prompt, "no-credits")) {
        call->fail(412, refusal::kNoCredits);
        return false;
    }
    if (has_trigger(prompt, "moderated")) {
        call->fail(422, refusal::kModerated);
        return false;
    }
    if (has_trigger(prompt, "too-short")) {
        call->fail(422, refusal::kTooShort);
        return false;
    }
    return true;
}

}  // namespace conch::emulator
