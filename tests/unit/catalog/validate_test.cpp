// Every rule of the service: one request that passes and one that is refused, with its message. The table is written by
// hand from the service's documents, not from the catalog.
#include "catalog/validate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace conch::catalog {
namespace {

std::vector<Violation> check(std::string_view operation, const std::string& parameters,
                             const ValidationOptions& options = {}) {
    const Operation* found = find_operation(operation);
    if (found == nullptr) throw std::runtime_error("no operation " + std::string(operation));
    auto document = json::parse(parameters);
    if (!document) throw std::runtime_error(document.error().message + ": " + parameters);
    return validate(*found, *document, options);
}

std::string all_messages(const std::vector<Violation>& violations) {
    std::string text;
    for (const Violation& violation : violations)
        text += violation.message + "\n";
    return text;
}

struct Case {
    const char* name;
    const char* operation;
    std::string passes;
    std::string fails;
    const char* field;
    const char* rule;
    std::string message;
};

std::string repeated(std::string_view text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i)
        result += text;
    return result;
}

const std::string kFile = "user:1234-minimax:987654321-file:1111";
const std::string kOther = "user:1234-minimax:987654321-file:2222";
const std::string kForeign = "user:1234-minimax:555-file:3333";
const std::string kFileForm =
    "an id of the form user:<user>-minimax:<account>-file:<file>, or a local file as {\"path\": \"…\"}";
const std::string kVideoModels =
    "T2V-01, T2V-01-Director, I2V-01, I2V-01-live, I2V-01-Director, S2V-01, 02, T2V-2.3, I2V-2.3, I2V-2.3-Fast, "
    "Sora-2, "
    "Veo-3.1, Veo-3.1-Fast, Veo-3.1-S2V";
const std::string kTakesImage =
    "I2V-01, I2V-01-live, I2V-01-Director, S2V-01, 02, I2V-2.3, I2V-2.3-Fast, Sora-2, Veo-3.1, Veo-3.1-Fast, "
    "Veo-3.1-S2V";
const std::string kTakesOptions = "02, T2V-2.3, I2V-2.3, I2V-2.3-Fast, Sora-2, Veo-3.1, Veo-3.1-Fast, Veo-3.1-S2V";
const std::string kCreateNames =
    "account, prompt, promptOptimization, fileID, end_frame_fileID, model, options, replyUrl, replyRef, maxJobs";

// A request to videos.create with members in addition to a model.
std::string video(const std::string& model, const std::string& rest = "") {
    return R"({"model":")" + model + "\"" + (rest.empty() ? "" : "," + rest) + "}";
}
const std::string kPrompt = R"("prompt":"a cat")";
const std::string kFileMember = R"("fileID":")" + kFile + "\"";
const std::string kEndMember = R"("end_frame_fileID":")" + kOther + "\"";

std::string image(const std::string& rest) {
    return R"({"prompt":"a cat",)" + rest + "}";
}
std::string speech(const std::string& rest) {
    return R"({"text":"hello","voice_id":"209544421245048",)" + rest + "}";
}

void add_range(std::vector<Case>& cases, const char* operation, const char* field, const std::string& prefix,
               const std::vector<std::string>& good, const std::vector<std::string>& bad, const std::string& allowed) {
    for (const std::string& value : bad) {
        for (const std::string& fine : good) {
            cases.push_back({field, operation, prefix + "\"" + field + "\":" + fine + "}",
                             prefix + "\"" + field + "\":" + value + "}", field, "range",
                             std::string(field) + " is out of range; allowed: " + allowed + "; given: " + value + "."});
        }
    }
}

