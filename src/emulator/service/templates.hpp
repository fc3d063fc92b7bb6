// Videos from templates: the list, and a stream of steps while one is made.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "emulator/service/call.hpp"
#include "emulator/service/videos.hpp"
#include "emulator/service/world.hpp"

namespace conch::emulator {

struct Template {
    std::string id;
    std::string name;
    std::string prompt;
    bool wants_prompt = false;
    bool wants_image = false;
    std::int64_t credits = 0;
    int width = 0;
    int height = 0;
    int seconds = 0;
    std::string video;  // media that shows what comes out
    std::string cover;
    std::string author;
    std::int64_t likes = 0;
};

class Templates {
  public:
    Templates(World& world, Videos& videos);

    void list(const CallPtr& call);
    void create(const CallPtr& call);
    // A video has moved.
    void changed(const GenerationPtr& video);
    void clear();

  private:
    // One viewer of one video on its way.
    struct Show {
        std::shared_ptr<ByteStream> stream;
        std::string project;
        std::string chat;
        const Template* origin = nullptr;
        std::weak_ptr<Generation> video;
        std::string picture;  // media: the step before the video
        int told = 0;         // how many of the steps have been told
        bool over = false;
    };

    void make_templates();
    JsonText item(const Template& one, bool detail) const;
    void tell(Show& show, const Generation& video, std::string_view status, std::vector<JsonMember> members) const;
    void tell_step(Show& show, const Generation& video, int step) const;
    void beat(const std::shared_ptr<Show>& show) const;

    World& world_;
    Videos& videos_;
    std::vector<Template> templates_;
    std::map<std::string, std::shared_ptr<Show>> shows_;  // by the video's id
};

}  // namespace conch::emulator
