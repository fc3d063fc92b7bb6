#include "emulator/service/llm.hpp"

#include <algorithm>
#include <ranges>

#include "base/utf8.hpp"
#include "emulator/http/url.hpp"
#include "emulator/service/generations.hpp"
#include "emulator/service/refusals.hpp"
#include "emulator/service/requirements.hpp"
#include "emulator/service/triggers.hpp"

namespace conch::emulator {

namespace {

constexpr int kChatsAtOnce = 5;
constexpr int kWordSpreadRate = 11;
constexpr std::size_t kMostChatFiles = 10;
constexpr std::uint64_t kLargestFile = 100U << 20U;
constexpr Clock::Ms kFirstWord = 1'500;
constexpr Clock::Ms kBetweenWords = 250;
constexpr std::size_t kBytesAtOnce = 48;
constexpr std::size_t kChatTitleLength = 40;
constexpr std::string_view kStoredChat = "chat";

std::string_view extension_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
}

bool is_known_extension(const catalog::Operation& operation, std::string_view extension) {
    const catalog::Parameter* file = catalog::find_parameter(operation, "file");
    return std::any_of(file->extensions.begin(), file->extensions.end(),
                       [&](std::string_view each) { return equals_ignoring_case(each, extension); });
}

// What the model says. The reasoning one thinks aloud first.
std::string answer_to(std::string_view model, std::string_view prompt, std::size_t files, bool search,
                      std::size_t turn) {
    std::string answer;
    if (model == "mm-m1") {
        answer = "<think>The user wrote " + std::to_string(prompt.size()) +
                 " bytes. A good answer repeats the question, says where it comes from and stays short.</think>\n\n";
    }
    answer += "You wrote: \"" + std::string(first_bytes(prompt, 400)) + "\".\n\n";
    if (files > 0) answer += "You attached " + std::to_string(files) + (files == 1 ? " file.\n\n" : " files.\n\n");
    if (search) answer += "I searched the web and found nothing, because there is none here.\n\n";
    answer +=
        "This is answer number " + std::to_string(turn) +
        " of this chat, written by an emulator: no model has read your words. It has a few sentences, so that there "
        "is something to stream, and **some markup**, so that there is something to render.";
    return answer;
}

JsonText form_of(const std::vector<ChatFile>& files, std::string_view content) {
    std::vector<JsonText> form;
    form.reserve(files.size() + 1);
    for (const ChatFile& file : files) {
        form.push_back(object({
            {"formType", 2},
            {"content", file.name},
            {"path", "chat/" + file.id},
            {"fileID", file.id},
            {"height", 0},
            {"width", 0},
            {"status", 1},
            {"fileByte", file.bytes},
        }));
    }
    form.push_back(object({{"formType", 1}, {"content", content}}));
    return array(form);
}

std::string frame(std::string_view event, const JsonText& data) {
    return "event:" + std::string(event) + "\ndata:" + data.text + "\n\n";
}

JsonText success() {
    return object({{"code", 0}, {"message", "Success"}});
}

}  // namespace

// Nothing when somebody has deleted it.
ChatMessage* Llm::answer_in(const Exchange& exchange) {
    for (ChatMessage& each : exchange.chat->messages) {
        if (each.id == exchange.system_message) return &each;
    }
    return nullptr;
}

bool Llm::take_files(const CallPtr& call, std::vector<ChatFile>& files) {
    for (const UploadedFile& upload : call->files) {
        if (upload.field != "file") continue;
        const std::string_view extension = extension_of(upload.name);
        if (upload.content.size() == 0 || upload.content.size() > kLargestFile || files.size() == kMostChatFiles ||
            !is_known_extension(call->operation, extension)) {
            call->fail(422, "Invalid file. Please try another one");
            return false;
        }
        files.push_back({world_.ids.digits(18), upload.name, std::string(extension), upload.content.size()});
    }
    return true;
}