std::vector<Case> make_cases() {
    std::vector<Case> cases;
    const auto add = [&](const char* name, const char* operation, std::string passes, std::string fails,
                         const char* field, const char* rule, std::string message) {
        cases.push_back({name, operation, std::move(passes), std::move(fails), field, rule, std::move(message)});
    };

    // --- required parameters, one by one
    struct Required {
        const char* operation;
        const char* passes;
        const char* fails;
        const char* field;
        const char* allowed;
    };
    const std::string file_path = "an id of the form user:<user>-minimax:<account>-file:<file>";
    const Required required[] = {
        {"accounts.get", R"({"account":"301348409581838336"})", "{}", "account", "text"},
        {"accounts.delete", R"({"account":"301348409581838336"})", "{}", "account", "text"},
        {"accounts.set", R"({"url":"https://hailuoai.video/x","token":"a.b.c","maxJobs":3})",
         R"({"token":"a.b.c","maxJobs":3})", "url", "text"},
        {"accounts.set", R"({"url":"https://hailuoai.video/x","token":"a.b.c","maxJobs":3})",
         R"({"url":"https://hailuoai.video/x","maxJobs":3})", "token", "text"},
        {"accounts.set", R"({"url":"https://hailuoai.video/x","token":"a.b.c","maxJobs":3})",
         R"({"url":"https://hailuoai.video/x","token":"a.b.c"})", "maxJobs", "a whole number from 1 to 10"},
        {"files.upload", R"({"file":{"path":"cat.png"}})", "{}", "file", "a file as {\"path\": \"…\"}"},
        {"files.delete", R"({"fileID":"user:1-minimax:2-file:3"})", "{}", "fileID",
         "an id of the form user:<user>-minimax:<account>-file:<file>"},
        {"videos.get", R"({"videoId":"user:1-minimax:2-video:3"})", "{}", "videoId",
         "an id of the form user:<user>-minimax:<account>-video:<video>"},
        {"videos.delete", R"({"videoId":"user:1-minimax:2-video:3"})", "{}", "videoId",
         "an id of the form user:<user>-minimax:<account>-video:<video>"},
        {"videos.cancel", R"({"videoId":"user:1-minimax:2-video:3"})", "{}", "videoId",
         "an id of the form user:<user>-minimax:<account>-video:<video>"},
        {"videos.create_from_template", R"({"templateId":"1122334455667788"})", "{}", "templateId", "text"},
        {"images.create", R"({"prompt":"a cat"})", "{}", "prompt", "text"},
        {"images.get", R"({"imageId":"user:1-minimax:2-image:3"})", "{}", "imageId",
         "an id of the form user:<user>-minimax:<account>-image:<image>"},
        {"images.delete", R"({"imageId":"user:1-minimax:2-image:3"})", "{}", "imageId",
         "an id of the form user:<user>-minimax:<account>-image:<image>"},
        {"agent.run", R"({"prompt":"make a film","models":"sora-2"})", R"({"models":"sora-2"})", "prompt", "text"},
        {"agent.run", R"({"prompt":"make a film","models":"sora-2"})", R"({"prompt":"make a film"})", "models",
         "texts separated by commas, or an array of them"},
        {"agent.get", R"({"jobId":"p1-u2-a3-bot:minimax"})", "{}", "jobId",
         "an id of the form p<project>-u<user>-a<account>-bot:minimax"},
        {"scheduler.remove", R"({"id":"user:1-minimax:2-image:3"})", "{}", "id",
         "an id of the form user:<user>-minimax:<account>-video:<video>"},
        {"llm.send", R"({"prompt":"hello"})", "{}", "prompt", "text"},
        {"llm.get", R"({"chatID":"998877665544332211"})", "{}", "chatID", "text"},
        {"audio.create_mp3", R"({"text":"hello","voice_id":"1"})", R"({"voice_id":"1"})", "text",
         "text of at most 500 characters"},
        {"audio.create_mp3", R"({"text":"hello","voice_id":"1"})", R"({"text":"hello"})", "voice_id", "text"},
        {"audio.create_stream", R"({"text":"hello","voice_id":"1"})", R"({"voice_id":"1"})", "text",
         "text of at most 5000 characters"},
        {"audio.create_stream", R"({"text":"hello","voice_id":"1"})", R"({"text":"hello"})", "voice_id", "text"},
        {"audio.stream", R"({"token":"t","payload":{}})", R"({"payload":{}})", "token", "text"},
        {"audio.stream", R"({"token":"t","payload":{}})", R"({"token":"t"})", "payload", "a JSON object"},
        {"audio.get", R"({"audio_id":"user:1-minimax:2-audio:3"})", "{}", "audio_id",
         "an id of the form user:<user>-minimax:<account>-audio:<clip or cloned voice>"},
        {"audio.delete", R"({"audio_id":"user:1-minimax:2-audio:3"})", "{}", "audio_id",
         "an id of the form user:<user>-minimax:<account>-audio:<clip or cloned voice>"},
        {"audio.upload_sample", R"({"file":{"path":"me.mp3"}})", "{}", "file", "a file as {\"path\": \"…\"}"},
        {"audio.clone_voice", R"({"voice_name":"me","language_tag":"English","files":"user:1-minimax:2-file:3"})",
         R"({"language_tag":"English","files":"user:1-minimax:2-file:3"})", "voice_name",
         "text of at most 30 characters"},
        {"audio.clone_voice", R"({"voice_name":"me","language_tag":"English","files":"user:1-minimax:2-file:3"})",
         R"({"voice_name":"me","files":"user:1-minimax:2-file:3"})", "language_tag", "text"},
        {"audio.clone_voice", R"({"voice_name":"me","language_tag":"English","files":"user:1-minimax:2-file:3"})",
         R"({"voice_name":"me","language_tag":"English"})", "files",
         "texts separated by commas, or an array of them, at most 10"},
        {"audio.delete_voice", R"({"voice_id":"user:1-minimax:2-audio:3"})", "{}", "voice_id", "text"},
        {"music.create", R"({"prompt":"la la"})", "{}", "prompt", "text of at most 600 characters"},
        {"music.get", R"({"musicId":"user:1-minimax:2-music:3"})", "{}", "musicId",
         "an id of the form user:<user>-minimax:<account>-music:<music>"},
    };
    for (const Required& one : required) {
        add(one.field, one.operation, one.passes, one.fails, one.field, "required",
            std::string(one.field) + " is missing; allowed: " + one.allowed + "; given: nothing.");
    }
    add("blank required text", "llm.send", R"({"prompt":" x "})", R"({"prompt":" \n\t"})", "prompt", "required",
        R"(prompt is empty; allowed: text; given: " \n\t".)");
    add("empty path parameter", "accounts.get", R"({"account":"1"})", R"({"account":""})", "account", "required",
        R"(account is empty; allowed: text; given: "".)");

    // --- types
    add("number for text", "videos.create", R"({"prompt":"5"})", R"({"model":"02","prompt":5})", "prompt", "type",
        "prompt has the wrong type; allowed: text; given: 5.");
    add("null is not a value", "videos.create", R"({"prompt":"a cat"})", R"({"prompt":"a cat","replyRef":null})",
        "replyRef", "type", "replyRef has the wrong type; allowed: text of at most 1024 characters; given: null.");
    add("number in quotes", "videos.create", R"({"prompt":"a cat","maxJobs":3})", R"({"prompt":"a cat","maxJobs":"3"})",
        "maxJobs", "type", R"(maxJobs has the wrong type; allowed: a whole number from 1 to 10; given: "3".)");
    add("fraction for a whole number", "images.create", image(R"("quantity":2.0)"), image(R"("quantity":2.5)"),
        "quantity", "type", "quantity has the wrong type; allowed: a whole number from 1 to 4; given: 2.5.");
    add("word for a boolean", "videos.create", R"({"prompt":"a cat","promptOptimization":true})",
        R"({"prompt":"a cat","promptOptimization":"true"})", "promptOptimization", "type",
        R"(promptOptimization has the wrong type; allowed: true or false; given: "true".)");
    add("number for a boolean", "llm.send", R"({"prompt":"x","stream":false})", R"({"prompt":"x","stream":1})",
        "stream", "type", "stream has the wrong type; allowed: true or false; given: 1.");
    add("text for an object", "audio.stream", R"({"token":"t","payload":{"msg_id":"1"}})",
        R"({"token":"t","payload":"x"})", "payload", "type",
        R"(payload has the wrong type; allowed: a JSON object; given: "x".)");
    add("text for a number", "audio.create_mp3", speech(R"("speed":1.5)"), speech(R"("speed":"fast")"), "speed", "type",
        R"(speed has the wrong type; allowed: a number from 0.5 to 2; given: "fast".)");
    add("number for a file id", "videos.create", video("I2V-01", kFileMember), video("I2V-01", R"("fileID":7)"),
        "fileID", "type", "fileID has the wrong type; allowed: " + kFileForm + "; given: 7.");
    add("number for a list", "agent.run", R"({"prompt":"x","models":["sora-2","kolors"]})",
        R"({"prompt":"x","models":1})", "models", "type",
        "models has the wrong type; allowed: texts separated by commas, or an array of them; given: 1.");

    // --- unknown and repeated members
    add("unknown parameter", "videos.create", R"({"prompt":"a cat"})", R"({"prompt":"a cat","promt":"secret words"})",
        "promt", "unknown",
        "promt is not a parameter of videos.create; allowed: " + kCreateNames + "; given: \"promt\".");
    add("no parameters at all", "agent.jobs", "{}", R"({"account":"1"})", "account", "unknown",
        R"(account is not a parameter of agent.jobs; allowed: no parameters; given: "account".)");
    add("one name twice", "videos.create", R"({"prompt":"a cat"})", R"({"prompt":"a cat","prompt":""})", "prompt",
        "duplicate", "prompt is given more than once; allowed: once; given: many times.");

    // --- lengths, in code points
    const std::string sea = "海";  // three bytes, one character
    for (const char* field : {"replyUrl", "replyRef"}) {
        for (const char* operation : {"videos.create", "images.create", "videos.create_from_template", "agent.run"}) {
            const std::string start =
                std::string_view(operation) == "videos.create_from_template" ? R"({"templateId":"1",")"
                : std::string_view(operation) == "agent.run"                 ? R"({"prompt":"x","models":"sora-2",")"
                                                                             : R"({"prompt":"x",")";
            add(field, operation, start + field + "\":\"" + repeated(sea, 1024) + "\"}",
                start + field + "\":\"" + repeated(sea, 1025) + "\"}", field, "length",
                std::string(field) + " is too long; allowed: at most 1024 characters; given: 1025 characters.");
        }
    }
    add("speech text", "audio.create_mp3", R"({"voice_id":"1","text":")" + repeated(sea, 500) + "\"}",
        R"({"voice_id":"1","text":")" + repeated(sea, 501) + "\"}", "text", "length",
        "text is too long; allowed: at most 500 characters; given: 501 characters.");
    add("streamed speech text", "audio.create_stream", R"({"voice_id":"1","text":")" + repeated(sea, 5000) + "\"}",
        R"({"voice_id":"1","text":")" + repeated(sea, 5001) + "\"}", "text", "length",
        "text is too long; allowed: at most 5000 characters; given: 5001 characters.");
    add("lyrics", "music.create", R"({"prompt":")" + repeated(sea, 600) + "\"}",
        R"({"prompt":")" + repeated(sea, 601) + "\"}", "prompt", "length",
        "prompt is too long; allowed: at most 600 characters; given: 601 characters.");
    add("voice name", "audio.clone_voice",
        R"({"language_tag":"English","files":"user:1-minimax:2-file:3","voice_name":")" + repeated(sea, 30) + "\"}",
        R"({"language_tag":"English","files":"user:1-minimax:2-file:3","voice_name":")" + repeated(sea, 31) + "\"}",
        "voice_name", "length", "voice_name is too long; allowed: at most 30 characters; given: 31 characters.");
    for (const auto& [model, most] : {std::pair("image-01", 1250), std::pair("gpt-image-1.5", 1250),
                                      std::pair("seedream-4.5", 1250), std::pair("nano-banana-pro", 5000)}) {
        const std::string rest = std::string("\",\"model\":\"") + model + "\"}";
        add("image prompt", "images.create", R"({"prompt":")" + repeated(sea, static_cast<std::size_t>(most)) + rest,
            R"({"prompt":")" + repeated(sea, static_cast<std::size_t>(most) + 1) + rest, "prompt", "length",
            std::string("prompt is too long for model ") + model + "; allowed: at most " + std::to_string(most) +
                " characters; given: " + std::to_string(most + 1) + " characters.");
    }

    // --- ranges, both ends inclusive
    add_range(cases, "videos.create", "maxJobs", R"({"prompt":"x",)", {"1", "10"}, {"0", "11", "-1"},
              "a whole number from 1 to 10");
    add_range(cases, "videos.create_from_template", "maxJobs", R"({"templateId":"1",)", {"1", "10"}, {"0", "11"},
              "a whole number from 1 to 10");
    add_range(cases, "accounts.set", "maxJobs", R"({"url":"https://x","token":"a.b.c",)", {"1", "10"},
              {"0", "11", "18446744073709551615"}, "a whole number from 1 to 10");
    add_range(cases, "images.create", "quantity", R"({"prompt":"x",)", {"1", "4"}, {"0", "5"},
              "a whole number from 1 to 4");
    for (const char* operation : {"audio.create_mp3", "audio.create_stream"}) {
        const std::string start = R"({"text":"x","voice_id":"1",)";
        add_range(cases, operation, "speed", start, {"0.5", "2", "1.25"}, {"0.49", "2.01"}, "a number from 0.5 to 2");
        add_range(cases, operation, "pitch", start, {"-12", "12"}, {"-13", "13"}, "a number from -12 to 12");
        add_range(cases, operation, "vol", start, {"0", "10"}, {"-0.5", "10.5"}, "a number from 0 to 10");
        for (const char* field : {"deepen_lighten", "stronger_softer", "nasal_crisp"}) {
            add_range(cases, operation, field, start, {"-100", "100"}, {"-101", "101"}, "a number from -100 to 100");
        }
    }
    for (const char* operation :
         {"files.list", "videos.list", "images.list", "llm.list", "music.list", "videos.templates"}) {
        add_range(cases, operation, "limit", "{", {"1", "500"}, {"0", "-1"}, "a whole number from 1");
    }
    add_range(cases, "audio.list", "page_size", "{", {"1"}, {"0"}, "a whole number from 1");
    add_range(cases, "audio.voices", "page", "{", {"1"}, {"0"}, "a whole number from 1");
    add_range(cases, "videos.characters", "pageSize", "{", {"1"}, {"0"}, "a whole number from 1");

    // --- sets
    add("unknown video model", "videos.create", video("T2V-01", kPrompt), video("T2V-99", kPrompt), "model", "allowed",
        "model is not a model of videos.create; allowed: one of " + kVideoModels + "; given: \"T2V-99\".");
    add("model of another operation", "images.create", image(R"("model":"nano-banana-pro")"),
        image(R"("model":"nano-banana-2")"), "model", "allowed",
        "model is not a model of images.create; allowed: one of image-01, nano-banana-pro, gpt-image-1.5, "
        "seedream-4.5; given: \"nano-banana-2\".");
    add("model of the chat", "llm.send", R"({"prompt":"x","model":"mm-01"})", R"({"prompt":"x","model":"mm-02"})",
        "model", "allowed", R"(model is not a model of llm.send; allowed: one of mm-m1, mm-01; given: "mm-02".)");
    for (const char* operation : {"audio.create_mp3", "audio.create_stream"}) {
        add("model of speech", operation, speech(R"("model":"speech-01-turbo")"), speech(R"("model":"speech-03")"),
            "model", "allowed",
            std::string("model is not a model of ") + operation +
                "; allowed: one of speech-02-hd, speech-01-hd, speech-02-turbo, speech-01-turbo; given: "
                "\"speech-03\".");
        add("emotion", operation, speech(R"("emotion":"neutral")"), speech(R"("emotion":"bored")"), "emotion",
            "allowed",
            "emotion is not one of the values that exist; allowed: one of Auto, happy, sad, angry, fearful, disgusted, "
            "surprised, neutral; "
            "given: \"bored\".");
    }
    add("model of the agent", "agent.run", R"({"prompt":"x","models":"hailuo-2.3, kolors"})",
        R"({"prompt":"x","models":"hailuo-2.3,Sora-2"})", "models", "allowed",
        "models is not a model of agent.run; allowed: one of hailuo-2.3, hailuo-2.3-fast, hailuo-02, veo-3.1, "
        "veo-3.1-fast, sora-2, nano-banana-2, "
        "nano-banana, seedream, kontext, qwen, kolors, speech-2.5-hd-preview, speech-2.5-turbo-preview, "
        "minimax-music-2.0; given: \"Sora-2\".");
    add("empty item of a list", "agent.run", R"({"prompt":"x","models":"sora-2,kolors"})",
        R"({"prompt":"x","models":"sora-2,,kolors"})", "models", "format",
        R"(models has an empty item; allowed: texts separated by commas, or an array of them; given: "".)");
    add("empty array", "agent.run", R"({"prompt":"x","models":["sora-2"]})", R"({"prompt":"x","models":[]})", "models",
        "required", "models is empty; allowed: texts separated by commas, or an array of them; given: an array of 0.");
    add("comma inside an item", "audio.voices", R"({"tag_list":["A","B"]})", R"({"tag_list":["A,B"]})", "tag_list",
        "format", R"(tag_list has an item with a comma inside; allowed: commas only between the items; given: "A,B".)");

    // --- ids
    add("malformed id", "videos.get", R"({"videoId":"user:1-minimax:2-video:3"})",
        R"({"videoId":"998877665544332211"})", "videoId", "format",
        R"(videoId is not an id of this kind; allowed: an id of the form user:<user>-minimax:<account>-video:<video>; given: "998877665544332211".)");
    add("id of another kind", "videos.cancel", R"({"videoId":"user:1-minimax:2-video:3"})",
        R"({"videoId":"user:1-minimax:2-file:3"})", "videoId", "format",
        R"(videoId is the id of something else; allowed: an id of the form user:<user>-minimax:<account>-video:<video>; given: "user:1-minimax:2-file:3".)");
    add("scheduler takes videos and images", "scheduler.remove", R"({"id":"user:1-minimax:2-video:3"})",
        R"({"id":"user:1-minimax:2-music:3"})", "id", "format",
        R"(id is the id of something else; allowed: an id of the form user:<user>-minimax:<account>-video:<video>; given: "user:1-minimax:2-music:3".)");
    add("agent id", "agent.get", R"({"jobId":"p1-u2-a3-bot:minimax"})", R"({"jobId":"p1-u2-a3"})", "jobId", "format",
        R"(jobId is not an id of this kind; allowed: an id of the form p<project>-u<user>-a<account>-bot:minimax; given: "p1-u2-a3".)");
    add("image id is no file id", "videos.create", video("I2V-01", kFileMember),
        video("I2V-01", R"("fileID":"user:1-minimax:2-image:3")"), "fileID", "format",
        "fileID is the id of something else; allowed: " + kFileForm + "; given: \"user:1-minimax:2-image:3\".");
    add("path is no file id", "videos.create", video("I2V-01", R"("fileID":{"path":"cat.png"})"),
        video("I2V-01", R"("fileID":"cat.png")"), "fileID", "format",
        "fileID is not an id of this kind; allowed: " + kFileForm + "; given: \"cat.png\".");
    add("file without a path", "videos.create", video("I2V-01", R"("fileID":{"path":"cat.png"})"),
        video("I2V-01", R"("fileID":{"file":"cat.png"})"), "fileID", "format",
        "fileID names no file; allowed: " + kFileForm + "; given: an object.");
    add("path with NUL", "files.upload", R"({"file":{"path":"cat.png"}})", R"({"file":{"path":"cat.png\u0000.exe"}})",
        "file", "format",
        R"(file names no file; allowed: a file as {"path": "…"}; given: the file "cat.png\u0000.exe".)");
    add("upload from text", "files.upload", R"({"file":{"path":"cat.png"}})", R"({"file":"cat.png"})", "file", "type",
        R"(file names no file; allowed: a file as {"path": "…"}; given: "cat.png".)");

    // --- video models: prompt
    for (const char* model : {"T2V-01", "T2V-01-Director", "T2V-2.3"}) {
        const std::string message =
            std::string("prompt is needed by model ") + model + "; allowed: text that says what to show; given: ";
        add("text model without prompt", "videos.create", video(model, kPrompt), video(model), "prompt", "required",
            message + "nothing.");
        add("text model with an empty prompt", "videos.create", video(model, kPrompt), video(model, R"("prompt":"")"),
            "prompt", "required", message + "\"\".");
        add("text model with a blank prompt", "videos.create", video(model, kPrompt),
            video(model, R"("prompt":" \n ")"), "prompt", "required", message + "\" \\n \".");
    }
    add("default text model", "videos.create", R"({"prompt":"a cat"})", "{}", "prompt", "required",
        "prompt is needed by model T2V-01; allowed: text that says what to show; given: nothing.");
    for (const char* model : {"02", "Sora-2", "Veo-3.1", "Veo-3.1-Fast"}) {
        add("neither prompt nor picture", "videos.create", video(model, kFileMember), video(model), "prompt",
            "required",
            std::string("prompt is needed by model ") + model +
                " when no picture is given; allowed: text that says what to show; given: nothing.");
    }

    // --- video models: picture
    for (const char* model : {"T2V-01", "T2V-01-Director", "T2V-2.3"}) {
        add("text model with a picture", "videos.create", video(model, kPrompt),
            video(model, kPrompt + "," + kFileMember), "fileID", "forbidden",
            std::string("fileID is not taken by model ") + model +
                "; allowed: no fileID with this model; models that take one: " + kTakesImage + "; given: \"" + kFile +
                "\".");
    }
    for (const char* model :
         {"I2V-01", "I2V-01-live", "I2V-01-Director", "S2V-01", "I2V-2.3", "I2V-2.3-Fast", "Veo-3.1-S2V"}) {
        add("image model without a picture", "videos.create", video(model, kFileMember), video(model, kPrompt),
            "fileID", "required",
            std::string("fileID is needed by model ") + model + "; allowed: " + kFileForm + "; given: nothing.");
    }
    for (const char* option : {"512p-6sec", "512p-10sec"}) {
        const std::string given = std::string(R"("options":")") + option + "\"," + kPrompt;
        add("512p without a picture", "videos.create", video("02", given + "," + kFileMember), video("02", given),
            "fileID", "required",
            std::string("fileID is needed by option ") + option + " of model 02; allowed: " + kFileForm +
                "; given: nothing.");
        add("512p with an end frame", "videos.create", video("02", given + "," + kFileMember),
            video("02", given + "," + kFileMember + "," + kEndMember), "end_frame_fileID", "forbidden",
            std::string("end_frame_fileID is not taken by option ") + option +
                " of model 02; allowed: no end_frame_fileID with this option; options that take one: 768p-6sec, "
                "768p-10sec, 1080p-6sec; given: \"" +
                kOther + "\".");
    }

    // --- video models: options
    struct Options {
        const char* model;
        const char* base;  // what the model needs besides
        std::vector<std::string> own;
        std::string foreign;
    };
    const std::string both = kPrompt + "," + kFileMember;
    const Options option_lists[] = {
        {"02", both.c_str(), {"768p-6sec", "768p-10sec", "1080p-6sec", "512p-6sec", "512p-10sec"}, "720p-8sec"},
        {"T2V-2.3", kPrompt.c_str(), {"768p-6sec", "768p-10sec", "1080p-6sec"}, "512p-6sec"},
        {"I2V-2.3", both.c_str(), {"768p-6sec", "768p-10sec", "1080p-6sec"}, "512p-10sec"},
        {"I2V-2.3-Fast", both.c_str(), {"768p-6sec", "768p-10sec", "1080p-6sec"}, "1080p-10sec"},
        {"Sora-2", both.c_str(), {"720p-4sec", "720p-8sec", "720p-12sec"}, "768p-6sec"},
        {"Veo-3.1", both.c_str(), {"veo-720p-8sec", "veo-1080p-8sec"}, "720p-8sec"},
        {"Veo-3.1-Fast", both.c_str(), {"veo-720p-8sec", "veo-1080p-8sec"}, "768p-10sec"},
        {"Veo-3.1-S2V", both.c_str(), {"veo-720p-8sec", "veo-1080p-8sec"}, ""},
    };
    for (const Options& list : option_lists) {
        std::string names;
        for (const std::string& name : list.own)
            names += (names.empty() ? "" : ", ") + name;
        const auto with = [&](const std::string& option) {
            return video(list.model, std::string(list.base) + R"(,"options":")" + option + "\"");
        };
        for (const std::string& name : list.own) {
            add("options of a model", "videos.create", with(name), with(list.foreign), "options", "allowed",
                std::string("options is not one of model ") + list.model + "; allowed: one of " + names +
                    "; given: \"" + list.foreign + "\".");
        }
    }
    for (const char* model : {"T2V-01", "T2V-01-Director", "I2V-01", "I2V-01-live", "I2V-01-Director", "S2V-01"}) {
        const std::string base = model[0] == 'T' ? kPrompt : kFileMember;
        add("model without options", "videos.create", video(model, base),
            video(model, base + R"(,"options":"768p-6sec")"), "options", "forbidden",
            std::string("options does not go with model ") + model +
                "; allowed: no options with this model; models that take them: " + kTakesOptions +
                "; given: \"768p-6sec\".");
    }
    add("options without a model", "videos.create", R"({"prompt":"x","model":"02","options":"768p-6sec"})",
        R"({"prompt":"x","options":"768p-6sec"})", "options", "forbidden",
        "options does not go with model T2V-01; allowed: no options with this model; models that take them: " +
            kTakesOptions + "; given: \"768p-6sec\".");

    // --- video models: end frame
    for (const char* model :
         {"I2V-01", "I2V-01-live", "I2V-01-Director", "S2V-01", "I2V-2.3", "I2V-2.3-Fast", "Sora-2", "Veo-3.1-S2V"}) {
        add("model without end frame", "videos.create", video(model, both), video(model, both + "," + kEndMember),
            "end_frame_fileID", "forbidden",
            std::string("end_frame_fileID is not taken by model ") + model +
                "; allowed: no end_frame_fileID with this model; models that take one: 02, Veo-3.1, Veo-3.1-Fast; "
                "given: \"" +
                kOther + "\".");
    }
    for (const char* model : {"T2V-01", "T2V-01-Director", "T2V-2.3"}) {
        add("text model with end frame", "videos.create", video(model, kPrompt),
            video(model, kPrompt + "," + kEndMember), "end_frame_fileID", "forbidden",
            std::string("end_frame_fileID is not taken by model ") + model +
                "; allowed: no end_frame_fileID with this model; models that take one: 02, Veo-3.1, Veo-3.1-Fast; "
                "given: \"" +
                kOther + "\".");
    }
    for (const char* rest : {R"("model":"02","options":"768p-6sec")", R"("model":"02","options":"768p-10sec")",
                             R"("model":"02","options":"1080p-6sec")", R"("model":"02")", R"("model":"Veo-3.1")",
                             R"("model":"Veo-3.1-Fast","options":"veo-1080p-8sec")"}) {
        const std::string start = std::string("{") + rest + "," + kFileMember + ",";
        add("end frame equal to the first", "videos.create", start + kEndMember + "}",
            start + R"("end_frame_fileID":")" + kFile + "\"}", "end_frame_fileID", "differ",
            "end_frame_fileID is the same as fileID; allowed: another upload than fileID; given: \"" + kFile + "\".");
    }
    add("end frame equal to the first, local", "videos.create",
        R"({"model":"02","fileID":{"path":"a.png"},"end_frame_fileID":{"path":"b.png"}})",
        R"({"model":"02","fileID":{"path":"a.png"},"end_frame_fileID":{"path":"a.png"}})", "end_frame_fileID", "differ",
        R"(end_frame_fileID is the same as fileID; allowed: another upload than fileID; given: the file "a.png".)");

    // --- accounts of ids
    add("account against file", "videos.create", R"({"model":"I2V-01","account":"987654321",)" + kFileMember + "}",
        R"({"model":"I2V-01","account":"555",)" + kFileMember + "}", "fileID", "account",
        R"(fileID is of another account than account; allowed: ids of account "555"; given: "987654321".)");
    add("two files of two accounts", "videos.create", video("02", kFileMember + "," + kEndMember),
        video("02", kFileMember + R"(,"end_frame_fileID":")" + kForeign + "\""), "end_frame_fileID", "account",
        R"(end_frame_fileID is of another account than fileID; allowed: ids of account "987654321"; given: "555".)");
    add("references of two accounts", "images.create",
        image(R"("model":"seedream-4.5","referenceFileId1":")" + kFile + R"(","referenceFileId2":")" + kOther + "\""),
        image(R"("model":"seedream-4.5","referenceFileId1":")" + kFile + R"(","referenceFileId2":")" + kForeign + "\""),
        "referenceFileId2", "account",
        R"(referenceFileId2 is of another account than referenceFileId1; allowed: ids of account "987654321"; given: "555".)");
    add("recordings of two accounts", "audio.clone_voice",
        R"({"voice_name":"me","language_tag":"English","files":")" + kFile + "," + kOther + "\"}",
        R"({"voice_name":"me","language_tag":"English","files":")" + kFile + "," + kForeign + "\"}", "files", "account",
        R"(files has files of several accounts; allowed: ids of account "987654321"; given: "555".)");

    // --- templates
    add("fileID without ossPath", "videos.create_from_template",
        R"({"templateId":"1","ossPath":"moss/prod/x.png",)" + kFileMember + "}",
        R"({"templateId":"1",)" + kFileMember + "}", "ossPath", "together",
        "ossPath is missing; allowed: ossPath together with fileID; given: fileID alone.");
    add("ossPath without fileID", "videos.create_from_template", R"({"templateId":"1"})",
        R"({"templateId":"1","ossPath":"moss/x.png"})", "ossPath", "together",
        R"(ossPath is not allowed alone; allowed: ossPath together with fileID; given: "moss/x.png" without fileID.)");
    add("ossPath with a local file", "videos.create_from_template", R"({"templateId":"1","fileID":{"path":"a.png"}})",
        R"({"templateId":"1","fileID":{"path":"a.png"},"ossPath":"moss/x.png"})", "ossPath", "forbidden",
        R"(ossPath does not go with a local file, whose upload gives it; allowed: no ossPath with a local file; given: "moss/x.png".)");

    // --- images
    struct ImageChoice {
        const char* model;
        const char* field;
        std::vector<std::string> own;
        std::string foreign;
    };
    const std::vector<std::string> wide = {"auto", "16:9", "5:4", "4:3",  "3:2", "1:1",
                                           "2:3",  "3:4",  "4:5", "9:16", "21:9"};
    const ImageChoice choices[] = {
        {"image-01", "resolution", {"HD"}, "1K"},
        {"image-01", "aspectRatio", {"16:9", "4:3", "1:1", "3:4", "9:16", "21:9"}, "auto"},
        {"nano-banana-pro", "resolution", {"1K", "2K", "4K"}, "HD"},
        {"nano-banana-pro", "aspectRatio", wide, "2:1"},
        {"gpt-image-1.5", "resolution", {"1K", "2K", "4K"}, "8K"},
        {"gpt-image-1.5", "aspectRatio", {"auto", "1:1", "3:2", "2:3"}, "16:9"},
        {"seedream-4.5", "resolution", {"2K", "4K"}, "1K"},
        {"seedream-4.5", "aspectRatio", wide, "1:2"},
    };
    for (const ImageChoice& choice : choices) {
        std::string names;
        for (const std::string& name : choice.own)
            names += (names.empty() ? "" : ", ") + name;
        const auto with = [&](const std::string& value) {
            return image(std::string(R"("model":")") + choice.model + "\",\"" + choice.field + "\":\"" + value + "\"");
        };
        for (const std::string& name : choice.own) {
            add("choice of an image model", "images.create", with(name), with(choice.foreign), choice.field, "allowed",
                std::string(choice.field) + " is not one of model " + choice.model + "; allowed: one of " + names +
                    "; given: \"" + choice.foreign + "\".");
        }
    }
    add("default image model", "images.create", image(R"("resolution":"HD")"), image(R"("resolution":"4K")"),
        "resolution", "allowed", R"(resolution is not one of model image-01; allowed: one of HD; given: "4K".)");
    for (const char* model : {"nano-banana-pro", "gpt-image-1.5", "seedream-4.5"}) {
        add("character", "images.create", image(R"("model":"image-01","characterFileId":")" + kFile + "\""),
            image(std::string(R"("model":")") + model + R"(","characterFileId":")" + kFile + "\""), "characterFileId",
            "forbidden",
            std::string("characterFileId is not taken by model ") + model +
                "; allowed: no characterFileId with this model; models that take one: image-01; given: \"" + kFile +
                "\".");
    }
    const auto reference = [&](const char* model, const char* number) {
        return image(std::string(R"("model":")") + model + R"(","referenceFileId)" + number + "\":\"" + kFile + "\"");
    };
    add("references of image-01", "images.create", reference("seedream-4.5", "1"), reference("image-01", "1"),
        "referenceFileId1", "forbidden",
        "referenceFileId1 is not taken by model image-01; allowed: no references with this model; models that take "
        "them: nano-banana-pro, "
        "gpt-image-1.5, seedream-4.5; given: \"" +
            kFile + "\".");
    add("references of gpt-image-1.5", "images.create", reference("gpt-image-1.5", "3"),
        reference("gpt-image-1.5", "4"), "referenceFileId4", "count",
        "referenceFileId4 is not taken by model gpt-image-1.5; allowed: referenceFileId1 to referenceFileId3; given: "
        "\"" +
            kFile + "\".");
    for (const char* model : {"nano-banana-pro", "seedream-4.5"}) {
        add("highest reference", "images.create", reference(model, "14"), reference(model, "15"), "referenceFileId15",
            "count",
            "referenceFileId15 is one too many; allowed: referenceFileId1 to referenceFileId14; given: "
            "\"referenceFileId15\".");
    }
    add("references count from 1", "images.create", reference("seedream-4.5", "2"), reference("seedream-4.5", "0"),
        "referenceFileId0", "unknown",
        "referenceFileId0 is not a parameter of images.create; allowed: account, prompt, promptOptimization, model, "
        "aspectRatio, resolution, "
        "characterFileId, referenceFileId1 to referenceFileId14, quantity, replyUrl, replyRef; given: "
        "\"referenceFileId0\".");

    // --- files that go along
    std::string eleven = R"({"path":"a.txt"})";
    for (int i = 0; i < 9; ++i)
        eleven += R"(,{"path":"a.txt"})";
    const std::string ten = eleven;
    eleven += R"(,{"path":"a.txt"})";
    add("files of a chat message", "llm.send", R"({"prompt":"x","file":[)" + ten + "]}",
        R"({"prompt":"x","file":[)" + eleven + "]}", "file", "count",
        "file has too many items; allowed: at most 10; given: 11.");
    for (const char* extension : {"txt", "docx", "doc", "pdf", "ppt", "pptx", "xls", "xlsx", "png", "jpeg", "jpg",
                                  "webp", "svg", "heif", "tiff", "PDF"}) {
        add("kind of a chat file", "llm.send",
            std::string(R"({"prompt":"x","file":{"path":"/tmp/a.b/c.)") + extension + R"("}})",
            R"({"prompt":"x","file":{"path":"/tmp/a.pdf/c.exe"}})", "file", "file_type",
            "file is not a file of a kind that the service takes; allowed: names that end in one of txt, docx, doc, "
            "pdf, ppt, pptx, xls, xlsx, png, "
            "jpeg, jpg, webp, svg, heif, tiff; given: the file \"/tmp/a.pdf/c.exe\".");
    }
    std::string samples = kFile;
    for (int i = 0; i < 9; ++i)
        samples += "," + kFile;
    add("recordings of a voice", "audio.clone_voice",
        R"({"voice_name":"me","language_tag":"English","files":")" + samples + "\"}",
        R"({"voice_name":"me","language_tag":"English","files":")" + samples + "," + kFile + "\"}", "files", "count",
        "files has too many items; allowed: at most 10; given: 11.");
    add("recordings as a JSON array", "audio.clone_voice",
        R"({"voice_name":"me","language_tag":"English","files":[{"path":"a.mp3"},")" + kFile + "\"]}",
        R"({"voice_name":"me","language_tag":"English","files":[7]})", "files", "type",
        "files has the wrong type; allowed: texts separated by commas, or an array of them, at most 10; given: 7.");

    // --- deleting chats
    add("nothing to delete", "llm.delete", R"({"chatIDs":"all"})", "{}", "chatIDs", "one_of",
        "chatIDs is missing; allowed: at least one of chatIDs, msgIDs; given: nothing.");
    return cases;
}

