// The kinds of job that the command line knows, as data. A new kind is one more row.
#pragma once

#include <cstdint>
#include <span>

namespace conch::cli {

enum class FieldType {
    kText,
    kFlag,  // --name and --no-name
    kFile,  // a local file, or the id of one that the service has
};

struct Field {
    const char* option;
    const char* parameter;  // the service's name of it
    FieldType type;
    const char* help;
};

struct JobKind {
    const char* name;  // the noun on the command line
    const char* help;
    std::int32_t number;  // CONCH_JOB_…
    std::span<const Field> fields;
    const char* id;                // the parameter that takes the finished item's id
    const char* look_operation;    // reads one item
    const char* cancel_operation;  // stops one; null when the service cannot
    const char* list_operation;    // shows what is running
};

std::span<const JobKind> job_kinds();

}  // namespace conch::cli
