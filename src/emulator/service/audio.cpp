#include "emulator/service/audio.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <fstream>
#include <ranges>

#include "base/utf8.hpp"
#include "emulator/service/generations.hpp"
#include "emulator/service/refusals.hpp"
#include "emulator/service/requirements.hpp"
#include "emulator/service/triggers.hpp"
#include "emulator/service/voices.hpp"

namespace conch::emulator {

namespace {

constexpr Clock::Ms kTicketLife = 24LL * 3600 * 1000;
constexpr Clock::Ms kMp3Time = 4'000;
constexpr Clock::Ms kFirstAnswer = 3'000;
constexpr Clock::Ms kCloningTime = 30'000;
constexpr int kSpeechesAtOnce = 20;
constexpr int kCloningAtOnce = 2;
constexpr int kMostClones = 4;
constexpr double kShortestSample = 10;
constexpr double kLongestSample = 60;
constexpr int kSampleRate = 32000;
constexpr int kBitrate = 128000;
constexpr std::size_t kSpeechTitleLength = 60;
constexpr std::string_view kClips = "clip";
constexpr std::string_view kClones = "voice";
constexpr std::string_view kTickets = "ticket";

std::int64_t words(std::string_view text) {
    std::int64_t count = 0;
    bool inside = false;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank && !inside) ++count;
        inside = !blank;
    }
    return count;
}

std::string title_of(std::string_view text) {
    return std::string(first_bytes(text, kSpeechTitleLength));
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        text += kDigits[static_cast<unsigned char>(c) >> 4U];
        text += kDigits[static_cast<unsigned char>(c) & 15U];
    }
    return text;
}

std::int64_t length_ms(std::uint64_t bytes) {
    return static_cast<std::int64_t>(bytes / media::kSpeechFrameBytes * media::kSpeechFrameSamples * 1000 /
                                     kSampleRate);
}

std::uint64_t size_of(const std::filesystem::path& path) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(path, failed);
    return failed ? 0 : size;
}

std::string sample_name(const SystemVoice& voice) {
    return "vs-" + voice.id + ".mp3";
}
std::string face_name(const SystemVoice& voice) {
    return "vc-" + voice.id + ".jpg";
}

JsonText effects_json(const media::SpeechEffects& effects) {
    return object({
        {"deepen_lighten", effects.deepen_lighten},
        {"stronger_softer", effects.stronger_softer},
        {"nasal_crisp", effects.nasal_crisp},
        {"spacious_echo", effects.spacious_echo},
        {"lofi_telephone", effects.lofi_telephone},
        {"robotic", effects.robotic},
        {"auditorium_echo", effects.auditorium_echo},
    });
}

JsonText voice_json(const World& world, const SystemVoice& voice) {
    // The same birthday for all of them.
    constexpr std::int64_t kCreated = 1'735'689'600'000;
    return object({
        {"voice_id", voice.id},
        {"parent_voice_id", ""},
        {"voice_name", voice.name},
        {"tag_list", strings(voice.tags())},
        {"file_id", ""},
        {"cover_url", world.studio.url(face_name(voice))},
        {"create_time", kCreated},
        {"update_time", kCreated},
        {"collected", false},
        {"voice_status", 2},
        {"sample_audio", world.studio.url(sample_name(voice))},
        {"uniq_id", voice.uniq_id},
        {"group_id", ""},
    });
}

JsonText payload_of(const Speech& speech, const std::string& message_id) {
    const media::SpeechSpec& spec = speech.spec;
    return object({
        {"msg_id", message_id},
        {"payload", object({
                        {"model", speech.model},
                        {"text", speech.text},
                        {"voice_setting", object({
                                              {"speed", spec.speed},
                                              {"vol", spec.vol},
                                              {"pitch", spec.pitch},
                                              {"voice_id", speech.voice_id},
                                              {"emotion", speech.emotion},
                                          })},
                        {"audio_setting", object({})},
                        {"effects", effects_json(spec.effects)},
                        {"er_weights", array({})},
                        {"language_boost", speech.language_boost},
                        {"stream", true},
                    })},
    });
}

