# cmake -DOUTPUT=files.cpp -DFILES="a.html;b.css" -P embed.cmake: the files as C++, for control/console_files.hpp.
set(arrays "")
set(entries "")
set(number 0)
foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME)
    get_filename_component(extension "${file}" LAST_EXT)
    set(type_.html "text/html; charset=utf-8")
    set(type_.css "text/css; charset=utf-8")
    set(type_.js "text/javascript; charset=utf-8")
    set(type_.svg "image/svg+xml")
    file(READ "${file}" bytes HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(APPEND arrays "constexpr unsigned char kFile${number}[] = {${bytes}};\n")
    string(APPEND entries "    {\"${name}\", \"${type_${extension}}\", text(kFile${number}, sizeof kFile${number})},\n")
    math(EXPR number "${number} + 1")
endforeach()
file(WRITE "${OUTPUT}" "// Made by embed.cmake from the files of the console.
#include \"emulator/control/console_files.hpp\"

namespace conch::emulator {
namespace {
${arrays}
std::string_view text(const unsigned char* bytes, std::size_t length) {
    return {reinterpret_cast<const char*>(bytes), length};
}
}  // namespace

const std::vector<ConsoleFile>& console_files() {
    static const std::vector<ConsoleFile> kFiles{
${entries}    };
    return kFiles;
}
}  // namespace conch::emulator
")
