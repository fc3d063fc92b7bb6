// Ends of tasks.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "api/answer.hpp"
#include "jobs/context.hpp"

namespace conch::jobs {

inline End ended(Error error) {
    End end;
    end.http_code = error.http_code;
    end.result = fail(std::move(error));
    return end;
}

inline End ended(conch_status status, std::string message) {
    End end;
    end.result = fail(status, std::move(message));
    return end;
}

// The job is done, and its files are here or could not be brought.
inline End with_files(End end, Result<std::vector<std::string>> files) {
    if (files) {
        end.files = std::move(*files);
    } else {
        end.result = fail(std::move(files.error()));
    }
    return end;
}

// One item as it came; several as an array of them.
inline std::string json_of(const std::vector<api::Answer>& items) {
    if (items.size() == 1) return items.front().text;
    std::string text = "[";
    for (const api::Answer& item : items) {
        if (text.size() > 1) text += ',';
        text += item.text;
    }
    return text += ']';
}

}  // namespace conch::jobs
