# bindery inside of a user's build, brought along twice, in folders with blanks in their names.
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")

file(CREATE_LINK "${BINDERY}" "${WORK}/the sources" SYMBOLIC)
set(build "${WORK}/a build")
build_and_test("${CMAKE_CURRENT_LIST_DIR}/embedded" "${build}"
    -D "BINDERY=${WORK}/the sources" -D "SOURCES=${CMAKE_CURRENT_LIST_DIR}/small"
)

# Nothing of bindery's own may leak into a user's build: no test, no program, no library that is not used, no install rule.
file(GLOB_RECURSE leaked "${build}/bindery_*tests*" "${build}/bindery-gen*" "${build}/bindery-config*.cmake" "${build}/*bindery_compiled.a")
if(leaked)
    message(FATAL_ERROR "A user's build made\n${leaked}")
endif()
