#include "emulator/service/site.hpp"

#include <algorithm>
#include <array>

#include "emulator/service/generations.hpp"
#include "emulator/service/requirements.hpp"

namespace conch::emulator {

namespace {

constexpr Clock::Ms kDay = 24LL * 3600 * 1000;
constexpr std::array<std::string_view, 3> kCharacters{"Mara the lighthouse keeper", "Professor Whelk",
                                                      "A small blue robot"};
constexpr int kCharacterSide = 1024;

struct ProviderModel {
    std::string_view id;
    int cost;
};
// Costs of the provider's own model numbers (seen in a sample of the documents).
constexpr std::array<ProviderModel, 7> kModels{
    {{"image-01", 1}, {"23000", 30}, {"23001", 30}, {"23010", 30}, {"23011", 30}, {"23102", 30}, {"23021", 45}}};

std::uint64_t number_of(const Account& account, std::size_t index) {
    constexpr std::uint64_t kFirst = 100'000'000'000'000'000;
    return kFirst + hash_of(account.id + '/' + std::to_string(index)) % (8 * kFirst);
}

std::string file_id(const Account& account, std::size_t index) {
    return composite_id(account.id, "file", std::to_string(number_of(account, index)));
}

}  // namespace

void add_characters(World& world, const Account& account) {
    for (std::size_t i = 0; i < kCharacters.size(); ++i) {
        media::ImageSpec picture;
        picture.width = picture.height = kCharacterSide;
        picture.prompt = kCharacters[i];
        picture.model = "character";
        const std::string name = "c-" + std::to_string(number_of(account, i)) + ".png";
        world.studio.know_always(name, std::move(picture));
        world.files.add_made(file_id(account, i), name, kCharacterSide, kCharacterSide);
    }
}

void list_characters(World& world, const CallPtr& call) {
    const Account* account = strict_account(world, call);
    if (account == nullptr) return;
    const std::int64_t page = call->integer("page").value_or(1);
    const std::int64_t size = std::min<std::int64_t>(call->integer("pageSize").value_or(50), kLargestPage);
    std::vector<JsonText> items;
    for (std::size_t i = 0; i < kCharacters.size(); ++i) {
        const StoredFile* file = world.files.find(file_id(*account, i));
        if (file == nullptr || static_cast<std::int64_t>(i) / size != page - 1) continue;
        const std::string url = world.studio.url(file->media_name);
        items.push_back(object({
            {"characterID", std::to_string(number_of(*account, i) / 1000)},
            {"characterType", 1},
            {"file", object({{"fileID", file->id}, {"cdnUrl", url}, {"promptImgUrl", url}})},
        }));
    }
    call->ok(array(items));
}

void show_features(World& world, const CallPtr& call) {
    const Account* account = strict_account(world, call);
    if (account == nullptr) return;
    const Clock::Ms now = world.clock.now();
    const Clock::Ms ends = now + (account->paid ? 30 * kDay : kDay);
    std::vector<JsonText> models;
    for (const ProviderModel& model : kModels) {
        const bool image = model.id == "image-01";
        models.push_back(object({
            {"modelId", model.id},
            {"videoCost", model.cost},
            {"isMember", account->paid},
            {"freeCount", 0},
            {"durations", image ? array({}) : array({{"6"}, {"10"}})},
            {"resolutions", image ? array({}) : array({{"768"}, {"1080"}})},
            {"modes", array({})},
            {"videoCosts", array({{std::to_string(model.cost)}})},
        }));
    }
    const JsonText record = object({{"credit", 1000}, {"endTime", ends}});
    call->ok(object({
        {"privilegeType", account->paid ? 2 : 1},
        {"totalCredits", account->credits},
        {"expireText", account->paid ? "Renews every month" : "Renews every day"},
        {"videoCost", 30},
        {"queueLength", account->queue},
        {"memberText", account->plan},
        {"memberHoverText", account->plan + " plan"},
        {"expireTime", ends},
        {"isNewUser", false},
        {"questionText", ""},
        {"trialExpireTime", 0},
        {"trialText", 0},
        {"memberName", account->plan},
        {"newUserVersion", 0},
        {"creditExpireText", array({object({{"credit", account->credits}, {"endTime", ends}})})},
        {"modelControl", array(models)},
        {"supportModes", array({})},
        {"imageQueueLength", 5},
        {"totalCreditsStr", std::to_string(account->credits)},
        {"isPaidSubscription", account->paid},
        {"canManagePlan", account->paid},
        {"audio", object({
                      {"total_credit", 1000},
                      {"sub_credits", array({object({
                                          {"credit_type", 1},
                                          {"end_time", ends},
                                          {"credit", 1000},
                                          {"text", "Characters"},
                                          {"record", array({record})},
                                          {"coin_type", 1},
                                      })})},
                      {"base_resp", object({{"status_code", 0}, {"status_msg", "success"}})},
                  })},
    }));
}

}  // namespace conch::emulator
