# Configures, builds and runs consumer/ from nothing; see CMakeLists.txt for the variables.

function(run)
    execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        list(JOIN ARGV " " command)
        message("${output}")
        message(FATAL_ERROR "This command failed:\n  ${command}")
    endif()
endfunction()

file(REMOVE_RECURSE "${WORK}")

set(prefixes "${PREFIXES}")
if(WAY STREQUAL "find_package")
    run("${CMAKE_COMMAND}" --install "${BINDERY_BUILD}" --prefix "${WORK}/installed" --config "${CONFIG}")
    list(PREPEND prefixes "${WORK}/installed")
endif()
# By environment: a list does not survive a command line.
cmake_path(CONVERT "${prefixes}" TO_NATIVE_PATH_LIST prefixes)
set(ENV{CMAKE_PREFIX_PATH} "${prefixes}")

# A copy, for one of its pages is changed below.
set(source "${WORK}/consumer")
file(COPY "${CMAKE_CURRENT_LIST_DIR}/consumer" DESTINATION "${WORK}")

set(toolchain "")
if(TOOLCHAIN)
    set(toolchain -D "CMAKE_TOOLCHAIN_FILE=${TOOLCHAIN}")
endif()
run("${CMAKE_COMMAND}" -S "${source}" -B "${WORK}/build" -G "${GENERATOR}"
    -D "CMAKE_BUILD_TYPE=${CONFIG}" -D "CMAKE_CXX_COMPILER=${COMPILER}" -D "CMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}"
    -D "WAY=${WAY}" -D "LIBRARY=${LIBRARY}" -D "BINDERY=${BINDERY}" ${toolchain}
)
run("${CMAKE_COMMAND}" --build "${WORK}/build" --config "${CONFIG}")
run("${CMAKE_CTEST_COMMAND}" --test-dir "${WORK}/build" --build-config "${CONFIG}" --output-on-failure)

# Headers are made again when a page or the metadata change, and only then.
if(WAY STREQUAL "find_package")
    file(TOUCH "${WORK}/built")
    run("${CMAKE_COMMAND}" --build "${WORK}/build" --config "${CONFIG}")
    file(GLOB stamps "${WORK}/build/*.bindery/stamp")
    list(LENGTH stamps count)
    if(NOT count EQUAL 3)
        message(FATAL_ERROR "There are ${count} stamps of bindery_generate, not 3")
    endif()
    foreach(stamp IN LISTS stamps)
        if("${stamp}" IS_NEWER_THAN "${WORK}/built")
            message(FATAL_ERROR "Nothing changed, and yet the headers of ${stamp} were made again")
        endif()
    endforeach()
    set(page "${source}/metadata/Ring.md")
    file(READ "${page}" text)
    string(REPLACE "range 1 to 9" "range 1 to 99" text "${text}")
    file(WRITE "${page}" "${text}")
    run("${CMAKE_COMMAND}" --build "${WORK}/build" --config "${CONFIG}")
    execute_process(
        COMMAND "${CMAKE_CTEST_COMMAND}" --test-dir "${WORK}/build" --build-config "${CONFIG}" -R own_metadata
        RESULT_VARIABLE result OUTPUT_QUIET ERROR_QUIET
    )
    if(result EQUAL 0)
        message(FATAL_ERROR "A changed page did not reach the program that was built from it")
    endif()
endif()

# Nothing of bindery's own may leak into a user's build: no test, no program, no install rule.
if(NOT WAY STREQUAL "find_package")
    file(GLOB_RECURSE leaked "${WORK}/build/bindery_*tests*" "${WORK}/build/bindery-gen*" "${WORK}/build/bindery-config*.cmake")
    if(leaked)
        message(FATAL_ERROR "A user's build made\n${leaked}")
    endif()
endif()
