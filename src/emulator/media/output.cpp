#include "emulator/media/output.hpp"

#include <unistd.h>

#include <atomic>
#include <fstream>
#include <system_error>

namespace conch::emulator::media {
namespace {

// Two threads may make the same file at the same time; each has a part of its own.
std::filesystem::path part_of(const std::filesystem::path& file) {
    static std::atomic<unsigned> counter{0};
    std::filesystem::path part = file;
    part += "." + std::to_string(::getpid()) + "-" + std::to_string(counter.fetch_add(1)) + ".part";
    return part;
}

}  // namespace

Output::Output(std::filesystem::path file) : file_(std::move(file)), part_(part_of(file_)) {}

Output::~Output() {
    std::error_code ignored;
    std::filesystem::remove(part_, ignored);
}

Result<std::uint64_t> Output::commit() {
    std::error_code error;
    const std::uint64_t size = std::filesystem::file_size(part_, error);
    if (!error) std::filesystem::rename(part_, file_, error);
    if (error) return fail(CONCH_E_DISK, "The file " + file_.string() + " cannot be written: " + error.message());
    return size;
}

Result<std::uint64_t> write_file(const std::filesystem::path& file, std::string_view bytes) {
    Output output(file);
    std::ofstream out(output.part(), std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) return fail(CONCH_E_DISK, "The file " + file.string() + " cannot be written");
    return output.commit();
}

}  // namespace conch::emulator::media
