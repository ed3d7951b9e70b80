# An installed bindery with its generator: consumer/ built in the ways that users build theirs.
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")

install_bindery("${WORK}/installed here")
find_below("${WORK}/installed here")

# A copy, for one of its pages is changed below.
set(source "${WORK}/the consumer")
file(COPY "${CMAKE_CURRENT_LIST_DIR}/consumer/" DESTINATION "${source}")
set(build "${WORK}/a build")
build_and_test("${source}" "${build}")

# Headers are made again when a page or the metadata change, and only then.
file(TOUCH "${WORK}/built")
run("${CMAKE_COMMAND}" --build "${build}")
file(GLOB stamps "${build}/*.bindery*/stamp")
list(LENGTH stamps count)
if(NOT count EQUAL 4)
    message(FATAL_ERROR "There are ${count} stamps of bindery_generate, not 4")
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
run("${CMAKE_COMMAND}" --build "${build}")
execute_process(
    COMMAND "${CMAKE_CTEST_COMMAND}" --test-dir "${build}" -R own_metadata
    RESULT_VARIABLE result OUTPUT_QUIET ERROR_QUIET
)
if(result EQUAL 0)
    message(FATAL_ERROR "A changed page did not reach the program that was built from it")
endif()

# What the installed generator says names what is installed.
execute_process(
    COMMAND "${WORK}/installed here/bin/bindery-gen" generate "${source}/main.cpp" --out "${WORK}/nothing" RESULT_VARIABLE result ERROR_VARIABLE error
)
set(document "${WORK}/installed here/share/doc/bindery/docs/spec-format.md")
string(FIND "${error}" "${document}" position)
if(result EQUAL 0 OR position EQUAL -1 OR NOT EXISTS "${document}")
    message(FATAL_ERROR "The message should name ${document}:\n${error}")
endif()