TEST(Validate, EveryRulePassesOnceAndRefusesOnce) {
    for (const Case& one : make_cases()) {
        SCOPED_TRACE(std::string(one.operation) + ", " + one.name);
        EXPECT_EQ(all_messages(check(one.operation, one.passes)), "") << one.passes.substr(0, 300);
        const std::vector<Violation> violations = check(one.operation, one.fails);
        ASSERT_EQ(violations.size(), 1U) << one.fails.substr(0, 300) << "\n" << all_messages(violations);
        EXPECT_EQ(violations[0].field, one.field);
        EXPECT_EQ(violations[0].rule, one.rule);
        EXPECT_EQ(violations[0].message, one.message);
        EXPECT_FALSE(violations[0].allowed.empty());
        EXPECT_FALSE(violations[0].given.empty());
        EXPECT_NE(violations[0].message.find("allowed: " + violations[0].allowed + "; given: " + violations[0].given),
                  std::string::npos);
    }
}

TEST(Validate, OperationsWithoutNeedsPassEmpty) {
    for (const char* operation :
         {"accounts.list", "features.get", "files.list", "videos.list", "videos.characters", "videos.templates",
          "images.list", "agent.jobs", "scheduler.list", "scheduler.available", "llm.list", "audio.list",
          "audio.voices", "audio.config", "music.list", "music.styles"}) {
        EXPECT_EQ(all_messages(check(operation, "{}")), "") << operation;
    }
}

