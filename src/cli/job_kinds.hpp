// The kinds of job that the command line knows. A new kind is one row; its options come from the library's catalog.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace conch::cli {

// What becomes of the pieces of a stream.
enum class Chunks {
    kJson,   // each on a line of its own, to standard output
    kText,   // as they are, to standard output: the result itself
    kSteps,  // told like progress
    kNone,
    kSound,  // to standard output when asked for by --out -
};

struct JobKind {
    const char* name;  // the noun on the command line
    const char* verb;
    const char* help;
    std::int32_t number;           // CONCH_JOB_…
    const char* create_operation;  // whose parameters become options
    const char* id;                // the parameter that takes the finished item's id
    const char* look_operation;    // reads one item
    const char* cancel_operation;  // stops one; null when the service cannot
    const char* list_operation;    // where to look for one whose id is unknown
    Chunks chunks = Chunks::kJson;
    bool makes_files = true;
};

std::span<const JobKind> job_kinds();

enum class FieldType {
    kText,
    kNumber,
    kFlag,  // --name and --no-name
    kFile,  // a local file, or the id of one that the service has
};

struct Field {
    std::string option;
    std::string parameter;  // the service's name of it
    FieldType type = FieldType::kText;
    std::string help;
    bool repeated = false;  // an array
    bool numbered = false;  // parameter1, parameter2, …
};

std::vector<Field> fields_of(const JobKind& kind);

}  // namespace conch::cli