void Llm::send(const CallPtr& call) {
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    const std::string prompt = call->text_or("prompt", "");
    const bool stream = call->flag("stream", false);
    ChatPtr chat;
    if (const auto id = call->text("chatID")) {
        for (const ChatPtr& each : chats_) {
            if (each->id == *id && each->account == account->id) chat = each;
        }
        if (!chat) return call->fail(400, "There is no chat " + *id + ".");
    }
    std::vector<ChatFile> files;
    if (!take_files(call, files)) return;
    if (running_[account->id] >= kChatsAtOnce || has_trigger(prompt, "busy"))
        return call->fail(429, refusal::kPreviousRuns);

    const Clock::Ms now = world_.clock.now();
    if (!chat) {
        chat = std::make_shared<Chat>();
        chat->id = world_.ids.digits(18);
        chat->account = account->id;
        chat->title = first_bytes(prompt, kChatTitleLength);
        chat->created = now;
        chats_.push_back(chat);
        if (chats_.size() > kMostKept) forget(ChatPtr(chats_.front()));
    }
    chat->model = call->text_or("model", "mm-m1");
    chat->updated = now;
    const auto exchange = std::make_shared<Exchange>();
    exchange->chat = chat;
    exchange->question = prompt;
    exchange->files = files;
    exchange->user_message = world_.ids.digits(18);
    exchange->system_message = world_.ids.digits(18);
    exchange->answer =
        answer_to(chat->model, prompt, files.size(), call->flag("searchWeb", false), chat->messages.size() / 2 + 1);
    const std::string parent = chat->messages.empty() ? "0" : chat->messages.back().id;
    chat->messages.push_back({exchange->user_message, parent, true, prompt, 0, now, std::move(files)});
    chat->messages.push_back({exchange->system_message, exchange->user_message, false, "", 6, now, {}});
    ++running_[account->id];
    world_.keep(kStoredChat, chat->id, *chat);

    if (stream) {
        exchange->stream = world_.open_stream();
        exchange->stream->push(frame("send_result", object({{"type", 1},
                                                            {"data", object({{"sendResult", send_result(*exchange)}})},
                                                            {"statusInfo", success()}})));
        Response response;
        response.headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-cache"}};
        response.body = exchange->stream;
        call->respond(std::move(response));
    } else {
        exchange->call = call;
    }
    world_.clock.after(world_.duration(kFirstWord), [this, exchange] { go_on(exchange); });
}

void Llm::go_on(const ExchangePtr& exchange) {
    exchange->sent = first_bytes(exchange->answer, exchange->sent + kBytesAtOnce).size();
    if (exchange->sent == exchange->answer.size()) return end(exchange);
    if (ChatMessage* message = answer_in(*exchange)) {
        message->content = exchange->answer.substr(0, exchange->sent);
    }
    if (exchange->stream) {
        // The whole text so far, not what is new of it.
        const std::string_view so_far(exchange->answer.data(), exchange->sent);
        exchange->stream->push(frame(
            "message_result", object({{"type", 2},
                                      {"data", object({{"messageResult", message_result(*exchange, so_far, false)}})},
                                      {"statusInfo", success()}})));
    }
    world_.clock.after(world_.duration(kBetweenWords), [this, exchange] { go_on(exchange); });
}

void Llm::end(const ExchangePtr& exchange) {
    --running_[exchange->chat->account];
    exchange->chat->updated = world_.clock.now();
    const bool failed = has_trigger(exchange->answer, "fail");
    if (ChatMessage* message = answer_in(*exchange)) {
        message->content = exchange->answer;
        message->request_status = 1;
        world_.keep(kStoredChat, exchange->chat->id, *exchange->chat);
    }
    const JsonText result = message_result(*exchange, exchange->answer, true);
    if (exchange->stream) {
        exchange->stream->push(frame(
            "message_result",
            object(
                {{"type", 2},
                 {"data", object({{"messageResult", result}})},
                 {"statusInfo", failed ? object({{"code", 1000}, {"message", "The model has failed"}}) : success()}})));
        exchange->stream->push(frame("close_chunk", object({{"type", 8}})));
        return exchange->stream->finish();
    }
    exchange->call->ok(object({
        {"request", object({{"sendResult", send_result(*exchange)}})},
        {"response", object({{"messageResult", result}})},
        {"error", failed ? object({
                               {"code", 1000},
                               {"httpCode", 200},
                               {"message", "The model has failed"},
                               {"serviceTime", world_.clock.now() / 1000},
                               {"requestID", exchange->system_message},
                               {"debugInfo", ""},
                               {"serverAlert", 0},
                           })
                         : JsonText()},
    }));
}