TEST(Validate, ParametersThatAreNoObject) {
    for (const char* text : {"[]", "7", "null", "\"x\"", "true"}) {
        const auto violations = check("videos.create", text);
        ASSERT_EQ(violations.size(), 1U) << text;
        EXPECT_EQ(violations[0].field, "");
        EXPECT_EQ(violations[0].rule, "type");
    }
    EXPECT_EQ(check("videos.create", "[]")[0].message,
              "the request has parameters of the wrong type; allowed: a JSON object; given: an array of 0.");
}

TEST(Validate, SeveralRulesAtOnceAreAllTold) {
    const auto violations =
        check("videos.create",
              R"({"model":"Sora-2","options":"768p-6sec","maxJobs":99,"end_frame_fileID":"user:1-minimax:2-file:3"})");
    ASSERT_EQ(violations.size(), 3U) << all_messages(violations);
    EXPECT_EQ(violations[0].field, "maxJobs");
    EXPECT_EQ(violations[1].field, "options");
    EXPECT_EQ(violations[2].field, "end_frame_fileID");
}

TEST(Validate, OtherSpellingOfSora) {
    EXPECT_EQ(all_messages(check("videos.create", video("Sora 2", kPrompt + R"(,"options":"720p-4sec")"))), "");
    EXPECT_EQ(check("videos.create", video("Sora 2", kPrompt + R"(,"options":"768p-6sec")"))[0].field, "options");
}

