#include "conch/params.h"

#include <array>

#include "capi/guard.hpp"
#include "capi/submit.hpp"
#include "capi/typed_params.hpp"
#include "conch/job.h"

using namespace conch::capi;  // NOLINT(google-build-using-namespace): this file is the C face of this namespace

namespace {

constexpr std::array kVideoMembers{
    Member{"maxJobs", Member::As::whole, offsetof(conch_video_params, max_jobs), 0},
    Member{"prompt", Member::As::text, offsetof(conch_video_params, prompt), 0},
    Member{"model", Member::As::text, offsetof(conch_video_params, model), 0},
    Member{"options", Member::As::text, offsetof(conch_video_params, options), 0},
    Member{"fileID", Member::As::file, offsetof(conch_video_params, file), 0},
    Member{"end_frame_fileID", Member::As::file, offsetof(conch_video_params, end_frame_file), 0},
    Member{"account", Member::As::text, offsetof(conch_video_params, account), 0},
    Member{"replyUrl", Member::As::text, offsetof(conch_video_params, reply_url), 0},
    Member{"replyRef", Member::As::text, offsetof(conch_video_params, reply_ref), 0},
    Member{"promptOptimization", Member::As::choice, offsetof(conch_video_params, prompt_optimization), 0},
    Member{"reserved", Member::As::reserved, offsetof(conch_video_params, reserved), 0},
    Member{"extra", Member::As::extra, offsetof(conch_video_params, extra), 0},
};
constexpr ParamsType kVideo{sizeof(conch_video_params), CONCH_JOB_VIDEO, 0, kVideoMembers};

constexpr std::array kImageMembers{
    Member{"quantity", Member::As::whole, offsetof(conch_image_params, quantity), 0},
    Member{"prompt", Member::As::text, offsetof(conch_image_params, prompt), 0},
    Member{"model", Member::As::text, offsetof(conch_image_params, model), 0},
    Member{"aspectRatio", Member::As::text, offsetof(conch_image_params, aspect_ratio), 0},
    Member{"resolution", Member::As::text, offsetof(conch_image_params, resolution), 0},
    Member{"characterFileId", Member::As::file, offsetof(conch_image_params, character_file), 0},
    Member{"referenceFileId", Member::As::numbered_files, offsetof(conch_image_params, reference_files),
           offsetof(conch_image_params, reference_file_count)},
    Member{"account", Member::As::text, offsetof(conch_image_params, account), 0},
    Member{"replyUrl", Member::As::text, offsetof(conch_image_params, reply_url), 0},
    Member{"replyRef", Member::As::text, offsetof(conch_image_params, reply_ref), 0},
    Member{"promptOptimization", Member::As::choice, offsetof(conch_image_params, prompt_optimization), 0},
    Member{"reserved", Member::As::reserved, offsetof(conch_image_params, reserved), 0},
    Member{"extra", Member::As::extra, offsetof(conch_image_params, extra), 0},
};
constexpr ParamsType kImage{sizeof(conch_image_params), CONCH_JOB_IMAGE, 0, kImageMembers};

constexpr std::array kAgentMembers{
    Member{"async", Member::As::choice, offsetof(conch_agent_params, in_background), 0},
    Member{"prompt", Member::As::text, offsetof(conch_agent_params, prompt), 0},
    Member{"models", Member::As::text, offsetof(conch_agent_params, models), 0},
    Member{"file", Member::As::paths, offsetof(conch_agent_params, files), offsetof(conch_agent_params, file_count)},
    Member{"account", Member::As::text, offsetof(conch_agent_params, account), 0},
    Member{"replyUrl", Member::As::text, offsetof(conch_agent_params, reply_url), 0},
    Member{"replyRef", Member::As::text, offsetof(conch_agent_params, reply_ref), 0},
    Member{"extra", Member::As::extra, offsetof(conch_agent_params, extra), 0},
};
constexpr ParamsType kAgent{sizeof(conch_agent_params), CONCH_JOB_AGENT, 0, kAgentMembers};

constexpr std::array kSpeechMembers{
    Member{"streamed", Member::As::choice_of_kind, offsetof(conch_speech_params, streamed), 0},
    Member{"text", Member::As::text, offsetof(conch_speech_params, text), 0},
    Member{"voice_id", Member::As::text, offsetof(conch_speech_params, voice_id), 0},
    Member{"model", Member::As::text, offsetof(conch_speech_params, model), 0},
    Member{"language_boost", Member::As::text, offsetof(conch_speech_params, language_boost), 0},
    Member{"emotion", Member::As::text, offsetof(conch_speech_params, emotion), 0},
    Member{"account", Member::As::text, offsetof(conch_speech_params, account), 0},
    Member{"vol", Member::As::number, offsetof(conch_speech_params, vol), 0},
    Member{"speed", Member::As::number, offsetof(conch_speech_params, speed), 0},
    Member{"pitch", Member::As::whole, offsetof(conch_speech_params, pitch), 0},
    Member{"deepen_lighten", Member::As::whole, offsetof(conch_speech_params, deepen_lighten), 0},
    Member{"stronger_softer", Member::As::whole, offsetof(conch_speech_params, stronger_softer), 0},
    Member{"nasal_crisp", Member::As::whole, offsetof(conch_speech_params, nasal_crisp), 0},
    Member{"spacious_echo", Member::As::choice, offsetof(conch_speech_params, spacious_echo), 0},
    Member{"lofi_telephone", Member::As::choice, offsetof(conch_speech_params, lofi_telephone), 0},
    Member{"robotic", Member::As::choice, offsetof(conch_speech_params, robotic), 0},
    Member{"auditorium_echo", Member::As::choice, offsetof(conch_speech_params, auditorium_echo), 0},
    Member{"extra", Member::As::extra, offsetof(conch_speech_params, extra), 0},
};
constexpr ParamsType kSpeech{sizeof(conch_speech_params), CONCH_JOB_SPEECH, CONCH_JOB_SPEECH_STREAM, kSpeechMembers};

constexpr std::array kMusicMembers{
    Member{"reserved", Member::As::reserved, offsetof(conch_music_params, reserved), 0},
    Member{"prompt", Member::As::text, offsetof(conch_music_params, prompt), 0},
    Member{"styleId", Member::As::text, offsetof(conch_music_params, style_id), 0},
    Member{"title", Member::As::text, offsetof(conch_music_params, title), 0},
    Member{"account", Member::As::text, offsetof(conch_music_params, account), 0},
    Member{"extra", Member::As::extra, offsetof(conch_music_params, extra), 0},
};
constexpr ParamsType kMusic{sizeof(conch_music_params), CONCH_JOB_MUSIC, 0, kMusicMembers};

constexpr std::array kChatMembers{
    Member{"searchWeb", Member::As::choice, offsetof(conch_chat_params, search_web), 0},
    Member{"prompt", Member::As::text, offsetof(conch_chat_params, prompt), 0},
    Member{"model", Member::As::text, offsetof(conch_chat_params, model), 0},
    Member{"chatID", Member::As::text, offsetof(conch_chat_params, chat_id), 0},
    Member{"file", Member::As::paths, offsetof(conch_chat_params, files), offsetof(conch_chat_params, file_count)},
    Member{"account", Member::As::text, offsetof(conch_chat_params, account), 0},
    Member{"stream", Member::As::choice, offsetof(conch_chat_params, stream), 0},
    Member{"reserved", Member::As::reserved, offsetof(conch_chat_params, reserved), 0},
    Member{"extra", Member::As::extra, offsetof(conch_chat_params, extra), 0},
};
constexpr ParamsType kChat{sizeof(conch_chat_params), CONCH_JOB_CHAT, 0, kChatMembers};

}  // namespace