JsonText Llm::send_result(const Exchange& exchange) const {
    return object({
        {"userMsgID", exchange.user_message},
        {"chatID", exchange.chat->id},
        {"systemMsgID", exchange.system_message},
        {"msgContent", exchange.question},
        {"wordSpreadRate", kWordSpreadRate},
        {"chatTitle", exchange.chat->title},
        {"canSearch", true},
        {"canEdit", true},
        {"extra", object({{"form", exchange.files.empty() ? JsonText() : form_of(exchange.files, exchange.question)},
                          {"longCutCopyWriting", ""}})},
        {"isPreSendResult", false},
    });
}

JsonText Llm::message_result(const Exchange& exchange, std::string_view content, bool done) const {
    // isEnd is 1 while the answer is coming and 0 in its last message: so the samples say.
    return object({
        {"msgID", exchange.system_message},
        {"chatID", exchange.chat->id},
        {"msgType", "system"},
        {"content", content},
        {"requestStatus", done ? 1 : 6},
        {"isEnd", done ? 0 : 1},
        {"msgSubType", 0},
        {"parentMsgID", exchange.user_message},
        {"extra", object({
                      {"netSearchStatus", object({{"finalStatus", object({{"statusCode", 0}})}})},
                      {"feedbackStatus", done ? object({}) : JsonText()},
                      {"replyMsgType", done ? json_string("text") : JsonText()},
                      {"warningText", ""},
                  })},
        {"canRetry", done},
    });
}

void Llm::list(const CallPtr& call) {
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    const std::int64_t limit = std::min<std::int64_t>(call->integer("limit").value_or(20), kLargestPage);
    const std::string last = call->text_or("lastChatID", "");
    bool reached = last.empty();
    bool more = false;
    std::vector<JsonText> items;
    for (const ChatPtr& each : chats_ | std::views::reverse) {
        const Chat& chat = *each;
        if (chat.account != account->id) continue;
        if (!reached) {
            reached = chat.id == last;
            continue;
        }
        if (static_cast<std::int64_t>(items.size()) == limit) {
            more = true;
            break;
        }
        std::vector<JsonText> attachments;
        for (const ChatMessage& message : chat.messages) {
            for (const ChatFile& file : message.files) {
                attachments.push_back(object({
                    {"id", file.id},
                    {"type", 2},
                    {"fileID", file.id},
                    {"fileType", file.type},
                    {"fileName", file.name},
                    {"img", ""},
                    {"link", ""},
                    {"sceneId", 0},
                    {"text", ""},
                    {"title", file.name},
                    {"content", ""},
                }));
            }
        }
        const std::string avatar = "https://cdn.hailuoai.com/prod/robot/hilo.png";
        items.push_back(object({
            {"chatID", chat.id},
            {"createTime", chat.created},
            {"updateTime", chat.updated},
            {"chatTitle", chat.title},
            {"chatDescription", ""},
            {"requestStatus", chat.messages.empty() ? 1 : chat.messages.back().request_status},
            {"isTop", false},
            {"chatStyle", "pro"},
            {"robotID", 1},
            {"robotName", "HiloAI"},
            {"robotAvatar", object({{"small", avatar}, {"medium", avatar}, {"large", avatar}, {"oversize", avatar}})},
            {"isPhoneMode", false},
            {"type", 0},
            {"attachments", array(attachments)},
            {"abstractContent",
             chat.messages.empty() ? std::string_view() : first_bytes(chat.messages.back().content, 200)},
            {"canSearch", true},
            {"favoriteStatus", 0},
            {"model", chat.model},
        }));
    }
    call->ok(object({{"hasMore", more}, {"limit", limit}, {"items", array(items)}}));
}

