# How the shared library is sealed: only what the public headers declare leaves it, and it stays in memory for good.
# docs/articles/embedding.md has the reasons and the measurements; tests/abi checks the result.

# Every public header, so that a new one takes part at once in the symbol list, the tests, the install and the documentation.
file(GLOB CONCH_PUBLIC_HEADERS CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/include/conch/*.h")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CONCH_PUBLIC_HEADERS})

# Reads the names of all functions that the public headers declare. A declaration starts its line with CONCH_API.
function(conch_public_symbols out)
    set(symbols)
    foreach(header IN LISTS CONCH_PUBLIC_HEADERS)
        file(READ "${header}" text)
        string(REGEX MATCHALL "\nCONCH_API[^;()]*CONCH_CALL[ \n]+conch_[a-z0-9_]+" declarations "${text}")
        foreach(declaration IN LISTS declarations)
            string(REGEX MATCH "conch_[a-z0-9_]+$" symbol "${declaration}")
            list(APPEND symbols ${symbol})
        endforeach()
    endforeach()
    list(SORT symbols)
    set(${out} ${symbols} PARENT_SCOPE)
endfunction()

# conch_link_library(conch) makes a SHARED target the library that is shipped.
# The sources with the extern "C" functions must belong to the target itself: what comes out of a static library is
# never exported (--exclude-libs).
function(conch_link_library target)
    conch_public_symbols(symbols)
    list(JOIN symbols "\n" lines)
    list(JOIN symbols ";\n        " globals)
    set(map "${PROJECT_BINARY_DIR}/conch.map")
    file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/conch.symbols" CONTENT "${lines}\n" @ONLY)
    file(CONFIGURE OUTPUT "${map}" CONTENT "{\n    global:\n        ${globals};\n    local:\n        *;\n};\n" @ONLY)

    target_compile_definitions(${target} PRIVATE CONCH_BUILDING)
    target_include_directories(${target} INTERFACE "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
                                                   "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
    target_link_options(${target} PRIVATE
        "LINKER:--version-script=${map}" "LINKER:--exclude-libs,ALL" "LINKER:-Bsymbolic" "LINKER:--gc-sections"
        "LINKER:--as-needed" "LINKER:-z,nodelete" "LINKER:-z,relro" "LINKER:-z,now")
    if(NOT CONCH_SANITIZE) # the sanitizers' own symbols come from the program
        target_link_options(${target} PRIVATE "LINKER:-z,defs")
    endif()
    set_target_properties(${target} PROPERTIES
        LINK_DEPENDS "${map}" VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
endfunction()