extern "C" void conch_video_params_init(conch_video_params* params, size_t struct_size) {
    init_struct(params, struct_size);
}

extern "C" conch_status conch_video_params_json(const conch_video_params* params, char** json, conch_error** error) {
    return to_json(kVideo, params, json, error);
}

extern "C" conch_status conch_video_generate(conch_client* client, const conch_video_params* params,
                                             const conch_task_options* options, conch_task* task, conch_error** error) {
    return submit(client, kVideo, params, options, task, error);
}

extern "C" void conch_image_params_init(conch_image_params* params, size_t struct_size) {
    init_struct(params, struct_size);
}

extern "C" conch_status conch_image_params_json(const conch_image_params* params, char** json, conch_error** error) {
    return to_json(kImage, params, json, error);
}

extern "C" conch_status conch_image_generate(conch_client* client, const conch_image_params* params,
                                             const conch_task_options* options, conch_task* task, conch_error** error) {
    return submit(client, kImage, params, options, task, error);
}

extern "C" void conch_agent_params_init(conch_agent_params* params, size_t struct_size) {
    init_struct(params, struct_size);
}

extern "C" conch_status conch_agent_params_json(const conch_agent_params* params, char** json, conch_error** error) {
    return to_json(kAgent, params, json, error);
}

extern "C" conch_status conch_agent_generate(conch_client* client, const conch_agent_params* params,
                                             const conch_task_options* options, conch_task* task, conch_error** error) {
    return submit(client, kAgent, params, options, task, error);
}

extern "C" void conch_speech_params_init(conch_speech_params* params, size_t struct_size) {
    init_struct(params, struct_size);
}

extern "C" conch_status conch_speech_params_json(const conch_speech_params* params, char** json, conch_error** error) {
    return to_json(kSpeech, params, json, error);
}

extern "C" conch_status conch_speech_generate(conch_client* client, const conch_speech_params* params,
                                              const conch_task_options* options, conch_task* task,
                                              conch_error** error) {
    return submit(client, kSpeech, params, options, task, error);
}

extern "C" void conch_music_params_init(conch_music_params* params, size_t struct_size) {
    init_struct(params, struct_size);
}

extern "C" conch_status conch_music_params_json(const conch_music_params* params, char** json, conch_error** error) {
    return to_json(kMusic, params, json, error);
}

extern "C" conch_status conch_music_generate(conch_client* client, const conch_music_params* params,
                                             const conch_task_options* options, conch_task* task, conch_error** error) {
    return submit(client, kMusic, params, options, task, error);
}

extern "C" void conch_chat_params_init(conch_chat_params* params, size_t struct_size) {
    init_struct(params, struct_size);
}

extern "C" conch_status conch_chat_params_json(const conch_chat_params* params, char** json, conch_error** error) {
    return to_json(kChat, params, json, error);
}

extern "C" conch_status conch_chat_generate(conch_client* client, const conch_chat_params* params,
                                            const conch_task_options* options, conch_task* task, conch_error** error) {
    return submit(client, kChat, params, options, task, error);
}