JsonText audio_facts(const Speech& speech, std::uint64_t bytes) {
    return object({
        {"audio_length", length_ms(bytes)},
        {"audio_sample_rate", kSampleRate},
        {"audio_size", bytes},
        {"bitrate", kBitrate},
        {"word_count", words(speech.text)},
        {"invisible_character_ratio", 0},
        {"usage_characters", static_cast<std::int64_t>(code_points(speech.text))},
        {"audio_format", "mp3"},
        {"audio_channel", 1},
    });
}

bool write_file(const std::filesystem::path& target, const std::string& bytes) {
    const std::filesystem::path part = target.string() + ".part";
    std::ofstream out(part, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    std::error_code failed;
    if (out) std::filesystem::rename(part, target, failed);
    return out && !failed;
}

}  // namespace

Audio::Audio(World& world) : world_(world) {
    for (const SystemVoice& voice : system_voices()) {
        media::SpeechSpec spec;
        spec.text = "Hello, I am the " + voice.name + ".";
        spec.language = voice.language;
        spec.gender = voice.gender;
        spec.voice = hash_of(voice.id);
        world_.studio.know_always(sample_name(voice), std::move(spec));
        media::ImageSpec face;
        face.width = face.height = 256;
        face.format = media::ImageFormat::kJpeg;
        face.prompt = voice.name;
        face.model = voice.language;
        world_.studio.know_always(face_name(voice), std::move(face));
    }
}

// How the parameters want it said; nothing: answered.
std::optional<Speech> Audio::speech_of(const CallPtr& call, const Account& account) {
    Speech speech;
    speech.text = call->text_or("text", "");
    speech.voice_id = call->text_or("voice_id", "");
    speech.model = call->text_or("model", "speech-02-hd");
    speech.language_boost = call->text_or("language_boost", "Auto");
    speech.emotion = call->text_or("emotion", "Auto");
    media::SpeechSpec& spec = speech.spec;
    spec.text = speech.text;
    spec.voice = hash_of(speech.voice_id);
    if (const SystemVoice* voice = find_system_voice(speech.voice_id)) {
        spec.language = voice->language;
        spec.gender = voice->gender;
    } else {
        const auto clone = clones_.find(speech.voice_id);
        if (clone == clones_.end() || clone->second.account != account.id) {
            call->fail(400, "There is no voice " + speech.voice_id + "; see audio/voices.");
            return std::nullopt;
        }
        spec.language = clone->second.language;
    }
    if (speech.language_boost != "Auto") {
        if (!is_voice_language(speech.language_boost)) {
            call->fail(400, "language_boost \"" + speech.language_boost + "\" is not a language of audio/config.");
            return std::nullopt;
        }
        spec.language = speech.language_boost;
    }
    spec.speed = call->number("speed").value_or(1);
    spec.vol = call->number("vol").value_or(1);
    const auto whole = [&](std::string_view name) {
        return static_cast<int>(std::lround(call->number(name).value_or(0)));
    };
    spec.pitch = whole("pitch");
    spec.emotion = speech.emotion;
    spec.effects.deepen_lighten = whole("deepen_lighten");
    spec.effects.stronger_softer = whole("stronger_softer");
    spec.effects.nasal_crisp = whole("nasal_crisp");
    spec.effects.spacious_echo = call->flag("spacious_echo", false);
    spec.effects.lofi_telephone = call->flag("lofi_telephone", false);
    spec.effects.robotic = call->flag("robotic", false);
    spec.effects.auditorium_echo = call->flag("auditorium_echo", false);
    return speech;
}

void Audio::create_mp3(const CallPtr& call) {
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    auto speech = speech_of(call, *account);
    if (!speech) return;
    Running& running = running_[account->id];
    // The documents name the limit and no answer for who exceeds it.
    if (running.speech >= kSpeechesAtOnce) return call->fail(429, refusal::kPreviousRuns);
    ++running.speech;

    Clip clip;
    clip.id = composite_id(account->id, "audio", world_.ids.digits(18));
    clip.account = account->id;
    clip.media_name = world_.studio.know(speech->spec, ".mp3");
    clip.created = world_.clock.now();
    clip.speech = std::move(*speech);
    world_.studio.make_ahead(clip.media_name);
    world_.clock.after(world_.duration(kMp3Time), [this, call, clip = std::move(clip)] {
        world_.clock.hold();
        world_.studio.make(clip.media_name, [this, call, clip](const std::optional<Error>& failed) {
            world_.clock.release();
            // A reset has answered it.
            if (!call->reply) return;
            --running_[clip.account].speech;
            if (failed) return call->fail(400, failed->message);
            finish_mp3(call, clip);
        });
    });
}

