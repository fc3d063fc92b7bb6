# How everything in this tree is compiled: dialects, warnings, visibility, sanitizers, where results go.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 99)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")

find_package(Threads REQUIRED)

# Every target of ours links this; nothing installed does.
add_library(conch_build INTERFACE)
target_include_directories(conch_build INTERFACE "${PROJECT_SOURCE_DIR}/include" "${PROJECT_SOURCE_DIR}/src")
target_compile_options(conch_build INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror
    $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual>
    # GCC 12 finds overlapping copies in optimised std::string concatenation where there are none (its bug 105651).
    $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-restrict>
    # Where files are compiled in one piece, GCC takes their own types for those of a header.
    $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>,$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wno-subobject-linkage>
    -ffunction-sections -fdata-sections
    # GNU-unique symbols would pin the library in memory (see docs/articles/embedding.md).
    $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-fno-gnu-unique>)
if(CONCH_SANITIZE)
    target_compile_options(conch_build INTERFACE -fsanitize=${CONCH_SANITIZE} -fno-omit-frame-pointer
        # GCC sees uninitialised memory in the standard library where its own instrumentation is.
        $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(conch_build INTERFACE -fsanitize=${CONCH_SANITIZE})
    if(CONCH_SANITIZE MATCHES "undefined")
        target_compile_options(conch_build INTERFACE -fno-sanitize-recover=undefined
            $<$<C_COMPILER_ID:Clang>:-fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/cmake/sanitizer-ignore.txt>)
    endif()
endif()

if(CONCH_COVERAGE)
    # Atomic: several threads count the same line.
    target_compile_options(conch_build INTERFACE --coverage -fprofile-update=atomic)
    target_link_options(conch_build INTERFACE --coverage)
endif()

# conch_layer(net SOURCES a.cpp b.cpp LINK conch_platform): one folder of src/ as one static library.
# A layer links only the layers below it, so a call upwards does not link.
function(conch_layer name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
    add_library(conch_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(conch_${name} PUBLIC conch_build ${ARG_LINK})
    if(NOT name STREQUAL base)
        target_link_libraries(conch_${name} PUBLIC conch_base)
    endif()
endfunction()