TEST(Validate, UnknownThingsPassOnlyWhenAskedFor) {
    const std::string unknown_field = R"({"prompt":"x","seed":7})";
    const std::string unknown_model = R"({"model":"Hailuo-9","options":"8k-60sec"})";
    const std::string unknown_emotion = speech(R"("emotion":"bored")");
    const std::string unknown_id = R"({"videoId":"vid_123"})";
    EXPECT_EQ(check("videos.create", unknown_field).size(), 1U);
    EXPECT_EQ(check("videos.create", unknown_model).size(), 1U);
    EXPECT_EQ(check("audio.create_mp3", unknown_emotion).size(), 1U);
    EXPECT_EQ(check("videos.get", unknown_id).size(), 1U);

    const ValidationOptions fields{.unknown_fields = true};
    EXPECT_EQ(all_messages(check("videos.create", unknown_field, fields)), "");
    EXPECT_EQ(check("videos.create", unknown_model, fields).size(), 1U);
    EXPECT_EQ(check("audio.create_mp3", unknown_emotion, fields).size(), 1U);
    EXPECT_EQ(check("videos.get", unknown_id, fields).size(), 1U);

    const ValidationOptions values{.unknown_values = true};
    EXPECT_EQ(check("videos.create", unknown_field, values).size(), 1U);
    EXPECT_EQ(all_messages(check("videos.create", unknown_model, values)), "");
    EXPECT_EQ(all_messages(check("audio.create_mp3", unknown_emotion, values)), "");
    EXPECT_EQ(all_messages(check("videos.get", unknown_id, values)), "");
}

