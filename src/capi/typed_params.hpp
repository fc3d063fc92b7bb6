// Parameter structs as data: which member of a struct is which parameter of the service. One reader serves them all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "conch/client.h"
#include "conch/error.h"
#include "conch/task.h"

namespace conch::capi {

struct Member {
    enum class As : std::uint8_t {
        text,            // const char*
        file,            // const char*: an id, or the path of a local file
        whole,           // int32_t; 0 is not said
        number,          // double; 0 is not said
        choice,          // int32_t, CONCH_CHOICE_…
        paths,           // const char* const* and a count: local files under one name
        numbered_files,  // the same, each an id or a path, under name1, name2, …
        extra,           // const char*: a JSON object whose members are taken over
        choice_of_kind,  // int32_t: CONCH_CHOICE_YES makes it a job of the other kind
        reserved,        // must be 0
    };
    std::string_view name;  // of the parameter; of the field where there is none
    As as;
    std::size_t offset;
    std::size_t count_offset;  // of the size_t that belongs to an array
};

struct ParamsType {
    std::size_t size;
    std::int32_t kind;        // CONCH_JOB_…
    std::int32_t other_kind;  // see choice_of_kind
    std::span<const Member> members;
};

// A host's struct, whose first field is its struct_size.
struct TypedParams {
    const ParamsType& type;
    const void* given;
};

struct TypedRequest {
    std::int32_t kind = 0;
    std::string json;
};

// The error (CONCH_E_ARGUMENT) names the field and what is wrong with it.
Result<TypedRequest> read_params(const TypedParams& params);

conch_status to_json(const ParamsType& type, const void* params, char** json, conch_error** error) noexcept;
conch_status submit(conch_client* client, const ParamsType& type, const void* params, const conch_task_options* options,
                    conch_task* task, conch_error** error) noexcept;

}  // namespace conch::capi