// One more clip; the oldest makes room.
void Audio::keep(Clip clip) {
    world_.keep(kClips, clip.id, clip);
    clips_.push_back(std::move(clip));
    if (clips_.size() <= kMostKept) return;
    world_.studio.let_go(clips_.front().media_name);
    world_.store.erase(kClips, clips_.front().id);
    clips_.pop_front();
}

void Audio::finish_mp3(const CallPtr& call, const Clip& clip) {
    keep(clip);
    const std::uint64_t bytes = size_of(world_.studio.path(clip.media_name));
    call->ok(object({
        {"audio_id", clip.id},
        {"audio_length", length_ms(bytes)},
        {"audio_sample_rate", kSampleRate},
        {"audio_size", bytes},
        {"bitrate", kBitrate},
        {"word_count", words(clip.speech.text)},
        {"invisible_character_ratio", 0},
        {"usage_characters", static_cast<std::int64_t>(code_points(clip.speech.text))},
        {"audio_format", "mp3"},
        {"audio_channel", 1},
        {"input_sensitive", false},
        {"trace_id", world_.ids.hex(32)},
        {"chunks", 1},
        {"audio_review", 0},
        {"user_id", clip.account},
        {"audio_title", title_of(clip.speech.text)},
        {"audio_url", world_.studio.url(clip.media_name)},
        {"update_time", clip.created},
    }));
}

void Audio::forget_expired() {
    const Clock::Ms now = world_.clock.now();
    for (auto ticket = tickets_.begin(); ticket != tickets_.end();) {
        if (ticket->second.until > now) {
            ++ticket;
            continue;
        }
        world_.store.erase(kTickets, ticket->first);
        ticket = tickets_.erase(ticket);
    }
}

void Audio::create_stream(const CallPtr& call) {
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    auto speech = speech_of(call, *account);
    if (!speech) return;
    forget_expired();
    const std::string token = world_.ids.hex(64);
    Ticket ticket{token, account->id, world_.ids.hex(5) + "-" + world_.ids.hex(4) + "-" + world_.ids.hex(4),
                  std::move(*speech), world_.clock.now() + kTicketLife};
    world_.keep(kTickets, token, ticket);
    const JsonText payload = payload_of(ticket.speech, ticket.message_id);
    tickets_.emplace(token, std::move(ticket));
    call->ok(object({{"token", token}, {"payload", payload}}));
}

void Audio::stream(const CallPtr& call) {
    const auto found = tickets_.find(call->text_or("token", ""));
    if (found == tickets_.end() || found->second.until <= world_.clock.now()) {
        return call->fail(400, "The token is not valid or has expired.");
    }
    if (!call->request->wants_websocket) return call->fail(400, "This is a WebSocket: connect with ws://.");
    call->account = found->second.account;
    const auto channel = std::make_shared<WebSocket>();
    channel->on_message = [this, weak = std::weak_ptr(channel), ticket = found->second](const std::string& text,
                                                                                        bool is_text) {
        const auto alive = weak.lock();
        if (!alive) return;
        const auto refuse = [&](int code, std::string_view why) {
            alive->send(object({{"statusInfo", object({{"code", code}, {"message", why}})}}).text, true);
            alive->close();
        };
        const auto wish = json::parse(text, {256U << 10U, 16});
        if (!is_text || !wish || !wish->IsObject())
            return refuse(1001, "The first frame has to be the payload as JSON.");
        if (json::string_member(*wish, "msg_id") != ticket.message_id ||
            json::object_member(*wish, "payload") == nullptr) {
            return refuse(1002, "The payload does not belong to the token.");
        }
        world_.clock.after(world_.duration(kFirstAnswer), [this, alive, ticket] { speak(alive, ticket); });
    };
    Response response;
    response.status = 101;
    response.body = channel;
    call->respond(std::move(response));
}