TEST(Validate, KnownViolationsNeverPass) {
    const ValidationOptions lenient{.unknown_fields = true, .unknown_values = true};
    const std::pair<const char*, std::string> refused[] = {
        {"videos.create", "{}"},
        {"videos.create", video("T2V-01", kPrompt + R"(,"options":"768p-6sec")")},
        {"videos.create", video("02", kPrompt + R"(,"options":"9000p")")},
        {"videos.create", video("", kPrompt)},
        {"videos.create", video("I2V-01", R"("fileID":"")")},
        {"videos.create", video("I2V-01", R"("fileID":"user:1-minimax:2-image:3")")},
        {"videos.create", video("NewModel", R"("maxJobs":11)")},
        {"videos.create", video("NewModel", kFileMember + R"(,"end_frame_fileID":")" + kFile + "\"")},
        {"videos.create", R"({"prompt":"a","prompt":"b"})"},
        {"images.create", image(R"("referenceFileId1":")" + kFile + "\"")},
        {"images.create", image(R"("model":"seedream-4.5","referenceFileId15":")" + kFile + "\"")},
        {"images.create", image(R"("aspectRatio":"auto")")},
        {"audio.create_mp3", speech(R"("emotion":"")")},
        {"agent.run", R"({"prompt":"x","models":"new-model,"})"},
    };
    for (const auto& [operation, parameters] : refused)
        EXPECT_FALSE(check(operation, parameters, lenient).empty()) << parameters;
    // A new model may take more references than today's.
    EXPECT_EQ(
        all_messages(check("images.create", image(R"("model":"new","referenceFileId15":")" + kFile + "\""), lenient)),
        "");
}

