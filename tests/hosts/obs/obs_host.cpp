// A host around libobs without windows, driven by lines on its standard input; every line is answered by one line.
//
//   create NAME JSON      a source, shown in the scene          press NAME BUTTON     a button of its properties
//   update NAME JSON      new settings                          properties NAME       its properties as JSON
//   settings NAME         what a scene collection would keep    load NAME JSON        a source as a collection brings
//   it show NAME yes|no      visible in the scene or not           remove NAME           takes it away frame mean red,
//   green, blue, and a sum      picture FILE          the frame as PPM sound                 the loudest sample since
//   last asked   frames N              waits for so many frames size NAME             width and height quit ends;
//   allocations that are left
//
// usage: obs_host MODULE.so DATA CONFIG_FOLDER
#include <X11/Xlib.h>
#include <obs-module.h>
#include <obs-nix-platform.h>
#include <obs.h>
#include <poll.h>
#include <unistd.h>
#include <util/bmem.h>
#include <util/platform.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <deque>
#include <map>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

namespace {

constexpr std::uint32_t kWidth = 1280;
constexpr std::uint32_t kHeight = 720;

// --- what OBS's main window does: run tasks on the main thread

struct Task {
    obs_task_t function;
    void* parameter;
};
std::mutex tasks_mutex;
std::deque<Task> tasks;

void queue_task(obs_task_t function, void* parameter, bool /*wait*/) {
    const std::lock_guard lock(tasks_mutex);
    tasks.push_back({function, parameter});
}

void run_tasks() {
    for (;;) {
        Task task{};
        {
            const std::lock_guard lock(tasks_mutex);
            if (tasks.empty()) return;
            task = tasks.front();
            tasks.pop_front();
        }
        task.function(task.parameter);
    }
}

// --- what comes out

std::mutex frame_mutex;
std::vector<std::uint8_t> frame(kWidth* kHeight * 4);
std::atomic<std::uint64_t> frames{0};
std::atomic<float> loudest{0.0F};

void on_frame(void* /*unused*/, video_data* data) {
    const std::lock_guard lock(frame_mutex);
    for (std::uint32_t y = 0; y < kHeight; ++y)
        std::copy_n(data->data[0] + y * data->linesize[0], kWidth * 4, frame.begin() + std::ptrdiff_t{y} * kWidth * 4);
    ++frames;
}

void on_sound(void* /*unused*/, std::size_t /*mix*/, audio_data* data) {
    const auto* samples = reinterpret_cast<const float*>(data->data[0]);
    for (std::uint32_t i = 0; i < data->frames; ++i) {
        if (std::fabs(samples[i]) > loudest) loudest = std::fabs(samples[i]);
    }
}

std::string frame_figures() {
    const std::lock_guard lock(frame_mutex);
    std::uint64_t sums[3] = {};
    std::uint64_t sum = 1469598103934665603U;
    for (std::size_t i = 0; i < frame.size(); i += 4) {
        for (std::size_t c = 0; c < 3; ++c) {
            sums[c] += frame[i + c];
            sum = (sum ^ frame[i + c]) * 1099511628211U;
        }
    }
    std::ostringstream text;
    for (const std::uint64_t one : sums)
        text << one / (kWidth * kHeight) << ' ';
    text << sum;
    return text.str();
}

void write_picture(const std::string& path) {
    const std::lock_guard lock(frame_mutex);
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return;
    std::fprintf(file, "P6\n%u %u\n255\n", kWidth, kHeight);
    for (std::size_t i = 0; i < frame.size(); i += 4)
        std::fwrite(&frame[i], 1, 3, file);
    std::fclose(file);
}

// --- sources

struct Shown {
    obs_source_t* source;
    obs_sceneitem_t* item;
};
obs_scene_t* scene = nullptr;
std::map<std::string, Shown> shown;

std::string one_line(std::string text) {
    for (char& c : text) {
        if (c == '\n') c = ' ';
    }
    return text;
}

std::string add(const std::string& name, obs_source_t* source) {
    if (source == nullptr) return "no such kind of source";
    shown[name] = {source, obs_scene_add(scene, source)};
    return "ok";
}

std::string create(const std::string& name, const std::string& json) {
    obs_data_t* settings = obs_data_create_from_json(json.c_str());
    obs_source_t* source = obs_source_create("conch_hailuo", name.c_str(), settings, nullptr);
    obs_data_release(settings);
    return add(name, source);
}

std::string load(const std::string& name, const std::string& json) {
    obs_data_t* saved = obs_data_create_from_json(json.c_str());
    obs_source_t* source = obs_load_source(saved);
    obs_data_release(saved);
    if (source != nullptr) obs_source_load(source);
    return add(name, source);
}

void drop(const Shown& one) {
    obs_sceneitem_remove(one.item);
    obs_source_remove(one.source);
    obs_source_release(one.source);
}

std::string save(obs_source_t* source) {
    obs_data_t* saved = obs_save_source(source);
    std::string text = one_line(obs_data_get_json(saved));
    obs_data_release(saved);
    return text;
}

obs_data_t* describe(obs_property_t* property) {
    obs_data_t* data = obs_data_create();
    obs_data_set_string(data, "name", obs_property_name(property));
    obs_data_set_string(data, "text", obs_property_description(property));
    obs_data_set_bool(data, "list", obs_property_get_type(property) == OBS_PROPERTY_LIST);
    obs_data_set_bool(data, "visible", obs_property_visible(property));
    obs_data_set_bool(data, "enabled", obs_property_enabled(property));
    obs_data_array_t* items = obs_data_array_create();
    if (obs_property_get_type(property) == OBS_PROPERTY_LIST) {
        for (std::size_t i = 0; i < obs_property_list_item_count(property); ++i) {
            obs_data_t* item = obs_data_create();
            obs_data_set_string(item, "name", obs_property_list_item_name(property, i));
            obs_data_set_string(item, "value", obs_property_list_item_string(property, i));
            obs_data_array_push_back(items, item);
            obs_data_release(item);
        }
    }
    obs_data_set_array(data, "items", items);
    obs_data_array_release(items);
    return data;
}

std::string describe_properties(obs_source_t* source) {
    obs_properties_t* all = obs_source_properties(source);
    obs_data_t* root = obs_data_create();
    obs_data_array_t* list = obs_data_array_create();
    obs_property_t* property = obs_properties_first(all);
    while (property != nullptr) {
        obs_data_t* data = describe(property);
        obs_data_array_push_back(list, data);
        obs_data_release(data);
        obs_property_next(&property);
    }
    obs_data_set_array(root, "properties", list);
    std::string text = one_line(obs_data_get_json(root));
    obs_data_array_release(list);
    obs_data_release(root);
    obs_properties_destroy(all);
    return text;
}

std::string press(obs_source_t* source, const std::string& button) {
    obs_properties_t* all = obs_source_properties(source);
    obs_property_t* property = obs_properties_get(all, button.c_str());
    std::string answer = "no such button";
    if (property != nullptr) {
        answer = obs_property_enabled(property) ? "ok" : "disabled";
        if (answer == "ok") obs_property_button_clicked(property, source);
    }
    obs_properties_destroy(all);
    return answer;
}

std::string wait_frames(std::uint64_t count) {
    const std::uint64_t until = frames + count;
    const std::uint64_t limit = os_gettime_ns() + 10'000'000'000U;
    while (frames < until && os_gettime_ns() < limit) {
        run_tasks();
        os_sleep_ms(2);
    }
    return frames < until ? "no frames" : "ok";
}

std::string answer(const std::string& line) {
    std::istringstream words(line);
    std::string command;
    std::string name;
    std::string rest;
    words >> command >> name;
    std::getline(words >> std::ws, rest);
    if (command == "create") return create(name, rest);
    if (command == "load") return load(name, rest);
    if (command == "frame") return frame_figures();
    if (command == "frames") return wait_frames(std::stoul(name));
    if (command == "sound") return std::to_string(loudest.exchange(0.0F));
    if (command == "picture") {
        write_picture(name);
        return "ok";
    }
    const auto found = shown.find(name);
    if (found == shown.end()) return "no source " + name;
    obs_source_t* source = found->second.source;
    if (command == "press") return press(source, rest);
    if (command == "settings") return save(source);
    if (command == "properties") return describe_properties(source);
    if (command == "size")
        return std::to_string(obs_source_get_width(source)) + ' ' + std::to_string(obs_source_get_height(source));
    if (command == "show") {
        obs_sceneitem_set_visible(found->second.item, rest == "yes");
        return "ok";
    }
    if (command == "update") {
        obs_data_t* settings = obs_data_create_from_json(rest.c_str());
        obs_source_update(source, settings);
        obs_data_release(settings);
        return "ok";
    }
    if (command == "remove") {
        drop(found->second);
        shown.erase(found);
        return "ok";
    }
    return "no command " + command;
}

void serve() {
    std::string pending;
    for (;;) {
        run_tasks();
        pollfd input{STDIN_FILENO, POLLIN, 0};
        if (::poll(&input, 1, 5) <= 0) continue;
        char bytes[65536];
        const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0) return;
        pending.append(bytes, static_cast<std::size_t>(count));
        for (std::size_t end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
            const std::string line = pending.substr(0, end);
            pending.erase(0, end + 1);
            if (line == "quit") return;
            std::printf("> %s\n", answer(line).c_str());
            std::fflush(stdout);
        }
    }
}

