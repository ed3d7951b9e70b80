# What the scripts beside it share. CMakeLists.txt gives them
#   BINDERY, BINDERY_BUILD  the sources, and the build that is installed
#   WORK                    a folder of this test's own
#   GENERATOR COMPILER LAUNCHER PREFIXES TOOLCHAIN CONFIG  as of that build

cmake_minimum_required(VERSION 3.20)

file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")

# run(<command>...): what it says is left in `output`.
function(run)
    execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        list(JOIN ARGV " " command)
        message("${output}")
        message(FATAL_ERROR "This command failed:\n  ${command}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

# By environment: a list does not survive a command line.
function(find_below)
    set(prefixes ${ARGV} ${PREFIXES})
    cmake_path(CONVERT "${prefixes}" TO_NATIVE_PATH_LIST prefixes)
    set(ENV{CMAKE_PREFIX_PATH} "${prefixes}")
endfunction()
find_below()

function(install_bindery prefix)
    run("${CMAKE_COMMAND}" --install "${BINDERY_BUILD}" --prefix "${prefix}" --config "${CONFIG}")
endfunction()

set(configure
    "${CMAKE_COMMAND}" -G "${GENERATOR}" -D "CMAKE_CXX_COMPILER=${COMPILER}" -D "CMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}"
)
if(TOOLCHAIN)
    list(APPEND configure -D "CMAKE_TOOLCHAIN_FILE=${TOOLCHAIN}")
endif()

# build_and_test(<source> <build> <option>...). Without a build type: optimizing or debugging is not what is tested.
function(build_and_test source build)
    run(${configure} -S "${source}" -B "${build}" ${ARGN})
    run("${CMAKE_COMMAND}" --build "${build}")
    run("${CMAKE_CTEST_COMMAND}" --test-dir "${build}" --output-on-failure)
endfunction()