// Speaks on a worker thread and sends what is ready while the rest is still being made.
void Audio::speak(const std::shared_ptr<WebSocket>& channel, const Ticket& ticket) {
    const std::string trace = world_.ids.hex(32);
    const std::string media_name = world_.studio.know(ticket.speech.spec, ".mp3");
    const auto whole = std::make_shared<std::string>();
    const auto failure = std::make_shared<std::optional<Error>>();
    const auto base = [] { return object({{"status_code", 0}, {"status_msg", "success"}}); };
    world_.clock.hold();
    world_.loop.offload(
        [this, channel, trace, whole, failure, base, ticket, path = world_.studio.path(media_name)] {
            const auto sink = [&](std::string_view frames) {
                whole->append(frames);
                std::string message = object({{"data", object({{"audio", hex(frames)}, {"status", 1}, {"ced", ""}})},
                                              {"input_sensitive", false},
                                              {"trace_id", trace},
                                              {"base_resp", base()}})
                                          .text;
                world_.loop.post([channel, message = std::move(message)] { channel->send(message, true); });
                return true;
            };
            const auto spoken = media::stream_speech(ticket.speech.spec, sink);
            if (!spoken) *failure = spoken.error();
            if (spoken && !write_file(path, *whole)) *failure = error_with(CONCH_E_DISK, "The disk takes no more.");
        },
        [this, channel, trace, whole, failure, base, ticket, media_name] {
            world_.clock.release();
            if (*failure) {
                channel->send(object({{"statusInfo", object({{"code", 1000}, {"message", (*failure)->message}})}}).text,
                              true);
                return channel->close();
            }
            if (tickets_.count(ticket.token) != 0) add_clip(ticket, media_name);
            channel->send(object({{"data", object({{"audio", ""}, {"status", 2}, {"ced", ""}})},
                                  {"extra_info", audio_facts(ticket.speech, whole->size())},
                                  {"input_sensitive", false},
                                  {"trace_id", trace},
                                  {"base_resp", base()}})
                              .text,
                          true);
            channel->close();
        });
}

void Audio::add_clip(const Ticket& ticket, const std::string& media_name) {
    Clip clip;
    clip.id = composite_id(ticket.account, "audio", world_.ids.digits(18));
    clip.account = ticket.account;
    clip.media_name = media_name;
    clip.speech = ticket.speech;
    clip.created = world_.clock.now();
    keep(std::move(clip));
}

void Audio::list(const CallPtr& call) {
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    const std::int64_t page = call->integer("page").value_or(1);
    const std::int64_t size = std::min<std::int64_t>(call->integer("page_size").value_or(100), kLargestPage);
    std::vector<JsonText> items;
    std::int64_t total = 0;
    for (const Clip& clip : clips_ | std::views::reverse) {
        if (clip.account != account->id) continue;
        const std::int64_t index = total++;
        if (index / size != page - 1) continue;
        items.push_back(object({
            {"audio_id", clip.id},
            {"audio_review", 0},
            {"user_id", clip.account},
            {"audio_title", title_of(clip.speech.text)},
            {"audio_url", world_.studio.url(clip.media_name)},
            {"update_time", clip.created},
        }));
    }
    call->ok(object({{"audio_list", array(items)}, {"total", total}, {"has_more", page < (total + size - 1) / size}}));
}

void Audio::get(const CallPtr& call) {
    const std::string id = call->text_or("audio_id", "");
    const auto clip = std::find_if(clips_.begin(), clips_.end(), [&](const Clip& each) { return each.id == id; });
    if (clip == clips_.end()) return call->fail(400, "There is no clip " + id + ".");
    const Speech& speech = clip->speech;
    call->ok(object({
        {"audio_id", clip->id},
        {"audio_review", 0},
        {"voice_info", voice_json_of(speech.voice_id)},
        {"text", speech.text},
        {"audio_url", world_.studio.url(clip->media_name)},
        {"audio_title", title_of(speech.text)},
        {"create_time", clip->created},
        {"emotion", speech.emotion},
        {"language_boost", speech.language_boost},
        {"speed", speech.spec.speed},
        {"pitch", speech.spec.pitch},
        {"update_time", clip->created},
        {"effects", effects_json(speech.spec.effects)},
    }));
}