// --- libobs

bool open_module(const std::string& path, const std::string& data) {
    obs_module_t* module = nullptr;
    if (obs_open_module(&module, path.c_str(), data.c_str()) != MODULE_SUCCESS || !obs_init_module(module)) {
        std::fprintf(stderr, "cannot load %s\n", path.c_str());
        return false;
    }
    return true;
}

bool start(const char* module, const char* data, const char* config) {
    obs_set_nix_platform(OBS_NIX_PLATFORM_X11_EGL);
    obs_set_nix_platform_display(XOpenDisplay(nullptr));
    if (!obs_startup("en-US", config, nullptr)) return false;
    obs_set_ui_task_handler(queue_task);
    obs_video_info video{};
    video.graphics_module = "libobs-opengl.so.1";
    video.fps_num = 30;
    video.fps_den = 1;
    video.base_width = video.output_width = kWidth;
    video.base_height = video.output_height = kHeight;
    video.output_format = VIDEO_FORMAT_NV12;
    video.scale_type = OBS_SCALE_BICUBIC;
    video.gpu_conversion = true;
    video.colorspace = VIDEO_CS_709;
    video.range = VIDEO_RANGE_FULL;
    obs_audio_info audio{48000, SPEAKERS_STEREO};
    if (obs_reset_video(&video) != OBS_VIDEO_SUCCESS || !obs_reset_audio(&audio)) return false;
    for (const char* name : {"obs-ffmpeg", "text-freetype2"}) {
        if (!open_module(std::string(OBS_HOST_MODULES "/") + name + ".so", std::string(OBS_HOST_DATA "/") + name))
            return false;
    }
    if (!open_module(module, data)) return false;
    obs_post_load_modules();
    scene = obs_scene_create("scene");
    obs_set_output_source(0, obs_scene_get_source(scene));
    video_scale_info conversion{VIDEO_FORMAT_RGBA, kWidth, kHeight, VIDEO_RANGE_FULL, VIDEO_CS_709};
    obs_add_raw_video_callback(&conversion, on_frame, nullptr);
    audio_convert_info sound{};
    sound.samples_per_sec = 48000;
    sound.format = AUDIO_FORMAT_FLOAT_PLANAR;
    sound.speakers = SPEAKERS_STEREO;
    return audio_output_connect(obs_get_audio(), 0, &sound, on_sound, nullptr);
}

void stop() {
    audio_output_disconnect(obs_get_audio(), 0, on_sound, nullptr);
    obs_remove_raw_video_callback(on_frame, nullptr);
    for (const auto& [name, one] : shown)
        drop(one);
    shown.clear();
    obs_set_output_source(0, nullptr);
    obs_scene_release(scene);
    obs_wait_for_destroy_queue();
    run_tasks();
    obs_shutdown();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    if (!start(argv[1], argv[2], argv[3])) return 3;
    std::printf("> ready\n");
    std::fflush(stdout);
    serve();
    stop();
    std::printf("> left %ld\n", bnum_allocs());
    return 0;
}