TEST(Validate, FactsOfFiles) {
    const auto with = [](const std::string& parameters, std::vector<FileFacts> facts) {
        ValidationOptions options;
        options.files = facts;
        return check("videos.create", parameters, options);
    };
    const std::string sora = video("Sora-2", R"("fileID":{"path":"cat.png"})");
    EXPECT_TRUE(with(sora, {{"cat.png", 1000, "image/png", 1280, 720}}).empty());
    EXPECT_TRUE(with(sora, {{"cat.png", 1000, "image/jpeg", 720, 1280}}).empty());
    EXPECT_TRUE(with(sora, {{"cat.png", {}, {}, 0, 0}}).empty()) << "what is not known is not refused";
    EXPECT_TRUE(with(sora, {{"dog.png", 1000, "image/png", 5, 5}}).empty()) << "another file's facts";

    auto violations = with(sora, {{"cat.png", 1000, "image/png", 1281, 720}});
    ASSERT_EQ(violations.size(), 1U);
    EXPECT_EQ(
        violations[0].message,
        "fileID has a size that model Sora-2 does not take; allowed: exactly 1280x720 or 720x1280; given: 1281x720.");
    EXPECT_EQ(violations[0].rule, "image_size");
    EXPECT_EQ(violations[0].status, CONCH_E_INVALID);
    EXPECT_TRUE(
        with(video("02", R"("fileID":{"path":"cat.png"})"), {{"cat.png", 1000, "image/webp", 1281, 720}}).empty());

    const std::string by_id = video("Sora-2", kFileMember);
    violations = with(by_id, {{kFile, {}, {}, 100, 100}});
    ASSERT_EQ(violations.size(), 1U) << "a server knows the sizes of its own files";
    EXPECT_EQ(violations[0].rule, "image_size");

    const std::string plain = video("02", R"("fileID":{"path":"cat.png"})");
    violations = with(plain, {{"cat.png", 0, "", 0, 0}});
    ASSERT_EQ(violations.size(), 1U);
    EXPECT_EQ(violations[0].message,
              "fileID is an empty file; allowed: a file with content; given: the file \"cat.png\".");
    EXPECT_EQ(violations[0].status, CONCH_E_FILE);
    violations = with(plain, {{"cat.png", 5368709121, "image/png", 0, 0}});
    ASSERT_EQ(violations.size(), 1U);
    EXPECT_EQ(
        violations[0].message,
        "fileID is too large; allowed: at most 5368709120 bytes; given: 5368709121 bytes in the file \"cat.png\".");
    EXPECT_EQ(violations[0].status, CONCH_E_FILE_TOO_LARGE);
    EXPECT_TRUE(with(plain, {{"cat.png", 5368709120, "image/png", 0, 0}}).empty());
    violations = with(plain, {{"cat.png", 10, "", 0, 0}});
    ASSERT_EQ(violations.size(), 1U);
    EXPECT_EQ(violations[0].message,
              "fileID is not a file of a kind that the service takes; allowed: one of image/png, image/jpeg, "
              "image/webp; given: an unknown kind "
              "in the file \"cat.png\".");
    EXPECT_EQ(violations[0].status, CONCH_E_FILE_TYPE);
    EXPECT_EQ(with(plain, {{"cat.png", 10, "audio/mpeg", 0, 0}})[0].status, CONCH_E_FILE_TYPE);
}

TEST(Validate, FactsOfChatFilesAndRecordings) {
    ValidationOptions options;
    const FileFacts large[] = {{"a.pdf", 104857601, {}, 0, 0}};
    options.files = large;
    auto violations = check("llm.send", R"({"prompt":"x","file":[{"path":"a.pdf"}]})", options);
    ASSERT_EQ(violations.size(), 1U);
    EXPECT_EQ(violations[0].message,
              "file is too large; allowed: at most 104857600 bytes; given: 104857601 bytes in the file \"a.pdf\".");
    const FileFacts fitting[] = {{"a.pdf", 104857600, {}, 0, 0}};
    options.files = fitting;
    EXPECT_EQ(all_messages(check("llm.send", R"({"prompt":"x","file":[{"path":"a.pdf"}]})", options)), "");
    const FileFacts picture[] = {{"me.mp3", 1000, "image/png", 10, 10}};
    options.files = picture;
    violations = check("audio.upload_sample", R"({"file":{"path":"me.mp3"}})", options);
    ASSERT_EQ(violations.size(), 1U);
    EXPECT_EQ(violations[0].status, CONCH_E_FILE_TYPE);
}

TEST(Validate, ACallUploadsNothingBesides) {
    ValidationOptions call;
    call.uploads = false;
    EXPECT_EQ(all_messages(check("files.upload", R"({"file":{"path":"a.png"}})", call)), "");
    EXPECT_EQ(all_messages(check("videos.create", R"({"model":"I2V-01","fileID":{"path":"cat.png"}})", call)),
              "fileID names a local file, which a call does not upload; allowed: an id of the form "
              "user:<user>-minimax:<account>-file:<file>; given: the file \"cat.png\".\n");
    EXPECT_EQ(all_messages(check("videos.create", R"({"model":"I2V-01"})", call)),
              "fileID is needed by model I2V-01; allowed: an id of the form user:<user>-minimax:<account>-file:<file>; "
              "given: nothing.\n");
}