void Audio::remove(const CallPtr& call) {
    const std::string id = call->text_or("audio_id", "");
    const auto clip = std::find_if(clips_.begin(), clips_.end(), [&](const Clip& each) { return each.id == id; });
    if (clip != clips_.end()) {
        world_.studio.let_go(clip->media_name);
        world_.store.erase(kClips, id);
        clips_.erase(clip);
    }
    call->ok_without_body();
}

JsonText Audio::voice_json(const ClonedVoice& voice) const {
    std::vector<JsonText> files;
    for (const std::string& id : voice.files) {
        const StoredFile* file = world_.files.find(id);
        files.push_back(object({{"file_id", id}, {"file_name", file == nullptr ? std::string() : file->name}}));
    }
    return object({
        {"voice_id", voice.id},
        {"parent_voice_id", ""},
        {"voice_name", voice.name},
        {"tag_list", strings({voice.language})},
        {"file_id", voice.files.empty() ? std::string() : voice.files.front()},
        {"cover_url", ""},
        {"create_time", voice.created},
        {"update_time", voice.created},
        {"collected", false},
        {"voice_status", 2},
        {"sample_audio", ""},
        {"uniq_id", "clone_" + voice.number},
        {"group_id", ""},
        {"managed_by_api", true},
        {"is_expired", false},
        {"refresh_count", 0},
        {"cloned_id", voice.number},
        {"clone", object({
                      {"voice_name", voice.name},
                      {"language_tag", voice.language},
                      {"need_noise_reduction", voice.noise_reduction},
                      {"files", array(files)},
                  })},
    });
}

JsonText Audio::voice_json_of(const std::string& id) const {
    if (const SystemVoice* voice = find_system_voice(id)) return emulator::voice_json(world_, *voice);
    const auto clone = clones_.find(id);
    return clone == clones_.end() ? object({{"voice_id", id}}) : voice_json(clone->second);
}

void Audio::voices(const CallPtr& call) {
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    std::vector<std::string> wanted;
    std::string list = call->text_or("tag_list", "");
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (comma > 0) wanted.push_back(list.substr(0, comma));
        list.erase(0, comma + 1);
    }
    const auto fits = [&](const std::vector<std::string>& tags) {
        return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& tag) {
            return std::find(tags.begin(), tags.end(), tag) != tags.end();
        });
    };
    std::vector<JsonText> items;
    if (!call->flag("is_system", true)) {
        for (const auto& [id, voice] : clones_) {
            if (voice.account == account->id && fits({voice.language})) items.push_back(voice_json(voice));
        }
        const auto total = static_cast<std::int64_t>(items.size());
        return call->ok(object({{"voice_list", array(items)}, {"total", total}, {"has_more", false}}));
    }
    constexpr std::int64_t kMostVoices = 500;
    const std::int64_t page = call->integer("page").value_or(1);
    const std::int64_t size = std::min<std::int64_t>(call->integer("page_size").value_or(kMostVoices), kMostVoices);
    std::int64_t total = 0;
    for (const SystemVoice& voice : system_voices()) {
        if (!fits(voice.tags())) continue;
        if (total++ / size == page - 1) items.push_back(emulator::voice_json(world_, voice));
    }
    call->ok(object({{"voice_list", array(items)}, {"total", total}, {"has_more", page < (total + size - 1) / size}}));
}

void Audio::config(const CallPtr& call) {
    if (strict_account(world_, call) != nullptr) call->ok(audio_config());
}