void Llm::get(const CallPtr& call) {
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    const std::string id = call->text_or("chatID", "");
    const auto found = std::find_if(chats_.begin(), chats_.end(), [&](const ChatPtr& each) {
        return each->id == id && each->account == account->id;
    });
    if (found == chats_.end()) return call->fail(400, "There is no chat " + id + ".");
    const Chat& chat = **found;
    std::vector<JsonText> messages;
    for (const ChatMessage& message : chat.messages) {
        const bool done = message.request_status != 6;
        messages.push_back(object({
            {"msgID", message.id},
            {"createTime", message.created},
            {"content", message.content},
            {"msgType", message.by_user ? "user" : "system"},
            {"feadbackType", 0},
            {"requestStatus", message.request_status},
            {"isEnd", done ? 0 : 1},
            {"chatID", chat.id},
            {"msgSubtype", 0},
            {"chatStyle", "pro"},
            {"parentMsgID", message.parent},
            {"otherAgentAnswer", object({{"botInfo", null()}})},
            {"failedText", ""},
            {"canEdit", message.by_user},
            {"extra", object({
                          {"parsedQuestion", array({})},
                          {"msgTitle", ""},
                          {"links", array({})},
                          {"audioUrl", ""},
                          {"chatBotList", array({})},
                          {"form", message.files.empty() ? array({}) : form_of(message.files, message.content)},
                          {"copilotTable", array({})},
                          {"copilotHandled", false},
                          {"copilotTextLimit", 0},
                          {"netSearchStatus", object({{"finalStatus", object({{"status", ""}, {"statusCode", 0}})},
                                                      {"linkDetail", array({})}})},
                          {"feedbackStatus", object({})},
                          {"responseType", 0},
                          {"followUpQuestions", array({})},
                          {"urlStatus", object({})},
                          {"generateImage", array({})},
                          {"replyMsgType", "text"},
                          {"generateProcess", ""},
                          {"ciCallResults", array({})},
                          {"isUserStopped", false},
                      })},
        }));
    }
    call->ok(object({
        {"messages", array(messages)},
        {"title", chat.title},
        {"characterID", "1"},
        {"canSearch", true},
        {"model", chat.model},
        {"statusInfo", object({
                           {"code", 0},
                           {"httpCode", 0},
                           {"message", "Success"},
                           {"messageEnglish", "Success"},
                           {"serviceTime", world_.clock.now() / 1000},
                           {"requestID", chat.id},
                           {"debugInfo", "Success"},
                           {"serverAlert", 0},
                       })},
    }));
}

void Llm::remove(const CallPtr& call) {
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    const auto is_in = [](std::string_view list, std::string_view id) {
        return (',' + std::string(list) + ',').find(',' + std::string(id) + ',') != std::string::npos;
    };
    const std::string chats = call->text_or("chatIDs", "");
    const std::string messages = call->text_or("msgIDs", "");
    for (const ChatPtr& chat : std::vector<ChatPtr>(chats_.begin(), chats_.end())) {
        if (chat->account == account->id && (chats == "all" || is_in(chats, chat->id))) forget(chat);
    }
    for (const ChatPtr& chat : chats_) {
        if (chat->account != account->id) continue;
        auto& all = chat->messages;
        const auto end =
            std::remove_if(all.begin(), all.end(), [&](const ChatMessage& each) { return is_in(messages, each.id); });
        if (end == all.end()) continue;
        all.erase(end, all.end());
        world_.keep(kStoredChat, chat->id, *chat);
    }
    call->ok_without_body();
}

void Llm::forget(const ChatPtr& chat) {
    world_.store.erase(kStoredChat, chat->id);
    chat->messages.clear();  // an answer on its way finds no place
    chats_.erase(std::find(chats_.begin(), chats_.end(), chat));
}

void Llm::restore() {
    world_.each_kept<Chat>(kStoredChat, [this](Chat record) {
        // What was on its way will not come any more.
        for (ChatMessage& message : record.messages) {
            if (message.request_status == 6) message.request_status = 1;
        }
        chats_.push_back(std::make_shared<Chat>(std::move(record)));
    });
}

void Llm::clear() {
    chats_.clear();
    running_.clear();
}

}  // namespace conch::emulator
