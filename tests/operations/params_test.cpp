// The parameter structs of C: every parameter of the service can be said, and what they make is what JSON makes.
#include <set>

#include "fixtures.hpp"
#include "json/json.hpp"
#include "script.hpp"

namespace conch::test {
namespace {

constexpr const char* kFile = "user:1-minimax:2-file:3";
constexpr const char* kTwo[] = {kFile, "b.png"};
constexpr const char* kPaths[] = {"a.png", kFile};

template <typename Params>
std::string json_of(conch_status (*make)(const Params*, char**, conch_error**), const Params& params) {
    char* text = nullptr;
    conch_error* error = nullptr;
    const conch_status status = make(&params, &text, &error);
    std::string json = status == CONCH_OK ? text : std::string("error: ") + conch_error_message(error, nullptr);
    conch_free(text);
    conch_error_destroy(error);
    return json;
}

conch_video_params whole_video() {
    conch_video_params params = CONCH_VIDEO_PARAMS_INIT;
    params.max_jobs = 2;
    params.prompt = "a \"cat\" 🐚";
    params.model = "02";
    params.options = "768p-6sec";
    params.file = kFile;
    params.end_frame_file = "/tmp/b.png";
    params.account = "2";
    params.reply_url = "https://me.example/";
    params.reply_ref = "mine";
    params.prompt_optimization = CONCH_CHOICE_NO;
    return params;
}

conch_image_params whole_image() {
    conch_image_params params = CONCH_IMAGE_PARAMS_INIT;
    params.quantity = 2;
    params.prompt = "a cat";
    params.model = "nano-banana-pro";
    params.aspect_ratio = "16:9";
    params.resolution = "2K";
    params.character_file = "c.png";
    params.reference_files = kTwo;
    params.reference_file_count = 2;
    params.account = "2";
    params.reply_url = "https://me.example/";
    params.reply_ref = "mine";
    params.prompt_optimization = CONCH_CHOICE_YES;
    return params;
}

conch_agent_params whole_agent() {
    conch_agent_params params = CONCH_AGENT_PARAMS_INIT;
    params.in_background = CONCH_CHOICE_NO;
    params.prompt = "a film";
    params.models = "kolors,qwen";
    params.files = kPaths;
    params.file_count = 2;
    params.account = "2";
    params.reply_url = "https://me.example/";
    params.reply_ref = "mine";
    return params;
}

conch_speech_params whole_speech() {
    conch_speech_params params = CONCH_SPEECH_PARAMS_INIT;
    params.text = "hello";
    params.voice_id = "1";
    params.model = "speech-01-hd";
    params.language_boost = "French";
    params.emotion = "happy";
    params.account = "2";
    params.vol = 1.5;
    params.speed = 0.5;
    params.pitch = -3;
    params.deepen_lighten = 1;
    params.stronger_softer = -100;
    params.nasal_crisp = 100;
    params.spacious_echo = CONCH_CHOICE_YES;
    params.lofi_telephone = CONCH_CHOICE_NO;
    params.robotic = CONCH_CHOICE_YES;
    params.auditorium_echo = CONCH_CHOICE_NO;
    return params;
}

conch_music_params whole_music() {
    conch_music_params params = CONCH_MUSIC_PARAMS_INIT;
    params.prompt = "la";
    params.style_id = "12";
    params.title = "Song";
    params.account = "2";
    return params;
}

conch_chat_params whole_chat() {
    conch_chat_params params = CONCH_CHAT_PARAMS_INIT;
    params.search_web = CONCH_CHOICE_YES;
    params.prompt = "hello";
    params.model = "mm-01";
    params.chat_id = "7";
    params.files = kPaths;
    params.file_count = 1;
    params.account = "2";
    params.stream = CONCH_CHOICE_NO;
    return params;
}

// The names of the operation's parameters in the catalog, numbered ones without their number.
std::set<std::string> names_in_catalog(std::string_view operation) {
    std::set<std::string> names;
    const auto catalog = json::parse(conch_catalog_json(nullptr));
    for (const json::Value& each : json::array_member(*catalog, "operations")->GetArray()) {
        if (json::string_member(each, "name") != operation) continue;
        for (const json::Value& parameter : json::array_member(each, "parameters")->GetArray())
            names.insert(std::string(*json::string_member(parameter, "name")));
    }
    return names;
}

std::set<std::string> names_in(const std::string& text) {
    std::set<std::string> names;
    const auto content = json::parse(text);
    if (!content) return names;
    for (const auto& member : content->GetObject()) {
        std::string name(json::text_of(member.name));
        while (name.back() >= '0' && name.back() <= '9')
            name.pop_back();
        names.insert(name);
    }
    return names;
}

TEST(Params, every_parameter_of_the_service_can_be_said) {
    EXPECT_EQ(names_in(json_of(conch_video_params_json, whole_video())), names_in_catalog("videos.create"));
    EXPECT_EQ(names_in(json_of(conch_image_params_json, whole_image())), names_in_catalog("images.create"));
    EXPECT_EQ(names_in(json_of(conch_agent_params_json, whole_agent())), names_in_catalog("agent.run"));
    EXPECT_EQ(names_in(json_of(conch_speech_params_json, whole_speech())), names_in_catalog("audio.create_mp3"));
    EXPECT_EQ(names_in(json_of(conch_speech_params_json, whole_speech())), names_in_catalog("audio.create_stream"));
    EXPECT_EQ(names_in(json_of(conch_music_params_json, whole_music())), names_in_catalog("music.create"));
    EXPECT_EQ(names_in(json_of(conch_chat_params_json, whole_chat())), names_in_catalog("llm.send"));
}

TEST(Params, are_said_as_the_service_spells_them) {
    EXPECT_EQ(same_json(json_of(conch_video_params_json, whole_video())),
              same_json(R"({"maxJobs":2,"prompt":"a \"cat\" 🐚","model":"02","options":"768p-6sec",
                  "fileID":"user:1-minimax:2-file:3","end_frame_fileID":{"path":"/tmp/b.png"},"account":"2",
                  "replyUrl":"https://me.example/","replyRef":"mine","promptOptimization":false})"));
    EXPECT_EQ(same_json(json_of(conch_image_params_json, whole_image())),
              same_json(R"({"quantity":2,"prompt":"a cat","model":"nano-banana-pro","aspectRatio":"16:9",
                  "resolution":"2K","characterFileId":{"path":"c.png"},"referenceFileId1":"user:1-minimax:2-file:3",
                  "referenceFileId2":{"path":"b.png"},"account":"2","replyUrl":"https://me.example/",
                  "replyRef":"mine","promptOptimization":true})"));
    EXPECT_EQ(same_json(json_of(conch_agent_params_json, whole_agent())),
              same_json(R"({"async":false,"prompt":"a film","models":"kolors,qwen",
                  "file":[{"path":"a.png"},{"path":"user:1-minimax:2-file:3"}],"account":"2",
                  "replyUrl":"https://me.example/","replyRef":"mine"})"));
    EXPECT_EQ(same_json(json_of(conch_music_params_json, whole_music())),
              same_json(R"({"prompt":"la","styleId":"12","title":"Song","account":"2"})"));
}

TEST(Params, what_is_zero_is_left_to_the_service) {
    EXPECT_EQ(json_of(conch_video_params_json, conch_video_params(CONCH_VIDEO_PARAMS_INIT)), "{}");
    EXPECT_EQ(json_of(conch_image_params_json, conch_image_params(CONCH_IMAGE_PARAMS_INIT)), "{}");
    EXPECT_EQ(json_of(conch_agent_params_json, conch_agent_params(CONCH_AGENT_PARAMS_INIT)), "{}");
    EXPECT_EQ(json_of(conch_speech_params_json, conch_speech_params(CONCH_SPEECH_PARAMS_INIT)), "{}");
    EXPECT_EQ(json_of(conch_music_params_json, conch_music_params(CONCH_MUSIC_PARAMS_INIT)), "{}");
    EXPECT_EQ(json_of(conch_chat_params_json, conch_chat_params(CONCH_CHAT_PARAMS_INIT)), "{}");
}

TEST(Params, extra_parameters_go_along_and_win) {
    conch_video_params params = CONCH_VIDEO_PARAMS_INIT;
    params.prompt = "old";
    params.extra = R"({"prompt":"new","tomorrow":{"big":18446744073709551615}})";
    EXPECT_EQ(json_of(conch_video_params_json, params), R"({"prompt":"new","tomorrow":{"big":18446744073709551615}})");
}

TEST(Params, a_smaller_struct_of_an_older_caller_is_read_as_far_as_it_goes) {
    conch_video_params params = CONCH_VIDEO_PARAMS_INIT;
    params.prompt = "x";
    params.model = "never read";
    params.struct_size = offsetof(conch_video_params, model);
    EXPECT_EQ(json_of(conch_video_params_json, params), R"({"prompt":"x"})");
}

TEST(Params, a_larger_struct_of_a_newer_caller_must_not_say_what_is_not_understood) {
    struct {
        conch_video_params known = CONCH_VIDEO_PARAMS_INIT;
        std::uint64_t later = 0;
    } newer;
    newer.known.struct_size = sizeof newer;
    newer.known.prompt = "x";
    EXPECT_EQ(json_of(conch_video_params_json, newer.known), R"({"prompt":"x"})");
    newer.later = 1;
    EXPECT_NE(json_of(conch_video_params_json, newer.known).find("struct_size"), std::string::npos);
}

TEST(Params, wrong_fields_are_named) {
    const auto video = [](auto change) {
        conch_video_params params = whole_video();
        change(params);
        return json_of(conch_video_params_json, params);
    };
    EXPECT_EQ(video([](auto& p) { p.prompt = "\xC3("; }), "error: prompt: is not UTF-8");
    EXPECT_EQ(video([](auto& p) { p.file = "\xFF.png"; }), "error: fileID: is not UTF-8");
    EXPECT_EQ(video([](auto& p) { p.reserved = 1; }), "error: reserved: leave it 0");
    EXPECT_EQ(video([](auto& p) { p.extra = "[1]"; }), "error: extra: is no JSON object");
    EXPECT_EQ(video([](auto& p) { p.extra = "{"; }).rfind("error: extra: ", 0), 0U);
    EXPECT_EQ(video([](auto& p) { p.struct_size = 0; }).rfind("error: struct_size: ", 0), 0U);
    EXPECT_EQ(video([](auto& p) { p.prompt_optimization = 7; }),
              "error: promptOptimization: 7; allowed are CONCH_CHOICE_DEFAULT (0), _YES (1) and _NO (2)");
    conch_agent_params agent = whole_agent();
    agent.files = nullptr;
    EXPECT_EQ(json_of(conch_agent_params_json, agent), "error: file: is NULL although its count is not 0");
    const char* holes[] = {"a.png", nullptr};
    agent.files = holes;
    EXPECT_EQ(json_of(conch_agent_params_json, agent), "error: file: entry 1 is NULL");
    agent.file_count = SIZE_MAX;
    EXPECT_EQ(json_of(conch_agent_params_json, agent).rfind("error: file: are ", 0), 0U);
    conch_speech_params speech = whole_speech();
    speech.speed = std::numeric_limits<double>::infinity();
    EXPECT_EQ(json_of(conch_speech_params_json, speech), "error: speed: is no number");
    char* text = nullptr;
    EXPECT_EQ(conch_video_params_json(nullptr, &text, nullptr), CONCH_E_ARGUMENT);
    EXPECT_EQ(conch_video_params_json(nullptr, nullptr, nullptr), CONCH_E_ARGUMENT);
}

class TypedJobs : public Script {
  protected:
    // What was sent first for that job; the service then refuses, so that nothing else happens.
    template <typename Params>
    HttpRequest first_request(conch_status (*start)(conch_client*, const Params*, const conch_task_options*,
                                                    conch_task*, conch_error**),
                              const Params& params) {
        const std::size_t before = seen("*").size();
        conch_task task = 0;
        conch_error* error = nullptr;
        EXPECT_EQ(start(client, &params, nullptr, &task, &error), CONCH_OK) << conch_error_message(error, nullptr);
        conch_error_destroy(error);
        EXPECT_EQ(end(task).status, CONCH_E_REMOTE_NOT_FOUND);
        return seen("*").at(before);
    }
};

TEST_F(TypedJobs, start_what_their_name_says) {
    conch_video_params video = CONCH_VIDEO_PARAMS_INIT;
    video.prompt = "x";
    EXPECT_EQ(first_request(conch_video_generate, video).target, "/v1/minimax/videos/create");
    conch_image_params image = CONCH_IMAGE_PARAMS_INIT;
    image.prompt = "x";
    EXPECT_EQ(first_request(conch_image_generate, image).target, "/v1/minimax/images/create");
    conch_agent_params agent = CONCH_AGENT_PARAMS_INIT;
    agent.prompt = "x";
    agent.models = "kolors";
    EXPECT_EQ(first_request(conch_agent_generate, agent).target, "/v1/minimax/agent");
    conch_speech_params speech = whole_speech();
    EXPECT_EQ(first_request(conch_speech_generate, speech).target, "/v1/minimax/audio/create-mp3");
    speech.streamed = CONCH_CHOICE_YES;
    EXPECT_EQ(first_request(conch_speech_generate, speech).target, "/v1/minimax/audio/create-stream");
    conch_music_params music = whole_music();
    EXPECT_EQ(first_request(conch_music_generate, music).target.rfind("/v1/minimax/music/create?", 0), 0U);
    conch_chat_params chat = CONCH_CHAT_PARAMS_INIT;
    chat.prompt = "x";
    EXPECT_EQ(first_request(conch_chat_generate, chat).target, "/v1/minimax/llm");
}

TEST_F(TypedJobs, a_refused_one_releases_the_user_data_and_says_why) {
    int released = 0;
    conch_task_options options = CONCH_TASK_OPTIONS_INIT;
    options.user_data = &released;
    options.user_data_release = [](void* count) { ++*static_cast<int*>(count); };
    conch_video_params broken = CONCH_VIDEO_PARAMS_INIT;
    broken.extra = "{";
    conch_task task = 7;
    conch_error* error = nullptr;
    EXPECT_EQ(conch_video_generate(client, &broken, &options, &task, &error), CONCH_E_ARGUMENT);
    EXPECT_STREQ(conch_error_field(error, nullptr), "extra");
    conch_error_destroy(error);
    EXPECT_EQ(task, 0U);
    EXPECT_EQ(released, 1);
    conch_video_params illegal = CONCH_VIDEO_PARAMS_INIT;
    EXPECT_EQ(conch_video_generate(client, &illegal, &options, &task, &error), CONCH_E_INVALID);
    EXPECT_STREQ(conch_error_field(error, nullptr), "prompt");
    conch_error_destroy(error);
    EXPECT_EQ(released, 2);
    EXPECT_EQ(conch_video_generate(nullptr, &illegal, &options, &task, nullptr), CONCH_E_HANDLE);
    EXPECT_EQ(conch_video_generate(client, nullptr, &options, &task, nullptr), CONCH_E_ARGUMENT);
    EXPECT_EQ(released, 4);
}

}  // namespace
}  // namespace conch::test