void Audio::upload_sample(const CallPtr& call) {
    const std::string_view header = call->request->header("Content-Type");
    const std::string_view type = header.substr(0, header.find(';'));
    const bool mp3 = equals_ignoring_case(type, "audio/mpeg");
    if (!mp3 && !equals_ignoring_case(type, "audio/wav") && !equals_ignoring_case(type, "audio/wave")) {
        return call->fail(400, "Content-Type has to be audio/mpeg, audio/wav or audio/wave; given: " +
                                   (type.empty() ? std::string("none") : std::string(type)) + ".");
    }
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    Body& body = call->request->body;
    if (body.size() == 0) return call->fail(400, "The body is empty; it has to be the recording.");
    const auto sound = media::probe_audio(body.file());
    if (!sound || (sound->format == media::AudioFormat::kMp3) != mp3) {
        return call->fail(400,
                          "The body is not " + std::string(mp3 ? "MP3" : "WAV") + ", which Content-Type says it is.");
    }
    if (sound->seconds < kShortestSample || sound->seconds > kLongestSample) {
        return call->fail(400, "The recording has to last from 10 to 60 seconds; this one lasts " +
                                   std::to_string(static_cast<int>(sound->seconds)) + ".");
    }
    const auto file = world_.files.add_sound(account->id, std::move(body), mp3);
    if (!file) return call->fail(507, file.error().message);
    call->ok(object({{"ossPath", (*file)->oss_path}, {"fileID", (*file)->id}}));
}

void Audio::clone_voice(const CallPtr& call) {
    std::vector<std::string> files;
    std::string list = call->text_or("files", "");
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (comma > 0) files.push_back(list.substr(0, comma));
        list.erase(0, comma + 1);
    }
    std::string id;
    if (!account_of_files(world_, call, files, FileSort::sound, id)) return;
    const Account* account = named_account(world_, call, id);
    if (account == nullptr) return;
    const std::string language = call->text_or("language_tag", "");
    if (!is_voice_language(language)) {
        return call->fail(400, "language_tag \"" + language + "\" is not a language of audio/config.");
    }
    Running& running = running_[account->id];
    const auto owned = std::count_if(clones_.begin(), clones_.end(),
                                     [&](const auto& each) { return each.second.account == account->id; });
    if (owned + running.cloning >= kMostClones) return call->fail(400, "An account keeps up to 4 cloned voices.");
    if (running.cloning >= kCloningAtOnce) return call->fail(429, refusal::kPreviousRuns);
    ++running.cloning;

    ClonedVoice voice;
    voice.number = world_.ids.digits(18);
    voice.id = composite_id(account->id, "audio", voice.number);
    voice.account = account->id;
    voice.name = call->text_or("voice_name", "");
    voice.language = language;
    voice.noise_reduction = call->flag("need_noise_reduction", true);
    voice.files = files;
    world_.clock.after(world_.duration(kCloningTime), [this, call, voice = std::move(voice)]() mutable {
        --running_[voice.account].cloning;
        voice.created = world_.clock.now();
        const JsonText shown = voice_json(voice);
        std::string key = voice.id;
        world_.keep(kClones, key, voice);
        clones_.emplace(std::move(key), std::move(voice));
        call->ok(shown);
    });
}

void Audio::delete_voice(const CallPtr& call) {
    const Account* account = strict_account(world_, call);
    if (account == nullptr) return;
    const auto voice = clones_.find(call->text_or("voice_id", ""));
    if (voice != clones_.end() && voice->second.account == account->id) {
        world_.store.erase(kClones, voice->first);
        clones_.erase(voice);
    }
    call->ok_without_body();
}

void Audio::restore() {
    world_.each_kept<Clip>(kClips, [this](Clip clip) {
        world_.studio.hold(clip.media_name);
        clips_.push_back(std::move(clip));
    });
    world_.each_kept<ClonedVoice>(kClones, [this](ClonedVoice voice) {
        std::string id = voice.id;
        clones_.emplace(std::move(id), std::move(voice));
    });
    world_.each_kept<Ticket>(kTickets, [this](Ticket ticket) {
        std::string token = ticket.token;
        tickets_.emplace(std::move(token), std::move(ticket));
    });
}

void Audio::clear() {
    clips_.clear();
    clones_.clear();
    tickets_.clear();
    running_.clear();
}

}  // namespace conch::emulator
