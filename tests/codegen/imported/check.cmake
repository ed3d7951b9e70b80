# Configures, builds and runs this folder from nothing; see ../CMakeLists.txt for the variables.

foreach(each IN LISTS METADATA)
    if(NOT EXISTS "${each}")
        message("skipped: no pages in ${each}")
        return()
    endif()
endforeach()

function(run)
    string(TIMESTAMP before "%s")
    execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    string(TIMESTAMP after "%s")
    math(EXPR seconds "${after} - ${before}")
    list(JOIN ARGV " " command)
    message("${seconds} s: ${command}")
    if(NOT result EQUAL 0)
        message("${output}")
        message(FATAL_ERROR "This command failed:\n  ${command}")
    endif()
    set(last_output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${WORK}")
list(JOIN METADATA "\\;" metadata)
function(configure folder compiler)
    run("${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}" -B "${folder}" -G "${GENERATOR}" -D CMAKE_BUILD_TYPE=None -D
        "CMAKE_CXX_COMPILER=${compiler}" -D "BINDERY=${BINDERY}" -D "BINDERY_GEN=${BINDERY_GEN}" -D "WRITER=${WRITER}"
        -D "METADATA=${metadata}"
    )
endfunction()

# Both compilers read the umbrellas, which are all headers, and every fiftieth header alone; all of them alone, which
# takes minutes, in a long run.
set(read alone_from_nothing)
if(DEFINED ENV{BINDERY_LONG_TESTS})
    list(APPEND read alone)
endif()

configure("${WORK}/own" "${COMPILER}")
run("${CMAKE_COMMAND}" --build "${WORK}/own" --target ${read})
run("${CMAKE_COMMAND}" --build "${WORK}/own" --target round_trip)
run("${WORK}/own/round_trip" "${WORK}/own/round_trips/examples.json" "${CMAKE_CURRENT_LIST_DIR}/exceptions.tsv")
message("${last_output}")

# The other compiler reads the headers, too, where there is one.
if(OTHER_COMPILER)
    configure("${WORK}/other" "${OTHER_COMPILER}")
    run("${CMAKE_COMMAND}" --build "${WORK}/other" --target ${read})
else()
    message("There is no clang++-16: the headers were compiled by one compiler only.")
endif()
