# What goes wrong for a user is refused by name; what looks like it and is right is not. Nothing is compiled here.
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")

# Headers only, and in a folder of the user's choice.
run(${configure} -S "${BINDERY}" -B "${WORK}/headers only" -D BINDERY_BUILD_COMPILED=OFF -D BINDERY_BUILD_CODEGEN=OFF
    -D BINDERY_BUILD_TOOLS=OFF -D BINDERY_BUILD_EXAMPLES=OFF -D BINDERY_BUILD_TESTS=OFF -D CMAKE_INSTALL_INCLUDEDIR=include/of/ours
)
run("${CMAKE_COMMAND}" --install "${WORK}/headers only" --prefix "${WORK}/installed here")
find_below("${WORK}/installed here")

# <case> <what must be said, or nothing if it is right> <options>: one build folder for all, since most of the time goes
# into getting to know the compiler.
set(folder here)
set(machine "")
function(expect case said)
    execute_process(
        COMMAND ${configure} -S "${CMAKE_CURRENT_LIST_DIR}/refused" -B "${WORK}/${folder}" -U "BINDERY_*" -U "bindery_*" ${machine}
                -D "CASE=${case}" -D "BINDERY=${BINDERY}" -D "PAGE=${CMAKE_CURRENT_LIST_DIR}/consumer/Greet.md" ${ARGN}
        RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output
    )
    string(REGEX REPLACE "[ \n]+" " " words "${output}")
    string(FIND "${words}" "${said}" found)
    if(said STREQUAL "")
        if(NOT result EQUAL 0)
            message(FATAL_ERROR "${case} is right, and is refused:\n${output}")
        endif()
    elseif(result EQUAL 0 OR found EQUAL -1)
        message(FATAL_ERROR "${case} must be refused with\n  ${said}\nand gives ${result}:\n${output}")
    endif()
endfunction()

expect(no_generator "this bindery has no generator")
expect(no_target "there is no target nothing")
expect(mined_pages "PAGES, OPERATIONS and MINED go with METADATA")
expect(missing_generator "BINDERY_GENERATOR is /nowhere/bindery-gen, and there is no such program" -D BINDERY_GENERATOR=/nowhere/bindery-gen)
expect(name_taken "another target called bindery-gen")
expect(other_embedded "This build has bindery 0.0.9 already")
expect(other_found "This build has bindery 0.0.9 already")
expect(found_then_embedded "")
expect(embedded_then_found "")
expect(component "This bindery has no component compiled.")
expect(version "compatible with requested version \"0.2\"")

# A build for another machine, as far as CMake can tell.
set(folder elsewhere)
set(machine -D CMAKE_SYSTEM_NAME=Linux -D CMAKE_SYSTEM_PROCESSOR=elsewhere)
expect(cross_built "this build is for another machine")
expect(host_generator "" -D "BINDERY_GENERATOR=${CMAKE_COMMAND}")
expect(own_generator "")

# The folder is the one that was asked for.
run("${CMAKE_COMMAND}" -E cat "${WORK}/installed here/lib/cmake/bindery/bindery-headers-targets.cmake")
if(NOT output MATCHES "{_IMPORT_PREFIX}/include/of/ours\"")
    message(FATAL_ERROR "The exported target does not point to include/of/ours:\n${output}")
endif()
if(NOT EXISTS "${WORK}/installed here/include/of/ours/bindery/client.hpp")
    message(FATAL_ERROR "The headers are not in include/of/ours")
endif()
