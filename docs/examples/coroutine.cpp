// A picture, then a video that begins with it, as one coroutine; the main loop stays the host's.
// Usage: coroutine BASE_URL, for example coroutine "emulator:?speed=60"
#include <cstdio>

#include "conch/conch.hpp"

namespace {

conch::routine make(conch::client &client, bool &ended) {
    const conch::outcome picture = co_await client.co_generate(CONCH_JOB_IMAGE, R"({"prompt":"a shell on the beach"})");
    if (picture) {
        conch_video_params video = CONCH_VIDEO_PARAMS_INIT;
        video.prompt = "it opens";
        video.model = "I2V-2.3";
        video.file = picture.files.front().c_str();  // a local file: it is uploaded
        const conch::outcome film = co_await client.co_generate(video).on_event([](const conch::event &event) {
            if (event.percent() >= 0) std::printf("%d %%\n", event.percent());
        });
        std::printf("%s\n", film ? ("file: " + film.files.front()).c_str() : film.error.message.c_str());
    } else {
        std::printf("%s\n", picture.error.message.c_str());
    }
    ended = true;
}

}  // namespace

int main(int argc, char **argv) {
    conch_client_options options = conch::client_options();
    options.base_url = argc > 1 ? argv[1] : "emulator:";
    options.download_directory = ".";
    options.poll_interval_ms = 100;  // the emulator is fast; leave it 0 for the real service

    auto created = conch::client::create(options);
    if (!created) {
        std::fprintf(stderr, "%s\n", created.error().message.c_str());
        return 1;
    }
    conch::client client = std::move(created).value();
    bool ended = false;
    make(client, ended);
    // A real host has a loop of its own and calls dispatch(0) in it.
    while (!ended && client.dispatch(-1)) {
    }
    return 0;
}
