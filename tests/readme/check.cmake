# What README.md shows first is the program in examples/, its table has all options, and every snippet is true (check.sh).
cmake_minimum_required(VERSION 3.20)

file(READ "${SOURCES}/README.md" readme)
file(READ "${SOURCES}/examples/first_call.cpp" source)
string(FIND "${readme}" "```cpp\n${source}```\n" position)
if(position EQUAL -1)
    message(FATAL_ERROR "No code block of README.md is examples/first_call.cpp")
endif()

# The table of options is that of CMakeLists.txt.
file(STRINGS "${SOURCES}/CMakeLists.txt" options REGEX "^(option|set)\\(BINDERY_(BUILD|INSTALL|GENERATOR|REDIS|GZIP|WERROR)")
foreach(option IN LISTS options)
    string(REGEX MATCH "BINDERY_[A-Z_]+" option "${option}")
    if(NOT readme MATCHES "\n[|] `${option}` [|]")
        message(SEND_ERROR "README.md's table lacks ${option}")
    endif()
endforeach()

set(ENV{SOURCES} "${SOURCES}")
set(ENV{WORK} "${WORK}")
set(ENV{COMPILER} "${COMPILER}")
set(ENV{GENERATOR} "${GENERATOR}")
set(ENV{INSTALLED} "${WORK}.installed")
cmake_path(CONVERT "${PREFIXES}" TO_NATIVE_PATH_LIST prefixes)
set(ENV{PREFIXES} "${prefixes}")
file(REMOVE_RECURSE "${WORK}.installed")
execute_process(
    COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${WORK}.installed" --config "${CONFIG}" OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY
)
file(GLOB documents "${SOURCES}/docs/*.md")
list(PREPEND documents "${SOURCES}/README.md")
execute_process(COMMAND bash "${SOURCES}/tests/readme/check.sh" ${documents} RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(SEND_ERROR "A snippet of the documents is not true")
endif()

# A test that never fails proves nothing.
execute_process(
    COMMAND bash "${SOURCES}/tests/readme/check.sh" "${SOURCES}/tests/readme/offences.md" RESULT_VARIABLE result OUTPUT_VARIABLE output
    ERROR_VARIABLE output
)
if(result EQUAL 0 OR NOT output MATCHES "8 blocks, 8 failures")
    message(SEND_ERROR "Each of the 8 blocks of offences.md must be noticed once:\n${output}")
endif()

# Without exceptions there is an #error that says so, but for what only builds and checks requests; without RTTI all compiles.
function(compiles flag header)
    file(WRITE "${WORK}/flag.cpp" "#include <bindery/${header}.hpp>\n")
    execute_process(
        COMMAND "${COMPILER}" -std=c++20 "${flag}" -I "${SOURCES}/include" -fsyntax-only "${WORK}/flag.cpp" RESULT_VARIABLE result ERROR_VARIABLE error
    )
    set(result "${result}" PARENT_SCOPE)
    set(error "${error}" PARENT_SCOPE)
endfunction()
compiles(-fno-exceptions error)
if(result EQUAL 0 OR NOT error MATCHES "bindery needs exceptions")
    message(SEND_ERROR "-fno-exceptions is not refused by name:\n${error}")
endif()
foreach(pair IN ITEMS "-fno-exceptions;validate" "-fno-exceptions;api/tencent/vod/v20180717/ManageTask" "-fno-rtti;client")
    compiles(${pair})
    if(NOT result EQUAL 0)
        message(SEND_ERROR "README.md says that ${pair} compiles:\n${error}")
    endif()
endforeach()