TEST(Validate, ExamplesOfTheDocumentationAreValidCalls) {
    for (const json::Value& operation : json::array_member(document(), "operations")->GetArray()) {
        const json::Value& example = *json::object_member(operation, "example");
        json::Document parameters;
        parameters.CopyFrom(*json::object_member(example, "parameters"), parameters.GetAllocator());
        if (const json::Value* files = json::array_member(example, "files")) {
            ASSERT_EQ(files->Size(), 1U);
            json::Value file(rapidjson::kObjectType);
            json::set(parameters, file, "path", json::text_of((*files)[0]));
            json::set(parameters, parameters, "file", std::move(file));
        }
        ValidationOptions options;
        options.uploads = false;
        const std::string_view name = *json::string_member(operation, "name");
        EXPECT_EQ(all_messages(check(name, json::to_string(parameters), options)), "") << name;
    }
}

TEST(Validate, GivenIsCutAndSecretsAreHidden) {
    const std::string long_name = repeated("海", 100);
    auto violations = check("videos.create", video(long_name, kPrompt));
    ASSERT_EQ(violations.size(), 1U);
    EXPECT_EQ(violations[0].given, "\"" + repeated("海", 80) + "\"… (100 characters)");

    const std::string token = "eyJhbGciOiJIUzI1NiJ9.c2VjcmV0.c2lnbmF0dXJl";
    for (const std::string& parameters :
         {R"({"url":"https://x","maxJobs":3,"token":[")" + token + R"("]})",
          R"({"url":"https://x","maxJobs":3,"token":{"path":")" + token + R"("}})",
          R"({"url":"https://x","maxJobs":3,"token":"x","Token":")" + token + R"("})"}) {
        violations = check("accounts.set", parameters);
        ASSERT_EQ(violations.size(), 1U) << all_messages(violations);
        EXPECT_EQ(all_messages(violations).find("eyJ"), std::string::npos);
        EXPECT_EQ((violations[0].given + violations[0].allowed + violations[0].field).find("eyJ"), std::string::npos);
    }
    violations = check("accounts.set", R"({"url":"https://x","maxJobs":3,"token":5})");
    ASSERT_EQ(violations.size(), 1U);
    EXPECT_EQ(violations[0].given, "(hidden)");
}

TEST(Validate, AFloodOfViolationsIsBounded) {
    std::string parameters = R"({"prompt":"x")";
    for (int i = 0; i < 2000; ++i)
        parameters += ",\"x" + std::to_string(i) + "\":1";
    EXPECT_EQ(check("videos.create", parameters + "}").size(), 64U);
    std::string models = "\"x\"";
    for (int i = 0; i < 2000; ++i)
        models += ",\"x\"";
    EXPECT_EQ(check("agent.run", R"({"prompt":"x","models":[)" + models + "]}").size(), 64U);
}

std::string normalised(std::string_view operation, const std::string& parameters) {
    return json::to_string(normalise(*find_operation(operation), *json::parse(parameters)));
}

TEST(Normalise, SpellsAsTheServiceDoesAndAddsNothing) {
    EXPECT_EQ(normalised("videos.create", R"({"model":"Sora 2","prompt":"x"})"), R"({"model":"Sora-2","prompt":"x"})");
    EXPECT_EQ(normalised("videos.create", "{}"), "{}");
    EXPECT_EQ(normalised("videos.create", R"({"new":{"a":[1,2]},"maxJobs":3.0})"),
              R"({"new":{"a":[1,2]},"maxJobs":3})");
    EXPECT_EQ(normalised("agent.run", R"({"models":["sora-2","kolors"]})"), R"({"models":"sora-2,kolors"})");
    EXPECT_EQ(normalised("agent.run", R"({"models":"sora-2, kolors"})"), R"({"models":"sora-2,kolors"})");
    EXPECT_EQ(normalised("audio.clone_voice", R"({"files":["a",{"path":"b"}]})"), R"({"files":["a",{"path":"b"}]})");
    EXPECT_EQ(normalised("videos.create", R"({"maxJobs":1e300,"id":18446744073709551615})"),
              R"({"maxJobs":1e300,"id":18446744073709551615})");
    EXPECT_EQ(normalised("videos.create", "[1]"), "[1]");
    EXPECT_EQ(normalised("images.create", R"({"model":"Sora 2"})"), R"({"model":"Sora 2"})")
        << "an alias belongs to its operation";
}

TEST(FromText, ReadsQueriesAndForms) {
    const auto typed = [](std::string_view operation, const std::string& parameters) {
        return json::to_string(from_text(*find_operation(operation), *json::parse(parameters)));
    };
    EXPECT_EQ(typed("videos.create", R"({"prompt":"5","maxJobs":"3","promptOptimization":"true"})"),
              R"({"prompt":"5","maxJobs":3,"promptOptimization":true})");
    EXPECT_EQ(typed("audio.create_mp3", R"({"speed":"1.5","pitch":"-3","robotic":"false"})"),
              R"({"speed":1.5,"pitch":-3.0,"robotic":false})");
    for (const char* text :
         {R"({"maxJobs":"3x"})", R"({"maxJobs":""})", R"({"maxJobs":" 3"})", R"({"maxJobs":"99999999999999999999"})",
          R"({"promptOptimization":"TRUE"})", R"({"unknown":"3"})"}) {
        EXPECT_EQ(typed("videos.create", text), text);
    }
    EXPECT_EQ(typed("audio.create_mp3", R"({"speed":"nan","vol":"inf"})"), R"({"speed":"nan","vol":"inf"})");
}

void expect_estimate(std::string_view operation, const std::string& parameters, std::optional<std::int64_t> credits,
                     std::string_view why) {
    const Estimate found = estimate(*find_operation(operation), *json::parse(parameters));
    EXPECT_EQ(found.credits, credits) << operation << parameters;
    EXPECT_NE(found.why.find(why), std::string::npos) << found.why;
}

TEST(Estimate, TellsThePriceOrWhyNot) {
    expect_estimate("images.create", R"({"prompt":"x"})", 1, "1 credit for each image of image-01 at HD, times 1");
    expect_estimate("images.create", R"({"prompt":"x","quantity":4})", 4, "times 4");
    expect_estimate("images.create", R"({"prompt":"x","quantity":4.0})", 4, "times 4");
    expect_estimate("images.create", R"({"model":"gpt-image-1.5"})", 4, "at 1K");
    expect_estimate("images.create", R"({"model":"gpt-image-1.5","resolution":"2K"})", 8, "8 credits");
    expect_estimate("images.create", R"({"model":"gpt-image-1.5","resolution":"4K","quantity":3})", 45, "15 credits");
    expect_estimate("images.create", R"({"model":"seedream-4.5","resolution":"4K","quantity":2})", 8, "4 credits");
    expect_estimate("images.create", R"({"model":"nano-banana-pro"})", 4, "at 1K");
    expect_estimate("images.create", R"({"model":"nano-banana-pro","resolution":"4K"})", {},
                    "no price for nano-banana-pro at 4K");
    expect_estimate("images.create", R"({"model":"image-01","resolution":"4K"})", {}, "there is no image-01 at 4K");
    expect_estimate("images.create", R"({"model":"new"})", {}, "does not know the model");
    expect_estimate("images.create", R"({"quantity":0})", {}, "quantity is out of range");
    expect_estimate("images.create", R"({"quantity":"2"})", {}, "quantity is out of range");
    expect_estimate("music.create", R"({"prompt":"la"})", 1, "fixed price of 1 credit");
    expect_estimate("videos.create", R"({"prompt":"x"})", {}, "features.get");
    expect_estimate("videos.create_from_template", R"({"templateId":"1"})", {}, "videos.templates");
    expect_estimate("agent.run", R"({"prompt":"x"})", {}, "agent itself");
    expect_estimate("videos.list", "{}", 0, "makes nothing");
}

}  // namespace
}  // namespace conch::catalog
